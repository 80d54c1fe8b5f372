"""Putting the record right: settle two answers that stand, erase words under an authority."""

from __future__ import annotations

from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.people import may_sign
from workstation.services import record
from workstation.services.desk import Desk
from workstation.store.act import Act
from workstation.trouble import BadInput, NotYours, RuleTrouble


def settle(desk: Desk, contact: ContactId, keeps: EntryId, because: str = "") -> Changed:
    """Choose which of several standing answers holds. The others stay in the history, named."""
    record.must_record(desk)
    file = desk.file(contact)
    standing = next((s for s in file.standing.values() if any(x.entry == keeps for x in s)), ())
    if len(standing) < 2:
        raise RuleTrouble("Only one answer stands here.", "Somebody may have settled it already.")
    act = Act(kinds.Settled(keeps=keeps, because=because), answers=tuple(s.entry for s in standing))
    made = desk.store.journal.append(contact, [act], desk.worker.id, edition=desk.guide.edition)
    return record.changed(desk, made)


def erase(desk: Desk, target: EntryId, authority: str, because: str) -> Changed:
    """Erase the words of one entry under a lawful authority. The entry and its digest remain."""
    if not may_sign(desk.worker):
        raise NotYours("Only a manager can erase words from a record.")
    if not (authority.strip() and because.strip()):
        raise BadInput("Name the authority and the reason.")
    return record.changed(desk, [desk.store.journal.redact(target, authority, because, desk.worker.id)])
