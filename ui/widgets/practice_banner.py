"""The strip that says, always, that nothing here is real."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import ink

WORDS = "Practice authority – nothing here is real"
_MORE = "Families, names and addresses are made up."


class PracticeBanner(QWidget):
    """Cannot be put away. Shown in every window on a practice store."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(WORDS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(ink.size_of(WORDS, "secondary_bold").width() + theme.px(60), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        """The words may lose the second sentence, never the first."""
        return QSize(theme.px(200), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own, a line under it, the words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("warning_bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("warning"))
        left, middle = 18, self.height() / 2
        icons.paint(painter, left, middle - theme.px(8), "info-fill", "warning", 16)
        left += theme.px(24)
        first = ink.lay(WORDS, "secondary_bold")
        ink.draw(painter, first, left, middle - first.size.height() / 2, theme.colour("warning"))
        left += first.size.width() + theme.px(12)
        more = ink.lay(_MORE, "secondary")
        if left + more.size.width() < self.width():
            ink.draw(painter, more, left, middle - more.size.height() / 2, theme.colour("warning"))
