"""The parts of the page of police notifications: one card for each, and what becomes of it."""
