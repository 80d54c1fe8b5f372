"""One file per screen; a screen takes its Seat and shows frozen values."""
