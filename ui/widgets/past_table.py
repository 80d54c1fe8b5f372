"""Earlier contacts as rows: date, who from, about what, how it ended, who decided, what the parents said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets import past_words
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.table import Table
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact
from workstation.domain.times import local

COLUMNS = (
    Column("Date", 122),
    Column("From", 112, 1),
    Column("About", 190, 8),
    Column("Outcome", 120, 2),
    Column("Decided by", 104),
    Column("Parents", 176, 3),
    Column("Linked", 76),
)


def row_of(contact: PastContact, guide: Guide, *, here: bool, linked: bool, year: str | None = None) -> Row:
    """One earlier contact as a row. `here` is the contact that is open; `year` heads the first row of a year."""
    before = () if year is None else (Cell(year, bold=True),)
    return Row(
        contact.contact,
        (
            *before,
            Cell(wording.day(contact.at), spoken=past_words.spoken(contact, guide)),
            Cell(past_words.source_of(contact)),
            Cell(past_words.about(contact)),
            Cell("This contact") if here else _outcome(contact, guide),
            Cell(contact.decided_by or past_words.NOTHING),
            Cell(past_words.NOTHING) if here else _parents(contact),
            Cell("Yes", icon="link", token="action", spoken="linked to your reasons") if linked else Cell(""),
        ),
    )


def _outcome(contact: PastContact, guide: Guide) -> Cell:
    return Cell(past_words.outcome(contact, guide), bold=past_words.closed_without(contact))


def _parents(contact: PastContact) -> Cell:
    words = past_words.parents(contact)
    if contact.declines:
        return Cell(words, icon="hand-palm", token="warning")
    if words == "Not spoken to":
        return Cell(words, icon="warning-fill", token="warning")
    return Cell(words)


class PastTable(Table):
    """A table of earlier contacts that is as tall as its rows. Space previews, Enter opens."""

    previewed = Signal(object)
    """Space was pressed on a row; carries its key."""

    def __init__(
        self,
        guide: Guide,
        name: str = "Earlier contacts",
        *,
        years: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        columns = (Column("Year", 66), *COLUMNS) if years else COLUMNS
        super().__init__(name, columns, grow=True, parent=parent)
        self._guide, self._years = guide, years

    def show_past(
        self, contacts: Sequence[PastContact], here: ContactId, linked: Collection[ContactId] = ()
    ) -> None:
        """Show these contacts in the order given."""
        years = _heads(contacts) if self._years else (None for _ in contacts)
        self.show_rows(
            [
                row_of(c, self._guide, here=c.contact == here, linked=c.contact in linked, year=year)
                for c, year in zip(contacts, years, strict=True)
            ]
        )

    def go_to(self, contact: str) -> None:
        """Put the focus of the table on a contact."""
        row = self.rows_model.row_of(contact)
        if row >= 0:
            self.go_to_row(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space looks without opening."""
        if event.text() == " " and not event.modifiers():
            self.previewed.emit(self.current_key())
            return
        super().keyPressEvent(event)


def _heads(contacts: Sequence[PastContact]) -> Iterator[str]:
    """The year, on the first row of each."""
    before = 0
    for contact in contacts:
        year = local(contact.at).year
        yield str(year) if year != before else ""
        before = year
