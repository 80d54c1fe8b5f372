"""Asking an agency: the short script and the phone number, then room for who said what and what it means."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import link, primary, secondary
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import LineField, TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words
from workstation.domain.kinds import YesNo

_YES_NO: dict[str, YesNo] = {"yes": "yes", "no": "no"}
_NO_NUMBER = "No number on record. Use the number your team holds, not one from this contact."


@dataclass(frozen=True)
class AgencySaid:
    """What an agency answered, as typed."""

    who: str
    said: str
    means: str
    first_hand: YesNo


class AskingForm(QWidget):
    """Nothing in it is needed to try: `No reply yet` is as good an end as an answer."""

    saved = Signal(object)
    """What they said (`AgencySaid`)."""
    closed = Signal()

    def __init__(self, keep: Keep, start: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.script = Words("", "body", wrap=True)
        self.status = Words("", "secondary", wrap=True)
        self.phone = MarkLine("text", "phone")
        self.who = LineField("Who did you speak to? Name and role")
        self.said = TextField("What did they say? Their words, as near as you can")
        self.means = TextField("What does it tell you?")
        options = [("yes", "Yes"), ("no", "No, they were told"), ("not known", "Not known")]
        self.first_hand = Choice(options, "Did they see or hear it themselves?", horizontal=True)
        self.save = primary("Save what they said", "check")
        self.waiting = secondary("No reply yet", "hourglass")
        shut = link("Close")
        self.save.clicked.connect(self.commit)
        shut.clicked.connect(self.closed)
        for place, field in (("who", self.who), ("said", self.said), ("means", self.means)):
            keep(field, f"{start}.{place}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            self.script, self.status, self.phone, self.who, self.said, self.means, self.first_hand,
            buttons_row(self.save, self.waiting, shut),
        ):  # fmt: skip
            column.addWidget(part)
        self.setFocusProxy(self.who)

    def show_questions(self, ask: str, script: str, phone: str, *, waiting: bool) -> None:
        """What to ask, what to say about who asks, which number to ring."""
        self.script.set_words(f"Ask: {ask}" if ask else "Ask what they know about these children.")
        self.status.set_words(f"Say: {script}")
        self.phone.set_words(phone or _NO_NUMBER)
        self.waiting.set_words("Still no reply" if waiting else "No reply yet")

    def fill(self, answer: AgencySaid) -> None:
        """Show what stands, where nothing is typed."""
        if not self.started():
            self.who.set_text(answer.who)
            self.said.set_text(answer.said)
            self.means.set_text(answer.means)
            self.first_hand.set_value(answer.first_hand)

    def started(self) -> bool:
        """Whether what they said is being written."""
        return bool(self.said.text().strip() or self.means.text().strip())

    def commit(self) -> None:
        """Tell what they said, or say what is missing where it is."""
        said, means = self.said.text().strip(), self.means.text().strip()
        self.said.set_error("" if said else "Write what they said.")
        self.means.set_error(
            "" if means or not said else "Say what it tells you. “Nothing new” is an answer."
        )
        if not said:
            self.said.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not means:
            self.means.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first_hand = _YES_NO.get(self.first_hand.value() or "", "not known")
            self.saved.emit(AgencySaid(self.who.text().strip(), said, means, first_hand))
