"""Putting the record right: erase words under an authority. Choosing between two answers is `settle`."""

from __future__ import annotations

from workstation.domain.changed import Changed
from workstation.domain.ids import EntryId
from workstation.domain.people import may_sign
from workstation.services import record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, NotYours


def erase(desk: Desk, target: EntryId, authority: str, because: str) -> Changed:
    """Erase the words of one entry under a lawful authority. The entry and its digest remain."""
    if not may_sign(desk.worker):
        raise NotYours("Only a manager can erase words from a record.")
    if not (authority.strip() and because.strip()):
        raise BadInput("Name the authority and the reason.")
    return record.changed(desk, [desk.store.journal.redact(target, authority, because, desk.worker.id)])
