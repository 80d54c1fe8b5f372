"""What needs the worker next, and where they were: pure answers from a contact as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.screens.steps.stack import STEPS
from ui.screens.steps.step import Step
from ui.widgets.asked_words import still_asked
from workstation.domain import checks
from workstation.domain.gates import Gap
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
    """What F8 goes to: what a manager asked for, as long as anything of it is to do; then what stops sending."""
    return still_asked(shown.file) or shown.blocks


def next_gap(gaps: Sequence[Gap], step: Step | None, focused: QWidget | None) -> Gap | None:
    """The gap after the one that has the focus; after the last, the first again. What only waits for a reply that
    may still come needs nobody, unless nothing else is left.
    """
    gaps = [gap for gap in gaps if not gap.waits] or gaps
    if not gaps:
        return None
    return gaps[(_here(gaps, step, focused) + 1) % len(gaps)]


def _here(gaps: Sequence[Gap], step: Step | None, focused: QWidget | None) -> int:
    """Which gap has the focus, or is the last one before the step that is open."""
    if step is None:
        return -1
    for at, gap in enumerate(gaps):
        if gap.step == step.number and focused is not None and _holds(step.places.get(gap.place), focused):
            return at
    return max((at for at, gap in enumerate(gaps) if gap.step < step.number), default=-1)


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
