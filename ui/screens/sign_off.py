"""Sign-off (S8): what waits for this manager, the facts of one contact, and what there is to decide on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.models.called import children_called
from ui.models.reading_time import ReadingTime
from ui.screens.signing import acts
from ui.screens.signing.answers import Answers
from ui.screens.signing.facts import Facts
from ui.screens.signing.in_front import InFront
from ui.screens.signing.news import news_of
from ui.screens.signing.waiting import Waiting
from ui.seat import Screen, Seat
from ui.widgets.one_pane import OnePane
from ui.widgets.words import Words
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Criterion, Decision, Request
from workstation.domain.people import may_sign
from workstation.services import decide
from workstation.services.decide import Agreement
from workstation.services.find import OpenContact
from workstation.services.signing import ToSign

_LIST = 300


class SignOffScreen(Screen):
    """One contact at a time, no bulk. Facts come before the recommendation is decided on."""

    def __init__(
        self, seat: Seat, contact_id: ContactId | None = None, parent: QWidget | None = None
    ) -> None:
        signs = may_sign(seat.desk.worker)
        super().__init__(seat, "Sign-off" if signs else "Second opinion", parent)
        self._wanted = contact_id
        self._stay: ContactId | None = None
        """A contact that waits for this person no more and is still shown: they may see all of it now."""
        self.found: ToSign | None = None
        self._first = True
        self.reading = ReadingTime(seat.desk.clock)
        InFront(self, self.reading)
        self.waiting = Waiting(seat, "For your sign-off" if signs else "For your opinion")
        self.facts, self.answers = Facts(seat.desk), Answers(seat)
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
        self.answers.view_given.connect(self._give_view)
        self.answers.change_wanted.connect(partial(self._with_shown, lambda c: seat.go.contact(c, 6)))
        self.answers.help_wanted.connect(partial(seat.go.help, "signoff"))

    @property
    def shown(self) -> OpenContact | None:
        """The contact that is shown."""
        return self.found.open if self.found is not None else None

    def _lay_out(self) -> None:
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.setContentsMargins(24, 40, 24, 24)
        middle.addWidget(self.empty)
        middle.addStretch(1)
        self.panes_here = OnePane(
            (("list", "Waiting", self.waiting), ("facts", "What to read", self.facts),
             ("answers", "What you decide on", self.answers)),
            shares=(0, 10, 9), enough=_LIST + 840, first_width=_LIST,
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
        shown = self.shown is not None and self.shown.file.contact in changed.contacts
        if shown and (changed.by != "me" or "OpinionAsked" in changed.kinds):
            self._with_shown(self._read)

    # -- reading --------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what waits."""
        self.waiting.load()

    def _show_waiting(self) -> None:
        """What is shown stays while it waits; else the one that is wanted, or the first."""
        keys = self.list.keys()
        if self.shown is not None and self.shown.file.contact in (*keys, self._stay):
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
        self.found = None
        self.facts.clear()
        self.answers.clear()
        self._pages.setCurrentIndex(0)

    def _open(self, key: str) -> None:
        self.reading.restart()
        self._stay = None
        self._read(ContactId(key))

    def _read(self, contact: ContactId) -> None:
        # What is being typed is kept first, so that reading it again brings it back.
        self.answers.keep_now()
        self.seat.bench.latest("signoff contact", acts.open_contact, self.seat.desk, contact, done=self._show)

    def _show(self, answer: tuple[ToSign, dict[str, str]]) -> None:
        found, kept = answer
        before, self.found = self.found, found
        self.facts.show_contact(found, news_of(found, before, self.seat.desk))
        self.answers.show_contact(found, kept)
        self.panes_here.set_about(children_called(found.open.file))
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
        back = partial(decide.send_back, self.seat.desk, self.shown.file.contact, requests, why)
        done = partial(self._sent_back, self.shown, len(requests))
        self.seat.bench.run(back, self.reading.seconds(), done=done)

    def _sent_back(self, shown: OpenContact, asked: int, changed: Changed) -> None:
        self.seat.notices.settled(acts.sent_back_words(self.seat.desk, shown, asked))
        self._decided(changed)

    def _give_view(self, outcomes: tuple[Decision, ...], why: str) -> None:
        """What this person would do is on record: from now on they see what others decided."""
        if self.shown is not None:
            work = partial(acts.give_view, self.seat.desk, self.shown, outcomes, why)
            self.seat.bench.run(work, done=partial(self._viewed, self.shown.file.contact))

    def _viewed(self, contact: ContactId, changed: Changed) -> None:
        self.answers.drop()
        self._first, self._stay = True, contact
        self.seat.changes.publish(changed)
        self.load()
        self._read(contact)

    def _sign_off(self, accepted: tuple[Request, ...], criteria: tuple[Criterion, ...], why: str) -> None:
        if self.shown is None:
            return
        agreement = Agreement(why, accepted, self.shown.file.head, self.reading.seconds(), criteria)
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
        following = self.list.key_after(self.shown.file.contact) if self.shown else ""
        self._wanted = ContactId(following) if following else None
        self.found, self._first = None, True
        self.answers.clear()
        self.seat.changes.publish(changed)
        self.load()

    def _next_need(self) -> None:
        """F8: the first answer that is missing."""
        self._with_shown(lambda _contact: self.panes_here.show_pane("answers"))
        self.answers.first_focus()

    def _with_shown(self, act: Callable[[ContactId], object]) -> None:
        if self.shown is not None:
            act(self.shown.file.contact)
        elif self._pages.currentIndex() == 0 and self.empty.words():  # a key must not seem dead
            self.seat.notices.say(self.waiting.nothing_words())


def _escalate(screen: SignOffScreen) -> None:
    from ui.screens import escalate

    shown = screen.shown
    contact, child = (shown.file.contact, shown.line.child) if shown else (None, "")
    escalate.ask_about(screen.seat, screen, contact, child)
