"""What needs the worker next, and where they were: pure answers from a contact as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.screens.steps.stack import STEPS
from ui.screens.steps.step import Step
from ui.widgets.asked_words import still_asked
from ui.widgets.tab_order import read_through
from workstation.domain import checks, gates
from workstation.domain.gates import Gap
from workstation.domain.guide import Guide
from workstation.services.find import OpenContact

_CUE = 60


def first_step(shown: OpenContact) -> int:
    """The first step that needs the worker: what a manager asked for; History when anything in it is flagged."""
    asked = still_asked(shown.file)
    if asked:
        return asked[0].step
    view = shown.file.history_view
    if shown.steps.history.state is checks.State.NEEDS_YOU or (shown.past.flagged and view is None):
        return 3
    settled = [check.state is checks.State.SETTLED for check in shown.steps.all()]
    return settled.index(False) + 1 if False in settled else len(STEPS)


def begin(shown: OpenContact, wanted: int | None, place: str) -> tuple[int, str]:
    """The step and the place where work begins: what was wanted; else what a manager asked for, or the first
    that needs the worker.
    """
    if wanted is not None or place:
        return wanted or first_step(shown), place
    return first_step(shown), next((gap.place for gap in still_asked(shown.file)), "")


def to_finish(shown: OpenContact) -> tuple[Gap, ...]:
    """What has to be finished: what a manager asked for, as long as anything of it is to do; then what stops
    sending.
    """
    return still_asked(shown.file) or shown.blocks


def to_answer(shown: OpenContact, guide: Guide) -> tuple[Gap, ...]:
    """The way of F8: what a manager asked for, as long as anything of it is to do; then everything nobody answered,
    in the order of the pages.
    """
    return still_asked(shown.file) or gates.walk(shown.file, guide, shown.past, shown.blocks)


def next_gap(gaps: Sequence[Gap], step: Step | None, focused: QWidget | None) -> Gap | None:
    """The first gap below the place that has the focus. After the last, the first again of those that stop
    sending; None when none does. What only waits for a reply that may still come needs nobody, unless nothing
    else is left.
    """
    gaps = [gap for gap in gaps if not gap.waits] or gaps
    here = _Here(step, focused)
    below = [(found, gap) for gap in gaps if (found := here.below(gap)) is not None]
    after = min(below, key=lambda one: one[0], default=(None, None))[1]
    return after or next((gap for gap in gaps if gap.rule != gates.OPEN), None)


class _Here:
    """Where somebody is in a step, and what they have not come to yet."""

    def __init__(self, step: Step | None, focused: QWidget | None) -> None:
        self._step, self._focused = step, focused
        stops = _read_with_foot(step) if step is not None else []
        self._at = {stop: at for at, stop in enumerate(stops)}
        self._now = self._at.get(focused, -1) if focused is not None else -1

    def below(self, gap: Gap) -> tuple[int, int] | None:
        """The page of a gap that is still to come from here, and how far down it stands where that is this page;
        None for what lies behind. Of another page the gaps are in their order already.
        """
        if self._step is None or gap.step != self._step.number:
            return (gap.step, 0) if self._step is None or gap.step > self._step.number else None
        if gap.place == gates.UNSETTLED:
            return gap.step, len(self._at)
        there = self._step.places.get(gap.place)
        if there is None or (self._focused is not None and _holds(there, self._focused)):
            return None
        at = self._place(there)
        return (gap.step, at) if at > self._now else None

    def _place(self, there: QWidget) -> int:
        """How far down the page a place begins."""
        inside = [at for stop, at in self._at.items() if stop is there or there.isAncestorOf(stop)]
        proxy = there.focusProxy()
        return min([*inside, *([self._at[proxy]] if proxy in self._at else [])], default=-1)


def _read_with_foot(step: Step) -> list[QWidget]:
    """The stops of a step as it is read; what stays in view below it comes last."""
    foot = step.foot
    apart = foot is not None and not step.isAncestorOf(foot)
    return [*read_through(step), *(read_through(foot) if foot is not None and apart else [])]


def place_of(step: Step | None, focused: QWidget | None) -> str:
    """The name of the place in a step that has the focus."""
    if step is None or focused is None:
        return ""
    return next((name for name, widget in step.places.items() if _holds(widget, focused)), "")


def _holds(widget: QWidget | None, focused: QWidget) -> bool:
    if widget is None:
        return False
    return widget is focused or widget.isAncestorOf(focused) or widget.focusProxy() is focused


def cue(widget: QWidget | None) -> str:
    """The end of what was being written, to find the thread again."""
    text = " ".join(widget.toPlainText().split()) if isinstance(widget, QPlainTextEdit) else ""
    return text if len(text) <= _CUE else f"…{text[-_CUE:].partition(' ')[2]}"
