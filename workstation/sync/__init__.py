"""The way to Central and back: entries travel, and nothing that was told to be saved is ever lost or doubled."""
