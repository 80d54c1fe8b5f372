"""Adults who were added from the record, or whom a notification names: a line each, and a way to take one out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.taking.taken_down import Adult, Named
from ui.widgets.buttons import link
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine


class AdultsAdded(QWidget):
    """Whoever stands here is named in the new contact."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Adults added")
        self._adults: tuple[Adult | Named, ...] = ()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def adults(self) -> tuple[Adult, ...]:
        """Who was added from the record."""
        return tuple(adult for adult in self._adults if isinstance(adult, Adult))

    def named(self) -> tuple[Named, ...]:
        """Whom a notification names."""
        return tuple(adult for adult in self._adults if isinstance(adult, Named))

    def add(self, adult: Adult | Named) -> None:
        """One more."""
        self.show_adults((*self._adults, adult))

    def show_adults(self, adults: Iterable[Adult | Named]) -> None:
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

    def _line(self, adult: Adult | Named) -> QWidget:
        line = QWidget()
        row = Flow(gap=10, line_gap=0)
        row.addWidget(MarkLine("settled", "check-circle-fill", adult.words, role="body", word_token="text"))
        remove = link("Remove")
        remove.setAccessibleName(f"Remove {adult.words}")
        remove.clicked.connect(partial(self._remove, adult))
        row.addWidget(remove)
        line.setLayout(row)
        return line

    def _remove(self, adult: Adult | Named, _checked: bool = False) -> None:
        self.show_adults(a for a in self._adults if a != adult)
        self.changed.emit()
