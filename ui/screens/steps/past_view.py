"""What is on record, seen three ways: facts in sentences, a strip over three years, and rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.notices import announce
from ui.widgets import past_words
from ui.widgets.beside import Beside
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.fact_note import FactNote
from ui.widgets.family_banner import ICONS, counted_of
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.on_top import on_top
from ui.widgets.past_strip import key_line, strip_of
from ui.widgets.past_table import PastTable
from ui.widgets.strip import Strip
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.ids import ContactId
from workstation.domain.past import Fact, Past, PastContact
from workstation.domain.times import local
from workstation.services.find import OpenContact

YEARS = 3


class PastView(QWidget):
    """The history of one contact. The table says everything the strip does, so that nobody needs to see it."""

    opened = Signal(str)
    """Open this contact."""

    def __init__(self, guide: Guide, here: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide, self._here = guide, here
        self._facts: tuple[Fact, ...] = ()
        self._contacts: tuple[PastContact, ...] = ()
        self._linked: tuple[ContactId, ...] = ()
        self._today = date.min
        self._older_shown = False
        self._notes = QWidget()
        self._notes_row = Beside(self._notes, enough=700, gap=10)
        self._told: list[FactNote] = []
        self.strip_card = Card(name="History strip")
        self.strip: Strip | None = None
        self.table = PastTable(guide)
        self.older = link("")
        self.preview = MarkLine("action", "info-fill", role="body")
        self.preview.hide()
        self.strip_card.body.setSpacing(0)
        self._lines = Beside(enough=700, gap=10)
        """Facts that need no answer: quiet lines."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._notes)
        nest(column, self._lines)
        column.addWidget(self.strip_card)
        column.addWidget(self.table)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.preview)
        self.table.opened.connect(self._open_row)
        self.table.moved.connect(self._hide_preview)
        self.table.previewed.connect(self._preview)
        self.older.clicked.connect(self._show_older)

    def show_contact(self, shown: OpenContact, today: date) -> None:
        """Show the history as it stands now."""
        self._contacts, self._today = shown.past.contacts, today
        none = any(f.rule == "HR9" for f in shown.past.facts)
        self.strip_card.setVisible(not none)
        self.table.setVisible(not none)
        self._show_facts(shown)
        self._show_strip()
        self._show_rows()

    def show_links(self, linked: Collection[ContactId]) -> None:
        """Mark the contacts that the reasons name."""
        self._linked = tuple(linked)
        self._show_rows()

    def contact_of(self, contact: object) -> PastContact | None:
        """One contact of this history."""
        return next((c for c in self._contacts if c.contact == contact), None)

    def _show_facts(self, shown: OpenContact) -> None:
        if shown.past.facts == self._facts:
            return
        self._facts = shown.past.facts
        for layout in (self._notes_row, self._lines):
            while (item := layout.takeAt(0)) is not None:
                old = item.widget()
                if old is not None:
                    old.hide()
                    old.deleteLater()
        self._told.clear()
        telling = [f for f in self._facts if f.tone != "information" or f.rule == "HR9"]
        for at, fact in enumerate(telling):
            why = counted_of(fact, shown.past)
            icon = ICONS.get(fact.icon, fact.icon)
            note = FactNote(fact.tone, fact.headline, fact.detail, icon=icon, why=why)
            note.opened.connect(self.opened)
            self._notes_row.add(note, 54 if at == 0 else 36)
            self._told.append(note)
        for fact in self._facts:
            if fact not in telling:
                self._lines.add(on_top(_line(fact, shown.past)))
        self._notes.setVisible(bool(telling))

    def _show_strip(self) -> None:
        data = strip_of(self._contacts, self._here, self._guide, self._today)
        if self.strip is not None:
            self.strip.set_data(data)
            return
        self.strip = Strip(data, key_line(data))
        self.strip.opened.connect(self.opened)
        self.strip.moved.connect(self.table.go_to)
        self.strip_card.add(self.strip)

    def _show_rows(self) -> None:
        recent, older = split_older(self._contacts, self._today)
        self.older.setVisible(bool(older) and not self._older_shown)
        if older:
            first, last = local(older[-1].at).year, local(older[0].at).year
            years = f"{first}" if first == last else f"{first} to {last}"
            self.older.set_words(f"{len(older)} earlier, {years} – show")
        rows = (*recent, *older) if self._older_shown else recent
        self.table.show_past(rows, self._here, self._linked)

    def first(self) -> QWidget:
        """Where reading begins: why the first fact is shown, or the strip."""
        for note in self._told:
            if hasattr(note, "why"):
                return note.why
        return self.strip or self.table

    def _open_row(self, contact: object) -> None:
        self.opened.emit(str(contact))

    def _show_older(self) -> None:
        self._older_shown = True
        self._show_rows()
        self.table.setFocus()

    def _preview(self, contact: object) -> None:
        found = self.contact_of(contact)
        if found is not None:
            words = past_words.in_full(found, self._guide)
            self.preview.set_words(words)
            self.preview.show()
            announce(self.table, words)

    def _hide_preview(self, _contact: object) -> None:
        self.preview.hide()


def _line(fact: Fact, past: Past) -> MarkLine:
    days = [wording.day(c.at) for c in past.contacts if c.contact in fact.counted]
    words = f"{fact.headline} {fact.detail}".strip()
    counted = f" Counted from {wording.listed(list(reversed(days)))}." if days else ""
    icon = ICONS.get(fact.icon, fact.icon)
    return MarkLine("text", icon, f"{words}{counted}", role="body", strong=(fact.headline,))


def split_older(
    contacts: tuple[PastContact, ...], today: date
) -> tuple[tuple[PastContact, ...], tuple[PastContact, ...]]:
    """Contacts of the last three years, and those before that, which are folded away."""
    edge = today.replace(year=today.year - YEARS, day=min(today.day, 28))
    recent = tuple(c for c in contacts if local(c.at).date() >= edge)
    return recent, tuple(c for c in contacts if local(c.at).date() < edge)
