"""What is filled in one turn of the window's loop is painted in the next, so that keys are heard in between."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_SOON: Final = 1
"""Milliseconds. A timer of none would be answered with the paint still in the same turn."""


def paint_next_turn(widget: QWidget) -> None:
    """Leave a widget as it is painted now until the next turn: filling it was work enough for this one.

    For what scrolls give the widget itself, never its `viewport()`. That one is Qt's own: what Python knows of it
    can be declared dead while it lives, and then it would be painted no more.
    """
    if widget.updatesEnabled():
        widget.setUpdatesEnabled(False)
        QTimer.singleShot(_SOON, widget, partial(widget.setUpdatesEnabled, True))


def paint_page_next_turn(widget: QWidget) -> None:
    """The same for the whole page that a widget stands on: what grows in it moves what stands below, and a part
    that is not painted with the rest would be seen empty for a moment.
    """
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        paint_next_turn(around)
