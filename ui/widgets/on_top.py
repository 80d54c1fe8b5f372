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
    return _Lowered(part, down, 0)


def beside_link(part: QWidget, *, stretch: bool = False) -> QWidget:
    """Words whose first line stands on one line with a link beside them, which has room for its ring round it.
    `stretch` leaves them at the top of whatever height there is.
    """
    lowered = _Lowered(part, _RING, 0 if stretch else _RING)
    if stretch:
        lowered.column.addStretch(1)
    return lowered


class _Lowered(QWidget):
    """Room above and below, in pixels at 100 % text: it grows with the letters."""

    def __init__(self, part: QWidget, above: int, below: int) -> None:
        super().__init__()
        self._above, self._below = above, below
        self.column = QVBoxLayout(self)
        self.column.addWidget(part)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.column.setContentsMargins(0, theme.px(self._above), 0, theme.px(self._below))


_RING = 4
"""What a link has above and below its words, at 100 % text."""
