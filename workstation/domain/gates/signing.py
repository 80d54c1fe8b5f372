"""Who may not sign (B6, G8)."""

from __future__ import annotations

from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.people import Worker, may_sign


def may_not_sign(file: ContactFile, worker: Worker) -> Gap | None:
    """B6 and G8: whoever wrote any part of the decision cannot sign it; only a manager can."""
    if not may_sign(worker):
        return Gap("G8", 0, "sign", "A manager has to sign this off.")
    if worker.id in file.authors_of_decision:
        return Gap("B6", 0, "sign", "You wrote this decision, so someone else has to sign it off.")
    return None
