"""Sign-off (S8): what waits for this manager, the facts of one contact, and what there is to decide on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.models.called import number_word
from ui.models.reading_time import ReadingTime
from ui.screens.signing.answers import Answers
from ui.screens.signing.facts import Facts
from ui.screens.signing.news import news_of
from ui.screens.signing.waiting import Waiting
from ui.seat import Screen, Seat
from ui.widgets.one_pane import OnePane
from ui.widgets.words import Words
from workstation.domain import clocks
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Request
from workstation.services import decide, find, words
from workstation.services.decide import Agreement
from workstation.services.desk import Desk
from workstation.services.find import OpenContact

_LIST = 300


class SignOffScreen(Screen):
    """One contact at a time, no bulk. Facts come before the recommendation is decided on."""

    def __init__(
        self, seat: Seat, contact_id: ContactId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(seat, "Sign-off", parent)
        self._wanted = contact_id
        self.shown: OpenContact | None = None
        self._first = True
        self.reading = ReadingTime(seat.desk.clock)
        self.waiting, self.facts, self.answers = Waiting(seat), Facts(seat.desk), Answers(seat)
        self.list = self.waiting.list
        self.empty = Words("", "h3", wrap=True)
        self._lay_out()
        self.waiting.loaded.connect(self._show_waiting)
        self.list.shown.connect(self._open)
        self.list.entered.connect(self._next_need)
        self.facts.opened.connect(lambda contact: seat.go.contact(ContactId(contact)))
        self.facts.all_wanted.connect(partial(self._with_shown, seat.go.contact))
        self.facts.chronology_wanted.connect(partial(self._with_shown, seat.go.chronology))
        self.answers.back_wanted.connect(self._send_back)
        self.answers.agreed.connect(self._sign_off)
        self.answers.change_wanted.connect(partial(self._with_shown, lambda c: seat.go.contact(c, 6)))
        self.answers.help_wanted.connect(partial(seat.go.help, "signoff"))

    def _lay_out(self) -> None:
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(24, 40, 24, 24)
        middle.addWidget(self.empty)
        middle.addStretch(1)
        self.panes_here = OnePane(
            (("list", "Waiting", self.waiting), ("facts", "What to read", self.facts),
             ("answers", "What you decide on", self.answers)),
            shares=(0, 3, 2), enough=_LIST + 840, first_width=_LIST,
        )  # fmt: skip
        self._pages = QStackedWidget()
        self._pages.addWidget(nothing)
        self._pages.addWidget(self.panes_here)
        whole = self.waiting.under_what_is_asked(self)
        whole.addWidget(self._pages, 1)

    # -- what the window asks of every screen ---------------------------------------------------------------

    def icon_name(self) -> str:
        """A clipboard."""
        return "clipboard-text-fill"

    def commands(self) -> dict[str, Callable[[], None]]:
        """What the keys do here."""
        return {
            "contact.save_next": self.answers.press, "go.next_need": self._next_need,
            "contact.chronology": partial(self._with_shown, self.seat.go.chronology),
            "contact.escalate": partial(_escalate, self),
            "contact.print": partial(self._with_shown, self.seat.go.print_summary),
        }  # fmt: skip

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [*self.waiting.panes(), self.facts, self.answers]

    def enter(self) -> None:
        """Look at what waits."""
        self.reading.look()
        self.load()

    def leave(self) -> None:
        """The manager looks elsewhere: the reading time stands, the words are kept."""
        self.reading.look_away()
        self.answers.keep_now()

    def reload(self, changed: Changed) -> None:
        """Something changed: the list, and the contact that is shown."""
        self.load()
        if self.shown is not None and self.shown.file.contact in changed.contacts and changed.by != "me":
            self._read(self.shown.file.contact)

    def showEvent(self, event: QShowEvent) -> None:
        """It is looked at."""
        super().showEvent(event)
        self.reading.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is not looked at."""
        super().hideEvent(event)
        self.reading.look_away()

    def changeEvent(self, event: QEvent) -> None:
        """Reading stops while another window is in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible():
            (self.reading.look if self.isActiveWindow() else self.reading.look_away)()

    # -- reading --------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what waits."""
        self.waiting.load()

    def _show_waiting(self) -> None:
        """What is shown stays while it waits; else the one that is wanted, or the first."""
        keys = self.list.keys()
        if self.shown is not None and self.shown.file.contact in keys:
            return
        wanted = self._wanted if self._wanted in keys else None
        self._wanted = None
        if wanted or keys:
            key = str(wanted or keys[0])
            self.list.go_to(key)
            self._open(key)
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.empty.set_words(self.waiting.nothing_words())
        self.shown = None
        self.facts.clear()
        self.answers.clear()
        self._pages.setCurrentIndex(0)

    def _open(self, key: str) -> None:
        self.reading.restart()
        self._read(ContactId(key))

    def _read(self, contact: ContactId) -> None:
        # What is being typed is kept first, so that reading it again brings it back.
        self.answers.keep_now()
        self.seat.bench.latest("signoff contact", _open_contact, self.seat.desk, contact, done=self._show)

    def _show(self, found: tuple[OpenContact, dict[str, str]]) -> None:
        shown, kept = found
        before = self.shown
        self.shown = shown
        self.facts.show_contact(shown, news_of(shown.file, before, self.seat.desk))
        self.answers.show_contact(shown, kept)
        self._pages.setCurrentIndex(1)
        if self._first:
            self._first = False
            self.panes_here.show_pane("facts")
            if not self.panes_here.narrow():
                self.answers.first_focus()

    # -- acts -----------------------------------------------------------------------------------------------

    def _send_back(self, requests: tuple[Request, ...], why: str) -> None:
        if self.shown is None:
            return
        contact = self.shown.file.contact
        self.seat.bench.run(
            decide.send_back, self.seat.desk, contact, requests, why, self.reading.seconds(),
            done=partial(self._sent_back, self.shown, len(requests)),
        )  # fmt: skip

    def _sent_back(self, shown: OpenContact, asked: int, changed: Changed) -> None:
        worker = self.seat.desk.person(shown.file.worker)
        whom = worker.short if worker else "the worker"
        told = f"{number_word(asked)} request{'s' if asked != 1 else ''} sent to {whom}."
        left = shown.due_at - self.seat.desk.now() if shown.due_at else None
        if left is not None and left.total_seconds() > 0:
            told += f" The clock is still running: {clocks.words_left(left)}."
        elif left is not None:
            told += f" It is overdue by {clocks.words_left(left)}."
        self.seat.notices.settled(told)
        self._decided(changed)

    def _sign_off(self, accepted: tuple[Request, ...], why: str) -> None:
        if self.shown is None:
            return
        agreement = Agreement(why, accepted, self.shown.file.head, self.reading.seconds())
        self.seat.bench.run(
            decide.sign_off, self.seat.desk, self.shown.file.contact, agreement,
            done=partial(self._signed, self.shown),
        )  # fmt: skip

    def _signed(self, shown: OpenContact, changed: Changed) -> None:
        self.seat.notices.settled(f"Signed off: {shown.line.child}.")
        self._decided(changed)

    def _decided(self, changed: Changed) -> None:
        """On to the next in the list."""
        self.answers.drop()
        keys = self.list.keys()
        at = keys.index(self.shown.file.contact) if self.shown and self.shown.file.contact in keys else -1
        following = keys[at + 1] if 0 <= at < len(keys) - 1 else None
        self._wanted = ContactId(following) if following else None
        self.shown, self._first = None, True
        self.answers.clear()
        self.seat.changes.publish(changed)
        self.load()

    def _next_need(self) -> None:
        """F8: the first answer that is missing."""
        self.panes_here.show_pane("answers")
        self.answers.first_focus()

    def _with_shown(self, act: Callable[[ContactId], object]) -> None:
        if self.shown is not None:
            act(self.shown.file.contact)


def _open_contact(desk: Desk, contact: ContactId) -> tuple[OpenContact, dict[str, str]]:
    return find.contact(desk, contact), words.kept_under(desk, f"sign/{contact}/")


def _escalate(screen: SignOffScreen) -> None:
    from ui.screens import escalate

    shown = screen.shown
    contact, child = (shown.file.contact, shown.line.child) if shown else (None, "")
    escalate.ask_about(screen.seat, screen, contact, child)
