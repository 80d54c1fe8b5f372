"""What Central keeps apart, and what a supervisor decides about it: it goes into the record, or it is left out. And
what Central warns of, and who opened what is kept closed.

kept = overseeing.quarantine(desk)             # as Central told it last; nothing here asks the network
overseeing.let_in(desk, kept.rows[0].mark)     # handed over by the thread that talks, when its turn comes
watched = overseeing.watched(desk)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from workstation.domain import wording
from workstation.domain.entries import decode
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.kinds import Body
from workstation.domain.people import may_sign
from workstation.domain.travel import Reason
from workstation.services.desk import Desk
from workstation.services.standing import child_of
from workstation.sync.central import LEAST_WHY, MOST_WHY
from workstation.sync.supervising import Apart, Decision, Overseen
from workstation.trouble import BadInput, NotYours

_SHOWN: Final = 12
"""Rows of a list that is looked through, not worked through: about a screenful."""


@dataclass(frozen=True, slots=True)
class KeptApart:
    """One entry that Central keeps apart. Nobody has checked that it is from whom it says it is from."""

    mark: bytes
    contact: ContactId
    child: str
    known: bool
    """Whether there is such a contact here, to be opened."""
    kind: str
    body: Body | None
    """None when its words were erased, are too long to be shown, or cannot be read."""
    author: AuthorId
    brought_by: AuthorId
    why: Reason
    still: Reason | None
    """Why it is still kept apart, after somebody here tried it again."""
    decided: bool
    """A decision made here is on its way to Central."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Quarantine:
    """What the page shows. `told` is False until Central has said once what it keeps."""

    rows: tuple[KeptApart, ...]
    told: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that Central warns of. `worker` is who handed it over, or read."""

    kind: str
    worker: AuthorId
    at: datetime


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody who said why they have to read what is kept closed. `until` when it was opened to them."""

    worker: AuthorId
    name: str
    why: str
    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What the page of warnings shows, the newest first, and how many more there are. `told` as in `Quarantine`."""

    alarms: tuple[Warned, ...]
    more_alarms: int
    looks: tuple[Looked, ...]
    more_looks: int
    told: bool
    reachable: bool


def watched(desk: Desk) -> Watched:
    """What Central warns of, and who opened what is kept closed. It raises what `quarantine` does."""
    if not may_sign(desk.worker):
        raise NotYours("Only a manager sees what the server warns of.")
    if not desk.all_open:
        raise desk.lease_ended()
    state, overseen = desk.link.state, desk.link.overseen or Overseen()
    alarms, looks = overseen.alarms, overseen.looks
    return Watched(
        alarms=tuple(Warned(one.kind, one.worker, one.at) for one in alarms.rows[:_SHOWN]),
        more_alarms=max(0, alarms.of - _SHOWN),
        looks=tuple(
            Looked(one.worker, wording.stream(one.stream), one.why, one.at, one.until)
            for one in looks.rows[:_SHOWN]
        ),
        more_looks=max(0, looks.of - _SHOWN),
        told=desk.link.overseen is not None,
        reachable=state is not None and state.reachable,
    )


def quarantine(desk: Desk) -> Quarantine:
    """What waits for a supervisor, the longest waiting first. `NotYours` for those who may not sign, `LeaseEnded`
    when others' words may not be read any more.
    """
    _must_oversee(desk)
    if not desk.all_open:
        raise desk.lease_ended()
    state, overseen = desk.link.state, desk.link.overseen
    rows = tuple(_kept(desk, one, overseen) for one in overseen.apart) if overseen else ()
    return Quarantine(rows, told=overseen is not None, reachable=state is not None and state.reachable)


def let_in(desk: Desk, mark: bytes) -> None:
    """Try one again, with a supervisor's word for whoever wrote or brought it."""
    _must_oversee(desk)
    desk.link.decide(Decision(mark))


def leave_out(desk: Desk, mark: bytes, because: str) -> None:
    """Leave one out for good. `BadInput` without a reason of 10 to 500 letters."""
    _must_oversee(desk)
    words = because.strip()
    if len(words) < LEAST_WHY:
        raise BadInput("Say why it is left out, in ten letters or more.")
    if len(words) > MOST_WHY:
        raise BadInput(f"That is too long: {MOST_WHY} letters at most.")
    if not words.isprintable():
        raise BadInput("Write the reason in one line.")
    desk.link.decide(Decision(mark, words))


def _must_oversee(desk: Desk) -> None:
    if not may_sign(desk.worker):
        raise NotYours("Only a manager decides about what the server keeps apart.")


def _kept(desk: Desk, one: Apart, overseen: Overseen) -> KeptApart:
    line = desk.store.register.contact(one.contact)
    return KeptApart(
        mark=one.mark,
        contact=one.contact,
        child=child_of(line) if line is not None else "",
        known=line is not None,
        kind=one.kind,
        body=decode(one.kind, one.body) if one.body is not None else None,
        author=one.author,
        brought_by=one.brought_by,
        why=one.why,
        still=overseen.kept.get(one.mark),
        decided=one.mark in overseen.decided,
        at=one.at,
    )
