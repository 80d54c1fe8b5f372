"""What a manager decides on: an answer to each gap, each criterion, then the decision and why. Or, of a
contact they decide on first: their own view, before any of that is shown.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.second_opinion import Opinions
from ui.screens.signing.criteria import Criteria
from ui.screens.signing.gaps import Gaps
from ui.screens.signing.kept import Kept
from ui.screens.signing.own_view import OwnView
from ui.screens.signing.verdict import Verdict, to_go
from ui.seat import Seat
from ui.widgets.criterion_row import CriterionRow
from ui.widgets.gap_answer import GapAnswer
from ui.widgets.heading import Heading
from ui.widgets.scroll import Page
from workstation.domain import wording
from workstation.domain.kinds import Criterion, Request
from workstation.domain.people import may_sign
from workstation.services.signing import ToSign

_TO_GO = "answers to go"
"""What a notice that counts them is called, for the next answer to take it away."""


class Answers(Page):
    """The right of sign-off. Everything in it is kept while it is being typed, and comes back."""

    back_wanted = Signal(object, str)
    """Send back: the requests (`tuple[Request, ...]`) and why."""
    agreed = Signal(object, object, str)
    """Sign off: what is accepted (`tuple[Request, ...]`), the criteria (`tuple[Criterion, ...]`) and why."""
    view_given = Signal(object, str)
    """What this person would do (`tuple[Decision, ...]`) and why, before they saw what others decided."""
    change_wanted = Signal()
    """The manager wants to change the outcome."""
    help_wanted = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__("What you decide on")
        self.seat = seat
        self.gap_list: Gaps | None = None
        self.criteria: Criteria | None = None
        self.verdict: Verdict | None = None
        self.own_view: OwnView | None = None
        self.opinions: Opinions | None = None
        self._kept = Kept(seat, None, {})
        self._whole = QWidget()
        self._filled: object = None

    # -- showing ------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Show nothing."""
        self.keep_now()
        self._kept, self._filled = Kept(self.seat, None, {}), None
        self.verdict = self.gap_list = self.criteria = self.own_view = self.opinions = None
        self.body.removeWidget(self._whole)
        self._whole.hide()
        self._whole.deleteLater()
        self._whole = QWidget()
        self.add(self._whole)

    def show_contact(self, found: ToSign, kept: dict[str, str]) -> None:
        """Show what there is to decide. When that is as before, nothing that was answered moves."""
        file = found.open.file
        same = (file.contact, found.cover, found.gaps, found.criteria, found.refused)
        if same == self._filled:
            if self.opinions is not None:
                self.opinions.show_file(file)
            return
        self.verticalScrollBar().setValue(0)
        self.clear()
        self._filled = same
        self._kept = here = Kept(self.seat, file.contact, kept)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        if found.cover is not None:
            self._ask_own_view(found, here, column)
        elif may_sign(self.seat.desk.worker):
            self._show_gaps(found, here, column)
            self._show_criteria(found, here, column)
            self._show_verdict(found, here, column)
        else:
            column.addWidget(Heading("You have given your opinion", "", role="h2"))
        self.opinions = Opinions(self.seat, here.field)
        self.opinions.asked.connect(self.seat.changes.publish)
        self.opinions.show_file(file)
        column.addWidget(self.opinions)
        self._suit()

    def _ask_own_view(self, found: ToSign, here: Kept, column: QVBoxLayout) -> None:
        self.own_view = own = OwnView(found.open, self.seat.desk.guide, here.field)
        own.restore(here.chosen("own_view"))
        own.changed.connect(lambda: here.choose("own_view", own.kept()))
        own.given.connect(self.view_given)
        column.addWidget(own)

    def _show_gaps(self, found: ToSign, here: Kept, column: QVBoxLayout) -> None:
        self.gap_list = Gaps(found, here)
        self.gap_list.help_wanted.connect(self.help_wanted)
        self.gap_list.answered.connect(self._suit)
        column.addWidget(self.gap_list)

    def _show_criteria(self, found: ToSign, here: Kept, column: QVBoxLayout) -> None:
        if found.refused:
            return
        self.criteria = Criteria(found.criteria, here.field)
        for row in self.criteria.rows:
            self.criteria.restore(row, here.chosen(f"{row.shown.key}.way"))
        self.criteria.judged.connect(self._judged)
        self.criteria.finished.connect(self._to_words)
        column.addWidget(self.criteria)

    def _show_verdict(self, found: ToSign, here: Kept, column: QVBoxLayout) -> None:
        self.verdict = Verdict(here.field, found.refused)
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

    @property
    def gaps(self) -> list[GapAnswer]:
        """The gaps that are shown."""
        return self.gap_list.rows if self.gap_list else []

    def requests(self) -> tuple[Request, ...]:
        """Everything that is sent back for."""
        own = self.verdict.own_request() if self.verdict else ""
        of_gaps = self.gap_list.requests() if self.gap_list else []
        of_criteria = self.criteria.requests() if self.criteria else []
        return (*of_gaps, *of_criteria, *([Request("other", own)] if own else []))

    def left(self) -> list[GapAnswer | CriterionRow]:
        """Gaps without an answer, then criteria without a judgement."""
        gaps = self.gap_list.left() if self.gap_list else []
        return [*gaps, *(self.criteria.left() if self.criteria else [])]

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
        self._kept.drop()

    def keep_now(self) -> None:
        """Keep everything that is being typed, now."""
        self._kept.keep_now()

    # -- acts ---------------------------------------------------------------------------------------------

    def _judged(self, row: CriterionRow) -> None:
        self._kept.choose(f"{row.shown.key}.way", row.kept())
        self._suit()
        if row.verdict() == "not met":  # the row has grown: what it asks now comes into view with it
            QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row.last_part(), 0, 12))

    def _suit(self) -> None:
        if self.verdict is not None:
            self.seat.notices.reached.emit(_TO_GO)
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
            self.seat.notices.count_down(f"{to_go(len(left))}.", _TO_GO)
            left[0].ask()
        elif requests:
            asked = wording.count(len(requests), "thing")
            self.seat.notices.say(f"You ask for {asked}. Send it back, or accept it first.")
            self._first_asked_back().setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.verdict.has_words("Say why you agree. Agreeing needs your words, as sending back does."):
            accepted = self.gap_list.accepted() if self.gap_list else ()
            judged: tuple[Criterion, ...] = self.criteria.verdicts() if self.criteria else ()
            self.agreed.emit(accepted, judged, self.verdict.words())

    def _first_asked_back(self) -> QWidget:
        """What is to be sent back, first from the top."""
        asked = self.gap_list.back() if self.gap_list else []
        rows = [row for row in self.criteria.rows if row.asks_back()] if self.criteria else []
        assert self.verdict is not None  # noqa: S101 - as above
        return next(iter((*asked, *rows)), self.verdict.own)
