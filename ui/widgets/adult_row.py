"""One adult of step 5: what they were told and what they said, or why not."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.adult_questions import AdultQuestions, Asked, Offered, Stands
from ui.widgets.because_form import BecauseForm
from ui.widgets.buttons import link, secondary
from ui.widgets.evidence_row import EvidenceRow, Keep, beside, buttons_row
from ui.widgets.safe_contact import SafeContact, SafeShown
from ui.widgets.state_mark import State
from ui.widgets.words import Words


@dataclass(frozen=True)
class AdultShown:
    """What a row shows of one adult."""

    person: str
    name: str
    state: State
    note: str
    asked: Asked
    stands: Stands
    line: str = ""
    """What they said, or why not, in a sentence."""
    place: str = "adult"
    """`young` for somebody who is a child and old enough to agree."""
    second: str = ""
    """`Told: yes. Agrees to an assessment: yes.`"""
    safe: SafeShown = field(default_factory=SafeShown)


class AdultRow(EvidenceRow):
    """It tells its step what the person said and records nothing by itself. Enter unfolds the questions."""

    told = Signal()
    """Whether they were told was said: read `questions()`."""
    agrees = Signal()
    """Whether they agree was said: read `questions()`."""
    declined = Signal(object)
    """They refused support (`DeclineTyped`)."""
    left = Signal(str)
    """Why speaking to them is left for later."""
    copy_wanted = Signal(str)
    """The safe number, to dial it."""
    finished = Signal()
    """Everything is told: fold the row as soon as it is on record, and go on."""

    def __init__(self, shown: AdultShown, offered: Offered, keep: Keep) -> None:
        super().__init__()
        self._keep, self._offered = keep, offered
        self.line = Words("", "body", wrap=True)
        self.second = Words("", "secondary", wrap=True)
        self.reach = SafeContact()
        self.safe, self.do_not_use = self.reach.safe, self.reach.never
        self.open_words = secondary("Record what they were told", "chat-circle-text")
        self.later = link("Leave for later, because…")
        self.change = link("Change")
        self._buttons = buttons_row(self.open_words, self.later)
        self._said = beside(self.line, self.change)
        for part in (self._said, self.second, self.reach, self._buttons):
            self.body.addWidget(part)
        for button in (self.open_words, self.change):
            button.clicked.connect(self.open_form)
        self.entered.connect(self.open_form)
        self.reach.copy_wanted.connect(lambda: self.copy_wanted.emit(self.shown.safe.number))
        self.later.clicked.connect(self._open_later)
        self.show_adult(shown)

    def show_adult(self, shown: AdultShown) -> None:
        """Show how far this adult is now. What is being typed stays."""
        self.shown = shown
        self.set_head(shown.name, shown.state, shown.note)
        self.line.set_words(shown.line)
        self.second.set_words(shown.second)
        self.reach.show_safe(shown.safe, shown.name)
        self.open_words.setAccessibleName(f"Record what {shown.name} was told")
        self.change.setAccessibleName(f"Change what is recorded about {shown.name}")
        self.later.setAccessibleName(f"Leave for later, because… {shown.name}")
        self.describe(shown.name, shown.note, shown.line, shown.second, *shown.safe.spoken())
        questions = self.form_of("told")
        if isinstance(questions, AdultQuestions):
            questions.fill(shown.stands)
        self.suit()

    def questions(self) -> AdultQuestions | None:
        """The two questions, once they were unfolded."""
        found = self.form_of("told")
        return found if isinstance(found, AdultQuestions) else None

    def make_form(self, name: str) -> QWidget:
        """`told`: the two questions. `later`: why they are left for later."""
        start = f"{self.shown.place}:{self.shown.person}"
        if name == "told":
            form = AdultQuestions(self.shown.asked, self._offered, self._keep, start)
            form.fill(self.shown.stands)
            form.told_said.connect(self.told)
            form.agrees_said.connect(self.agrees)
            form.declined.connect(self.declined)
            form.close_form.clicked.connect(self.close_forms)
            return form
        why = BecauseForm("Why is speaking to them left for later?", self._keep, f"{start}.later")
        why.saved.connect(self.left)
        why.closed.connect(self.close_forms)
        return why

    def open_form(self) -> None:
        """Unfold the questions and go there."""
        self.unfold("told", go_there=True)

    def suit(self) -> None:
        """Either what is recorded, or the form in which it is being recorded."""
        settled, folded = self.shown.state == "settled", self.form == ""
        spoken = bool(self.shown.line or self.shown.stands.told)
        self._said.setVisible(folded and spoken)
        self.line.setVisible(bool(self.shown.line))
        self.second.setVisible(folded and bool(self.shown.second))
        self._buttons.setVisible(folded and not spoken and not settled)

    def commit(self) -> None:
        """Tell what is typed here and can be told (Ctrl+Enter)."""
        form = self.form_of(self.form)
        if isinstance(form, AdultQuestions) or (isinstance(form, BecauseForm) and form.started()):
            form.commit()

    def finish(self) -> None:
        """Tell it all and go on; or go to the part that is missing."""
        questions = self.questions()
        missing = questions.missing() if questions is not None and self.form == "told" else None
        if missing is not None:
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.commit()
        self.finished.emit()

    def _open_later(self) -> None:
        self.unfold("later", go_there=True)
