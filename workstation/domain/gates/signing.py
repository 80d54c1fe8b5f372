"""Who may not sign (B6, G8), and which gates no words get past."""

from __future__ import annotations

from typing import Final

from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import UNSETTLED, Gap
from workstation.domain.people import Worker, may_sign

_NEVER: Final = frozenset({"B8", "S10"})


def may_not_sign(file: ContactFile, worker: Worker) -> Gap | None:
    """B6 and G8: only a manager signs, and never both sides of one decision: neither who wrote any part of
    it, nor who sent it, nor whose contact it is, nor who was asked for a second opinion on it.
    """
    if not may_sign(worker):
        return Gap("G8", 0, "sign", "A manager has to sign this off.")
    if worker.id in file.authors_of_decision:
        return Gap("B6", 0, "sign", "You wrote this decision, so someone else has to sign it off.")
    if worker.id in file.senders:
        return Gap("G8", 0, "sign", "You sent this decision, so someone else has to sign it off.")
    if worker.id == file.worker:
        return Gap("G8", 0, "sign", "This is your contact, so someone else has to sign it off.")
    if worker.id in file.second_opinions:
        return Gap("G8", 0, "sign", "You gave a second opinion on this, so someone else has to sign it off.")
    return None


def never_passed(gap: Gap) -> bool:
    """Whether a manager's words cannot stand in for what is missing: an act now that nobody lowered, two
    answers that nobody chose between, a child without an outcome.
    """
    return gap.rule in _NEVER or gap.place == UNSETTLED or gap.place.startswith("outcome:")
