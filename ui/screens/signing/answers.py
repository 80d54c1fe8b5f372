"""What a manager decides on: an answer to each gap, each criterion, then the decision and why. Or, of a
contact they decide on first: their own view, before any of that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.called import number_word
from ui.screens.drafting import Draft
from ui.screens.second_opinion import Opinions
from ui.screens.signing.criteria import Criteria
from ui.screens.signing.own_view import OwnView
from ui.screens.signing.verdict import Verdict, to_go
from ui.seat import Seat
from ui.widgets.buttons import link
from ui.widgets.criterion_row import CriterionRow
from ui.widgets.field import LineField, TextField
from ui.widgets.gap_answer import GapAnswer, GapShown
from ui.widgets.heading import Heading
from ui.widgets.scroll import Page
from ui.widgets.state_mark import State
from ui.widgets.words import Words
from workstation.domain import gates, wording
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Criterion, Request
from workstation.domain.people import may_sign
from workstation.services import words
from workstation.services.signing import ToSign

_STATES: dict[str, State] = {
    "B3": "needs_you",
    "W1": "needs_you",
    "B8": "needs_you",
    "first": "needs_you",
    "W7": "not_started",
}
_FIRST = "You see the facts. What the worker recommends, and why, is shown when you have decided."
_OPINION = (
    "You are asked for a second opinion. What others recommend, and why, is shown when you have given yours."
)


class Answers(Page):
    """The right of sign-off. Everything in it is kept while it is being typed, and comes back."""

    back_wanted = Signal(object, str)
    """Send back: the requests (`tuple[Request, ...]`) and why."""
    agreed = Signal(object, object, str)
    """Sign off: what is accepted (`tuple[Request, ...]`), the criteria (`tuple[Criterion, ...]`) and why."""
    view_given = Signal(object, str)
    """What this person would do (`tuple[Decision, ...]`) and why, before they saw what others decided."""
    opinion_asked = Signal(object)
    """A colleague was asked (`Changed`)."""
    change_wanted = Signal()
    """The manager wants to change the outcome."""
    help_wanted = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__("What you decide on")
        self.seat = seat
        self.gaps: list[GapAnswer] = []
        self.criteria: Criteria | None = None
        self.verdict: Verdict | None = None
        self.own_view: OwnView | None = None
        self.opinions: Opinions | None = None
        self._contact: ContactId | None = None
        self._drafts: list[Draft] = []
        self._whole = QWidget()
        self._filled: object = None

    # -- showing ------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show nothing."""
        for draft in self._drafts:
            draft.keep_now()
        self._drafts, self.gaps, self._contact, self._filled = [], [], None, None
        self.verdict = self.criteria = self.own_view = self.opinions = None
        self.body.removeWidget(self._whole)
        self._whole.hide()
        self._whole.deleteLater()
        self._whole = QWidget()
        self.add(self._whole)

    def show_contact(self, found: ToSign, kept: dict[str, str]) -> None:
        """Show what there is to decide. When that is as before, nothing that was answered moves."""
        file = found.open.file
        same = (found.cover, found.gaps, found.criteria, found.refused)
        if self._contact == file.contact and same == self._filled:
            if self.opinions is not None:
                self.opinions.show_file(file)
            return
        if self._contact != file.contact or found.cover is None:
            self.verticalScrollBar().setValue(0)
        self.clear()
        self._contact, self._filled = file.contact, same
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        decides = found.cover is None and may_sign(self.seat.desk.worker)
        if found.cover is not None:
            self._ask_own_view(found, kept, column)
        elif decides:
            self._show_gaps(found, kept, column)
        else:
            column.addWidget(Heading("You have given your opinion", "", role="h2"))
        if decides and not found.refused:
            self._show_criteria(found, kept, column)
        self.opinions = Opinions(self.seat, partial(self._keep, kept))
        self.opinions.asked.connect(self.opinion_asked)
        self.opinions.show_file(file)
        if decides:
            self._show_verdict(found, kept, column)
        column.addWidget(self.opinions)
        self._suit()

    def _ask_own_view(self, found: ToSign, kept: dict[str, str], column: QVBoxLayout) -> None:
        asked = found.cover == "second opinion"
        self.own_view = OwnView(
            found.open.file, self.seat.desk.guide, partial(self._keep, kept),
            title="What would you do?" if asked else "Decide first", note=_OPINION if asked else _FIRST,
            button="Give my opinion" if asked else "Show me the worker’s decision",
        )  # fmt: skip
        self.own_view.restore(_unframed(kept.get(self._key("own_view"), "")))
        self.own_view.changed.connect(self._keep_own_view)
        self.own_view.given.connect(self.view_given)
        column.addWidget(self.own_view)

    def _show_gaps(self, found: ToSign, kept: dict[str, str], column: QVBoxLayout) -> None:
        why_these = link("Why these?", keys="F1")
        why_these.clicked.connect(lambda _checked=False: self.help_wanted.emit())
        self.count = Words("", "secondary")
        column.addWidget(Heading(_title(len(found.gaps)), "", why_these, self.count, role="h2"))
        for gap in found.gaps:
            answer = GapAnswer(_shown(gap, found), partial(self._keep, kept))
            answer.set_way(_unframed(kept.get(self._key(f"{answer.shown.key}.way"), "")))
            answer.answered.connect(partial(self._answered, answer))
            self.gaps.append(answer)
            column.addWidget(answer)

    def _show_criteria(self, found: ToSign, kept: dict[str, str], column: QVBoxLayout) -> None:
        self.criteria = Criteria(found.criteria, partial(self._keep, kept))
        for row in self.criteria.rows:
            self.criteria.restore(row, _unframed(kept.get(self._key(f"{row.shown.key}.way"), "")))
        self.criteria.judged.connect(self._judged)
        self.criteria.finished.connect(self._to_words)
        column.addWidget(self.criteria)

    def _show_verdict(self, found: ToSign, kept: dict[str, str], column: QVBoxLayout) -> None:
        self.verdict = Verdict(partial(self._keep, kept), found.refused)
        if found.first is not None and not self.verdict.words():
            self.verdict.why.set_text(found.first.body.why)
        self.verdict.back_pressed.connect(self._send_back)
        self.verdict.agree_pressed.connect(self._agree)
        self.verdict.change_wanted.connect(self.change_wanted)
        self.verdict.asked.connect(self._suit)
        column.addWidget(self.verdict)

    def first_focus(self) -> None:
        """The first thing without an answer; else the words."""
        left = next(iter(self.left()), None)
        if self.own_view is not None:
            self.own_view.first_focus()
        elif isinstance(left, CriterionRow):
            left.ask()
        elif left is not None:
            (left.words if left.way() == "accept" else left).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._to_words()

    def _to_words(self) -> None:
        """To the words of the decision; when they are there, to the button that does what they say."""
        if self.verdict is not None:
            self.verdict.to_words(back=bool(self.requests()))

    def requests(self) -> tuple[Request, ...]:
        """What is sent back, in the manager's words or those of the gap."""
        asked = [
            Request(gap.shown.key, gap.text() or gap.shown.title) for gap in self.gaps if gap.way() == "back"
        ]
        own = self.verdict.own_request() if self.verdict else ""
        of_criteria = self.criteria.requests() if self.criteria else []
        return (*asked, *of_criteria, *([Request("other", own)] if own else []))

    def left(self) -> list[GapAnswer | CriterionRow]:
        """Gaps without an answer, then criteria without a judgement."""
        rows = self.criteria.left() if self.criteria else []
        return [*(gap for gap in self.gaps if not gap.done()), *rows]

    def press(self) -> None:
        """Ctrl+Enter: give one's own view; else send back when something is asked for, else agree."""
        if self.own_view is not None:
            self.own_view.press()
        elif self.verdict is None:
            return
        elif self.verdict.refused:
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
        for row in self.criteria.rows if self.criteria else []:
            self._keep_words(f"{row.shown.key}.way", "")
        self._keep_words("own_view", "")

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

    def _judged(self, row: CriterionRow) -> None:
        self._keep_words(f"{row.shown.key}.way", row.kept())
        self._suit()
        if row.verdict() == "not met":  # the row has grown: what it asks now comes into view with it
            QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row.last_part(), 0, 12))

    def _keep_own_view(self) -> None:
        if self.own_view is not None:
            self._keep_words("own_view", self.own_view.kept())

    def _suit(self) -> None:
        if self.verdict is None:
            return
        done, of = sum(gap.done() for gap in self.gaps), len(self.gaps)
        self.count.set_words(f"{done} of {of} answered" if of else "")
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
            self._first_asked_back().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.verdict.has_words("Say why you agree. Agreeing needs your words, as sending back does."):
            accepted = tuple(Request(gap.shown.key, gap.text()) for gap in self.gaps)
            judged: tuple[Criterion, ...] = self.criteria.verdicts() if self.criteria else ()
            self.agreed.emit(accepted, judged, self.verdict.words())

    def _first_asked_back(self) -> QWidget:
        """What is to be sent back, first from the top."""
        rows = self.criteria.rows if self.criteria else []
        asked: list[QWidget] = [gap for gap in self.gaps if gap.way() == "back"]
        asked += [row for row in rows if row.asks_back()]
        assert self.verdict is not None  # noqa: S101 - as above
        return asked[0] if asked else self.verdict.own


