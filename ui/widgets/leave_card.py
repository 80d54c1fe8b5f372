"""Going on without the parents: a worker asks, a manager agrees or says no. One card for both of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import link, primary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import Keep, buttons_row, column_of
from ui.widgets.field import TextField
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words

Step = Literal["nothing", "ask", "waiting", "agreed", "refused", "protect", "decide"]
AGREE, REFUSE = "agree", "refuse"
_TONES = {"agreed": ("settled", "check-circle-fill"), "refused": ("danger", "warning-octagon-fill")}


@dataclass(frozen=True)
class LeaveShown:
    """What the card shows. `step` is whose turn it is; `decide` for a manager who did not ask."""

    step: Step = "nothing"
    title: str = "Going on without the parents"
    said: str = ""
    """What is to be known first: that a manager has to agree, that one was asked, what they said."""
    because: str = ""
    """Why they cannot be told or asked, in the words that stand."""
    risk: str = ""
    whom: str = "them"


class LeaveCard(Card):
    """Nothing is chosen for the manager: agreeing and saying no cost the same words."""

    asked = Signal(str, str)
    """Why they cannot be told, and what asking would risk."""
    decided = Signal(bool, str)
    """Whether the manager agrees, and why."""

    def __init__(self, keep: Keep, start: str) -> None:
        super().__init__(LeaveShown().title)
        self.shown = LeaveShown()
        self.said = Words("", "body", wrap=True)
        self.answer = {
            tone: MarkLine(token, icon, role="body", word_token="text")
            for tone, (token, icon) in _TONES.items()
        }
        self.quote = Words("", "body", wrap=True)
        self.why = TextField("Why can they not be told or asked?")
        self.risk = TextField(
            "What could happen if they were told or asked?", "A manager reads it and decides."
        )
        self.ask = primary("Ask a manager", "scales")
        self.again = link("Ask again…")
        self.choice = Choice(
            [(AGREE, "I agree: go on without telling them"), (REFUSE, "No: tell them first")],
            "What do you decide?",
        )
        self.words = TextField("Why? The worker reads it", lines=1)
        self.decide = primary("Tell the worker", "check")
        self.asking = column_of(self.why, self.risk, buttons_row(self.ask))
        self.deciding = column_of(self.choice, self.words, buttons_row(self.decide))
        self._fill_why = keep(self.why, f"{start}.why")
        keep(self.risk, f"{start}.risk")
        keep(self.words, f"{start}.words")
        for part in (self.said, *self.answer.values(), self.quote, self.again, self.asking, self.deciding):
            self.add(part)
        self.body.setAlignment(self.again, Qt.AlignmentFlag.AlignLeft)
        self.ask.clicked.connect(self.commit)
        self.decide.clicked.connect(self.commit)
        self.again.clicked.connect(self._ask_again)
        self.show_leave(self.shown)

    def show_leave(self, shown: LeaveShown) -> None:
        """Show how far it is. What is being typed stays."""
        before, self.shown = self.shown, shown
        self.set_title(shown.title)
        answered = shown.step in self.answer
        self.said.set_words("" if answered else shown.said)
        self.said.setVisible(bool(shown.said) and not answered)
        for tone, line in self.answer.items():
            line.set_words(shown.said)
            line.setVisible(shown.step == tone)
        lines = [
            f"Why: {shown.because}" if shown.because else "",
            f"If asked: {shown.risk}" if shown.risk else "",
        ]
        quoted = "\n".join(line for line in lines if line)
        self.quote.set_words(quoted)
        self.quote.setVisible(bool(quoted) and shown.step != "ask")
        self.why.setVisible(not shown.because or shown.step == "refused")
        if before.step != shown.step or shown.step not in ("ask", "refused"):
            self.asking.setVisible(shown.step == "ask")
            self.again.setVisible(shown.step == "refused")
        self.deciding.setVisible(shown.step == "decide")
        self.setVisible(shown.step != "nothing")
        self.setFocusProxy(self._first())

    def commit(self) -> None:
        """Ask, or tell the worker; else say what is missing where it is."""
        if self.shown.step == "decide":
            self._commit_decision()
        elif not self.asking.isHidden():
            self._commit_question()

    def started(self) -> bool:
        """Whether something here is being written, for Ctrl+Enter."""
        if self.shown.step == "decide":
            return self.choice.value() is not None or bool(self.words.text().strip())
        return not self.asking.isHidden() and bool(self.risk.text().strip() or self.why.text().strip())

    def _commit_question(self) -> None:
        why = self.why.text().strip() if not self.why.isHidden() else self.shown.because
        risk = self.risk.text().strip()
        self.why.set_error("" if why else "Say why they cannot be told or asked.")
        self.risk.set_error("" if risk or not why else "Say what could happen. “Not known” is an answer.")
        if not why:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not risk:
            self.risk.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.asked.emit(why, risk)

    def _commit_decision(self) -> None:
        way, words = self.choice.value(), self.words.text().strip()
        self.choice.set_error("" if way else "Choose one. Nothing is chosen for you.")
        self.words.set_error(
            "" if words or not way else "Say why. Agreeing needs your words, as saying no does."
        )
        if way is None:
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not words:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.decided.emit(way == AGREE, words)

    def _ask_again(self) -> None:
        self.again.hide()
        self.asking.show()
        self.setFocusProxy(self.why)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QWidget:
        if self.shown.step == "decide":
            return self.choice
        if self.shown.step == "refused":
            return self.again
        return self.why if not self.why.isHidden() else self.risk
