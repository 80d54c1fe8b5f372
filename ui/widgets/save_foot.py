"""The bar below a page that is saved as a whole: other ways out at the left, what happens, and the way on."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button
from ui.widgets.evidence_row import buttons_row
from ui.widgets.nesting import nest
from ui.widgets.words import Words


class SaveFoot(QWidget):
    """One row while there is room; else the words and the buttons below each other."""

    def __init__(self, note: str, save: Button, *others: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What to do next")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.note = Words(note, "secondary", wrap=True)
        self._row = Beside(enough=980, gap=12)
        self._row.add(buttons_row(*others), 1)
        self._row.add(self.note, 0)
        self._row.add(save, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 9, 18, 10)
        nest(column, self._row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface with a line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("hairline"))
