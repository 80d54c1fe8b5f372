"""Take the next one (Ctrl+T): the contact with the least time left of those nobody has, and why it was that one."""

from __future__ import annotations

from ui.seat import Seat
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.services import find, record, shift
from workstation.services.desk import Desk

Taken = tuple[ContactId, str, str, Changed]


def take_next(seat: Seat) -> None:
    """Take it, open it, and say why this one."""

    def took(taken: Taken) -> None:
        contact, child, why, changed = taken
        seat.changes.publish(changed)
        seat.go.contact(contact)
        seat.notices.undoable(f"{child} is yours now. {why}", lambda: undo(seat, contact, changed))

    seat.bench.run(_take_next, seat.desk, done=took)


def take(seat: Seat, contact: ContactId, child: str) -> None:
    """Take one that was chosen in a list."""

    def took(changed: Changed) -> None:
        seat.changes.publish(changed)
        seat.notices.undoable(
            f"{child or 'This contact'} is yours now.", lambda: undo(seat, contact, changed)
        )

    seat.bench.run(shift.take, seat.desk, contact, done=took)


def undo(seat: Seat, contact: ContactId, changed: Changed) -> None:
    """Take an act of a moment ago back."""
    seat.bench.run(record.undo, seat.desk, contact, changed.entries, done=seat.changes.publish)


def _take_next(desk: Desk) -> Taken:
    """On the store thread: take it, and look up how the child is called."""
    contact, why, changed = shift.take_next(desk)
    return contact, find.contact(desk, contact).line.child, why, changed
