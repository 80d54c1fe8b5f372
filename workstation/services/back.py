"""Families who were stepped down and came back (requirement R16): worked out from what is on this computer now.

Nothing is kept of it. Whoever wrote the new contact, and however it came here, the next look shows it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from workstation.domain.after import watch
from workstation.domain.after.watch import WatchStep
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.domain.past import Past
from workstation.domain.times import local
from workstation.domain.tripwires import Tripwire, tripwires
from workstation.guidebook.after import after_book
from workstation.services.desk import Desk

_STILL_ASKED: Final = timedelta(days=180)
"""How long after its watch a contact stays in the list, while nobody has dealt with what happened in it."""

Back = dict[ContactId, tuple[Tripwire, ...]]


def came_back(desk: Desk) -> Back:
    """Every contact that came back from early help, with what brought it back: a new contact while nobody has
    decided on it, or the one that was stepped down.
    """
    today = local(desk.now()).date()
    watched = desk.store.register.watched(today - _STILL_ASKED)
    if not watched:
        return {}
    book = after_book()
    found: Back = {}
    for line, others in watched.values():
        for wire in tripwires(line, others, book, desk.days, today):
            found[wire.contact] = (*found.get(wire.contact, ()), wire)
    return found


def perhaps(desk: Desk, known: Past) -> bool:
    """Whether a child of this contact may be one who is watched, in whichever of their contacts. Nobody has said
    who they are, or somebody was not sure: the list asks.
    """
    rows, today = desk.store.register, local(desk.now()).date()
    contacts = {one.other_contact for one in known.candidates} | {past.contact for past in known.perhaps}
    if known.candidates:
        contacts |= {past.contact for past in rows.past_of([one.other for one in known.candidates])}
    watched = (line.watch for line in rows.these(contacts).values() if line.watch is not None)
    return any(today <= one.last_day for one in watched)


def next_step(desk: Desk, line: ContactLine) -> WatchStep | None:
    """What is expected next of a family that is watched."""
    if line.watch is None:
        return None
    return watch.next_step(line.watch, after_book(), desk.days, local(desk.now()).date())


def steps(desk: Desk, line: ContactLine) -> tuple[WatchStep, ...]:
    """Every step of a watch, with its day."""
    return watch.steps(line.watch, after_book(), desk.days) if line.watch else ()