def _title(gaps: int) -> str:
    if gaps == 0:
        return "Nothing to decide on: no gaps"
    return f"{number_word(gaps)} thing{'s' if gaps != 1 else ''} to decide on"


def _shown(gap: Gap, found: ToSign) -> GapShown:
    key = gates.key_of(gap)
    title, evidence = _in_words(gap, found)
    return GapShown(
        key, title, evidence, _STATES.get(gap.rule, "gap"), found.open.file.warning(key),
        hard=key in found.hard, only_back=key in found.never,
    )  # fmt: skip


def _in_words(gap: Gap, found: ToSign) -> tuple[str, str]:
    """What a manager is told. What blocks is worded for the worker: its advice is left out here."""
    if not gap.words:
        return gap.title, gap.evidence
    if gap.rule == "B3":
        flagged = next((f.headline for f in found.open.past.facts if f.flagged), "")
        return gap.title, flagged or "No view of the history is recorded."
    first, stop, rest = re.split(r"([.?!])(?:\s|$)", gap.words, maxsplit=1)
    return first + ("?" if stop == "?" else ""), "" if gap.rule == "B4" else rest


def _unframed(kept: str) -> str:
    """A kept choice; drafts of fields carry the place of the cursor before their words, choices do not."""
    return kept.strip()
