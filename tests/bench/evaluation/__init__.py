"""Evaluation sets: read, poured into an encrypted store, asked through the window's own door, scored."""
