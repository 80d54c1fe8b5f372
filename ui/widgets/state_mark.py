"""The six states of a check: a shape first, a word always, a colour last."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme

State = Literal["not_started", "in_progress", "gap", "needs_you", "settled", "not_known"]

STATE_WORDS: dict[str, str] = {
    "not_started": "Not started",
    "in_progress": "In progress",
    "gap": "Gap",
    "needs_you": "Needs you",
    "settled": "Settled",
    "not_known": "Not known yet",
}
_SHAPES: dict[str, tuple[str, str]] = {
    "not_started": ("circle", "border"),
    "in_progress": ("circle-half-fill", "warning"),
    "gap": ("warning-fill", "warning"),
    "needs_you": ("warning-octagon-fill", "danger"),
    "settled": ("check-circle-fill", "settled"),
    "not_known": ("minus-circle-fill", "secondary"),
}


def paint_state(painter: QPainter, x: float, y: float, state: str, size: float = 18, over: str = "") -> None:
    """Draw the shape of a state with its top left corner at a point. `over` is a colour that wins over its own."""
    name, token = _SHAPES[state]
    icons.paint(painter, x, y, name, over or token, size)


class StateMark(QWidget):
    """The shape of a state. It says "School: Settled" to a screen reader when given what it is about."""

    def __init__(
        self, state: State = "not_started", about: str = "", size: float = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size, self._about = size, about
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)
        theme.changed.connect(self.updateGeometry)

    def state(self) -> State:
        """The state shown."""
        return self._state

    def set_state(self, state: State, about: str | None = None) -> None:
        """Show another state."""
        self._state = state
        self._about = self._about if about is None else about
        words = STATE_WORDS[state]
        self.setAccessibleName(f"{self._about}: {words}" if self._about else words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return theme.icon_size(self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        paint_state(QPainter(self), 0, 0, self._state, self._size)
