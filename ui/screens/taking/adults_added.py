"""Adults who were added from the record during the call: a line each, and a way to take one out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.taking.taken_down import Adult
from ui.widgets.buttons import link
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine


class AdultsAdded(QWidget):
    """Whoever stands here is named in the new contact as the person on record."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Adults added from the record")
        self._adults: tuple[Adult, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def adults(self) -> tuple[Adult, ...]:
        """Who was added."""
        return self._adults

    def add(self, adult: Adult) -> None:
        """One more."""
        self.show_adults((*self._adults, adult))

    def show_adults(self, adults: Iterable[Adult]) -> None:
        """Show these."""
        self._adults = tuple(adults)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(adult) for adult in self._adults]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()
        self.setVisible(bool(self._adults))

    def _line(self, adult: Adult) -> QWidget:
        line = QWidget()
        row = Flow(gap=10, line_gap=0)
        row.addWidget(MarkLine("settled", "check-circle-fill", adult.words, role="body", word_token="text"))
        remove = link("Remove")
        remove.setAccessibleName(f"Remove {adult.words}")
        remove.clicked.connect(partial(self._remove, adult))
        row.addWidget(remove)
        line.setLayout(row)
        return line

    def _remove(self, adult: Adult, _checked: bool = False) -> None:
        self.show_adults(a for a in self._adults if a != adult)
        self.changed.emit()
