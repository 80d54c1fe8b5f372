"""The facts of a history, each with its why: boxes for what must be weighed, lines for what is good to know."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.beside import Beside
from ui.widgets.fact_note import FactNote
from ui.widgets.fact_words import note_of
from ui.widgets.on_top import on_top
from workstation.domain.guide import Guide
from workstation.domain.past import Past

_APART = 32
"""Between two facts on one line, which have no boxes: the link of the one must not read as part of the next."""


class FactList(QWidget):
    """Two boxes side by side where there is room. The most telling fact has the larger share."""

    opened = Signal(str)
    """A contact in the list of why was pressed; carries its id."""

    def __init__(self, guide: Guide, *, enough: int = 700, gap: int = 10) -> None:
        super().__init__()
        self._guide, self._enough, self._gap = guide, enough, gap
        self._past: Past | None = None
        self._rows: list[QWidget] = []
        self.notes: list[FactNote] = []
        """The facts as they are shown."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self.hide()

    def show_past(self, past: Past) -> None:
        """Show these facts, unless they are shown already: an unfolded list stays as it is."""
        before = self._past
        if before is not None and (past.facts, past.on_record) == (before.facts, before.on_record):
            return
        self._past = past
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self.notes = [], [note_of(fact, past, self._guide) for fact in past.facts]
        for note in self.notes:
            note.opened.connect(self.opened)
        loud = [note for note in self.notes if not note.quiet]
        quiet = [note for note in self.notes if note.quiet]
        for at in range(0, len(loud), 2):
            self._add_row(loud[at : at + 2], (54, 36) if at == 0 else (1, 1))
        for at in range(0, len(quiet), 2):
            self._add_row(quiet[at : at + 2], (1, 1), gap=_APART)
        self.setVisible(bool(self.notes))

    def _add_row(self, notes: list[FactNote], shares: tuple[int, int], *, gap: int | None = None) -> None:
        row = QWidget()
        line = Beside(row, enough=self._enough, gap=self._gap if gap is None else gap)
        for note, share in zip(notes, shares, strict=False):
            line.add(on_top(note) if note.quiet else note, share)
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()

    def first(self) -> QWidget | None:
        """Why the first fact is shown."""
        return next((note.why for note in self.notes if note.has_why), None)
