"""S14: the triage meeting. One family at a time in large letters, four voices with names, typed by one person.

What is typed is kept within a second like every other word, and goes on record when one goes on: the voices are
evidence in step 6, and nothing here decides.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models import meeting_draft
from ui.models.called import children_called
from ui.models.meeting_draft import Typed
from ui.screens.triage.keeping import KeptWords, Speakers
from ui.screens.triage.page_keys import PageKeys
from ui.screens.triage.view import MeetingView
from ui.seat import Screen, Seat
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import meeting as meetings
from workstation.services import words
from workstation.services.desk import Desk
from workstation.services.meeting import OneFamily
from workstation.trouble import Trouble


class MeetingScreen(Screen):
    """Today's notifications, one after the other."""

    def __init__(self, seat: Seat, parent: QWidget | None = None) -> None:
        super().__init__(seat, "Triage meeting", parent)
        self.desk = seat.desk
        self.order: tuple[ContactId, ...] = ()
        self.at = 0
        self.shown: OneFamily | None = None
        self.speakers = Speakers(seat)
        self._record = Typed()
        self._filling = False
        self.view = MeetingView(self.desk.guide)
        self.voices, self.together = self.view.voices, self.view.together
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.kept = KeptWords(seat, self)
        self.kept.due.connect(self._keep)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        self._keys = PageKeys(self)
        self._keys.turned.connect(self.turn)
        self.voices.changed.connect(self._typed)
        self.together.changed.connect(self._typed)
        view.previous.clicked.connect(lambda _checked=False: self.turn(-1))
        view.next.clicked.connect(lambda _checked=False: self.turn(1))
        view.save.clicked.connect(lambda _checked=False: self.save_and_next())
        view.open.clicked.connect(lambda _checked=False: self._with_contact(self.seat.go.contact))
        view.escalate.clicked.connect(lambda _checked=False: self._escalate())
        view.before.opened.connect(lambda contact: self.seat.go.contact(ContactId(contact)))

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """Several people."""
        return "users-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What the keys do here."""
        return {
            "contact.save_next": self.save_and_next,
            "go.next_need": lambda: self.voices.first().setFocus(Qt.FocusReason.ShortcutFocusReason),
            "contact.chronology": partial(self._with_contact, self.seat.go.chronology),
            "contact.escalate": self._escalate,
            "meeting.next": partial(self.turn, 1),
            "meeting.previous": partial(self.turn, -1),
        }

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return self.view.panes()

    def enter(self) -> None:
        """Look at what is there today."""
        self.load()

    def leave(self) -> None:
        """Keep what is half typed."""
        self._keep()

    hold = leave

    def reload(self, changed: Changed) -> None:
        """Something changed: the list, and the family that is shown, but never what is being typed."""
        here = self.shown is not None and self.shown.contact in changed.contacts
        if changed.by != "me" or here or {"Received", "SignedOff", "MeetingAgreed"} & changed.kinds:
            self.load()

    # -- reading --------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Ask for the list."""
        self.seat.bench.latest("meeting list", meetings.today, self.desk, done=self._show_list)

    def _show_list(self, order: tuple[ContactId, ...]) -> None:
        meant = self.order[self.at] if self.at < len(self.order) else None
        self.order = order
        self.at = order.index(meant) if meant in order else min(self.at, max(len(order) - 1, 0))
        self.view.show_place(self.at, len(order))
        if not order:
            self.shown = None
            return
        self._read(order[self.at])

    def _read(self, contact: ContactId) -> None:
        self.seat.bench.latest("meeting family", _family, self.desk, contact, done=self._show)

    def _show(self, found: tuple[OneFamily, str]) -> None:
        shown, kept = found
        first = self.shown is None or self.shown.contact != shown.contact
        typing = not first and self._now() != self._record
        self.shown = shown
        self._record = meeting_draft.of_record(shown.said, self.speakers.names)
        self.view.show_family(shown, self.desk.now())
        if not typing:
            self._fill(meeting_draft.from_text(kept) or self._record)
        if first and self.isVisible():
            self.view.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, typed: Typed) -> None:
        self._filling = True
        self.voices.show_typed(typed)
        self.together.show_typed(typed)
        self._filling = False

    # -- typing ---------------------------------------------------------------------------------------------

    def _now(self) -> Typed:
        together, why, against = self.together.typed()
        return Typed(self.voices.typed(), together, why, against)

    def _typed(self) -> None:
        if not self._filling:
            self.kept.soon()

    def _keep(self) -> None:
        """Everything in the boxes that is not on record is on the disk; what is on record needs no keeping."""
        if self.shown is not None:
            typed = self._now()
            self.kept.keep(self.shown.contact, None if typed == self._record else typed)

    # -- going on -------------------------------------------------------------------------------------------

    def turn(self, by: int) -> None:
        """To another family. What can go on record does; the rest stays here, and is said to."""
        if not self.order:
            return
        left = self._now().left
        if left and self._now() != self._record:
            self._keep()
            name = children_called(self.shown.file) if self.shown else ""
            self.seat.notices.say(f"{name}: kept here, not on record yet.", f"Missing: {left}.")
            self._go(by)
        else:
            self._say(partial(self._go, by))

    def save_and_next(self) -> None:
        """Ctrl+Enter: on record, and on. What is missing is said at its place."""
        if self.view.miss(self._now()):
            return
        self._say(partial(self._go, 1), told=True)

    def _go(self, by: int) -> None:
        if not self.order:
            return
        self.at = (self.at + by) % len(self.order)
        self.view.show_place(self.at, len(self.order))
        self._read(self.order[self.at])

    def _say(self, then: Callable[[], None], *, told: bool = False) -> None:
        """Put down what is new, then go on."""
        shown, typed = self.shown, self._now()
        if shown is None:
            return
        self.speakers.remember(self.voices.who_speaks())
        if typed == self._record:
            then()
            return
        work = partial(
            meetings.agree, self.desk, shown.contact, typed.spoken, typed.together, typed.why, typed.dissent,
            seen=shown.file,
        )  # fmt: skip
        self.seat.bench.run(work, done=partial(self._said, shown, typed, then, told), trouble=self._refused)

    def _said(
        self, shown: OneFamily, typed: Typed, then: Callable[[], None], told: bool, changed: Changed
    ) -> None:
        self._record = typed
        self.kept.keep(shown.contact, None)
        if changed.contacts:
            self.seat.changes.publish(changed)
            what = (
                "What you decided together is on record as evidence."
                if typed.together
                else "The voices are on record."
            )
            self.seat.notices.settled(f"{children_called(shown.file)}: {what}")
        elif told:
            self.seat.notices.say("Nothing new to put down.")
        then()

    def _refused(self, trouble: Trouble) -> None:
        self._keep()
        self.seat.notices.trouble(trouble)

    def _with_contact(self, act: Callable[[ContactId], object]) -> None:
        if self.shown is not None:
            self._keep()
            act(self.shown.contact)

    def _escalate(self) -> None:
        from ui.screens import escalate

        if self.shown is not None:
            about = escalate.About(self.shown.contact, self.shown.line.child)
            escalate.ask(self.seat, self.window(), about)


def _family(desk: Desk, contact: ContactId) -> tuple[OneFamily, str]:
    """The family, and what was being typed about it."""
    return meetings.family(desk, contact), words.kept(desk, meeting_draft.key_of(contact))
