"""One agency: what it was asked, what it said and what that means, or why it was not needed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.asking_form import AgencySaid, AskingForm
from ui.widgets.because_form import BecauseForm
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.evidence_row import EvidenceRow, Keep, beside, buttons_row
from ui.widgets.state_mark import State
from ui.widgets.words import Words


@dataclass(frozen=True)
class AgencyShown:
    """What a row shows of one agency."""

    code: str
    name: str
    why: str
    """Why it is on the list: `school age`."""
    ask: str
    """What it is asked, in full."""
    script: str
    """What to say about who asks and why."""
    phone: str
    state: State
    note: str
    """`spoken to 09:44`."""
    said: str = ""
    means: str = ""
    waiting: str = ""
    """`No reply for 3 h 52 min.`, once it was asked."""
    answer: AgencySaid | None = None
    """What stands, to be changed."""


class AgencyRow(EvidenceRow):
    """One agency of step 4. Enter on it asks; it never records anything by itself: it tells its step."""

    ask_wanted = Signal()
    copy_wanted = Signal()
    answered = Signal(object)
    """What they said (`AgencySaid`)."""
    no_reply = Signal()
    without = Signal(str)
    """Why they were not needed, or why the worker goes ahead."""

    def __init__(self, shown: AgencyShown, keep: Keep) -> None:
        super().__init__()
        self._keep = keep
        self.said = Words("", "body", wrap=True)
        self.means = Words("", "secondary", wrap=True)
        self.ask = primary("Ask now", "phone-fill")
        self.copy = secondary("Copy questions")
        self.leave = link("Not needed, because…")
        self.change = link("Change")
        self._second = beside(self.means, self.change)
        self._buttons = buttons_row(self.ask, self.copy, self.leave)
        for part in (self.said, self._second, self._buttons):
            self.body.addWidget(part)
        self.ask.clicked.connect(self.ask_wanted)
        self.entered.connect(self._enter)
        self.copy.clicked.connect(self.copy_wanted)
        self.change.clicked.connect(self.ask_wanted)
        self.leave.clicked.connect(self._open_without)
        self.show_agency(shown)

    def show_agency(self, shown: AgencyShown) -> None:
        """Show how far this agency is now. What is being typed stays."""
        self.shown = shown
        self.set_head(shown.name, shown.state, shown.note)
        self.said.set_words(shown.said or shown.waiting or shown.ask)
        self.means.set_words(f"What it tells you: {shown.means}" if shown.means else "")
        self.ask.set_words("Try again" if shown.waiting else "Ask now")
        self.leave.set_words("Going ahead, because…" if shown.waiting else "Not needed, because…")
        self.ask.setAccessibleName(f"{self.ask.words()}: {shown.name}")
        self.copy.setAccessibleName(f"Copy questions: {shown.name}")
        self.leave.setAccessibleName(f"{self.leave.words()} {shown.name}")
        self.change.setAccessibleName(f"Change what is recorded about {shown.name}")
        self.describe(shown.name, shown.note, shown.why, self.said.words(), self.means.words())
        form = self.form_of("ask")
        if isinstance(form, AskingForm):
            form.show_questions(shown.ask, shown.script, shown.phone, waiting=bool(shown.waiting))
        self.suit()

    def set_current(self, current: bool) -> None:
        """Whether this is the row where work goes on: only its button asks loudly to be pressed."""
        self.ask.set_look("primary" if current else "secondary")
        self.ask.set_words(self.ask.words(), "Enter" if current else "")
        self.ask.setAccessibleName(f"{self.ask.words()}: {self.shown.name}")

    def make_form(self, name: str) -> QWidget:
        """`ask`: the script and room for the answer. `without`: why they are not needed."""
        start = f"agency:{self.shown.code}"
        if name == "ask":
            form = AskingForm(self._keep, start)
            form.show_questions(
                self.shown.ask, self.shown.script, self.shown.phone, waiting=bool(self.shown.waiting)
            )
            form.saved.connect(self.answered)
            form.waiting.clicked.connect(self.no_reply)
            form.closed.connect(self.close_forms)
            return form
        why = BecauseForm("", self._keep, f"{start}.because")
        why.saved.connect(self.without)
        why.closed.connect(self.close_forms)
        return why

    def open_ask(self) -> None:
        """Unfold the script and the room for the answer, and go there."""
        self.unfold("ask", go_there=True)
        form = self.form_of("ask")
        if self.shown.answer is not None and isinstance(form, AskingForm):
            form.fill(self.shown.answer)

    def suit(self) -> None:
        """Buttons while no form is open; Change once it is settled."""
        settled, folded = self.shown.state == "settled", self.form == ""
        self._buttons.setVisible(folded and not settled)
        self._second.setVisible(settled)
        self.change.setVisible(folded)
        self.said.setVisible(self.form != "ask" or bool(self.shown.said or self.shown.waiting))
        why = self.form_of("without")
        if isinstance(why, BecauseForm):
            name, going = self.shown.name, bool(self.shown.waiting)
            why.because.set_label(
                f"Why can you decide without {name}?" if going else f"Why is {name} not needed?"
            )

    def commit(self) -> None:
        """Save what is typed here, if it can be saved (Ctrl+Enter)."""
        form = self.form_of(self.form)
        if isinstance(form, AskingForm | BecauseForm) and form.started():
            form.commit()

    def _open_without(self) -> None:
        self.unfold("without", go_there=True)

    def _enter(self) -> None:
        form = self.form_of(self.form)
        if form is None:
            self.ask_wanted.emit()
        else:
            form.setFocus()
