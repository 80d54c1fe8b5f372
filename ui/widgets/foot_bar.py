"""The bar below in a narrow window: out in danger at the left, on at the right."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.widgets.buttons import danger, primary


class FootBar(QWidget):
    """Escalate, and save and next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What to do next")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.escalate = danger("Escalate now", "lightning-fill")
        self.next = primary("Save and next", "arrow-right")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 20, 10)
        row.addWidget(self.escalate)
        row.addStretch(1)
        row.addWidget(self.next)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface with a line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("hairline"))
