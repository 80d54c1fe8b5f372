"""Under the steps: when it has to be decided, what is still to do before that, and the way out in danger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.asked_words import done_words, place_of
from ui.widgets.beside_cards import FilledCard, line
from ui.widgets.buttons import Button, danger, link
from ui.widgets.flow import Flow
from ui.widgets.line_button import LineButton
from ui.widgets.mark import Mark
from ui.widgets.state_mark import State
from ui.widgets.words import Words
from workstation.domain import checks, clocks, wording
from workstation.domain.contact import Stage
from workstation.domain.gates import Gap
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.returning import Asked
from workstation.domain.times import local
from workstation.services.find import OpenContact

MOST: Final = 6
STATES: Final[dict[checks.State, State]] = {
    checks.State.NOT_STARTED: "not_started",
    checks.State.IN_PROGRESS: "in_progress",
    checks.State.GAP: "gap",
    checks.State.NEEDS_YOU: "needs_you",
    checks.State.SETTLED: "settled",
    checks.State.NOT_KNOWN_YET: "not_known",
}
"""The states of the record as the shapes of the screen."""
_TOGETHER: Final = {
    4: ("B4", "Ask {} agencies, or say why not", 3),
    5: ("B4", "Speak to {} adults, or say why not", 3),
    6: ("B5", "Write your decision and reasons", 2),
}
"""Gaps of one rule that are told as one from so many on, by step."""


@dataclass(frozen=True)
class Todo:
    """One thing to finish: where it is, how it stands, and a short sentence."""

    step: int
    place: str
    words: str
    state: State


def todos(shown: OpenContact, guide: Guide) -> tuple[Todo, ...]:
    """What stops this from going to a manager, in the order of the steps, said once for what belongs together.
    While somebody has to act now, and after the decision: what is left to do.
    """
    if shown.todo:
        return _left(shown)
    found: list[Todo] = []
    by_step: dict[int, list[Gap]] = {}
    for gap in shown.blocks:
        by_step.setdefault(gap.step, []).append(gap)
    for step, gaps in sorted(by_step.items()):
        state = STATES[shown.steps.all()[step - 1].state]
        together = [gap for gap in gaps if gap.rule == _TOGETHER.get(step, ("", "", 99))[0]]
        rest = gaps
        if step in _TOGETHER and len(together) >= _TOGETHER[step][2]:
            words = _TOGETHER[step][1].format(len(together))
            found.append(Todo(step, together[0].place, words, "not_started" if step == 6 else state))
            rest = [gap for gap in gaps if gap not in together]
        found += [Todo(step, gap.place, _short(gap, shown, guide), _shape(gap, state)) for gap in rest]
    return tuple(found)


def _left(shown: OpenContact) -> tuple[Todo, ...]:
    """Tasks lead to their step, everything else to the page about what comes after."""
    now_or_after = shown.file.act_now is not None and shown.file.stage is not Stage.DECIDED
    return tuple(
        Todo(
            one.step if one.task else 0, one.place or one.task or one.key, one.short,
            "needs_you" if now_or_after and not one.step else "not_started",
        )
        for one in shown.todo
    )  # fmt: skip


def title_of(shown: OpenContact) -> str:
    """What the list of what is left is called."""
    decided = shown.file.stage is Stage.DECIDED
    if shown.todo and decided:
        return "Still to do after the decision"
    if decided:
        return "Decided"
    if any(one.task for one in shown.todo):
        return "Tasks for today"
    if shown.file.stage is Stage.WITH_MANAGER:
        return "With a manager"
    return "Before this can go to a manager"


def _short(gap: Gap, shown: OpenContact, guide: Guide) -> str:
    """A few words; the whole sentence stands where they lead. A quoted question stays whole."""
    kind, _, name = gap.place.partition(":")
    if kind == "agency":
        words = guide.agency(name, gap.words.partition(":")[0]).within
        return (
            f"Try {words} again, or say why not"
            if "no reply" in gap.words
            else f"Ask {words}, or say why not"
        )
    adult = shown.file.adult(PersonId(name)) if kind == "adult" else None
    if adult is not None:
        who = wording.polite_name(adult)
        return f"Speak to {who}, or say why not" if adult.known else f"Ask about {who}, or say why not"
    if gap.words.startswith("“"):
        return f"Their answer to {gap.words.partition('”')[0]}”"
    head, dot, _rest = gap.words.partition(". ")
    return head if dot else gap.words.removesuffix(".")


def _shape(gap: Gap, of_step: State) -> State:
    if gap.step == 3:
        return "needs_you"
    asked = gap.rule == "B4" and "no reply" in gap.words
    return "gap" if asked else "needs_you" if of_step == "needs_you" else "not_started"


class ClockCard(FilledCard):
    """Time, never without what it is for: it can be kept open with a reason."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName("Decision due")
        self._mark = Mark("clock-fill", "text", 18)
        self._word = Words("Decision due", "h3")
        self._when = Words("", "h3", wrap=True)
        self._left = Words("", "small", wrap=True)
        self._may = Words(
            "You can keep this open past the time if you say why. Closing early with checks missing is shown to "
            "the manager too.", "small", wrap=True,
        )  # fmt: skip
        top = QWidget()
        flow = Flow(top, gap=8, line_gap=2)
        first = QWidget()
        row = QHBoxLayout(first)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._word)
        flow.addWidget(first)
        flow.addWidget(self._when)
        self.body.setSpacing(4)
        for part in (top, self._left, self._may):
            self.body.addWidget(part)

    def show_clock(self, shown: OpenContact, now: datetime) -> None:
        """Show how much time is left now, in words first."""
        due, file = shown.due_at, shown.file
        self._may.setVisible(file.stage in (Stage.OPEN, Stage.SENT_BACK))
        if file.act_now is not None and file.stage is not Stage.DECIDED:
            self._tell(
                "lightning-fill", "danger", "Act now", f"since {wording.near(file.act_now.happened, now)}"
            )
            self._left.set_words("A manager has to lower it before this can close.")
        elif file.stage is Stage.DECIDED and file.handover is not None:
            self._tell("check-circle-fill", "settled", "Decided", wording.moment(file.handover.happened))
            self._left.set_words("You can add to it; you cannot change what was decided.")
        elif file.stage is Stage.RETURNED and due is not None and due >= now:
            self._tell("clock-fill", "text", "Answer due", wording.near(due, now))
            self._left.set_words("Given back, not decided. It comes back when the time is over.")
        elif due is None:
            self._tell("clock-fill", "text", "No clock", "")
            self._left.set_words("This was not received here.")
        else:
            self._running(due, now, held=file.held is not None)

    def _running(self, due: datetime, now: datetime, *, held: bool) -> None:
        left = due - now
        here = local(due)
        when = f"{here:%a}{wording.NBSP}{here.day}{wording.NBSP}{here:%b}{wording.NBSP}{here:%H:%M}"
        said = clocks.words_left(left)
        if left < timedelta():
            self._tell("warning-octagon-fill", "danger", "Overdue", f"was due {when}")
            self._left.set_words(f"Overdue by {said} · counted in working days")
        else:
            self._tell("clock-fill", "text", "Held open until" if held else "Decision due", when)
            self._left.set_words(
                f"{said} left · {'held open with a reason' if held else 'counted in working days'}"
            )

    def _tell(self, icon: str, token: str, head: str, when: str) -> None:
        self._mark.set_icon(icon, token)
        self._word.set_words(head)
        self._word.set_token(token if token == "danger" else "text")
        self._when.set_words(when)
        self._when.setVisible(bool(when))


