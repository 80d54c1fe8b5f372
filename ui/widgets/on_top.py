"""Keeps things at the top of their row, however tall their neighbours are."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.beside import Labelled


def on_top(part: QWidget) -> QWidget:
    """A box that takes the height it is given and leaves what it holds at the top of it."""
    return _OfABox(part) if isinstance(part, Labelled) else _OnTop(part)


class _OnTop(QWidget):
    def __init__(self, part: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part)
        column.addStretch(1)


class _OfABox(_OnTop, Labelled):
    """The same round something with a label above a box."""

    def __init__(self, part: Labelled) -> None:
        super().__init__(part)
        self._part = part

    def above_box(self, width: int) -> int:
        """As in what it holds."""
        return self._part.above_box(width)


def on_line(part: QWidget, down: int) -> QWidget:
    """Something set a little lower, so that it stands on one line with a button beside it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.px(down), 0, 0)
    column.addWidget(part)
    return whole


def beside_link(part: QWidget) -> QWidget:
    """Words whose first line stands on one line with a link beside them, which has room for its ring round it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, theme.px(_RING), 0, theme.px(_RING))
    column.addWidget(part)
    return whole


_RING = 4
"""What a link has above and below its words, at 100 % text."""
