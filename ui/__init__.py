"""The window of Lintel: it asks `workstation.services` and shows `workstation.domain` values."""
