"""The family behind the children, on one card: said in two lines, and unfolded into tables by one press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.notices import announce
from ui.widgets import family_words
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.mark import LineMark
from ui.widgets.mark_line import MarkLine
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.table import Table
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.household import Happening, Home, Household, Member, Neighbours
from workstation.domain.kinds import Born
from workstation.history.matcher import Relative

_PEOPLE = (
    Column("Who", 180, 3),
    Column("How they belong", 150, 3),
    Column("Born", 150, 1),
    Column("Named in", 190, 3),
)
_HOMES = (Column("Address", 200, 2), Column("Who lived there, and when", 380, 5))
_EVENTS = (
    Column("Date", 116),
    Column("About", 190, 4),
    Column("Outcome", 116, 1),
    Column("Ages then", 210, 4),
)
_MOST_PERHAPS = 6
_NEAR = (Column("Family", 220, 3), Column("At", 200, 3), Column("When", 200, 2))


class FamilyCard(Card):
    """Who belongs to the family, where they lived, what happened at which age, and who else was at their door."""

    opened = Signal(str)
    """Open this contact."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__("The family", role="h2", parent=parent)
        self._guide = guide
        self._shown: Household | None = None
        self.unfold = link("Show the family")
        self.set_action(self.unfold)
        self._people_line = Words("", "body", wrap=True)
        self._absent = MarkLine("warning", "users-fill", role="body", word_token="text")
        self._nobody = Words("", "body", wrap=True)
        self._perhaps = Words("", "body", wrap=True)
        self.there = link("Open their contact")
        self._theirs = ""
        self._found = _marked(
            LineMark("folder-open-fill", "warning", self._perhaps), self._perhaps, self.there
        )
        for part in (self._people_line, self._absent, self._nobody, self._found):
            self.add(part)
        self.unsure = False
        """Whether somebody was found of whom nobody is sure that they are the child."""
        self.show_perhaps(())
        self._tables = QWidget()
        self.people = _table("People of the family", _PEOPLE)
        self.homes = _table("Where they lived", _HOMES)
        self.events = _table("What happened, and how old each child was", _EVENTS)
        self.near = _table("Other families at their addresses", _NEAR)
        self._phones = Words("", "body", wrap=True)
        self.more_near = link("")
        self._lay_out()
        self.unfold.clicked.connect(self._toggle)
        self.more_near.clicked.connect(self._show_near)
        self.there.clicked.connect(lambda _checked=False: self.opened.emit(self._theirs))
        for table in (self.people, self.events, self.near):
            table.opened.connect(self._open)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._tables)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        self._heads = {
            table: Words(table.accessibleName(), "h3")
            for table in (self.people, self.homes, self.events, self.near)
        }
        for table in (self.people, self.homes, self.events):
            column.addWidget(self._heads[table])
            column.addWidget(table)
        column.addWidget(self._phones)
        column.addWidget(self.more_near, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._heads[self.near])
        column.addWidget(self.near)
        self._tables.hide()
        self.add(self._tables)

    def show_household(self, household: Household, today: date, nobody: str) -> None:
        """Show a family. `nobody` is what is said when nobody else is on record."""
        if household == self._shown:
            return
        self._shown = household
        others = [m for m in household.members if not m.about]
        empty = not others and not household.homes and len(household.happenings) < 2
        self._nobody.set_words(f"Nobody else is on record with them. {nobody}")
        self._nobody.setVisible(empty)
        self._people_line.set_words(family_words.people(household, today))
        self._people_line.setVisible(not empty)
        self._absent.set_words(
            family_words.absent(household, today), strong=tuple(m.called for m in household.others)
        )
        self._absent.setVisible(bool(household.others))
        self.unfold.setVisible(not empty)
        self.set_note(family_words.counted(household))
        self._fill(household, today)

    def show_perhaps(self, family: Sequence[Relative]) -> None:
        """Of a child whom nobody found, or is sure of: who of their family may be on record. Nobody joins them but
        the worker.
        """
        self._perhaps.set_words(
            family_words.perhaps(family, _MOST_PERHAPS, unsure=self.unsure) if family else "",
            strong=tuple(each.name for each in family[:_MOST_PERHAPS]),
        )
        self._theirs = family[0].contact if family else ""
        self._found.setVisible(bool(family))

    def _fill(self, household: Household, today: date) -> None:
        self.people.show_rows([_person(m, today) for m in household.members])
        self.homes.show_rows([_home(home) for home in household.homes])
        self.events.show_rows([self._event(h) for h in household.happenings])
        self.near.show_rows([_neighbours(n) for n in household.neighbours])
        for table in (self.people, self.homes, self.events):
            some = table.rows_model.rowCount() > 0
            table.setVisible(some)
            self._heads[table].setVisible(some)
        self._phones.set_words(family_words.phones(household))
        self._phones.setVisible(bool(household.phones))
        families = wording.count(len(household.neighbours), "other family", "other families")
        self.more_near.set_words(f"{families} on record at their addresses – show")
        self.more_near.setVisible(bool(household.neighbours))
        self._heads[self.near].hide()
        self.near.hide()

    def first(self) -> QWidget:
        """Where reading begins."""
        return self.unfold

    def _toggle(self, _checked: bool = False) -> None:
        shown = not self._tables.isVisibleTo(self)
        self._tables.setVisible(shown)
        self.unfold.set_words("Fold the family away" if shown else "Show the family")
        if shown:
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.people, family_words.counted(self._shown or Household()))

    def _show_near(self, _checked: bool = False) -> None:
        self.more_near.hide()
        self._heads[self.near].show()
        self.near.show()
        self.near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.opened.emit(str(key[0]))

    def _event(self, happening: Happening) -> Row:
        words = happening.words
        cells = (
            Cell(wording.day(happening.at), spoken=f"{wording.day(happening.at)}, {words}"),
            Cell(family_words.about(happening)),
            Cell(family_words.outcome(happening, self._guide)),
            Cell(words),
        )
        return Row((happening.contact, happening.key), cells)


def _marked(mark: QWidget, words: QWidget, under: QWidget) -> QWidget:
    """Words beside their mark, and what belongs to them where they begin."""
    whole, said = QWidget(), QWidget()
    column = QVBoxLayout(said)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(words)
    column.addWidget(under, 0, Qt.AlignmentFlag.AlignLeft)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(mark)
    row.addWidget(said, 1)
    return whole


def _table(name: str, columns: tuple[Column, ...]) -> Table:
    return Table(name, columns, grow=True, two_lines=False)


def _person(member: Member, today: date) -> Row:
    chips = "" if member.sure else "Same name, not confirmed as one person"
    named = Cell(family_words.named_in(member), chips)
    here = "" if member.here else "Not named in this contact"
    cells = (
        Cell(member.called, bold=True, icon="user-fill"),
        Cell(family_words.how(member), here, token="text"),
        Cell(
            wording.born(member.born, today).removeprefix("Born ") if member.born != Born() else "Not known"
        ),
        named,
    )
    return Row((member.contact, member.person), cells)


def _home(home: Home) -> Row:
    stays = "; ".join(f"{stay.called} {stay.when}" for stay in home.stays)
    return Row((home.address, "home"), (Cell(home.address, bold=True, icon="house"), Cell(stays)))


def _neighbours(near: Neighbours) -> Row:
    cells = (Cell(wording.listed(list(near.called)), bold=True), Cell(near.at), Cell(near.when))
    return Row((near.contact, near.at), cells)
