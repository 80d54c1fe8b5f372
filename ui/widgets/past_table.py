"""Earlier contacts as rows: date, who from, about what, how it ended, who decided, what the parents said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.theme import Role
from ui.widgets import past_words
from ui.widgets.folding_table import FoldingTable
from ui.widgets.past_rows import dated
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.stack_cell import Part, Stack
from workstation.domain.guide import Guide
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact
from workstation.domain.times import local

_Why = Qt.FocusReason

WIDE = (
    Column("Date", 108), Column("From", 98, 1), Column("About", 150, 8), Column("Outcome", 100, 2),
    Column("Decided by", 96), Column("Parents", 146, 3), Column("Linked", 64),
)  # fmt: skip
MEDIUM = (
    Column("Date", 116), Column("From and about", 176, 3), Column("Outcome", 118, 1), Column("Parents", 150, 2),
)  # fmt: skip
NARROW = (Column("Date and from", 128, 1), Column("About, and how it ended", 190, 3))
ONE = (Column("Earlier contact", 150, 1),)
FOLDS = (WIDE, MEDIUM, NARROW, ONE)

Heads = Callable[[PastContact], tuple[str, str]]
"""What heads a group of rows, and a quieter word for the row: (`2026`, ``), (`2025/26`, `Year 4`)."""


@dataclass(frozen=True)
class Shown:
    """One earlier contact and how it stands in the list."""

    contact: PastContact
    here: bool = False
    """It is the contact that is open."""
    linked: bool = False
    head: tuple[str, str] | None = None
    """None in a list without groups; the words are empty on all but the first row of a group."""


def with_years(columns: tuple[Column, ...], title: str) -> tuple[Column, ...]:
    """The columns of a list that is grouped; in the narrowest one the group stands in the cell."""
    return columns if len(columns) < 3 else (Column(title, 84), *columns)


def row_of(shown: Shown, guide: Guide, columns: int) -> Row:
    """One earlier contact as a row, for so many columns (without that of the years)."""
    contact = shown.contact
    if columns == len(WIDE):
        cells = _wide(shown, guide)
    elif columns == len(MEDIUM):
        cells = (
            _date(shown, guide), Stack(parts=(Part(_from(contact), "secondary"), *_about(contact))),
            Stack(parts=_ended(shown, guide)), Stack(parts=(*_parents(shown), *_linked(shown))),
        )  # fmt: skip
    elif columns == len(NARROW):
        first = (*_head(shown), *_dated(contact), Part(_from(contact)))
        rest = (*_about(contact), *_ended(shown, guide), *_parents(shown), *_linked(shown))
        cells = (Stack(parts=first, spoken=past_words.spoken(contact, guide)), Stack(parts=rest))
    else:
        parts = (
            *_head(shown), *_dated(contact), Part(_from(contact)), *_about(contact), *_ended(shown, guide),
            *_parents(shown), *_linked(shown),
        )  # fmt: skip
        cells = (Stack(parts=parts, spoken=past_words.spoken(contact, guide)),)
    if shown.head is not None and columns > len(NARROW):
        words, quiet = shown.head
        cells = (Cell(words, quiet, bold=True), *cells)
    return Row(contact.key, cells)


def _wide(shown: Shown, guide: Guide) -> tuple[Cell, ...]:
    contact = shown.contact
    parents = _parents(shown)
    return (
        _date(shown, guide),
        Cell(_from(contact)),
        Cell(past_words.about(contact), past_words.whose(contact)),
        Cell("This contact")
        if shown.here
        else Cell(past_words.outcome(contact, guide), bold=past_words.closed_without(contact)),
        Cell(contact.decided_by or past_words.NOTHING),
        Cell(parents[0].words, icon=parents[0].icon, token=parents[0].token)
        if parents
        else Cell(past_words.NOTHING),
        Cell("Yes", icon="link", token="action", spoken="linked to your reasons")
        if shown.linked
        else Cell(""),
    )


def _date(shown: Shown, guide: Guide) -> Cell:
    contact = shown.contact
    spoken = past_words.spoken(contact, guide)
    return Cell(past_words.when(contact), past_words.recorded(contact), spoken=spoken)


def _dated(contact: PastContact) -> tuple[Part, ...]:
    later = past_words.recorded(contact)
    return (
        Part(past_words.when(contact), "body_bold"),
        *([Part(later, "small", "secondary")] if later else []),
    )


def _from(contact: PastContact) -> str:
    return past_words.source_of(contact)


def _head(shown: Shown) -> tuple[Part, ...]:
    words = " · ".join(word for word in shown.head or () if word)
    return (Part(words, "secondary_bold", "secondary"),) if words else ()


def _about(contact: PastContact) -> tuple[Part, ...]:
    whom = past_words.whose(contact)
    return (Part(past_words.about(contact)), *([Part(whom, "small", "secondary")] if whom else []))


def _ended(shown: Shown, guide: Guide) -> tuple[Part, ...]:
    contact = shown.contact
    if shown.here:
        return (Part("This contact"),)
    ended = past_words.outcome(contact, guide)
    if ended == past_words.NOTHING:
        return ()
    bold: Role = "body_bold" if past_words.closed_without(contact) else "body"
    by = (Part(f"by {contact.decided_by}", "small", "secondary"),) if contact.decided_by else ()
    return (Part(ended, bold), *by)


def _parents(shown: Shown) -> tuple[Part, ...]:
    words = past_words.parents(shown.contact)
    if shown.here or words == past_words.NOTHING:
        return ()
    if shown.contact.declines:
        return (Part(words, token="warning", icon="hand-palm"),)
    if words == "Not spoken to":
        return (Part(words, token="warning", icon="warning-fill"),)
    return (Part(words),)


def _linked(shown: Shown) -> tuple[Part, ...]:
    return (Part("Linked", token="action", icon="link"),) if shown.linked else ()


class PastTable(FoldingTable):
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
        self._guide, self._years = guide, years
        self._title = "Year"
        self._heads: Heads = year_of
        self._past: tuple[Sequence[PastContact], ContactId, Collection[ContactId]] = ((), ContactId(""), ())
        super().__init__(name, self._folded_columns(), grow=True, parent=parent)

    def _measure(self) -> None:
        """Rows a little lower than elsewhere: a history is read as one picture."""
        super()._measure()
        self.horizontalHeader().setFixedHeight(theme.px(32))
        self.verticalHeader().setDefaultSectionSize(theme.px(27))
        self._share_height()

    def _folded_columns(self) -> list[tuple[Column, ...]]:
        return [with_years(fold, self._title) if self._years else fold for fold in FOLDS]

    def group_by(self, title: str, heads: Heads) -> None:
        """Head the rows otherwise: by year, by school year."""
        if (title, heads) == (self._title, self._heads):
            return
        self._title, self._heads = title, heads
        self._folds = self._folded_columns()
        self._fold()
        self.fill()

    def show_past(
        self, contacts: Sequence[PastContact], here: ContactId, linked: Collection[ContactId] = ()
    ) -> None:
        """Show these contacts in the order given."""
        self._past = (contacts, here, linked)
        self.fill()

    def fill(self) -> None:
        """Show the same contacts again, in the columns shown now."""
        contacts, here, linked = self._past
        columns = len(self.columns()) - (self._years and len(self.columns()) > len(NARROW))
        heads = _heads(contacts, self._heads) if self._years else (None for _ in contacts)
        self.show_rows(
            [
                row_of(Shown(c, c.contact == here, c.contact in linked, head), self._guide, columns)
                for c, head in zip(contacts, heads, strict=True)
            ]
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes here by key comes for the earlier contacts."""
        contacts, here, _linked = self._past
        on_this = self.current_key() in {contact.key for contact in contacts if contact.contact == here}
        if on_this and event.reason() in (_Why.TabFocusReason, _Why.ShortcutFocusReason):
            self.go_to_row(self.first_row())
        super().focusInEvent(event)

    def first_row(self) -> int:
        """The newest of the earlier contacts: the one that is open is known."""
        contacts, here, _linked = self._past
        earlier = (at for at, contact in enumerate(contacts) if contact.contact != here)
        return next(earlier, super().first_row())

    def contact_id(self, key: object) -> ContactId:
        """The contact of a row: several rows may come from one record of before Lintel."""
        return ContactId(str(key).partition("#")[0])

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


def year_of(contact: PastContact) -> tuple[str, str]:
    """The year a contact was in."""
    return (str(local(contact.at).year) if dated(contact) else "–", "")


def _heads(contacts: Sequence[PastContact], heads: Heads) -> Iterator[tuple[str, str]]:
    """The words for the first row of each group; the quiet ones wherever they change."""
    before = ("", "")
    for contact in contacts:
        now = heads(contact)
        yield (now[0] if now[0] != before[0] else "", now[1] if now != before else "")
        before = now
