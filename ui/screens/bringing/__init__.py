"""Bringing in a file, page by page."""
