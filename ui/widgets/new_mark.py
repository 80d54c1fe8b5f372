"""Something that is new since it was last seen: a bar at its left and a chip that says so in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.chip import ChipLook, ChipMark

_BAR = 4


class NewMark(QWidget):
    """Holds what is new. Shape and words say it; the colour comes third."""

    def __init__(self, words: str, content: QWidget) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.chip = ChipMark("")
        self.chip.set_chip(ChipLook(words, "information", "arrows-clockwise"))
        column = QVBoxLayout(self)
        column.setContentsMargins(_BAR + 10, 2, 0, 2)
        column.setSpacing(4)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar."""
        QPainter(self).fillRect(0, 0, _BAR, self.height(), theme.colour("info"))
