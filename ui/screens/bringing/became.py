"""What became of a file: in a sentence, by sheet, and row by row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.models.import_list import ORDER, how_many, in_a_sentence, listed, of_sheet, why
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, pill, secondary
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.table import Table
from ui.widgets.words import Words
from workstation.intake.outcome import ImportReport, RowOutcome

_MOST = 500
"""So many rows are shown; the saved list has all of them."""
_RESULT = {
    "taken": ("check-circle-fill", "settled"), "taken with marks": ("warning-fill", "warning"),
    "refused": ("warning-octagon-fill", "danger"),
}  # fmt: skip
_COLUMNS = (
    Column("Sheet", 130), Column("Row", 64), Column("Child", 120), Column("What", 240, 1), Column("Result", 170),
    Column("Marks, or refused because", 320, 2),
)  # fmt: skip


class Became(QWidget):
    """The list can be narrowed by result and by words; it says how many rows that hides."""

    save_wanted = Signal()
    another_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._report: ImportReport | None = None
        self._verdict = ""
        self.sentence = Words("", "h3", wrap=True)
        self.details = QVBoxLayout()
        self.details.setSpacing(4)
        self.save = secondary("Save the list as CSV…", "floppy-disk")
        self.another = secondary("Another file", "plus")
        self.save.clicked.connect(lambda _checked=False: self.save_wanted.emit())
        self.another.clicked.connect(lambda _checked=False: self.another_wanted.emit())
        self.views: dict[str, Button] = {}
        self.words = LineField("Find in this list")
        self.words.changed.connect(lambda _text: self._show_rows())
        self.shown = Words("", "secondary")
        self.table = Table("Rows of the file", list(_COLUMNS))
        self._lay_out()

    def _lay_out(self) -> None:
        top, head = Beside(enough=760), Beside(enough=760)
        top.add(self.sentence, 1)
        top.add(buttons_row(self.save, self.another), 0)
        head.add(self._make_views(), 1)
        head.add(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for layout in (top, self.details, head):
            nest(column, layout)
        column.addWidget(self.shown)
        column.addWidget(self.table, 1)

    def _make_views(self) -> QWidget:
        group, line = QButtonGroup(self), QWidget()
        flow = Flow(line, gap=8)
        for verdict in ("", *ORDER):
            button = pill(verdict.capitalize() if verdict else "All rows", chosen=not verdict)
            button.clicked.connect(partial(self._view, verdict))
            group.addButton(button)
            flow.addWidget(button)
            self.views[verdict] = button
        return line

    def show_report(self, report: ImportReport) -> None:
        """Show what became of a file."""
        self._report, self._verdict = report, ""
        total = report.total()
        self.sentence.set_words(in_a_sentence(report))
        counts = {
            "": total.rows, "taken": total.taken, "taken with marks": total.with_marks, "refused": total.refused
        }  # fmt: skip
        for verdict, button in self.views.items():
            button.set_words(button.words(), f"{counts[verdict]:,}")
        self.views[""].setChecked(True)
        self.words.set_text("")
        self._show_details(report)
        self._show_rows()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_details(self, report: ImportReport) -> None:
        while (item := self.details.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for sheet in report.sheets:
            self.details.addWidget(Words(of_sheet(sheet), "secondary", wrap=True))
        unknown, left_out = ", ".join(report.unknown_columns), ", ".join(report.left_out_columns)
        notes = (*report.notes, *([f"Columns nobody knows, not taken: {unknown}."] if unknown else []))
        for note in notes:
            self.details.addWidget(MarkLine("warning", "warning-fill", note, word_token="text"))
        if left_out:
            words = f"Columns left out: {left_out}."
            self.details.addWidget(MarkLine("info", "info-fill", words, word_token="text"))

    def _view(self, verdict: str, _checked: bool = False) -> None:
        self._verdict = verdict
        self._show_rows()

    def _show_rows(self) -> None:
        if self._report is not None:
            found = listed(self._report, self._verdict, self.words.text(), _MOST)
            self.table.show_rows([_row(at, row) for at, row in enumerate(found.rows)])
            self.shown.set_words(how_many(found))


def _row(at: int, row: RowOutcome) -> Row:
    icon, token = _RESULT[row.verdict]
    return Row(at, (
        Cell(row.sheet), Cell(f"{row.row:,}"), Cell(row.child_ref), Cell(row.what),
        Cell(row.verdict.capitalize(), icon=icon, token=token), Cell(why(row)),
    ))  # fmt: skip
