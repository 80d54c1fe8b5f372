"""One file for each release that changed Central; never edited after it."""
