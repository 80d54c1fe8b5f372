"""Waiting for a page of printing: what is drawn, made and found out beside the window."""

from __future__ import annotations

from tests.ui.front import Front
from ui.screens.print_summary import PrintScreen

_MOMENT = 60_000


def wait_for_paper(front: Front, screen: PrintScreen) -> None:
    """Until nothing is drawn any more, and what came of it is shown."""
    for _ in range(3):
        front.settle()
        assert screen.making.drawing.idle(_MOMENT)
        front.settle()
        assert screen.drawing.idle(_MOMENT)
        assert screen._side.idle(_MOMENT)
