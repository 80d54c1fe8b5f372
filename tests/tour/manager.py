"""The manager's side: gaps before the conclusion, sending one back, signing one off, and the printed summary."""

from __future__ import annotations

from tests.tour.walker import Walker
from workstation.services.desk import Desk


def walk(walker: Walker, _desk: Desk) -> None:
    """A manager decides: one goes back, one is signed off and printed."""
    walker.press("Ctrl+4")
    walker.shot("sign-off")
