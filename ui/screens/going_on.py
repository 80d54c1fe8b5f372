"""From a contact to what goes on after it: tasks, the page after the decision; and whose the focus is."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui.screens.steps.step import Step
from ui.seat import Screen
from ui.widgets.overlay import on_top
from workstation.domain import wording
from workstation.domain.contact import Stage
from workstation.domain.times import local
from workstation.services.find import OpenContact

_STRATEGY: Final = "strategy"


def acting_now(shown: OpenContact) -> bool:
    """Whether it is marked *act now* and not decided."""
    return shown.file.act_now is not None and shown.file.stage is not Stage.DECIDED


def begin(screen: Screen, shown: OpenContact, wanted: int | None) -> None:
    """A decided contact with something to do opens on that, unless a step was asked for; any other says that what
    was decided stays as it is (M14).
    """
    handover = shown.file.handover
    if shown.file.stage is not Stage.DECIDED or handover is None:
        return
    if shown.todo or shown.back:
        if wanted is None and screen.isVisible():
            QTimer.singleShot(0, screen, partial(screen.seat.go.after, shown.file.contact))
        return
    day = wording.day(local(handover.happened))
    screen.seat.notices.say(
        f"This contact closed on {day}. You can add to it; you cannot change what was decided."
    )


def go_after(screen: Screen, shown: OpenContact | None, place: str) -> None:
    """To what is still to do; a strategy discussion is asked for at once."""
    if shown is None:
        return
    if place == _STRATEGY:
        from ui.screens import escalate

        escalate.ask_for_strategy(screen.seat, screen, shown.file.contact, shown.line.child)
    else:
        screen.seat.go.after(shown.file.contact)


def focus(screen: Screen, step: Step | None, place: str) -> None:
    """Put the focus on a place of the step, or where work goes on. While somebody types in what lies on top, it
    comes when they have finished.
    """
    if step is None or not screen.isVisible():
        return
    top = on_top(screen)
    if top is not None:
        top.closed.connect(partial(_take_focus, screen, step), Qt.ConnectionType.SingleShotConnection)
    elif not (place and step.focus_place(place)):
        step.first_focus()


def _take_focus(screen: Screen, step: Step) -> None:
    if QApplication.focusWidget() is None and screen.isVisible():
        step.first_focus()
