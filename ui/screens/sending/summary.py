"""What is left to finish, each thing one press away; and one line for each step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.rule_words import why_of
from ui.screens.steps.agency_views import STATES
from ui.widgets.beside import Beside
from ui.widgets.buttons import Button, link, secondary
from ui.widgets.card import Card
from ui.widgets.fact_note import FactNote
from ui.widgets.nesting import nest
from ui.widgets.on_top import beside_link
from ui.widgets.state_mark import StateMark
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.checks import Check
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.gates import Gap

STEPS = ("Concern", "Children and family", "History", "Agencies", "Parents", "Analysis and decision")
_MOST: Final = 10
"""Things to finish that are in view at once."""


class ErrorSummary(QWidget):
    """The same words as at the field itself, at the top, each with a way to it."""

    wanted = Signal(object)
    """The gap (`Gap`) the person wants to go to."""

    def __init__(self, rules: DecisionRules) -> None:
        super().__init__()
        self._rules = rules
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName("What is left to finish")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._box: FactNote | None = None
        self._gaps: tuple[Gap, ...] | None = None
        self._protect = False
        self.buttons: list[Button] = []

    def has_any(self) -> bool:
        """Whether there is anything to show."""
        return self._box is not None

    def blocking(self) -> bool:
        """Whether it cannot be sent yet. Protecting a child never waits."""
        return bool(self._gaps) and not self._protect

    def show_blocks(self, gaps: tuple[Gap, ...], *, protect: bool) -> None:
        """Show these. Nothing moves when they are the ones already shown."""
        if gaps == self._gaps and protect == self._protect:
            return
        self._gaps, self._protect = gaps, protect
        self._clear()
        if not gaps:
            return
        left = wording.count(len(gaps), "thing")
        verb = "is" if len(gaps) == 1 else "are"
        title = f"There {verb} {left} to finish first"
        detail = ""
        if protect:
            title = f"{wording.sentence(left)} not finished"
            detail = "You recommend a strategy discussion, so this can go now. Finish them after."
        self._put(FactNote("warning" if protect else "danger", title, detail))
        few = gaps if len(gaps) <= _MOST + 2 else gaps[:_MOST]
        for at, gap in enumerate(few):
            self._add_gap(gap, first=at == 0)
        if len(few) < len(gaps):
            self._fold(gaps[len(few) :])

    def _fold(self, gaps: Sequence[Gap]) -> None:
        """So many that what the manager sees would be far below: the rest unfolds."""
        assert self._box is not None  # noqa: S101 - put just before
        more = link(f"{len(gaps)} more to finish – show")
        more.clicked.connect(partial(self._unfold, gaps, more))
        self._box.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, gaps: Sequence[Gap], more: Button, _checked: bool = False) -> None:
        first = len(self.buttons)
        for gap in gaps:
            self._add_gap(gap, first=False)
        self.buttons[first].setFocus(Qt.FocusReason.OtherFocusReason)
        more.hide()

    def show_refusal(self, title: str, advice: str) -> None:
        """Sending was refused for a reason that was not known here before."""
        self._gaps = None
        self._clear()
        self._put(FactNote("danger", title, advice))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the first thing to finish."""
        if self.buttons:
            self.buttons[0].setFocus(reason)

    def _add_gap(self, gap: Gap, *, first: bool) -> None:
        assert self._box is not None  # noqa: S101 - put just before
        line = Beside(enough=520)
        said = Words(gap.words, "body", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line.add(said, 1)
        button = secondary("Go to it", keys="F8") if first else link("Go to it")
        button.setAccessibleName(f"Go to it: {gap.words}")
        why = why_of(self._rules, gap.rule)
        for part in (said, button):
            part.setAccessibleDescription(why)
            part.setToolTip(why)
        button.clicked.connect(partial(self._tell, gap))
        line.add(button, 0)
        self.buttons.append(button)
        nest(self._box.body, line)

    def _tell(self, gap: Gap, _checked: bool = False) -> None:
        self.wanted.emit(gap)

    def _put(self, box: FactNote) -> None:
        self._box = box
        self._column.addWidget(box)
        self.show()

    def _clear(self) -> None:
        self.buttons = []
        if self._box is not None:
            self._column.removeWidget(self._box)
            self._box.hide()
            self._box.deleteLater()
            self._box = None
        self.hide()


class StepsCard(Card):
    """One line for each step: how far it is, in words, and Change."""

    change = Signal(int)
    """The step the person wants to change."""

    def __init__(self) -> None:
        super().__init__("What you are sending", role="h2")
        self._marks: list[StateMark] = []
        self._details: list[Words] = []
        for at, title in enumerate(STEPS, start=1):
            line = Beside(enough=300)
            mark, detail, change = (
                StateMark("not_started", title),
                Words("", "body", wrap=True),
                link("Change"),
            )
            change.setAccessibleName(f"Change step {at}, {title}")
            change.clicked.connect(partial(self._tell, at))
            name = Words(f"{at}  {title}", "body_bold", wrap=True)
            for part in (name, detail):
                part.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            whole = QWidget()
            inner = Beside(whole, enough=420, gap=12)
            inner.add(name, 2)
            inner.add(detail, 3)
            line.add(beside_link(mark, stretch=True), 0)
            line.add(beside_link(whole, stretch=True), 1)
            line.add(change, 0)
            self._marks.append(mark)
            self._details.append(detail)
            self.add_row(line)

    def show_steps(self, steps: Sequence[Check], *, sent: bool = False) -> None:
        """Show how far they are, or were when it was sent."""
        self.set_title("What you sent" if sent else "What you are sending")
        for mark, detail, title, check in zip(self._marks, self._details, STEPS, steps, strict=True):
            mark.set_state(STATES[check.state], title)
            detail.set_words(check.detail or "Not provided")

    def _tell(self, step: int, _checked: bool = False) -> None:
        self.change.emit(step)
