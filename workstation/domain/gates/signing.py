"""Who may not sign (B6, G8), and which gates no words get past."""

from __future__ import annotations

from typing import Final

from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import UNSETTLED, Gap
from workstation.domain.guide import Guide
from workstation.domain.people import Worker, may_sign

_NEVER: Final = frozenset({"B1", "B8", "S10"})
_NO_WORDS: Final = frozenset({UNSETTLED, "children"})


def may_not_sign(file: ContactFile, worker: Worker, guide: Guide) -> Gap | None:
    """B6 and G8 in words, where somebody may not sign."""
    refused = refused_to_sign(file, worker)
    return Gap(refused[0], 0, "sign", guide.rules.say(*refused)) if refused else None


def refused_to_sign(file: ContactFile, worker: Worker) -> tuple[str, str] | None:
    """B6 and G8: only a manager signs, and never both sides of one decision: neither who wrote any part of
    it, nor who sent it, nor whose contact it is, nor who was asked for a second opinion on it. Gives the rule that
    refuses, and which of its sentences says so.
    """
    if not may_sign(worker):
        return "G8", "not_manager"
    if worker.id in file.authors_of_decision:
        return "B6", "say"
    if worker.id in file.senders:
        return "G8", "sender"
    if worker.id == file.worker:
        return "G8", "own"
    return ("G8", "opinion") if worker.id in file.second_opinions else None


def never_passed(gap: Gap) -> bool:
    """Whether a manager's words cannot stand in for what is missing: an act now that nobody lowered, two
    answers that nobody chose between, a child without an outcome, no child at all.
    """
    return gap.rule in _NEVER or gap.place in _NO_WORDS or gap.place.startswith("outcome:")
