"""One agency: why it is on the list, what it was asked, what it said and what that means, or why not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.asking_form import AgencySaid, AskingForm, Script
from ui.widgets.buttons import link, primary, secondary
from ui.widgets.evidence_row import EvidenceRow, Keep, beside, buttons_row
from ui.widgets.state_mark import State
from ui.widgets.without_form import WithoutForm
from ui.widgets.words import Words


@dataclass(frozen=True)
class AgencyShown:
    """What a row shows of one agency."""

    code: str
    name: str
    why: str
    """Why it is on the list, with the child or adult it is about: `Jayden, under 5`."""
    script: Script
    state: State
    note: str
    """`spoken to 09:44`."""
    said: str = ""
    means: str = ""
    waiting: str = ""
    """`GP has not replied for 3 h 52 min. …`, once it was asked."""
    answer: AgencySaid | None = None
    """What stands, to be changed."""
    told: AgencySaid | None = None
    """What this agency told us by itself, when it is the one that contacted us."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Reasons that can be given now for leaving it out."""


class AgencyRow(EvidenceRow):
    """One agency of step 4. Enter on it asks, or opens what they told us by themselves. It tells its step, which is
    who records.
    """

    ask_wanted = Signal()
    copy_wanted = Signal()
    letter_wanted = Signal()
    answered = Signal(object, bool)
    """What they said (`AgencySaid`), and whether they told us without being asked."""
    no_reply = Signal()
    without = Signal(str, str)
    """Why they were not needed: the reason's id (empty for going ahead) and the words."""

    def __init__(self, shown: AgencyShown, keep: Keep) -> None:
        super().__init__()
        self._keep, self.shown = keep, shown
        self.why = Words("", "small", wrap=True)
        self.said = Words("", "body", wrap=True)
        self.means = Words("", "secondary", wrap=True)
        self.ask = primary("Ask now", "phone-fill")
        self.told = secondary("They told us")
        self.copy = secondary("Copy questions")
        self.letter = secondary("Print a letter")
        self.leave = link("Not needed, because…")
        self.change = link("Change")
        self._second = beside(self.means, self.change)
        self._buttons = buttons_row(self.told, self.ask, self.copy, self.letter, self.leave)
        for part in (self.why, self.said, self._second, self._buttons):
            self.body.addWidget(part)
        self.body.setSpacing(5)
        self.ask.clicked.connect(self.ask_wanted)
        self.told.clicked.connect(self.open_told)
        self.entered.connect(self._enter)
        self.copy.clicked.connect(self.copy_wanted)
        self.letter.clicked.connect(self.letter_wanted)
        self.change.clicked.connect(self._open_change)
        self.leave.clicked.connect(self._open_without)
        self.show_agency(shown)

    def show_agency(self, shown: AgencyShown) -> None:
        """Show how far this agency is now. What is being typed stays."""
        before, self.shown = self.shown, shown
        if self.form != "without" and (before.reasons, before.waiting) != (shown.reasons, shown.waiting):
            self.forget_form("without")
        self.set_head(shown.name, shown.state, shown.note)
        self.why.set_words(f"On the list: {shown.why}")
        self.said.set_words(shown.said or shown.waiting or shown.script.ask)
        self.means.set_words(f"What it tells you: {shown.means}" if shown.means else "")
        self.ask.set_words("Try again" if shown.waiting else "Ask now")
        self.leave.set_words("Going ahead, because…" if shown.waiting else "Not needed, because…")
        self.told.setVisible(self._told_us())
        for button in (self.ask, self.told, self.copy, self.letter):
            button.setAccessibleName(f"{button.words()}: {shown.name}")
        self.leave.setAccessibleName(f"{self.leave.words()} {shown.name}")
        self.change.setAccessibleName(f"Change what is recorded about {shown.name}")
        self.describe(shown.name, shown.note, self.why.words(), self.said.words(), self.means.words())
        form = self.form_of("ask")
        if isinstance(form, AskingForm):
            form.show_script(shown.script)
        self.suit()

    def set_current(self, current: bool) -> None:
        """Whether this is the row where work goes on: only its button asks loudly to be pressed."""
        first = self.told if self._told_us() else self.ask
        for button in (self.ask, self.told):
            loud = current and button is first
            button.set_look("primary" if loud else "secondary")
            button.set_words(button.words(), "Enter" if loud else "")
            button.setAccessibleName(f"{button.words()}: {self.shown.name}")
        buttons = (self.told, self.ask, self.copy, self.letter, self.leave)
        for number, button in enumerate((one for one in buttons if not one.isHidden()), 1):
            if button is not first:
                name = button.accessibleName()
                button.set_words(button.words(), str(number) if current else "")
                button.setAccessibleName(name)

    def make_form(self, name: str) -> QWidget:
        """`ask` and `told`: room for the answer. `without`: why they are not needed."""
        start = f"agency:{self.shown.code}"
        if name == "without":
            return self._make_without(start)
        form = AskingForm(self._keep, start if name == "ask" else f"{start}.told", told=name == "told")
        form.show_script(self.shown.script)
        form.saved.connect(lambda said: self.answered.emit(said, name == "told"))
        form.waiting.clicked.connect(self.no_reply)
        form.closed.connect(self.close_forms)
        return form

    def _make_without(self, start: str) -> WithoutForm:
        name, going = self.shown.name, bool(self.shown.waiting)
        question = (
            f"{name}: why can you decide without them?" if going else f"{name}: why are they not needed?"
        )
        why = WithoutForm(question, () if going else self.shown.reasons, self._keep, f"{start}.because")
        why.saved.connect(self.without)
        why.closed.connect(self.close_forms)
        return why

    def open_ask(self) -> None:
        """Unfold the script and the room for the answer, and go there."""
        self._open("ask", self.shown.answer)

    def open_told(self) -> None:
        """Unfold the room for what they told us by themselves, with their own words from this contact."""
        self._open("told", self.shown.answer or self.shown.told)

    def _open_change(self) -> None:
        if self.shown.answer is not None:
            self.open_told()
        else:
            self.ask_wanted.emit()

    def _open(self, name: str, answer: AgencySaid | None) -> None:
        self.unfold(name, go_there=True)
        form = self.form_of(name)
        if isinstance(form, AskingForm) and answer is not None:
            form.fill(answer)
            form.first_empty().setFocus(Qt.FocusReason.OtherFocusReason)

    def _told_us(self) -> bool:
        """Whether they told us by themselves, and nobody has asked them since."""
        return self.shown.told is not None and not self.shown.waiting

    def suit(self) -> None:
        """Buttons while no form is open; Change once it is settled."""
        done, folded = self.shown.state in ("settled", "in_progress"), self.form == ""
        self._buttons.setVisible(folded and not done)
        self._second.setVisible(done)
        self.change.setVisible(folded)
        self.said.setVisible(self.form not in ("ask", "told") or bool(self.shown.said))

    def commit(self) -> None:
        """Save what is typed here, if it can be saved (Ctrl+Enter)."""
        form = self.form_of(self.form)
        if isinstance(form, AskingForm | WithoutForm) and form.started():
            form.commit()

    def _open_without(self) -> None:
        self.unfold("without", go_there=True)

    def _enter(self) -> None:
        form = self.form_of(self.form)
        if form is not None:
            form.setFocus()
        elif self.shown.state in ("settled", "in_progress"):
            self._open_change()
        elif self._told_us():
            self.open_told()
        else:
            self.ask_wanted.emit()
