"""The bar below a page that is saved as a whole: other ways out at the left, what happens, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.evidence_row import buttons_row
from ui.widgets.words import Words

_ENOUGH = 1080


class SaveFoot(QWidget):
    """One row. Where room is short only the way on stays; the other ways go to `spare`, the end of the page."""

    def __init__(self, note: str, save: Button, *others: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What to do next")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._others, self._save = buttons_row(*others), save
        self.note = Words(note, "secondary")
        self._wanted = True
        self.spare = QWidget()
        """Room at the end of the page for what does not fit here."""
        self._spare = QVBoxLayout(self.spare)
        self._spare.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 9, 18, 10)
        self._row.setSpacing(12)
        self._row.addWidget(self._others, 1)
        self._row.addStretch(0)
        self._row.addWidget(self.note)
        self._row.addWidget(save)

    def show_note(self, shown: bool) -> None:
        """Whether there is anything to say about what happens."""
        self._wanted = shown
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room: only the way on."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        said = (self._others, self.note, self._save) if self._wanted else (self._others, self._save)
        needs = sum(part.sizeHint().width() + 12 for part in said) + 36
        narrow = self.width() < max(theme.px(_ENOUGH), needs)
        self.note.setVisible(self._wanted and not narrow)
        if narrow:
            self._spare.addWidget(self._others)
        else:
            self._row.insertWidget(0, self._others, 1)
        self._others.show()
        self._row.setStretch(self._row.count() - 3, 1 if narrow else 0)

    def minimumSizeHint(self) -> QSize:
        """Never wider than the way on."""
        return QSize(self._save.minimumSizeHint().width() + 36, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface with a line above it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("hairline"))
