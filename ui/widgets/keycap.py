"""A key as it looks on the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.words import Words


def cap_size(keys: str) -> QSize:
    """The room a key takes."""
    return QSize(ink.size_of(keys, "key").width() + theme.px(14), theme.px(18))


def paint_cap(painter: QPainter, x: float, y: float, keys: str, ground: str = "subtle") -> None:
    """Draw a key with its top left corner at a point."""
    size = cap_size(keys)
    rect = QRectF(x, y, size.width(), size.height())
    ink.rounded(painter, rect, fill=theme.colour(ground), border=theme.colour("border"), radius=3)
    laid = ink.lay(keys, "key")
    top = y + (size.height() - laid.size.height()) / 2
    ink.draw(painter, laid, x + (size.width() - laid.size.width()) / 2, top, theme.colour("secondary"))


class Keycap(QWidget):
    """A small picture of a key. Screen readers skip it: the button it belongs to says its key itself."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As large as the key."""
        return cap_size(self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the key."""
        paint_cap(QPainter(self), 0, 0, self._keys)


def keys_line(*pairs: tuple[str, str], parent: QWidget | None = None) -> QWidget:
    """The line of keys under a list: (("Enter", "open"), ("A", "take it"))."""
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Words("Keys:", "secondary"))
    for keys, words in pairs:
        row.addWidget(Keycap(keys))
        row.addWidget(Words(words, "secondary"))
    row.addStretch(1)
    return line
