"""The columns of a file, one under the other. The first are there at once; the rest follow."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal

from ui.models.columns_draft import Draft
from ui.screens.bringing.column_row import ColumnRow, ReadDay, places
from ui.widgets.card import Card
from ui.widgets.pick_box import PickModel
from ui.widgets.words import Words
from workstation.domain import wording

_HOW = "Say for each column where it goes, or why it is left out. What Lintel guessed from the headings is marked."
_AT_ONCE, _A_TURN = 6, 2
"""How many rows are made when the page opens, and in every turn after that."""


class ColumnsCard(Card):
    """Tells what a person says of a column; shows what it is given."""

    goes = Signal(str, str)
    """The heading, and where it goes."""
    word_said = Signal(str, str, object)
    """The field, a value of the column, and what it means."""

    def __init__(self, draft: Draft, read_day: ReadDay) -> None:
        super().__init__("The columns", wording.count(len(draft.headings), "column"), role="h2")
        self.add(Words(_HOW, "secondary", wrap=True))
        self.rows: dict[str, ColumnRow] = {}
        self._draft, self._read_day = draft, read_day
        self._model = PickModel(places(draft.about), self)
        self._to_make = list(draft.headings)
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(lambda: self._make(_A_TURN))
        self._make(_AT_ONCE)

    def show_draft(self, draft: Draft, read_day: ReadDay) -> None:
        """Show where every column goes now."""
        self._draft, self._read_day = draft, read_day
        for row in self.rows.values():
            row.show_column(draft, read_day)

    def whole(self) -> None:
        """Make what is not there yet, at once."""
        self._make(len(self._to_make))

    def _make(self, most: int) -> None:
        """The next rows: a file may have hundreds of columns."""
        for heading in self._to_make[:most]:
            row = ColumnRow(heading, self._draft, self._model)
            row.goes.connect(self.goes)
            row.word_said.connect(self.word_said)
            self.rows[heading] = row
            self.add(row)
            row.show_column(self._draft, self._read_day)
        del self._to_make[:most]
        if self._to_make:
            self._more.start()
