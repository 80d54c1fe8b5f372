"""Looks for words that are cut without a sign: what reaches over the side of what it stands in, or has no room.

Only what is shown counts. A page may scroll down; nothing may go off its side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLabel,
    QScrollArea,
    QWidget,
)

from ui.widgets import ink
from ui.widgets.words import Words

SLACK, LOW_SLACK = 1, 3
"""Pixels by which halves may be rounded; of a line's height some are room between the lines."""


def cut(root: QWidget) -> list[str]:
    """Everything that is shown and cannot be read whole."""
    faults = (_over_the_side, _too_narrow, _too_low, _sideways)
    return [
        f"{_called(widget)} {said}" for widget in _shown(root) for fault in faults if (said := fault(widget))
    ]


def unfold(root: QWidget) -> None:
    """Press every link that shows more of what is there: the why of a fact, the rest of a list."""
    for button in root.findChildren(QAbstractButton):
        words = button.text()
        more = words.startswith(("Why", "More")) or words.endswith((" more", " earlier"))
        if more and button.isVisible() and button.isEnabled() and not button.isChecked():
            button.click()


def _shown(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and widget.size().isValid() and not _in_a_list(widget):
            yield widget


def _above(widget: QWidget) -> Iterator[QWidget]:
    """What it stands in, up to the window."""
    while not widget.isWindow() and (around := widget.parentWidget()) is not None:
        yield around
        widget = around


def _in_a_list(widget: QWidget) -> bool:
    """The parts of a table or a list: they measure themselves."""
    return any(isinstance(around, QAbstractItemView) for around in _above(widget))


def _over_the_side(widget: QWidget) -> str:
    for around in _above(widget):
        left = widget.mapTo(around, QPoint(0, 0)).x()
        right = left + widget.width()
        if left < -SLACK or right > around.width() + SLACK:
            return (
                f"reaches from {left} to {right} in {type(around).__name__}, which is {around.width()} wide"
            )
    return ""


def _says_something(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractScrollArea):
        return False
    return isinstance(widget, QLabel | QAbstractButton) or (
        bool(widget.accessibleName()) and not widget.findChildren(QWidget)
    )


def _too_narrow(widget: QWidget) -> str:
    if not _says_something(widget):
        return ""
    if isinstance(widget, Words) and widget.wordWrap():
        needs = max((_wide(widget, word) for word in ink.joined(widget.words()).split(" ")), default=0)
    else:
        needs = widget.minimumSizeHint().width()
    return f"is {widget.width()} wide and needs {needs}" if needs > widget.width() + SLACK else ""


def _wide(widget: Words, word: str) -> int:
    """A line may end at a hyphen or where the words say so, never elsewhere in a word."""
    parts = (part for piece in word.split() for part in re.split(r"(?<=[-–/])", piece))
    return max((ink.size_of(part, widget._role).width() for part in parts), default=0)


def _too_low(widget: QWidget) -> str:
    if not _says_something(widget):
        return ""
    known = widget.hasHeightForWidth()
    needs = widget.heightForWidth(widget.width()) if known else widget.minimumSizeHint().height()
    return f"is {widget.height()} high and needs {needs}" if needs > widget.height() + LOW_SLACK else ""


def _sideways(widget: QWidget) -> str:
    """A list with more columns than fit, or a page. In a box one writes in, a space may hang over the end."""
    if not isinstance(widget, QAbstractItemView | QScrollArea):
        return ""
    more = widget.horizontalScrollBar().maximum()
    return f"scrolls sideways by {more}" if more > 0 else ""


def _called(widget: QWidget) -> str:
    """What it is and where it stands. The families are invented, so its words may be told."""
    around = " in ".join(type(one).__name__ for one in list(_above(widget))[:6])
    said = widget.text() if isinstance(widget, QAbstractButton | QLabel) else widget.accessibleName()
    return f"{type(widget).__name__} “{said[:50]}” in {around}"
