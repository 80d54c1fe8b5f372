"""What a manager decides on: an answer to each gap, then the decision and why. Agreeing costs words too."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.called import number_word
from ui.screens.drafting import Draft
from ui.seat import Seat
from ui.widgets.buttons import link, secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.fact_note import FactNote
from ui.widgets.field import LineField, TextField
from ui.widgets.gap_answer import GapAnswer, GapShown
from ui.widgets.heading import Heading
from ui.widgets.scroll import Page
from ui.widgets.state_mark import State
from ui.widgets.words import Words
from workstation.domain import gates, wording
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Request
from workstation.services import words
from workstation.services.find import OpenContact

_STATES: dict[str, State] = {"B3": "needs_you", "W1": "needs_you", "B8": "needs_you", "W7": "not_started"}
_HINT = "You can sign off when each point above has an answer. Your words are kept with the record."
_CHANGE = "Changing the outcome makes it your decision."
_CHANGE_DETAIL = "Then someone else has to sign it off: nobody signs off what they wrote or changed."


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

    # -- showing ------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show nothing."""
        for draft in self._drafts:
            draft.keep_now()
        self._drafts, self.gaps, self._contact, self._filled = [], [], None, None
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
        column.addWidget(self._decision_card(kept, refused))
        self._suit()

    def first_focus(self) -> None:
        """The first gap without an answer; else the words."""
        left = next((gap for gap in self.gaps if not gap.done()), None)
        target: QWidget | None = left or getattr(self, "why", None)
        if self._contact is not None and target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def requests(self) -> tuple[Request, ...]:
        """What is sent back, in the manager's words or those of the gap."""
        asked = [
            Request(gap.shown.key, gap.text() or gap.shown.title) for gap in self.gaps if gap.way() == "back"
        ]
        own = self.own.text().strip()
        return (*asked, *([Request("other", own)] if own else []))

    def left(self) -> list[GapAnswer]:
        """Gaps without an answer."""
        return [gap for gap in self.gaps if not gap.done()]

    def press(self) -> None:
        """Ctrl+Enter: send back when something is asked for, else agree."""
        if self._contact is None or not hasattr(self, "why"):
            return
        if self._refused:
            self.seat.notices.say(self._refused)
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

    # -- building -----------------------------------------------------------------------------------------

    def _decision_card(self, kept: dict[str, str], refused: Gap | None) -> Card:
        card = Card("Your decision and why", role="h2")
        self._refused = refused.words if refused else ""
        self.why = TextField("Your words", lines=3)
        self.why.label.hide()
        self.own = TextField("What else should the worker do?")
        self._keep(kept, self.why, "why")
        self._keep(kept, self.own, "own")
        asked = bool(self.own.text())
        self.own.changed.connect(lambda _text: self._suit())
        self.ask_more = link("Ask for something that is not listed")
        self.back = secondary("", "arrow-u-up-left")
        self.change = secondary("Change the outcome…")
        self.agree = secondary("Agree and sign off", "lock")
        self.to_go = Words("", "small")
        self.change_note = FactNote("information", _CHANGE, _CHANGE_DETAIL)
        open_it = link("Open step 6 and change it")
        open_it.clicked.connect(lambda _checked=False: self.change_wanted.emit())
        self.change_note.body.addWidget(open_it, 0, Qt.AlignmentFlag.AlignLeft)
        self.change_note.hide()
        self.back.clicked.connect(lambda _checked=False: self._send_back())
        self.agree.clicked.connect(lambda _checked=False: self._agree())
        self.change.clicked.connect(lambda _checked=False: self._show_change(open_it))
        self.ask_more.clicked.connect(lambda _checked=False: self._open_own())
        if refused is not None:
            card.add(FactNote("warning", refused.words))
            return card
        for part in (
            Words(_HINT, "secondary", wrap=True), self.why, self.own, self.ask_more, buttons_row(self.back),
            buttons_row(self.change, self.agree, self.to_go), self.change_note,
        ):  # fmt: skip
            card.add(part)
        card.body.setAlignment(self.ask_more, Qt.AlignmentFlag.AlignLeft)
        self.own.setVisible(asked)
        self.ask_more.setVisible(not asked)
        return card

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
        asked = len(self.requests())
        some = f"Send back with {wording.count(asked, 'request')}"
        self.back.set_words(some if asked else "Send back…", "Ctrl+Enter" if asked else "")
        self.back.set_look("primary" if asked else "secondary")
        ready = not asked and not self.left()
        self.agree.set_look("primary" if ready else "secondary")
        self.agree.set_words("Agree and sign off", "Ctrl+Enter" if ready else "")
        self.to_go.set_words(_to_go(len(self.left())))

    def _send_back(self) -> None:
        requests, why = self.requests(), self.why.text().strip()
        if not requests:
            self._open_own()
            self.own.set_error(
                "Choose “Send back for this” for at least one point, or write what they should do."
            )
            return
        self.why.set_error("" if why else "Say why you send it back.")
        if why:
            self.back_wanted.emit(requests, why)
        else:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self) -> None:
        """Never greyed: pressed early it says what is left and goes to the first."""
        left, asked = self.left(), [gap for gap in self.gaps if gap.way() == "back"]
        if left:
            self.seat.notices.say(f"{_to_go(len(left))}.")
            left[0].ask()
        elif asked or self.own.text().strip():
            self.seat.notices.say(
                f"You ask for {wording.count(len(self.requests()), 'thing')}. Send it back, or accept it first."
            )
            (asked[0] if asked else self.own).setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.why.text().strip():
            self.why.set_error("Say why you agree. Agreeing needs your words, as sending back does.")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            accepted = tuple(Request(gap.shown.key, gap.text()) for gap in self.gaps)
            self.agreed.emit(accepted, self.why.text().strip())

    def _open_own(self) -> None:
        self.own.show()
        self.ask_more.hide()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_change(self, open_it: QWidget) -> None:
        self.change_note.show()
        open_it.setFocus(Qt.FocusReason.OtherFocusReason)


def _title(gaps: int) -> str:
    if gaps == 0:
        return "Nothing to decide on: no gaps"
    return f"{number_word(gaps)} thing{'s' if gaps != 1 else ''} to decide on"


def _to_go(left: int) -> str:
    return f"{wording.count(left, 'answer')} to go" if left else ""


def _shown(gap: Gap, shown: OpenContact) -> GapShown:
    key = f"{gap.rule}:{gap.place}"
    title, evidence = _in_words(gap, shown)
    return GapShown(key, title, evidence, _STATES.get(gap.rule, "gap"), shown.file.warning(key))


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
