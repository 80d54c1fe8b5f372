"""The day's work: take, take the next one, park with one line, come back."""

from __future__ import annotations

from datetime import datetime

from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import AuthorId, ContactId
from workstation.services import find, record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, RuleTrouble


def take(desk: Desk, contact: ContactId, worker: AuthorId | None = None) -> Changed:
    """Allocate a contact to yourself, or to somebody else."""
    return record.put(desk, contact, [kinds.Allocated(worker=worker or desk.worker.id)])


def take_next(desk: Desk) -> tuple[ContactId, str, Changed]:
    """Take the unallocated contact with the least time left; says why it was this one."""
    row = find.next_to_take(desk)
    if row is None:
        raise RuleTrouble(
            "Nothing is waiting to be taken.", "New contacts appear in the queue by themselves."
        )
    why = "It is marked act now." if row.act_now_since else "It has the least time left of those nobody has."
    return row.contact, why, take(desk, row.contact)


def park(desk: Desk, contact: ContactId, waiting_for: str, until: datetime, where: str = "") -> Changed:
    """Put a contact aside with one line, to be brought back at a time. `where` is the field to return to."""
    if not waiting_for.strip():
        raise BadInput("What are you waiting for?", "One line is enough.")
    return record.put(desk, contact, [kinds.Parked(waiting_for=waiting_for, until=until, where=where)])


def resume(desk: Desk, contact: ContactId) -> Changed:
    """Bring a parked contact back."""
    return (
        record.put(desk, contact, [kinds.Resumed()])
        if desk.file(contact).parked
        else record.changed(desk, ())
    )
