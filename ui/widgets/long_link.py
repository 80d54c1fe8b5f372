"""A link whose words go on in a second line where one has no room for them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.buttons import Button


class LongLink(Button):
    """As wide as its words, or as the column it stands in: they are then as tall as they need to be."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "link", parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any column."""
        whole = self.sizeHint()
        return QSize(min(theme.px(96), whole.width()), whole.height())

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The words, wrapped."""
        one, whole = (ink.size_of(self._words, "body_bold", room).height() for room in (1_000_000, width))
        return self.sizeHint().height() + whole - one

    def _paint_words(self, painter: QPainter, token: str) -> None:
        laid = ink.lay(self._words, "body_bold", self.width(), underlined=True)
        top = (self.height() - laid.size.height()) / 2 + (1 if self.isDown() else 0)
        ink.draw(painter, laid, 0, top, theme.colour(token))
