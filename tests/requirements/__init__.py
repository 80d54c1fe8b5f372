"""The requirements R1 to R33 of the inspectors' letter: which test shows each, and journeys to the safe end."""
