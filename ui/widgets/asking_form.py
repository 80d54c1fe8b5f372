"""Asking an agency: what to ask and to say, the phone number, then room for who said what and what it means."""

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


@dataclass(frozen=True)
class Script:
    """What the form shows above its fields: the question, what is true of the contact, the number to ring."""

    ask: str
    status: str
    phone: str
    waiting: bool = False
    """Whether they were asked before."""
    back: str = ""
    """When it comes back if nobody answers: `today 14:42`."""


class AskingForm(QWidget):
    """Nothing in it is needed to try: `No reply yet` is as good an end as an answer.

    An agency that told us by itself (`told`) is not asked: then there is nothing to say, ring or wait for.
    """

    saved = Signal(object)
    """What they said (`AgencySaid`)."""
    closed = Signal()

    def __init__(self, keep: Keep, start: str, *, told: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.told = told
        self.script = Words("", "body", wrap=True)
        self.status = Words("", "secondary", wrap=True)
        self.phone = MarkLine("text", "phone")
        self.who = LineField("Who told us? Name and role" if told else "Who did you speak to? Name and role")
        self.said = TextField("What did they say? Their words, as near as you can")
        self.means = TextField("What does it tell you?")
        options = [("yes", "Yes"), ("no", "No, they were told"), ("not known", "Not known")]
        self.first_hand = Choice(options, "Did they see or hear it themselves?", horizontal=True)
        self.save = primary("Save what they said", "check")
        self.waiting = secondary("No reply yet", "hourglass")
        self.back = Words("", "secondary", wrap=True)
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
            buttons_row(self.save, self.waiting, shut), self.back,
        ):  # fmt: skip
            column.addWidget(part)
        for part in (self.script, self.status, self.phone, self.waiting, self.back):
            part.setVisible(not told)
        self.setFocusProxy(self.who)

    def show_script(self, script: Script) -> None:
        """What to ask, what to say about who asks, which number to ring, when it comes back."""
        self.script.set_words(
            f"Ask: {script.ask}" if script.ask else "Ask what they know about these children."
        )
        self.status.set_words(f"Say: {script.status}")
        self.phone.set_words(script.phone or _NO_NUMBER)
        self.waiting.set_words("Still no reply" if script.waiting else "No reply yet")
        self.waiting.setAccessibleDescription(f"Comes back {script.back}")
        self.back.set_words(f"Without a reply it comes back to you {script.back}." if script.back else "")

    def fill(self, answer: AgencySaid) -> None:
        """Show what stands, where nothing is typed."""
        if not self.started():
            self.who.set_text(answer.who)
            self.said.set_text(answer.said)
            self.means.set_text(answer.means)
            self.first_hand.set_value(answer.first_hand)

    def first_empty(self) -> QWidget:
        """Where writing goes on: the first line with nothing in it, else the first."""
        lines = (self.who, self.said, self.means)
        return next((line for line in lines if not line.text().strip()), self.who)

    def open_parts(self) -> list[QWidget]:
        """What is empty of who, what they said, and what it tells."""
        return [field for field in (self.who, self.said, self.means) if not field.text().strip()]

    def started(self) -> bool:
        """Whether what they said is being written."""
        return bool(self.said.text().strip() or self.means.text().strip())

    def commit(self) -> None:
        """Tell what they said, or say what is missing where it is."""
        who, said, means = (field.text().strip() for field in (self.who, self.said, self.means))
        self.said.set_error("" if said else "Write what they said.")
        self.means.set_error(
            "" if means or not said else "Say what it tells you. “Nothing new” is an answer."
        )
        self.who.set_error("" if who or not (said and means) else "Who said it? A role is enough.")
        missing = next((field for field, text in (
            (self.said, said), (self.means, means), (self.who, who)) if not text), None)  # fmt: skip
        if missing is not None:
            missing.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first_hand = _YES_NO.get(self.first_hand.value() or "", "not known")
        self.saved.emit(AgencySaid(who, said, means, first_hand))
