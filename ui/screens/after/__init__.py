"""What is still to do: tasks of an act now, and all that comes after the decision (`domain.md` 4b, 12)."""
