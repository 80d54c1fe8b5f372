"""S6: everything on record about the children of a contact, as a list by year or as a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ui import theme
from ui.notices import announce
from ui.screens import linking
from ui.screens.chronology_filter import FilterBar, Wanted, kept_by
from ui.screens.steps.past_view import born_of
from ui.seat import Screen, Seat
from ui.widgets import past_words
from ui.widgets.buttons import command_button
from ui.widgets.flow import Flow
from ui.widgets.heading import Heading
from ui.widgets.keycap import keys_line
from ui.widgets.past_lists import PastLists
from ui.widgets.past_rows import dated, day_of, school_group, school_year
from ui.widgets.past_table import Heads, year_of
from ui.widgets.peek import Peek
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact
from workstation.domain.times import local
from workstation.services import find
from workstation.services import past as history
from workstation.services.find import OpenContact
from workstation.trouble import Trouble

_ONE_LINE = 1000
"""How wide the sentence about all of it may become: it stands beside the count."""


class ChronologyScreen(Screen):
    """The full list, with filters that say how much they hide."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Chronology", parent)
        self.contact_id = contact_id
        self.open: OpenContact | None = None
        self._hidden = 0
        self._pending: tuple[ContactId, ...] = ()
        self._linked_day = ""
        self.link_button = command_button("contact.link", "secondary", "link", "Link to reasons", self.link)
        self.print_button = command_button("contact.print", "secondary", "printer")
        self.heading = Heading("Chronology", "", self.link_button, self.print_button)
        self.filters = FilterBar(seat.desk.guide)
        self.count, self.summary = Words("", "body_bold", wrap=True), Words("", "secondary", wrap=True)
        self.lists = PastLists(seat.desk.guide, contact_id, name="Chronology", years=True)
        self.table = self.lists.table
        self.preview = Peek(parent=self)
        self.page = Page("Chronology")
        self._lay_out()
        self._connect()
        self._read()
        seat.bench.run(linking.kept, seat.desk, contact_id, done=self._take_pending)

    def _take_pending(self, linked: tuple[ContactId, ...]) -> None:
        self._pending = linked
        self._show_rows()

    def _lay_out(self) -> None:
        counted = QWidget()
        line = Flow(counted, gap=16, line_gap=2)
        self.summary.column = _ONE_LINE
        line.addWidget(self.count)
        line.addWidget(self.summary)
        keys = keys_line(
            ("Space", "look"), ("Enter", "open"), ("Ctrl+L", "link to reasons"), ("Ctrl+P", "print")
        )
        for part in (self.heading, self.filters, counted, self.lists, keys):
            self.page.add(part)
        self.page.setParent(self)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show_rows)
        self.lists.opened.connect(self._open)
        self.lists.unfolded.connect(self._tell_count)
        self.table.previewed.connect(self._preview)
        self.table.moved.connect(self._hide_preview)
        self.print_button.clicked.connect(self._print)

    # -- the screen ---------------------------------------------------------------------------------------

    def title(self) -> str:
        """`Chronology: FARROW, Ellie`."""
        return f"Chronology: {self.open.line.child}" if self.open else "Chronology"

    def icon_name(self) -> str:
        """A list."""
        return "list-bullets"

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+L links the row that is chosen; Ctrl+P prints the list."""
        return {"contact.link": self.link, "contact.print": self._print}

    def enter(self) -> None:
        """Straight into the list."""
        self.table.setFocus()

    def reload(self, changed: Changed) -> None:
        """Something new may belong here."""
        self._read()

    def resizeEvent(self, event: object) -> None:
        """The page takes all the room that the preview leaves."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._share()

    def _share(self) -> None:
        whole = self.rect()
        low = self.preview.height_in(whole.width(), whole.height())
        self.page.setGeometry(whole.adjusted(0, 0, 0, -low))
        self.preview.setGeometry(whole.adjusted(0, whole.height() - low, 0, 0))

    # -- showing ------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.seat.bench.latest(
            ("chronology", id(self)), find.contact, self.seat.desk, self.contact_id,
            done=self.show_contact, trouble=self._not_read,
        )  # fmt: skip

    def _not_read(self, trouble: Trouble) -> None:
        self.count.set_words("We could not read the history. Do not treat this as no history.")
        self.seat.notices.trouble(trouble)

    def show_contact(self, shown: OpenContact) -> None:
        """Show everything on record."""
        self.open = shown
        self.heading.set_title(f"Chronology   {shown.line.child}")
        self.filters.offer(shown.file, shown.past.on_record)
        self.heading.set_note(history.up_to_words(shown.past.as_of, self.seat.desk.now()))
        self.summary.set_words(in_words(shown.past.contacts))
        self._show_rows()
        self.retitled.emit()

    def _show_rows(self) -> None:
        if self.open is None:
            return
        every = self.open.past.on_record
        wanted = self.filters.wanted()
        kept = [c for c in every if kept_by(c, wanted)]
        view = self.open.file.history_view
        linked = view.body.linked if view else self._pending
        self.table.group_by(*self._grouped(wanted))
        self.lists.show_past(kept, self._today(), linked, story=wanted.story)
        self.lists.setVisible(bool(kept))
        self._hidden = len(every) - len(kept)
        self._tell_count()

    def _grouped(self, wanted: Wanted) -> tuple[str, Heads]:
        """By year; or by school year, with the year group when it is about one child."""
        return ("School year", self._school_year) if wanted.school_years else ("Year", year_of)

    def _school_year(self, contact: PastContact) -> tuple[str, str]:
        day = day_of(contact)
        if not dated(contact):
            return "–", ""
        children = self.open.file.children if self.open else ()
        wanted = self.filters.wanted().child
        born = [c.born.on for c in children if c.born.on and wanted in ("", c.person)]
        return school_year(day), school_group(born[0], day) if len(born) == 1 else ""

    def _tell_count(self) -> None:
        total = len(self.open.past.on_record) if self.open else 0
        if not total:
            searched = ", ".join(self.open.past.searched) if self.open else ""
            held = find.may_be_held(self.seat.desk)
            self.count.set_words(f"No earlier contacts found. Searched: {searched}. {held}")
        else:
            self.count.set_words(how_many(total, self._hidden, self.lists.rows.folded))
        announce(self.count, self.count.words())

    def _today(self) -> date:
        return local(self.seat.desk.now()).date()

    # -- doing --------------------------------------------------------------------------------------------

    def _current(self) -> PastContact | None:
        key = self.table.current_key()
        return self.lists.contact_of(key)

    def _preview(self, _key: object) -> None:
        """Space looks at a row without leaving the list; again puts it away."""
        found = self._current()
        if found is None or self.preview.isVisibleTo(self):
            self._hide_preview()
            return
        title = f"{past_words.when(found)}   {past_words.source_of(found)}"
        self.preview.show_words(title, past_words.in_full(found, self.seat.desk.guide, self._born()))
        self._share()
        self.page.ensureWidgetVisible(self.table, 0, theme.px(48))  # the row that is looked at
        announce(self.table, self.preview.words())

    def _born(self) -> tuple[tuple[str, date], ...]:
        return born_of(self.open.file) if self.open else ()

    def _hide_preview(self, _key: object = None) -> None:
        self.preview.hide()
        self._share()

    def _open(self, contact: object) -> None:
        if contact == self.contact_id:
            self.seat.go.contact(self.contact_id)
        elif isinstance(contact, str):
            self.seat.go.contact(ContactId(contact))

    def link(self) -> None:
        """Ctrl+L: this contact matters for the view of the history, or does not after all."""
        found = self._current()
        if found is None or found.contact == self.contact_id:
            self.seat.notices.say(
                "Choose an earlier contact first.", "Arrows move through the list; Ctrl+L links it."
            )
            return
        day = wording.day(found.at)
        self.seat.bench.run(linking.toggle, self.seat.desk, self.contact_id, found.contact, done=self._linked)
        self._linked_day = day

    def _linked(self, done: linking.Linked) -> None:
        self.seat.notices.settled(
            f"{self._linked_day} {'linked to' if done.linked else 'taken out of'} your reasons."
        )
        self._take_pending(done.all)
        if done.changed.contacts:
            self.seat.changes.publish(done.changed)

    def _print(self) -> None:
        """Ctrl+P: what is listed here, on paper; what a filter hides is counted there."""
        if self.open is not None:
            self.seat.go.print_chronology(self.contact_id, self.filters.on_paper(self.open.past.contacts))


