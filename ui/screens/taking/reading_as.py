"""Reads what is pasted, beside the window: if it is a police notification, what it holds is offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from ui.bench import Bench
from ui.notices import announce
from ui.screens.taking import from_police
from ui.screens.taking.found_card import FoundCard
from ui.screens.taking.taken_down import TakenDown
from ui.screens.taking.taking import Taking
from ui.screens.taking.taking_view import TakingView
from ui.seat import Seat
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.notification import Notification, Value
from workstation.services import notifications
from workstation.services.desk import Desk
from workstation.services.notifications import Offered

_AFTER_MS: Final = 350
_AT_ONCE: Final = 80


class ReadingAs(QObject):
    """Looks at the words of a new contact that was not rung in. Nothing of it is taken before somebody says so."""

    put_with = Signal(object)
    """The notification was put with this contact, which was there."""

    def __init__(self, seat: Seat, view: TakingView, taking: Taking, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._seat, self._desk, self._view, self._taking, self._today = seat, seat.desk, view, taking, today
        self.offered: tuple[Offered, ...] = ()
        # A long text takes a moment to read; it must not stand in front of a worker who saves a sentence.
        self._side = Bench(seat.desk.side, self)
        self._side.on_trouble, self._side.on_bug = seat.notices.trouble, seat.notices.bug
        self.destroyed.connect(self._side.close)
        self._used, self._length, self._pasted = "", 0, False
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.read)
        view.notes.changed.connect(self._words_changed)
        view.mode_chosen.connect(self._words_changed)
        card = view.found
        card.use.connect(self.use)
        card.again.connect(self.put_with_that)
        card.other.connect(self.it_is_another)
        card.look.connect(self._open_that)
        card.each.connect(lambda: self._seat.go.notifications(self.offered, self._emptied))

    def _emptied(self) -> None:
        """All that was pasted here is on record: the new contact is empty again, if it is still open."""
        if shiboken6.isValid(self):
            self._taking.fill(TakenDown())
            self._show(())

    @property
    def _card(self) -> FoundCard:
        return self._view.found

    def _words_changed(self, _words: str = "") -> None:
        """On the phone words come letter by letter; many at once were pasted."""
        now = len(self._view.notes.text())
        self._pasted = now - self._length > _AT_ONCE or (self._pasted and now > _AT_ONCE)
        self._length = now
        self._timer.start()

    def read(self) -> None:
        """Ask what the words hold; on the phone they are somebody talking."""
        self._timer.stop()
        words = self._view.notes.text()
        if (self._taking.mode == "phone" and not self._pasted) or not words.strip():
            self._show(())
        elif words != self._used:
            self._side.latest("reads as", notifications.in_words, self._desk, words, done=self._show)

    def _show(self, offered: tuple[Offered, ...]) -> None:
        before = self.offered
        self.offered = offered
        if not offered:
            self._card.show_nothing()
            return
        if len(offered) > 1:
            self._card.show_several(len(offered), sum(one.before is not None for one in offered))
        elif offered[0].before is not None and offered[0].before.contact != self._taking.another:
            self._tell_before(offered[0])
        else:
            one = offered[0].notification
            self._card.show_found(from_police.summary(one, self._today()), one.doubts)
        if not before:
            announce(self._card, self._card.accessibleName())

    def _tell_before(self, offered: Offered) -> None:
        if offered.before is not None:
            told = notifications.said_before(offered.before, self._desk.now())
            self._card.show_before(told, same=offered.before.same_words)

    def use(self) -> None:
        """Lay what was found into the fields."""
        if len(self.offered) != 1:
            return
        one = self.offered[0].notification
        self._used = one.text
        self._taking.fill(from_police.laid_in(self._desk, self._taking.taken(), one))
        self._card.show_used(one.doubts)
        announce(self._card, "It is in the fields. Read it, then save.")
        self._view.caller.first_field().setFocus()

    def take_in(self, notification: Notification) -> bool:
        """A notification out of a file, which somebody looked at there and wants to change before it is saved.
        Whether it was taken in: not over what is being taken down.
        """
        if not self._taking.taken().empty:
            return False
        self._taking.set_mode("form")
        self._view.notes.set_text(notification.text)
        self._used = notification.text
        self.offered = (Offered(notification),)
        self.use()
        return True

    def came_before(self) -> None:
        """Saving was refused, because it is there already: say so here."""
        taken = self._taking.taken()
        self._side.run(_as_offered, self._desk, taken.words, taken.reference, done=self._tell_refused)

    def _tell_refused(self, offered: tuple[Offered, ...]) -> None:
        self.offered = offered
        if offered:
            self._tell_before(offered[0])
            self._card.go()

    def put_with_that(self) -> None:
        """It is the same one: a line in the contact that is there, and no second contact."""
        before = self.offered[0].before if self.offered else None
        if before is None:
            return
        self._taking.closed = True
        self._seat.bench.run(
            notifications.add_again, self._desk, before.contact, self.offered[0].notification,
            done=partial(self._put, before.contact, before.line.number), trouble=self._seat.notices.trouble,
        )  # fmt: skip

    def _put(self, contact: ContactId, number: str, changed: Changed) -> None:
        self._seat.changes.publish(changed)
        self._taking.forget()
        self.put_with.emit(contact)
        self._seat.notices.settled(f"Received again: put with {number}. No second contact was made.")

    def it_is_another(self) -> None:
        """The worker says that it is a different one."""
        before = self.offered[0].before if self.offered else None
        if before is not None:
            self._taking.another = before.contact
            self._taking.touched()
            self._show(self.offered)
            self._card.go()

    def _open_that(self) -> None:
        before = self.offered[0].before if self.offered else None
        if before is not None:
            self._seat.go.contact(before.contact)


def _as_offered(desk: Desk, words: str, reference: str) -> tuple[Offered, ...]:
    """The words as one notification with the reference that was typed."""
    found = notifications.in_words(desk, words)
    if len(found) == 1 and found[0].before is not None:
        return found
    one = Notification(text=words, values=(Value("reference", reference),) if reference.strip() else ())
    return (Offered(one, notifications.before(desk, reference, words)),)