class BeforeCard(FilledCard):
    """What is still to do, each a way there; and what to do when it cannot wait."""

    chosen = Signal(int, str)
    """The step and the place to go to."""
    send = Signal()
    next_need = Signal()

    def __init__(self) -> None:
        super().__init__("Before this can go to a manager")
        self.escalate: Button = danger("Escalate now", "lightning-fill", "F12")
        """Placed by the rail, under everything that scrolls."""
        self._danger = line(
            Mark("lightning-fill", "danger", 16),
            Words(
                "Child in danger now? You can send it straight away and finish after.", "secondary", wrap=True
            ),
        )
        self.body.setSpacing(4)

    def show_todos(
        self, todo: Sequence[Todo], stage: Stage, title: str = "", asked: Sequence[Asked] = ()
    ) -> None:
        """Show what is left, and what a manager asked for. Nothing left means: send it."""
        if not self.fresh((tuple(todo), stage, title, tuple(asked))):
            return
        self.body.removeWidget(self._danger)
        self._fill_asked(asked)
        self._fill(todo, stage)
        if title:
            self.set_title(title)
        self.body.addWidget(self._danger)

    def _fill_asked(self, asked: Sequence[Asked]) -> None:
        """The checklist of what was sent back: each with a way to it, whether it is done or not."""
        if not asked:
            return
        self.put(Words(f"The manager asks for: {done_words(asked)}", "body_bold", wrap=True))
        for one in asked:
            button = LineButton(one.request.words, "settled" if one.done else "gap")
            button.clicked.connect(partial(self._go_to_asked, one))
            self.put(button)

    def _go_to_asked(self, asked: Asked, _checked: bool = False) -> None:
        self.chosen.emit(asked.step, place_of(asked.request.gap))

    def _fill(self, todo: Sequence[Todo], stage: Stage) -> None:
        over = stage in (Stage.WITH_MANAGER, Stage.DECIDED)
        if over and not todo:
            decided = stage is Stage.DECIDED
            self.set_title("Decided" if decided else "With a manager")
            self.put(
                Words(
                    "You can still add. What is new will be seen." if not decided else "You can add to it.",
                    wrap=True,
                )
            )
            self._put_after(decided)
            return
        if stage is Stage.RETURNED:
            self.set_title("Given back to the sender")
            self.put(
                Words(
                    "Their answer brings it back to you. To decide without it, choose another outcome in step 6.",
                    wrap=True,
                )
            )
            return
        self.set_title("Before this can go to a manager")
        for one in todo[:MOST]:
            button = LineButton(one.words, one.state)
            button.clicked.connect(partial(self._choose, one))
            self.put(button)
        if len(todo) > MOST:
            more = link(f"and {len(todo) - MOST} more", keys="F8")
            more.clicked.connect(self.next_need)
            self.put(more, left=True)
        if not todo:
            self.put(Words("Nothing is missing.", wrap=True))
            send = link("Check and send", "arrow-right")
            send.clicked.connect(self.send)
            self.put(send, left=True)

    def _put_after(self, decided: bool) -> None:
        if decided:
            after = link("After the decision", "arrow-right", "Alt+7")
            after.clicked.connect(lambda _checked=False: self.chosen.emit(0, ""))
            self.put(after, left=True)

    def _choose(self, todo: Todo, _checked: bool = False) -> None:
        self.chosen.emit(todo.step, todo.place)
