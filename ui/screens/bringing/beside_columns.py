"""Beside the columns: what needs somebody, as sentences that lead to their place, and the first rows as kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.kept_words import KeptRow
from ui.widgets.beside_cards import FilledCard
from ui.widgets.buttons import link
from ui.widgets.line_button import LineButton
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.intake.mapping import Remark

_FEW = 3


class Needs(FilledCard):
    """What stops the file first, then what is good to know."""

    wanted = Signal(object)
    """Go to the place of this remark."""

    def __init__(self) -> None:
        super().__init__("What needs you", big=True)
        self.lines: list[LineButton] = []

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say these."""
        stops = sum(remark.stops for remark in remarks)
        self.set_note(wording.count(stops, "thing to put right", "things to put right") if stops else "")
        if not self.fresh(tuple(remarks)):
            return
        self.lines = []
        for remark in remarks:
            line = LineButton(remark.words, "needs_you" if remark.stops else "gap")
            line.clicked.connect(partial(self._go, remark))
            self.lines.append(line)
            self.put(line)
        if not stops:
            ready = (
                "Nothing stands in the way." if remarks else "Everything is said. Nothing stands in the way."
            )
            self.put(MarkLine("settled", "check-circle-fill", ready, role="body", word_token="text"))

    def _go(self, remark: Remark, _checked: bool = False) -> None:
        self.wanted.emit(remark)


class FirstRows(FilledCard):
    """The first rows as Lintel would keep them."""

    def __init__(self) -> None:
        super().__init__("First rows", note="as Lintel would keep them", big=True)
        self._all = False
        self._rows: tuple[KeptRow, ...] = ()

    def show_rows(self, rows: tuple[KeptRow, ...]) -> None:
        """Show these: a few, the rest on request."""
        self._rows = rows
        if not self.fresh((rows, self._all)):
            return
        for row in rows if self._all else rows[:_FEW]:
            self.put(_Block(row))
        if not rows:
            self.put(Words("There are no rows under the headings.", "secondary", wrap=True))
        if len(rows) > _FEW:
            more = link("Show fewer rows" if self._all else f"Show {len(rows)} rows")
            more.clicked.connect(lambda _checked=False: self._toggle())
            self.put(more, left=True)

    def _toggle(self) -> None:
        self._all = not self._all
        self.show_rows(self._rows)


class _Block(QWidget):
    """One row: whom it is about, what is kept, what is odd about it."""

    def __init__(self, row: KeptRow) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(row.spoken())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(2)
        for part in _parts(row):
            column.addWidget(part)


def _parts(row: KeptRow) -> list[QWidget]:
    title = f"Row {row.row} · {row.title}"
    parts: list[QWidget] = [Words(title, "body_bold", wrap=True)]
    if row.refused:
        parts.append(MarkLine("danger", "warning-octagon-fill", f"{row.refused}.", word_token="text"))
    parts += [Words(f"{name}: {words}", "secondary", wrap=True, token="text") for name, words in row.lines]
    parts += [
        MarkLine("warning", "warning-fill", f"{wording.sentence(mark)}.", word_token="text")
        for mark in row.marks
    ]
    return parts
