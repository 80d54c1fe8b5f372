"""Print and share (S11) in its parts."""
