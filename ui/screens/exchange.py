"""S9: what is sent and what waits, what is on this computer and what is not. It never asks the network itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.models import exchange_words
from ui.screens.here import Here, Rows
from ui.screens.kept_closed import KeptClosedCard
from ui.screens.look_again import LookAgain
from ui.seat import Screen, Seat
from ui.widgets.beside import Beside
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.chip import ChipLook
from ui.widgets.contact_row import ContactRow
from ui.widgets.evidence_row import buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.heading import Heading
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.people import may_sign
from workstation.services import sent, sheets
from workstation.services.desk import Desk
from workstation.services.sent import Doubted, Exchange
from workstation.services.standing import Phrase

_Why = Qt.FocusReason
_Rows = list[tuple[str, QWidget]]
_Act = Callable[[ContactId], None]
_TICK, _MOST = 5_000, 60
_SAFE = ChipLook("safe here", "neutral", "floppy-disk")
_NEW = ChipLook("safe here · new", "neutral", "floppy-disk")
_KEPT = ChipLook("kept by the server", "warning", "warning-fill")
_DOUBTED = ChipLook("not part of the record", "warning", "warning-fill")
_YOURS = ChipLook("needs you", "warning", "git-pull-request")


def plug(seat: Seat) -> None:
    """Practice: pull the plug of the server or put it in again, and say so."""
    from workstation.services import exchanging

    if exchanging.plug(seat.desk):
        seat.notices.say("The practice server is plugged in again.", "What waits is being sent.")
    else:
        seat.notices.say(
            "The practice server is unplugged.", "Go on working. Plug it in again on “Offline and sending”."
        )


class ExchangeScreen(Screen):
    """The page behind the phrase on the bar."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Offline and sending", parent)
        self.shown: Exchange | None = None
        self.page = Page("Offline and sending", top=4)
        self.heading = Heading("Offline and sending")
        self.try_now, self.plug = secondary("Try now", "arrows-clockwise"), secondary("Unplug the server")
        self.pack = secondary("Print the outage pack", "printer")
        self.enter_sheet = secondary("Enter a paper sheet", "note")
        self.apart, self.watch = (
            secondary("Kept apart by the server", "warning"),
            secondary("Warnings", "eye"),
        )
        self.apart.clicked.connect(lambda _checked=False: seat.go.apart())
        self.watch.clicked.connect(lambda _checked=False: seat.go.watch())
        self.help = link("What can I do offline?", keys="F1")
        self.needs, self.waiting = Card("Needs you"), Card("Waiting to be sent")
        self.refused, self.here = Card("Kept apart by the server"), Here(seat.desk)
        self.doubted, self.closed = Card("Not believed"), KeptClosedCard(seat)
        self._banner, self._troubles = QWidget(), QWidget()
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self._show_checked)
        self._again = LookAgain(self, self._moved)
        self.try_now.clicked.connect(lambda _checked=False: self._try())
        self.plug.clicked.connect(lambda _checked=False: plug(seat))
        self.pack.clicked.connect(lambda _checked=False: self._print_pack())
        self.enter_sheet.clicked.connect(lambda _checked=False: seat.go.paper_sheet())
        self.closed.left.connect(self._first_focus)
        self.help.clicked.connect(lambda _checked=False: seat.go.help("working offline"))
        seat.changes.published.connect(self._moved)

    def _lay_out(self) -> None:
        for part in (self._banner, self._troubles):
            QVBoxLayout(self.page.add(part)).setContentsMargins(0, 0, 0, 0)
        self.page.add(
            buttons_row(
                self.try_now, self.pack, self.enter_sheet, self.plug, self.apart, self.watch, self.help
            )
        )
        sides = Beside(enough=860, gap=12)
        cards = (self.needs, self.refused, self.doubted, self.waiting)
        sides.add(_under_each_other(*cards))
        sides.add(_under_each_other(self.here, self.closed))
        nest(self.page.body, sides)
        self._rows = {card: Rows(card) for card in cards}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 10, 0, 0)
        whole.setSpacing(4)
        self.heading.setContentsMargins(18, 0, 18, 0)
        whole.addWidget(self.heading)
        whole.addWidget(self.page, 1)

    # -- what the window asks of every screen -----------------------------------------------------------------

    def icon_name(self) -> str:
        """A cloud, struck out while nobody answers."""
        offline = self.shown is not None and self.shown.standing.phrase is Phrase.OFFLINE
        return "cloud-slash-fill" if offline else "cloud-check-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """F8 goes to the first contact that needs somebody, or waits."""
        return {"go.next_need": self._first_focus}

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.waiting, self.here, self.closed]

    def enter(self) -> None:
        """Look, and go to what waits."""
        self.seat.notices.reached.emit("offline")
        self.load()
        self._tick.start()
        self._first_focus()

    def leave(self) -> None:
        """Nobody looks."""
        self._tick.stop()
        self._again.stop()

    def reload(self, changed: Changed) -> None:
        """Heard by `_moved`, which also hears of the line itself."""

    def _moved(self, _changed: Changed | None = None) -> None:
        if self.isVisible():
            self.load()

    def load(self) -> None:
        """Read how it stands."""
        self.seat.bench.latest("exchange", sent.exchange, self.seat.desk, done=self.show_exchange)
        self.seat.bench.latest("packs", sheets.packs, self.seat.desk, done=self.here.show_packs)

    # -- showing ------------------------------------------------------------------------------------------------

    def show_exchange(self, found: Exchange) -> None:
        """Show how it stands now. The focus stays on the contact it was on."""
        first, held, self.shown = self.shown is None, _on_row(self), found
        alone = found.state is None
        title, note = exchange_words.heading(found)
        self.heading.set_title(title)
        self.heading.set_note(note)
        self.try_now.setVisible(not alone)
        self.plug.setVisible(self.seat.desk.practice and not alone)
        for button in (self.apart, self.watch):
            button.setVisible(may_sign(self.seat.desk.worker) and not alone)
        self.plug.set_words("Plug the server in" if self.seat.desk.link.unplugged else "Unplug the server")
        self._show_notes(found)
        self._show_needs(found)
        self._show_refused(found)
        self._show_doubted(found)
        self._show_waiting(found)
        self.here.show_exchange(found)
        self.closed.show_streams(found.closed, found.state)
        self.retitled.emit()
        self._again.after(found.standing)
        gone = held and not _on_row(self)  # Qt would leave the focus wherever comes next
        if not self.closed.take_wanted() and (gone or (first and self.isVisible())):
            self._first_focus()

    def _show_notes(self, found: Exchange) -> None:
        _refill(self._banner, _banner(found))
        notes = [FactNote("warning", title, detail) for title, detail in exchange_words.troubles(found)]
        _refill(self._troubles, notes)

    def _show_needs(self, found: Exchange) -> None:
        rows = _needing(found, self.seat.desk, self._settle)
        self._rows[self.needs].fill(rows)
        self.needs.setVisible(bool(rows))

    def _show_refused(self, found: Exchange) -> None:
        rows = _refused(found, self._open)
        self._rows[self.refused].fill(rows)
        self.refused.set_note("a supervisor sees this" if rows else "")
        self.refused.setVisible(bool(rows))

    def _show_doubted(self, found: Exchange) -> None:
        rows = _doubted(found, self.seat.desk, self._open)
        self._rows[self.doubted].fill(rows)
        self.doubted.set_title(f"Not believed: {sum(one.changes for one in found.doubted)}")
        self.doubted.set_note("tell a supervisor" if rows else "")
        self.doubted.setVisible(bool(rows))

    def _show_waiting(self, found: Exchange) -> None:
        rows: _Rows = []
        for one in found.waiting[:_MOST]:
            name = f"{one.child} · {one.number}" if one.number else one.child
            row = ContactRow(name, exchange_words.what_waits(one), _NEW if one.is_new else _SAFE)
            row.clicked.connect(partial(self._open, one.contact))
            rows.append((str(one.contact), row))
        more = len(found.waiting) - _MOST
        if more > 0:
            rows.append(("more", Words(f"And {wording.count(more, 'more contact')}.", "secondary")))
        if not rows:
            rows = [("nothing", Words(_nothing_words(found), "body", wrap=True))]
        self._rows[self.waiting].fill(rows)
        changes = sum(one.changes for one in found.waiting)
        count = f"{wording.count(changes, 'change')} in {wording.count(len(found.waiting), 'contact')}"
        self.waiting.set_note(count if changes else "")

    def _show_checked(self) -> None:
        if self.shown is not None and self.shown.state is not None:
            self.heading.set_note(exchange_words.checked(self.shown.state, self.seat.desk.now()))
            if self.closed.over(self.seat.desk.now()):
                self.load()

    # -- acts ---------------------------------------------------------------------------------------------------

    def to_closed(self) -> None:
        """Go to what is kept closed, once it was looked what is."""
        self.closed.wanted = True
        self.load()

    def _first_focus(self) -> None:
        first = next((row for rows in self._rows.values() for row in rows.contacts()), None)
        (first or (self.help if self.try_now.isHidden() else self.try_now)).setFocus(_Why.OtherFocusReason)

    def _open(self, contact: ContactId, _checked: bool = False) -> None:
        self.seat.go.contact(contact)

    def _settle(self, contact: ContactId, _checked: bool = False) -> None:
        self.seat.go.settle(contact)

    def _print_pack(self) -> None:
        from ui.screens import outage as panel

        panel.ask(self.seat, self, self.load)

    def _try(self) -> None:
        self.seat.desk.link.try_now()
        self.seat.notices.say("Trying to reach the server. You can go on working.")


def _on_row(page: QWidget) -> bool:
    """Whether a contact has the focus."""
    now = QApplication.focusWidget()
    return isinstance(now, ContactRow) and page.isAncestorOf(now)


def _under_each_other(*parts: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole


def _needing(found: Exchange, desk: Desk, settle: _Act) -> _Rows:
    """What needs whoever sits here."""
    rows: _Rows = []
    for one in found.standing.needs:
        people = [desk.person(author) for author in one.others]
        names = wording.listed([p.short for p in people if p is not None]) or "Somebody else"
        row = ContactRow(one.child, f"{names} gave another answer. Nothing has been overwritten.", _YOURS)
        row.clicked.connect(partial(settle, one.contact))
        rows.append((str(one.contact), row))
    return rows


def _refused(found: Exchange, to_contact: _Act) -> _Rows:
    """What the server keeps apart."""
    rows: _Rows = []
    for at, one in enumerate(found.refused[:_MOST]):
        row = ContactRow(one.child, exchange_words.kept_apart(one), _KEPT)
        row.clicked.connect(partial(to_contact, one.contact))
        rows.append((f"{one.contact}/{at}", row))
    return rows


def _doubted(found: Exchange, desk: Desk, to_contact: _Act) -> _Rows:
    """What is not believed."""
    rows: _Rows = []
    for one in found.doubted[:_MOST]:
        people = [desk.person(author) for author in one.said_by]
        detail = exchange_words.not_believed(one, [p.short for p in people if p is not None])
        row = _doubted_row(one, detail)
        if isinstance(row, ContactRow):
            row.clicked.connect(partial(to_contact, one.contact))
        rows.append((str(one.contact), row))
    return rows


def _doubted_row(doubted: Doubted, detail: str) -> QWidget:
    """A contact of ours opens; one that only a forger spoke of is a line."""
    if doubted.known:
        return ContactRow(doubted.child, detail, _DOUBTED)
    words = f"About no contact of ours: {detail}"
    line = MarkLine("warning", "warning-fill", words, role="body", word_token="text")
    line.setAccessibleName(words)
    return line


def _banner(found: Exchange) -> list[FactNote]:
    if found.standing.phrase is not Phrase.OFFLINE:
        return []
    detail = (
        "Everything you do is safe on this computer. Others do not see it until you are back, nor you what they "
        "write. "
        "Print the outage pack now, in case this computer stops as well."
    )
    return [
        FactNote("warning", "You can work as always, sign off, and print.", detail, icon="cloud-slash-fill")
    ]


def _refill(room: QWidget, parts: list[FactNote]) -> None:
    column = room.layout()
    assert isinstance(column, QVBoxLayout)  # noqa: S101 - made so
    for old in room.findChildren(FactNote, options=Qt.FindChildOption.FindDirectChildrenOnly):
        column.removeWidget(old)
        old.hide()
        old.deleteLater()
    for part in parts:
        column.addWidget(part)
    room.setVisible(bool(parts))


def _nothing_words(found: Exchange) -> str:
    if found.state is None:
        return (
            "Nothing is waiting to be sent. What you write is saved on this computer the moment you write it."
        )
    return "Nothing is waiting to be sent."
