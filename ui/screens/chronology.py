"""S6: everything on record about the children of a contact, as a list by year or as a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from ui.notices import announce
from ui.screens import linking
from ui.screens.chronology_filter import FilterBar, kept_by
from ui.seat import Screen, Seat
from ui.widgets import past_words
from ui.widgets.buttons import command_button
from ui.widgets.card import Card
from ui.widgets.heading import Heading
from ui.widgets.keycap import keys_line
from ui.widgets.past_strip import key_line, strip_of
from ui.widgets.past_table import PastTable
from ui.widgets.scroll import Page
from ui.widgets.strip import Strip
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact
from workstation.domain.times import local
from workstation.services import find
from workstation.services.find import OpenContact
from workstation.trouble import Trouble


class ChronologyScreen(Screen):
    """The full list, with filters that say how much they hide."""

    def __init__(self, seat: Seat, contact_id: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Chronology", parent)
        self.contact_id = contact_id
        self.open: OpenContact | None = None
        self._shown: tuple[PastContact, ...] = ()
        self._pending: tuple[ContactId, ...] = ()
        self._linked_day = ""
        self.link_button = command_button("contact.link", "secondary", "link", "Link to reasons", self.link)
        self.print_button = command_button("contact.print", "secondary", "printer")
        self.heading = Heading("Chronology", "", self.link_button, self.print_button)
        self.filters = FilterBar(seat.desk.guide)
        self.count, self.summary = Words("", "body_bold", wrap=True), Words("", "secondary", wrap=True)
        self.strip_card = Card(name="History strip")
        self.strip: Strip | None = None
        self.table = PastTable(seat.desk.guide, "Chronology", years=True)
        self.preview = Card("", name="Preview")
        self._preview_words = Words("", wrap=True)
        self.page = Page("Chronology", margin=16)
        self._lay_out()
        self._connect()
        self._read()
        seat.bench.run(linking.kept, seat.desk, contact_id, done=self._take_pending)

    def _take_pending(self, linked: tuple[ContactId, ...]) -> None:
        self._pending = linked
        self._show_rows()

    def _lay_out(self) -> None:
        self.strip_card.body.setSpacing(0)
        self.preview.add(self._preview_words)
        self.preview.hide()
        keys = keys_line(
            ("Space", "look"), ("Enter", "open"), ("Ctrl+L", "link to reasons"), ("Ctrl+P", "print")
        )
        for part in (
            self.heading, self.filters, self.count, self.summary, self.strip_card, self.table, self.preview, keys,
        ):  # fmt: skip
            self.page.add(part)
        self.page.setParent(self)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show_rows)
        self.table.opened.connect(self._open)
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
        """Ctrl+L links the row that is chosen; F8 goes back to what needs the worker."""
        return {"contact.link": self.link}

    def enter(self) -> None:
        """Straight into the list."""
        self.table.setFocus()

    def reload(self, changed: Changed) -> None:
        """Something new may belong here."""
        self._read()

    def resizeEvent(self, event: object) -> None:
        """The page takes all the room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.page.setGeometry(self.rect())

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
        self.filters.offer(shown.file, shown.past.contacts)
        as_of = shown.past.as_of
        self.heading.set_note(f"History here is up to {wording.clock(as_of)} today." if as_of else "")
        self.summary.set_words(in_words(shown.past.contacts))
        self._show_rows()
        self.retitled.emit()

    def _show_rows(self) -> None:
        if self.open is None:
            return
        every = self.open.past.contacts
        wanted = self.filters.wanted()
        kept = [c for c in every if kept_by(c, wanted)]
        self._shown = tuple(reversed(kept)) if wanted.story else tuple(kept)
        self._count(len(every) - len(kept), len(every))
        self._show_strip()
        view = self.open.file.history_view
        self.table.show_past(self._shown, self.contact_id, view.body.linked if view else self._pending)
        self.strip_card.setVisible(bool(kept))

    def _count(self, hidden: int, total: int) -> None:
        if not total:
            searched = ", ".join(self.open.past.searched) if self.open else ""
            held = find.may_be_held(self.seat.desk)
            self.count.set_words(f"No earlier contacts found. Searched: {searched}. {held}")
        elif hidden:
            self.count.set_words(f"{total - hidden} of {total} shown, {hidden} hidden by filter")
        else:
            self.count.set_words(f"{total} shown, none hidden")
        announce(self.count, self.count.words())

    def _show_strip(self) -> None:
        data = strip_of(self._shown, self.contact_id, self.seat.desk.guide, self._today())
        if self.strip is None:
            self.strip = Strip(data, key_line(data))
            self.strip.opened.connect(self._open)
            self.strip.moved.connect(self.table.go_to)
            self.strip_card.add(self.strip)
        else:
            self.strip.set_data(data)

    def _today(self) -> date:
        return local(self.seat.desk.now()).date()

    # -- doing --------------------------------------------------------------------------------------------

    def _current(self) -> PastContact | None:
        key = self.table.current_key()
        return next((c for c in self._shown if c.contact == key), None)

    def _preview(self, _key: object) -> None:
        """Space looks at a row without leaving the list; again puts it away."""
        found = self._current()
        if found is None or self.preview.isVisibleTo(self):
            self.preview.hide()
            return
        self.preview.set_title(f"{wording.day(found.at)}   {past_words.source_of(found)}")
        self._preview_words.set_words(past_words.in_full(found, self.seat.desk.guide))
        self.preview.show()
        self.page.ensureWidgetVisible(self.preview)
        announce(self.table, self._preview_words.words())

    def _hide_preview(self, _key: object) -> None:
        self.preview.hide()

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
        self.seat.go.print_summary(self.contact_id)


def in_words(contacts: tuple[PastContact, ...]) -> str:
    """The whole list in a sentence: how many since when, how many closed without action, how often declined."""
    if not contacts:
        return ""
    first = local(min(c.at for c in contacts))
    parts = [f"{wording.count(len(contacts), 'contact')} since {first:%B} {first.year}"]
    closed = sum(1 for c in contacts if past_words.closed_without(c))
    declined = sum(1 for c in contacts if c.declines)
    if closed:
        parts.append(f"{closed} closed with no further action or advice")
    if declined:
        parts.append(f"support declined {wording.times(declined)}")
    return ". ".join(wording.sentence(part) for part in parts) + "."
