"""An icon by itself, beside words that say what it means."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.words import Words


class Mark(QWidget):
    """A picture that repeats words beside it. With no name it is decoration and screen readers skip it."""

    def __init__(
        self, icon: str, token: str = "text", size: float = 18, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._token, self._size = icon, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, token: str = "") -> None:
        """Show another icon, perhaps in the colour of another meaning."""
        self._icon, self._token = icon, token or self._token
        self.update()

    def icon(self) -> str:
        """The icon that is shown."""
        return self._icon

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return theme.icon_size(self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        icons.paint(QPainter(self), 0, 0, self._icon, self._token, self._size)


class LineMark(Mark):
    """A mark that stands on the first line of the words beside it, however tall their row is."""

    def __init__(
        self, icon: str, token: str, words: Words, size: float = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(icon, token, size, parent=parent)
        self._beside = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, its middle on the middle of the line."""
        words = self._beside
        top = words.y() - self.y() + words.middle_of_first_line() - theme.px(self._size) / 2
        icons.paint(QPainter(self), 0, max(0.0, top), self._icon, self._token, self._size)
