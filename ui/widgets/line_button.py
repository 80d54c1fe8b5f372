"""A line of words with the shape of its state in front, which is a button: it goes to what it names."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.pressed import PressedLine
from ui.widgets.state_mark import STATE_WORDS, State, paint_state


class LineButton(PressedLine):
    """Words that wrap, and a state. The whole line can be pressed."""

    def __init__(self, words: str, state: State = "not_started", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._state = words, state
        self.show_line(words, state)

    def show_line(self, words: str, state: State) -> None:
        """Say something else."""
        self._words, self._state = words, state
        self.setAccessibleName(f"{words}. {STATE_WORDS[state]}".replace("..", "."))
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What it says."""
        return self._words

    def _left(self) -> int:
        return theme.px(29)

    def _laid(self, width: float, *, underlined: bool = False) -> ink.Laid:
        return ink.lay(self._words, "body", width - self._left() - 4, underlined=underlined)

    def sizeHint(self) -> QSize:
        """As wide as its card."""
        wide = theme.px(220)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any column."""
        return QSize(theme.px(110), theme.px(26))

    def heightForWidth(self, width: int) -> int:
        """The words, wrapped."""
        return max(24, self._laid(width).size.height() + theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape, the words; under the pointer they look like the link they are."""
        painter = QPainter(self)
        tone = "text"
        if self.hasFocus():
            tone = "on_focus"
            ink.focus_ring(painter, QRectF(self.rect()))
        laid = self._laid(self.width(), underlined=self.underMouse())
        top = (self.height() - laid.size.height()) / 2
        paint_state(painter, theme.px(4), top + theme.px(1), self._state, 16)
        ink.draw(painter, laid, self._left(), top, theme.colour(tone))
