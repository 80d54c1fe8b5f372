"""One agency: what it was asked, what it said and what that means, or why it was not needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import link, primary, secondary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import EvidenceRow, Keep, beside, buttons_row, column_of
from ui.widgets.field import LineField, TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.state_mark import State
from ui.widgets.words import Words
from workstation.domain.kinds import YesNo

Form = Literal["", "ask", "without"]
_YES_NO: dict[str, YesNo] = {"yes": "yes", "no": "no"}


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


@dataclass(frozen=True)
class AgencySaid:
    """What an agency answered, as typed."""

    who: str
    said: str
    means: str
    first_hand: YesNo


class _Ask(QWidget):
    """The script, the phone number, and room for what they say."""

    def __init__(self, shown: AgencyShown, keep: Keep) -> None:
        super().__init__()
        self.script = Words("", "body", wrap=True, selectable=True)
        self.status = Words("", "secondary", wrap=True, selectable=True)
        self.phone = MarkLine("text", "phone", "", role="secondary")
        self.who = LineField("Who did you speak to? Name and role")
        self.said = TextField("What did they say? Their words, as near as you can")
        self.means = TextField("What does it tell you?")
        self.first_hand = Choice(
            [("yes", "Yes"), ("no", "No, they were told"), ("not known", "Not known")],
            "Did they see or hear it themselves?", horizontal=True,
        )  # fmt: skip
        self.save = primary("Save what they said", "check")
        self.waiting = secondary("No reply yet", "hourglass")
        self.close_form = link("Close")
        for place, field in (("who", self.who), ("said", self.said), ("means", self.means)):
            keep(field, f"agency:{shown.code}.{place}")
        inner = column_of(
            self.script, self.status, self.phone, self.who, self.said, self.means, self.first_hand,
            buttons_row(self.save, self.waiting, self.close_form),
        )  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(inner)
        self.show_agency(shown)

    def show_agency(self, shown: AgencyShown) -> None:
        """Another state of the same agency."""
        self.script.set_words(
            f"Ask: {shown.ask}" if shown.ask else "Ask what they know about these children."
        )
        self.status.set_words(f"Say: {shown.script}")
        self.phone.set_words(
            shown.phone or "No number on record. Use the number your team holds, not one from this contact."
        )
        self.waiting.set_words("Still no reply" if shown.waiting else "No reply yet")

    def complete(self) -> bool:
        """Whether it can be saved; says what is missing where it is."""
        missing = "Write what they said." if not self.said.text().strip() else ""
        unclear = (
            "Say what it tells you. “Nothing new” is an answer." if not self.means.text().strip() else ""
        )
        self.said.set_error(missing)
        self.means.set_error("" if missing else unclear)
        if missing or unclear:
            (self.said if missing else self.means).setFocus(Qt.FocusReason.OtherFocusReason)
        return not (missing or unclear)

    def typed(self) -> AgencySaid:
        """What was typed."""
        return AgencySaid(
            self.who.text().strip(), self.said.text().strip(), self.means.text().strip(),
            _YES_NO.get(self.first_hand.value() or "", "not known"),
        )  # fmt: skip


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
        self.form: Form = ""
        self.ask_form: _Ask | None = None
        self.because: TextField | None = None
        self.said = Words("", "body", wrap=True, selectable=False)
        self.means = Words("", "secondary", wrap=True)
        self.ask = primary("Ask now", "phone-fill", "Enter")
        self.copy = secondary("Copy questions")
        self.leave = link("Not needed, because…")
        self.change = link("Change")
        self._buttons = buttons_row(self.ask, self.copy, self.leave)
        self.body.addWidget(self.said)
        self.body.addWidget(beside(self.means, self.change))
        self.body.addWidget(self._buttons)
        self.ask.clicked.connect(self.ask_wanted)
        self.entered.connect(self._enter)
        self.copy.clicked.connect(self.copy_wanted)
        self.change.clicked.connect(self.ask_wanted)
        self.leave.clicked.connect(self.open_without)
        self.show_agency(shown)

    def show_agency(self, shown: AgencyShown) -> None:
        """Show how far this agency is now. What is being typed stays."""
        self.shown = shown
        settled = shown.state == "settled"
        self.set_head(shown.name, shown.state, shown.note)
        self.said.set_words(shown.said or shown.waiting or shown.ask)
        self.means.set_words(f"What it tells you: {shown.means}" if shown.means else "")
        self.ask.set_words("Try again" if shown.waiting else "Ask now")
        self.leave.set_words("Going ahead, because…" if shown.waiting else "Not needed, because…")
        self._buttons.setVisible(not settled and self.form == "")
        self.means.setVisible(settled)
        self.change.setVisible(settled and self.form == "")
        self.change.setAccessibleName(f"Change what is recorded about {shown.name}")
        self.ask.setAccessibleName(f"{self.ask.words()}: {shown.name}")
        self.copy.setAccessibleName(f"Copy questions: {shown.name}")
        self.describe(shown.name, shown.note, shown.why, self.said.words(), self.means.words())
        if self.ask_form is not None:
            self.ask_form.show_agency(shown)

    def set_current(self, current: bool) -> None:
        """Whether this is the row where work goes on: only its button asks loudly to be pressed."""
        self.ask.set_look("primary" if current else "secondary")
        self.ask.set_words(self.ask.words(), "Enter" if current else "")
        self.ask.setAccessibleName(f"{self.ask.words()}: {self.shown.name}")

    def open_ask(self) -> None:
        """Unfold the script and the room for the answer, and go there."""
        self.unfold("ask")
        assert self.ask_form is not None
        self.ask_form.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_without(self) -> None:
        """Unfold the room for a reason, and go there."""
        self.unfold("without")
        assert self.because is not None
        self.because.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfold(self, form: Form) -> None:
        """Unfold a form and leave the focus where it is."""
        if form == "ask" and self.ask_form is None:
            self._make_ask()
        if form == "without" and self.because is None:
            self._make_without()
        if self.because is not None:
            self.because.set_label(
                f"Why can you decide without {self.shown.name}?" if self.shown.waiting
                else f"Why is {self.shown.name} not needed?"
            )  # fmt: skip
        self._show(form)

    def close_forms(self) -> None:
        """Fold everything; what was typed is kept."""
        within = self.holds_focus()
        self._show("")
        if within:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Save what is typed here, if it can be saved (Ctrl+Enter)."""
        if self.form == "ask" and self.ask_form is not None and self.ask_form.said.text().strip():
            self._save()
        elif self.form == "without" and self.because is not None and self.because.text().strip():
            self._leave()

    def _make_ask(self) -> None:
        self.ask_form = _Ask(self.shown, self._keep)
        self.ask_form.save.clicked.connect(self._save)
        self.ask_form.waiting.clicked.connect(self.no_reply)
        self.ask_form.close_form.clicked.connect(self.close_forms)
        self.body.addWidget(self.ask_form)

    def _make_without(self) -> None:
        self.because = TextField("", "The manager reads this.")
        self._keep(self.because, f"agency:{self.shown.code}.because")
        save, close = primary("Save this reason", "check"), link("Close")
        save.clicked.connect(self._leave)
        close.clicked.connect(self.close_forms)
        self._without = column_of(self.because, buttons_row(save, close))
        self.body.addWidget(self._without)

    def _show(self, form: Form) -> None:
        self.form = form
        if self.ask_form is not None:
            self.ask_form.setVisible(form == "ask")
        if self.because is not None:
            self._without.setVisible(form == "without")
        settled = self.shown.state == "settled"
        self._buttons.setVisible(form == "" and not settled)
        self.change.setVisible(form == "" and settled)
        self.said.setVisible(form != "ask" or self.shown.state != "not_started")

    def _enter(self) -> None:
        if self.form == "":
            self.ask_wanted.emit()
        elif self.form == "ask" and self.ask_form is not None:
            self.ask_form.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        assert self.ask_form is not None
        if self.ask_form.complete():
            self.answered.emit(self.ask_form.typed())

    def _leave(self) -> None:
        assert self.because is not None
        words = self.because.text().strip()
        self.because.set_error("" if words else "Say why, in a few words.")
        if words:
            self.without.emit(words)
