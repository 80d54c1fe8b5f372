"""Contacts that just came and may be about the event of one this worker has: who is told, and of which two."""

from __future__ import annotations

from collections.abc import Iterable

from workstation.domain.answers import Twofold
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.services import find
from workstation.services.came import of_the_day
from workstation.services.desk import Desk


def asked_twice(desk: Desk, came: Iterable[ContactId]) -> tuple[tuple[ContactId, Twofold], ...]:
    """Of contacts that just came: which may be about the event of a contact this worker took down or works on, with
    that contact. Of a whole record that comes for the first time nobody is told.
    """
    found: dict[ContactId, Twofold] = {}
    for contact_id in of_the_day(desk, came) if desk.matcher.ready else ():
        for twofold in _open_twofold(desk, contact_id):
            mine = contact_id if _is_mine(desk, contact_id) else twofold.other
            if _is_mine(desk, mine):
                there = twofold.other if mine == contact_id else contact_id
                found.update((mine, t) for t in _open_twofold(desk, mine) if t.other == there)
    return tuple(found.items())


def _open_twofold(desk: Desk, contact_id: ContactId) -> tuple[Twofold, ...]:
    line = desk.store.register.contact(contact_id)
    if line is None or line.stage is Stage.EARLIER:
        return ()
    return tuple(t for t in find.past(desk, contact_id, line).twofold if not t.verdict)


def _is_mine(desk: Desk, contact_id: ContactId) -> bool:
    line = desk.store.register.contact(contact_id)
    return line is not None and desk.worker.id in (line.worker, line.taken_by)
