"""What a manager decides on: an answer to each gap, then the decision and why. Agreeing costs words too."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.called import number_word
from ui.screens.drafting import Draft
from ui.screens.signing.verdict import Verdict, to_go
from ui.seat import Seat
from ui.widgets.buttons import link
from ui.widgets.field import LineField, TextField
from ui.widgets.gap_answer import GapAnswer, GapShown
from ui.widgets.heading import Heading
from ui.widgets.scroll import Page
from ui.widgets.state_mark import State
from ui.widgets.words import Words
from workstation.domain import gates, kinds, wording
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Request
from workstation.services import words
from workstation.services.find import OpenContact

_STATES: dict[str, State] = {
    "B3": "needs_you",
    "W1": "needs_you",
    "W9": "needs_you",
    "B8": "needs_you",
    "W7": "not_started",
}


class Answers(Page):
    """The right of sign-off. Everything in it is kept while it is being typed, and comes back."""

    back_wanted = Signal(object, str)
    """Send back: the requests (`tuple[Request, ...]`) and why."""
    agreed = Signal(object, str)
    """Sign off: what is accepted (`tuple[Request, ...]`) and why."""
    change_wanted = Signal()
    """The manager wants to change the outcome."""
    help_wanted = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__("What you decide on")
        self.seat = seat
        self.gaps: list[GapAnswer] = []
        self._contact: ContactId | None = None
        self._drafts: list[Draft] = []
        self._whole = QWidget()
        self._filled: tuple[Gap, ...] | None = None
        self.verdict: Verdict | None = None

    # -- showing ------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show nothing."""
        for draft in self._drafts:
            draft.keep_now()
        self._drafts, self.gaps, self._contact, self._filled, self.verdict = [], [], None, None, None
        self.body.removeWidget(self._whole)
        self._whole.hide()
        self._whole.deleteLater()
        self._whole = QWidget()
        self.add(self._whole)

    def show_contact(self, shown: OpenContact, kept: dict[str, str]) -> None:
        """Show the gaps of one contact. When they are the same as before, nothing that was answered moves."""
        desk = self.seat.desk
        found = gates.for_manager(shown.file, desk.guide, shown.past)
        if self._contact == shown.file.contact and found == self._filled:
            return
        self.clear()
        self._contact, self._filled = shown.file.contact, found
        refused = gates.may_not_sign(shown.file, desk.worker)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        why_these = link("Why these?", keys="F1")
        why_these.clicked.connect(lambda _checked=False: self.help_wanted.emit())
        self.count = Words("", "secondary")
        column.addWidget(Heading(_title(len(found)), "", why_these, self.count, role="h2"))
        for gap in found:
            answer = GapAnswer(_shown(gap, shown), partial(self._keep, kept))
            answer.set_way(_unframed(kept.get(self._key(f"{answer.shown.key}.way"), "")))
            answer.answered.connect(partial(self._answered, answer))
            self.gaps.append(answer)
            column.addWidget(answer)
        self.verdict = Verdict(partial(self._keep, kept), refused.words if refused else "")
        self.verdict.back_pressed.connect(self._send_back)
        self.verdict.agree_pressed.connect(self._agree)
        self.verdict.change_wanted.connect(self.change_wanted)
        self.verdict.asked.connect(self._suit)
        column.addWidget(self.verdict)
        self._suit()

    def first_focus(self) -> None:
        """The first gap without an answer; else the words."""
        left = next(iter(self.left()), None)
        target: QWidget | None = left or (self.verdict.why if self.verdict else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def requests(self) -> tuple[Request, ...]:
        """What is sent back, in the manager's words or those of the gap."""
        asked = [
            Request(gap.shown.key, gap.text() or gap.shown.title) for gap in self.gaps if gap.way() == "back"
        ]
        own = self.verdict.own_request() if self.verdict else ""
        return (*asked, *([Request("other", own)] if own else []))

    def left(self) -> list[GapAnswer]:
        """Gaps without an answer."""
        return [gap for gap in self.gaps if not gap.done()]

    def press(self) -> None:
        """Ctrl+Enter: send back when something is asked for, else agree."""
        if self.verdict is None:
            return
        if self.verdict.refused:
            self.seat.notices.say(self.verdict.refused)
        elif self.requests():
            self._send_back()
        else:
            self._agree()

    def drop(self) -> None:
        """It is decided: what was being typed is not needed any more."""
        if self._contact is None:
            return
        for draft in self._drafts:
            draft.drop()
        for gap in self.gaps:
            self._keep_words(f"{gap.shown.key}.way", "")

    def keep_now(self) -> None:
        """Keep everything that is being typed, now."""
        for draft in self._drafts:
            draft.keep_now()

    def _keep(
        self,
        kept: dict[str, str],
        field: LineField | TextField,
        place: str,
        commit: Callable[[], object] | None = None,
    ) -> Callable[[str], None]:
        draft = Draft(self.seat, field, self._key(place), self._contact)
        draft.restore(kept.get(draft.key, ""))
        self._drafts.append(draft)
        return draft.fill

    def _key(self, place: str) -> str:
        return f"sign/{self._contact}/{place}"

    def _keep_words(self, place: str, text: str) -> None:
        self.seat.bench.run(words.keep, self.seat.desk, self._key(place), self._contact, text)

    # -- acts ---------------------------------------------------------------------------------------------

    def _answered(self, gap: GapAnswer) -> None:
        self._keep_words(f"{gap.shown.key}.way", gap.way() or "")
        self._suit()

    def _suit(self) -> None:
        done, of = len(self.gaps) - len(self.left()), len(self.gaps)
        self.count.set_words(f"{done} of {of} answered" if of else "")
        if self.verdict is not None:
            self.verdict.suit(len(self.requests()), len(self.left()))

    def _send_back(self) -> None:
        assert self.verdict is not None  # noqa: S101 - its button was pressed
        requests = self.requests()
        if not requests:
            self.verdict.open_own(
                "Choose “Send back for this” for at least one point, or write what they should do."
            )
        elif self.verdict.has_words("Say why you send it back."):
            self.back_wanted.emit(requests, self.verdict.words())

    def _agree(self) -> None:
        """Never greyed: pressed early it says what is left and goes to the first."""
        assert self.verdict is not None  # noqa: S101 - its button was pressed
        left, requests = self.left(), self.requests()
        if left:
            self.seat.notices.say(f"{to_go(len(left))}.")
            left[0].ask()
        elif requests:
            asked = wording.count(len(requests), "thing")
            self.seat.notices.say(f"You ask for {asked}. Send it back, or accept it first.")
            first = next((gap for gap in self.gaps if gap.way() == "back"), self.verdict.own)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.verdict.has_words("Say why you agree. Agreeing needs your words, as sending back does."):
            accepted = tuple(Request(gap.shown.key, gap.text()) for gap in self.gaps)
            self.agreed.emit(accepted, self.verdict.words())


def _title(gaps: int) -> str:
    if gaps == 0:
        return "Nothing to decide on: no gaps"
    return f"{number_word(gaps)} thing{'s' if gaps != 1 else ''} to decide on"


def _shown(gap: Gap, shown: OpenContact) -> GapShown:
    key = f"{gap.rule}:{gap.place}"
    title, evidence = _in_words(gap, shown)
    state, sent = _STATES.get(gap.rule, "gap"), shown.file.log(kinds.SentToManager)
    warned = bool(sent) and key in sent[-1].body.warned
    return GapShown(key, title, evidence, state, shown.file.warning(key), warned)


def _in_words(gap: Gap, shown: OpenContact) -> tuple[str, str]:
    """What a manager is told. What blocks is worded for the worker: its advice is left out here."""
    if not gap.words:
        return gap.title, gap.evidence
    if gap.rule == "B3":
        flagged = next((f.headline for f in shown.past.facts if f.flagged), "")
        return gap.title, flagged or "No view of the history is recorded."
    first, stop, rest = re.split(r"([.?!])(?:\s|$)", gap.words, maxsplit=1)
    return first + ("?" if stop == "?" else ""), "" if gap.rule == "B4" else rest


def _unframed(kept: str) -> str:
    """A kept choice; drafts of fields carry the place of the cursor before their words, choices do not."""
    return kept.strip()
