"""Protect first (R31): while a contact is marked *act now* each gate is a task, due that day."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial
from typing import Final

from workstation.domain.contact import ContactFile, Stage
from workstation.domain.gates.blocking import blocks
from workstation.domain.gates.gap import UNSETTLED, Gap
from workstation.domain.gates.todo import Todo
from workstation.domain.guide import Guide
from workstation.domain.past import Past
from workstation.domain.times import LONDON, local

_DAY_ENDS: Final = time(23, 59)
_STRATEGY: Final = "strategy"
_SEND: Final = "G8:sign"


def no_tasks(file: ContactFile) -> bool:
    """Whether nothing was left behind: it was never marked, or a manager lowered it before it was decided, so that
    the gates are gates again.
    """
    if file.escalated is None:
        return True
    return file.act_now is None and file.stage is not Stage.DECIDED and file.signed is None


def tasks(file: ContactFile, guide: Guide, past: Past) -> tuple[Todo, ...]:
    """What is left to do: each gap that would have stopped it, unless somebody said that it is done, and how."""
    since = file.escalated
    if since is None or no_tasks(file):
        return ()
    due = datetime.combine(local(since).date(), _DAY_ENDS, LONDON)
    gaps = [_of_gap(gap, due) for gap in blocks(file, guide, past) if _becomes_task(gap)]
    found = (*_ask_for_strategy(file, guide, due), *gaps, *_send(file, guide, due))
    return tuple(todo for todo in found if file.task_done(todo.task) is None)


def _becomes_task(gap: Gap) -> bool:
    """A danger that nobody lowered, and two answers of which one has to be chosen, stay what they are."""
    return gap.rule != "B8" and gap.place != UNSETTLED


def _of_gap(gap: Gap, due: datetime) -> Todo:
    head, _, _rest = gap.words.partition(". ")
    return Todo(f"task:{gap.rule}:{gap.place}", gap.words, head, due, gap.step, gap.place)


def _ask_for_strategy(file: ContactFile, guide: Guide, due: datetime) -> tuple[Todo, ...]:
    if file.strategy is not None or file.act_now is None:
        return ()
    say = partial(guide.rules.say, "R31")
    return (Todo(f"task:{_STRATEGY}", say("strategy"), say("strategy_short"), due),)


def _send(file: ContactFile, guide: Guide, due: datetime) -> tuple[Todo, ...]:
    """G8: a manager signs, today."""
    if file.stage not in (Stage.OPEN, Stage.SENT_BACK):
        return ()
    say = partial(guide.rules.say, "R31")
    return (Todo(f"task:{_SEND}", say("send"), say("send_short"), due, 6),)
