"""Check and send (S5) in its parts."""
