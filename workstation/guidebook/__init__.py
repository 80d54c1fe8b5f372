"""Loads `resources/` into domain values and checks them. Everything is read once and kept."""
