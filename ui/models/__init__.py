"""Item models over frozen tuples or pages of the register."""
