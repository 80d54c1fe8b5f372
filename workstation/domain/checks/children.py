"""Step 2: who it is about."""

from __future__ import annotations

from workstation.domain import wording
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile


def children(file: ContactFile) -> Check:
    """Step 2: who it is about, and who looks after them."""
    count = len(file.children)
    if not count and not file.not_named:
        return Check(State.NOT_STARTED, "Nobody named yet")
    said = wording.count(count, "child", "children") if count else "Child not named yet"
    if not file.adults:
        return Check(State.GAP if count else State.IN_PROGRESS, f"{said} · no adult recorded")
    unknown = next((a for a in file.adults if not a.known and file.told(a.person) is None), None)
    if unknown is not None:
        return Check(State.GAP, f"{said} · {unknown.relationship or 'adult'} not known")
    return Check(State.SETTLED, f"{said} · {wording.count(len(file.adults), 'adult')}")
