"""A number that is also a button: how many there are, and a way to see them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import icons, theme
from ui.widgets import ink
from ui.widgets.pressed import PressedLine


class Tile(PressedLine):
    """Icon, number and words, as in "1 overdue". Press it to see them."""

    def __init__(
        self, number: int, words: str, icon: str = "", token: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._icon, self._token = words, icon, token
        self.set_number(number)

    def set_number(self, number: int) -> None:
        """Show another number."""
        self._number = number
        self.setAccessibleName(f"{number} {self._words}")
        self.update()

    def _left(self) -> int:
        icon = theme.px(30) if self._icon else 0
        return theme.px(16) + icon + ink.size_of(str(self._number), "h1").width() + theme.px(10)

    def sizeHint(self) -> QSize:
        """Room for the words on one or two lines."""
        return QSize(self._left() + theme.px(150), theme.px(58))

    def minimumSizeHint(self) -> QSize:
        """Words may wrap; the number never goes."""
        longest = max((ink.size_of(word, "body").width() for word in self._words.split()), default=0)
        return QSize(self._left() + longest + theme.px(12), theme.px(58))

    def heightForWidth(self, width: int) -> int:
        """Tall enough for its words, however they wrap."""
        room = width - self._left() - theme.px(8)
        return max(theme.px(58), ink.size_of(self._words, "body", room).height() + theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, icon, number, words."""
        painter = QPainter(self)
        fill, border, width, token = "surface", "hairline", 1, "text"
        if self.hasFocus():
            fill, border, width, token = "focus_fill", "focus", theme.focus_width(), "on_focus"
        elif self.underMouse():
            border = "border"
        ink.rounded(
            painter, QRectF(self.rect()), fill=theme.colour(fill), border=theme.colour(border), width=width
        )
        left: float = theme.px(16)
        middle = self.height() / 2
        if self._icon:
            icons.paint(painter, left, middle - theme.px(11), self._icon, self._token, 22)
            left += theme.px(30)
        number = ink.lay(str(self._number), "h1")
        ink.draw(painter, number, left, middle - number.size.height() / 2, theme.colour(token))
        left = self._left()
        words = ink.lay(self._words, "body", self.width() - left - theme.px(8))
        ink.draw(painter, words, left, middle - words.size.height() / 2, theme.colour(token))