def how_many(total: int, hidden: int, folded: int) -> str:
    """`12 of 31 shown, 12 hidden by filter, 7 older folded away`: what is not seen is always counted."""
    if not hidden and not folded:
        return f"{total} shown, none hidden"
    parts = [f"{total - hidden - folded} of {total} shown"]
    if hidden:
        parts.append(f"{hidden} hidden by filter")
    if folded:
        parts.append(f"{folded} older folded away")
    return ", ".join(parts)


def in_words(contacts: tuple[PastContact, ...]) -> str:
    """The whole list in a sentence: how many since when, how many closed without action, how often declined."""
    if not contacts:
        return ""
    known = [local(c.at) for c in contacts if dated(c)]
    since = f" since {min(known):%B} {min(known).year}" if known else ""
    events = sum(1 for c in contacts if not c.is_contact)
    parts = [wording.count(len(contacts) - events, "contact") + since]
    if events:
        parts.append(wording.count(events, "other record") + " from before Lintel")
    closed = sum(1 for c in contacts if past_words.closed_without(c))
    declined = sum(1 for c in contacts if c.declines)
    if closed:
        parts.append(f"{closed} closed with no further action or advice")
    if declined:
        parts.append(f"support declined {wording.times(declined)}")
    return ". ".join(wording.sentence(part) for part in parts) + "."
