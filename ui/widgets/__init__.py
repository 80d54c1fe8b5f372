"""The pieces screens are made of. Each draws itself from the theme, works by keyboard and reads itself out."""
