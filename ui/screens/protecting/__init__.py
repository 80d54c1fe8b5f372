"""Protect first: the parts of *act now*, of asking for a strategy discussion, and of lowering it."""
