"""What became of a file: in a sentence, by sheet, and row by row."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui import theme
from ui.models.import_list import (
    VIEWS,
    became,
    changed_on_record,
    counts,
    how_many,
    in_a_sentence,
    listed,
    of_sheet,
    sheets_to_tell,
)
from ui.screens.bringing.became_table import BecameTable
from ui.widgets.beside import BOTTOM, Beside
from ui.widgets.buttons import Button, pill, secondary
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.intake.outcome import ImportReport

_MOST = 500
"""So many rows are shown; the saved list has all of them."""


class Became(Page):
    """What became of a file. The list can be narrowed by result and by words; it says how many rows that hides."""

    save_wanted = Signal()
    another_wanted = Signal()
    columns_wanted = Signal()
    """Back to what the columns mean."""

    def __init__(self) -> None:
        super().__init__("What became of the file", margin=18)
        self._report: ImportReport | None = None
        self._chosen = ""
        self.sentence = Words("", "h3", wrap=True)
        self.details = QVBoxLayout()
        self.details.setSpacing(4)
        self.save = secondary("Save the list as CSV…", "floppy-disk")
        self.another = secondary("Another file", "plus")
        self.columns = secondary("Change what the columns mean", "table")
        self.columns.clicked.connect(lambda _checked=False: self.columns_wanted.emit())
        self.save.clicked.connect(lambda _checked=False: self.save_wanted.emit())
        self.another.clicked.connect(lambda _checked=False: self.another_wanted.emit())
        self.views: dict[str, Button] = {}
        self.words = LineField("Find in this list")
        self.words.changed.connect(lambda _text: self._show_rows())
        self.shown = Words("", "secondary")
        self.table = BecameTable()
        self._lay_out()

    def _lay_out(self) -> None:
        top, head = Beside(enough=760), Beside(enough=760)
        top.add(self.sentence, 1)
        top.add(buttons_row(self.save, self.columns, self.another), 0)
        head.add(self._make_views(), 1)
        head.add(self.words, 1)
        column = self.body
        column.setSpacing(10)
        for layout in (top, self.details, head):
            nest(column, layout)
        column.addWidget(self.shown)
        column.addWidget(self.table, 1)
        self.fill()
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        """The list keeps room for some rows: where there is none the page scrolls."""
        self.table.setMinimumHeight(theme.px(240))

    def _make_views(self) -> QWidget:
        group, line = QButtonGroup(self), QWidget()
        line.setProperty(BOTTOM, True)  # on one line with the box beside them
        flow = Flow(line, gap=8)
        for view, words in VIEWS:
            button = pill(words, chosen=not view)
            button.clicked.connect(partial(self._view, view))
            group.addButton(button)
            flow.addWidget(button)
            self.views[view] = button
        return line

    def show_report(self, report: ImportReport, *, explained: bool) -> None:
        """Show what became of a file; `explained`: a person said what its columns mean."""
        self._report, self._chosen = report, ""
        self.columns.setVisible(explained)
        self.sentence.set_words(in_a_sentence(report.total()))
        counted = counts(report)
        for view, button in self.views.items():
            button.set_words(button.words(), f"{counted[view]:,}")
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
        if report.read_as:
            self.details.addWidget(Words(f"Read as {report.read_as}.", "secondary", wrap=True))
        for line in changed_on_record(became(report)):
            self.details.addWidget(MarkLine("info", "info-fill", line, word_token="text"))
        for sheet in sheets_to_tell(report):
            self.details.addWidget(Words(of_sheet(sheet), "secondary", wrap=True))
        unknown, left_out = ", ".join(report.unknown_columns), ", ".join(report.left_out_columns)
        notes = (*report.notes, *([f"Columns nobody knows, not taken: {unknown}."] if unknown else []))
        for note in notes:
            self.details.addWidget(MarkLine("warning", "warning-fill", note, word_token="text"))
        if left_out:
            words = f"Columns left out: {left_out}."
            self.details.addWidget(MarkLine("info", "info-fill", words, word_token="text"))

    def _view(self, view: str, _checked: bool = False) -> None:
        self._chosen = view
        self._show_rows()

    def _show_rows(self) -> None:
        if self._report is not None:
            found = listed(self._report, self._chosen, self.words.text(), _MOST)
            self.table.show_found(found.rows)
            self.shown.set_words(how_many(found))
