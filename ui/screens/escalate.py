"""Escalate (O2, F12): a child is in danger now. It acts at once, from everywhere, whatever is unfinished.

Two pages. The first asks what the danger is and marks *act now*: the contact in front, or a new one. The second
says whom to ring and asks for a strategy discussion. With nothing but a worry: F12, Ctrl+Enter, Ctrl+Enter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.screens.protecting.numbers import Numbers, offline_words
from ui.screens.protecting.pack_now import WORDS, PackNow
from ui.seat import Seat
from ui.widgets.buttons import Button, danger, link, secondary
from ui.widgets.choice import Choice
from ui.widgets.field import LineField, TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.overlay import Overlay
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import protect, words
from workstation.trouble import Trouble

_HERE, _ELSE = "here", "else"


@dataclass(frozen=True)
class About:
    """Which contact is meant. None begins one. `may_be_else`: it is only the row with the focus in a list."""

    contact: ContactId | None = None
    child: str = ""
    may_be_else: bool = False


class EscalatePanel(Overlay):
    """What is the danger, who has been told, who agreed: only the first is needed. Then whom to ring."""

    def __init__(self, seat: Seat, over: QWidget, about: About) -> None:
        super().__init__(over, f"Escalate now {about.child}".strip(), width=600)
        self._seat, self._desk, self._about = seat, seat.desk, about
        self._contact = about.contact
        self._marked = False
        self._silent = offline_words(self._desk)
        self._pack = PackNow(seat, over)
        self.paper: list[Button] = []
        """Prints whom to ring, on each page, while the server is silent."""
        self._low = False
        self._key = f"contact/{about.contact}/escalate" if about.contact else "escalate/new"
        self.who = self._ask_who()
        self.name = LineField("Child’s name, if you know it")
        self.what = TextField("What is the danger now?", "A few words are enough.")
        self.told = LineField("Who have you told?")
        self.agreed = LineField("Who agreed?", "A manager’s name, if one did. You can add it later.")
        self.go = danger("Act now", "lightning-fill", "Ctrl+Enter")
        self.ask_of = LineField("Who do you ask?", "Left empty: police and health.")
        self.ask_for = danger("Ask for a strategy discussion", "users-fill", "Ctrl+Enter")
        self._heading = Words(self._title(), "h2", wrap=True)
        self.body.addWidget(self._heading)
        self._first, self._second = QWidget(), QWidget()
        self._lay_out_first()
        for part in (self._first, self._second):
            self.body.addWidget(part)
        self._second.hide()
        self.go.clicked.connect(lambda _checked=False: self.act_now())
        self.ask_for.clicked.connect(lambda _checked=False: self.ask_now())
        seat.bench.run(words.kept, self._desk, self._key, done=self._take_up)

    def _title(self) -> str:
        return f"Escalate now: {self._about.child}" if self._about.child else "Escalate now"

    def _ask_who(self) -> Choice | None:
        """Made first, so that Tab comes to it first: a row of a list may be another child than the one meant."""
        if not self._about.may_be_else or self._contact is None:
            return None
        options = [(_HERE, self._about.child), (_ELSE, "Another child")]
        who = Choice(options, "Who is it about?", horizontal=True)
        who.set_value(_HERE)
        who.chosen.connect(self._meant)
        return who

    # -- what it is made of -------------------------------------------------------------------------------

    def _lay_out_first(self) -> None:
        column = _column(self._first)
        if self._silent:
            column.addWidget(MarkLine("warning", "cloud-slash-fill", self._silent, word_token="text"))
        phone = self._desk.settings.duty_phone
        ring = f"Ring the duty manager: {phone}." if phone else "Ring the duty manager."
        does = "begins a contact, marks it" if self._contact is None else "marks the contact"
        ring_them = MarkLine("danger", "phone-fill", ring, role="body", strong=(ring,))
        column.addWidget(ring_them)
        self._does = Words(
            f"This {does} ‘act now’ and puts it on top of every queue. You can finish the checks after: "
            "they become tasks for today.", "secondary", wrap=True,
        )  # fmt: skip
        column.addWidget(self._does)
        if self.who is not None:
            column.addWidget(self.who)
        for field in (self.name, self.what, self.told, self.agreed):
            column.addWidget(field)
            field.changed.connect(self._keep_words)
        self.name.setVisible(self._contact is None)
        nest(column, self._buttons(self.go, "Not now"))
        self._offer_paper(column)

    def _lay_out_second(self) -> None:
        column = _column(self._second)
        column.addWidget(Numbers(self._desk))
        column.addWidget(self.ask_of)
        column.addWidget(
            Words("Nothing has to be complete. The request says what is known now, and what is not.",
                  "secondary", wrap=True)
        )  # fmt: skip
        nest(column, self._buttons(self.ask_for, "Not now"))
        self._offer_paper(column)

    def _offer_paper(self, column: QVBoxLayout) -> None:
        if self._silent:
            button = link(WORDS, "printer", "Ctrl+P")
            button.clicked.connect(lambda _checked=False: self._pack.print())
            self.paper.append(button)
            column.addWidget(button)

    def _buttons(self, go: QWidget, keep: str) -> QHBoxLayout:
        leave = secondary(keep, "", "Esc")
        leave.clicked.connect(lambda _checked=False: self.put_away())
        row = QHBoxLayout()
        row.addWidget(go)
        row.addWidget(leave)
        row.addStretch(1)
        return row

    def commands(self) -> dict[str, Callable[[], object]]:
        """Ctrl+Enter and F12 are keys of the whole window: while this is open, they mean the next step of it."""
        step = self.ask_now if self._marked else self.act_now
        paper = {"contact.print": self._pack.print} if self._silent else {}
        return {"contact.save_next": step, "contact.escalate": step, **paper}

    def fold(self) -> None:
        """With large text the boxes come before what is said beside them, and before who agreed."""
        self._low = True
        self._does.hide()
        self.what.begin_with(1)
        for field in (self.what, self.agreed, self.ask_of):
            field.set_hint("")
        self.agreed.setVisible(not self._is_new() and self.who is None)

    # -- words --------------------------------------------------------------------------------------------

    def _is_new(self) -> bool:
        return self._contact is None or (self.who is not None and self.who.value() == _ELSE)

    def _meant(self, _who: str) -> None:
        new = self._is_new()
        self.name.setVisible(new)
        self._heading.set_words("Escalate now" if new else self._title())
        (self.name if new else self.what).setFocus()

    def _take_up(self, kept: str) -> None:
        if kept and not self.what.text():
            said = (*kept.split("\n\n"), "", "")
            self.what.set_text(said[0])
            self.told.set_text(said[1])
            self.agreed.set_text(said[2])

    def _keep_words(self, _text: str) -> None:
        whole = f"{self.what.text()}\n\n{self.told.text()}\n\n{self.agreed.text()}"
        self._seat.bench.latest(self._key, words.keep, self._desk, self._key, self._about.contact, whole)

    # -- acting -------------------------------------------------------------------------------------------

    def act_now(self) -> None:
        """Mark it."""
        if not self.what.text().strip():
            self.what.set_error("What is the danger now? A few words are enough.")
            self.what.setFocus()
            return
        new = self._is_new()
        act = partial(
            protect.act_now, self._desk, None if new else self._about.contact, self.what.text(),
            name=self.name.text() if new else "", told=self.told.text(), agreed=self.agreed.text(),
        )  # fmt: skip
        self._seat.bench.run(act, done=self._acted, trouble=self._say)

    def _say(self, trouble: Trouble) -> None:
        self.what.set_error(f"{trouble.title} {trouble.what_to_do}")

    def _acted(self, changed: Changed) -> None:
        seat = self._seat
        seat.bench.run(words.keep, self._desk, self._key, self._about.contact, "")
        if self._is_new():
            self._contact = next(iter(changed.contacts))
            self.closed.connect(self._open_it)
        seat.changes.publish(changed)
        self.show_second(f"Marked act now at {wording.clock(self._desk.now())}. Who to ring:")
        seat.notices.urgent(
            "Marked act now. It is on top of every queue.",
            "Ring the duty manager as well. Go on with the checks when the child is safe.",
        )

    def show_second(self, heading: str) -> None:
        """Who to ring, and asking for a strategy discussion."""
        self._marked = True
        self._heading.set_words(heading)
        self._first.hide()
        self._lay_out_second()
        if self._low:
            self.ask_of.set_hint("")
        self._second.show()
        self.ask_for.setFocus()
        self._settle()

    def _open_it(self) -> None:
        if self._contact is not None:
            self._seat.go.contact(self._contact)

    def ask_now(self) -> None:
        """A strategy discussion is asked for; its paper comes next."""
        if self._contact is not None:
            self._seat.bench.run(
                protect.ask_for_strategy, self._desk, self._contact, self.ask_of.text().strip(),
                done=self._asked, trouble=self._seat.notices.trouble,
            )  # fmt: skip

    def _asked(self, changed: Changed) -> None:
        contact, seat = self._contact, self._seat
        self.finish()
        seat.changes.publish(changed)
        seat.notices.settled("Recorded: a strategy discussion was asked for. Here is the request to print.")
        if contact is not None:
            seat.go.print_strategy(contact)


def _column(of: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(of)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column


def ask(seat: Seat, over: QWidget, about: About) -> EscalatePanel:
    """Ask what the danger is, and act."""
    panel = EscalatePanel(seat, over, about)
    panel.closed.connect(panel.finish)
    panel.open(panel.what.edit)
    return panel


def ask_about(seat: Seat, over: QWidget, contact: ContactId | None, child: str, *, row: bool = False) -> None:
    """The same about the contact that a screen shows, or about none. `row`: it is only where the cursor is in a
    list, and somebody may ring about another child while the list is in front.
    """
    ask(seat, over, About(contact, child, may_be_else=row) if contact else About())


def ask_for_strategy(seat: Seat, over: QWidget, contact: ContactId, child: str = "") -> EscalatePanel:
    """Only the second page: it is marked already."""
    panel = EscalatePanel(seat, over, About(contact, child))
    panel.show_second(f"Who to ring: {child}" if child else "Who to ring")
    panel.closed.connect(panel.finish)
    panel.open(panel.ask_for)
    return panel
