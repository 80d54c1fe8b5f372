"""Parking and coming back: the same step, the same field, the same letter, and a word about where that was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from ui.screens import needs, park
from ui.screens.steps.stack import STEPS, StepStack, title_of
from ui.seat import Seat
from workstation.domain.ids import ContactId
from workstation.services import shift
from workstation.services.find import OpenContact


def ask_to_park(seat: Seat, over: QWidget, contact: ContactId, child: str, stack: StepStack) -> None:
    """F9: one line; the step and the field are remembered with it."""
    step = stack.step()
    if step is not None:
        step.keep_now()
    where = f"{stack.number}:{needs.place_of(step, QApplication.focusWidget())}"
    park.ask(seat, over, contact, child, where)


def come_back(seat: Seat, shown: OpenContact, stack: StepStack, go_to: Callable[[int, str], None]) -> bool:
    """M12: this worker parked it, and opens it again. For a colleague it stays parked, and nothing happens."""
    parked = shown.file.parked
    if parked is None or parked.by != seat.desk.worker.id:
        return False
    number, _, place = parked.body.where.partition(":")
    known = number.isdigit() and 1 <= int(number) <= len(STEPS)
    go_to(int(number) if known else stack.number or needs.first_step(shown), place)
    said = needs.cue(QApplication.focusWidget())
    words = f", “{said}”" if said else ""
    seat.notices.say(f"Welcome back. You were on: {title_of(stack.number)}{words}")
    seat.bench.run(shift.resume, seat.desk, shown.file.contact, done=seat.changes.publish)
    return True
