"""Choosing between two answers (S10) in its parts: what is on the page."""
