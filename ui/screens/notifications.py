"""Police notifications out of a file, or several out of one text: read, looked at one by one, then put on record.

Choosing a file takes nothing. Each notification says what was found in it; the page says what will become of each,
and does it when the person says so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bench import Bench
from ui.notices import announce
from ui.screens.bringing import file_dialogs
from ui.screens.notified.one import AGAIN, LEAVE, OTHER, TAKE, OneNotification
from ui.screens.notified.view import NotifiedView
from ui.seat import Screen, Seat
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.times import local
from workstation.services import notifications
from workstation.services.desk import Desk
from workstation.services.notifications import InFile, Offered
from workstation.services.receive import ReceivedBefore
from workstation.trouble import Trouble

MOST: Final = 50
"""Shown at once; the next ones come when these are done."""
_LATE: Final = timedelta(hours=1)


class NotificationsScreen(Screen):
    """One card for each notification, and one button for all of them."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Police notifications", parent)
        self.desk = seat.desk
        # Reading a file takes seconds; it must not stand in front of a worker who saves a sentence.
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = self._refused, seat.notices.bug
        self.cards: list[OneNotification] = []
        self._rest: tuple[Offered, ...] = ()
        self._then: Callable[[], object] | None = None
        self._lines: list[QWidget] = []
        self.view = NotifiedView()
        self.choose, self.save, self.late = self.view.choose, self.view.save, self.view.late
        self.wrong, self.foot = self.view.wrong, self.view.foot
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.choose.clicked.connect(lambda _checked=False: self.ask_which())
        self.save.clicked.connect(lambda _checked=False: self.save_all())
        self.destroyed.connect(self._side.close)
        self._tell()

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """A tray that things come into."""
        return "download-simple"

    def commands(self) -> dict[str, Callable[[], None]]:
        """Ctrl+Enter puts them on record; F8 goes to the next that is not done."""
        return {"contact.save_next": self.save_all, "go.next_need": self._next_need}

    def enter(self) -> None:
        """To the first that is not done, or to the choice of a file."""
        self._next_need()

    # -- a file ---------------------------------------------------------------------------------------------

    def ask_which(self) -> None:
        """The system's own box."""
        file_dialogs.ask_notifications(self, self.read_file)

    def read_file(self, path: Path) -> None:
        """Have this file read. Nothing of it is taken."""
        self._then = None
        self._clear()
        self.view.heading.set_note(f"Reading {path.name}…")
        self._side.latest("file", notifications.in_file, self.desk, path, done=self._read)

    def _read(self, found: InFile) -> None:
        self.view.heading.set_note(f"{wording.count(len(found.offered), 'notification')} in {found.name}")
        self.show_offered(found.offered, found.notes)

    def _refused(self, trouble: Trouble) -> None:
        self.view.heading.set_note("")
        self.wrong.set_words(f"{trouble.title} {trouble.what_to_do} ({trouble.code})")
        self.wrong.show()
        announce(self.wrong, trouble.title, urgent=True)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def of_text(self, offered: tuple[Offered, ...], then: Callable[[], object] | None) -> None:
        """Show those of a text; `then` is done once all of them are."""
        self._then = then
        self.show_offered(offered)

    def show_offered(self, offered: tuple[Offered, ...], notes: tuple[str, ...] = ()) -> None:
        """Show these, the first ones first; what does not fit comes when those are done."""
        self._clear()
        shown, self._rest = offered[:MOST], offered[MOST:]
        for note in notes:
            self._put(MarkLine("info", "info", note, word_token="text"))
        now = self.desk.now()
        for number, one in enumerate(shown, start=1):
            card = self._card(one, number)
            self.cards.append(card)
            self._put(card)
        if self._rest:
            self._put(Words(f"{len(self._rest)} more come when these are done.", "secondary", wrap=True))
        self.late.setVisible(any(_is_late(one, now) for one in shown))
        self._tell()
        if self.isVisible():
            self._next_need()

    def _card(self, offered: Offered, number: int) -> OneNotification:
        card = OneNotification(offered, number, self.desk.now(), local(self.desk.now()).date())
        card.changed.connect(self._tell)
        card.change_wanted.connect(self._change_first)
        card.opened.connect(lambda contact: self.seat.go.contact(ContactId(contact)))
        return card

    def _put(self, part: QWidget) -> None:
        self._lines.append(part)
        self.view.room.addWidget(part)
        part.show()

    def _clear(self) -> None:
        for part in self._lines:
            part.hide()
            part.deleteLater()
        self._lines, self.cards, self._rest = [], [], ()
        self.wrong.hide()
        self._tell()

    # -- putting them on record -----------------------------------------------------------------------------

    def _tell(self) -> None:
        """Say what the button will do."""
        wanted = [card.wanted() for card in self.cards]
        new, again = sum(w in (TAKE, OTHER) for w in wanted), wanted.count(AGAIN)
        parts = [f"Make {wording.count(new, 'contact')}"] if new else []
        parts += [f"put {again} with what is there"] if again else []
        self.save.set_words(wording.sentence(" and ".join(parts)))
        self.foot.setVisible(bool(parts))
        self.view.hint.setVisible(not self.cards)

    def save_all(self) -> None:
        """Do what the cards say."""
        wanted = [card for card in self.cards if card.wanted() not in ("", LEAVE)]
        if not wanted:
            self.seat.notices.say("There is nothing to put on record here.", "Choose a file first.")
            return
        if not self.late.isHidden() and not self.late.text().strip():
            self.late.set_error("Say why they are logged late. It goes to the manager with the clock.")
            self.late.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for card in wanted:
            work = partial(_put_on_record, self.desk, card.offered, card.wanted(), self.late.text())
            self.seat.bench.run(work, done=partial(self._done, card), trouble=partial(self._failed, card))

    def _done(self, card: OneNotification, done: tuple[Changed, ContactId, str]) -> None:
        changed, contact, words = done
        card.show_done(words, contact)
        self.seat.changes.publish(changed)
        if all(one.wanted() in ("", LEAVE) for one in self.cards):
            self._all_done(contact)
        self._tell()

    def _all_done(self, last: ContactId) -> None:
        if not self._rest and self._then is not None:
            then, self._then = self._then, None
            then()
        if len(self.cards) == 1 and not self._rest:
            words = self.cards[0].done.words()
            self.seat.go.close_tab()
            self.seat.go.contact(last)
            self.seat.notices.settled(words)
            return
        self.seat.notices.settled(f"{wording.count(len(self.cards), 'notification')} done.")
        if self._rest:
            self.show_offered(self._rest)
        else:
            self.cards[0].open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, card: OneNotification, trouble: Trouble) -> None:
        if isinstance(trouble, ReceivedBefore):  # twice in one file, or a colleague was quicker
            work = partial(notifications.look_again, self.desk, card.offered.notification)
            self.seat.bench.run(work, done=partial(self._ask_again, card))
            return
        card.choice.set_error(f"{trouble.title} {trouble.what_to_do}")
        card.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self, card: OneNotification, offered: Offered) -> None:
        """It is there by now: the card asks the other question."""
        new = self._card(offered, card.number)
        self.cards[self.cards.index(card)] = new
        self._lines[self._lines.index(card)] = new
        self.view.room.replaceWidget(card, new)
        card.hide()
        card.deleteLater()
        new.show()
        new.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _change_first(self, card: OneNotification) -> None:
        """Into a new contact, where everything can be typed over."""
        if self.seat.go.take_in(card.offered.notification):
            card.show_done("It is in a new contact, to be changed there.")
            self._tell()
        else:
            self.seat.notices.say(
                "You are taking down another contact.", "Finish or park it, then change this one."
            )

    def _next_need(self) -> None:
        card = next((one for one in self.cards if one.wanted()), None)
        target: QWidget = self.choose if card is None else card.choice
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_late(offered: Offered, now: datetime) -> bool:
    letter = offered.notification.letter
    return letter is not None and letter.sent is not None and letter.sent < now - _LATE


def _put_on_record(desk: Desk, offered: Offered, wanted: str, late: str) -> tuple[Changed, ContactId, str]:
    """Do what one card says; what changed, in which contact, and in words."""
    before = offered.before
    if wanted == AGAIN and before is not None:
        changed = notifications.add_again(desk, before.contact, offered.notification)
        number = before.line.number
        return changed, before.contact, f"Received again: put with {number}. No second contact was made."
    letter = offered.notification.letter
    sent = letter.sent if letter is not None and letter.sent and letter.sent <= desk.now() else None
    another = before.contact if wanted == OTHER and before is not None else None
    changed = notifications.take(
        desk, offered.notification, received_at=sent, late_because=late, another=another
    )
    (contact,) = changed.contacts
    return changed, contact, f"Contact {desk.file(contact).number} was made of it."
