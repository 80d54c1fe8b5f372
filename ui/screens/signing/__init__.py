"""Sign-off (S8) in its parts: the facts in the middle, the answers at the right."""
