"""What stops a request before it leaves (G4), and a contact whose agencies were not asked (B4, G5)."""

from __future__ import annotations

from datetime import datetime

from workstation.domain import checks, lawful, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide


def may_not_ask(file: ContactFile, guide: Guide) -> Gap | None:
    """G4, hard: nobody is asked before the lawful basis is recorded and, where one goes on without the parents,
    before a manager agreed. To protect a child nothing has to be chosen first.
    """
    if checks.protect_first(file):
        return None
    basis = file.basis
    if basis is None:
        words = "Choose the lawful basis first. It covers every request of this contact."
        return Gap("G4", 4, "basis", words)
    if basis.basis == "consent" and not _anybody_agreed(file):
        words = "Consent is the basis, and nobody’s agreement is recorded. Record it, or choose another."
        return Gap("G4", 4, "basis", words)
    waits = lawful.no_check_yet(file, guide)
    return Gap("G4", 5, "dispense", waits) if waits else None


def _anybody_agreed(file: ContactFile) -> bool:
    people = (*(a.person for a in file.adults), *(c.person for c in file.children))
    return any((said := file.agrees(person)) is not None and said.agrees == "yes" for person in people)


def agencies(file: ContactFile, guide: Guide, now: datetime | None = None) -> tuple[Gap, ...]:
    """B4 and G5 for agencies: evidence or a reason for each. A reply that may still come needs nobody yet."""
    return tuple(
        Gap("B4", 4, f"agency:{line.agency.id}", _agency_words(line), waits=line.check.state is _WAITS)
        for line in checks.agency_lines(file, guide, now)
        if line.check.state is not State.SETTLED
    )


_WAITS = State.NOT_KNOWN_YET


def _agency_words(line: checks.AgencyLine) -> str:
    if line.check.state is State.IN_PROGRESS:
        return f"{line.agency.words}: what it means is not written. Say what it tells you."
    if line.check.state is State.GAP:
        return f"{line.agency.words}: no reply and no reason. Try again, or say why you went ahead."
    if line.chase_at is not None:
        at = wording.clock(line.chase_at)
        return f"{line.agency.words}: no reply yet. It comes back at {at}; or say why you went ahead."
    return f"{line.agency.words}: not asked and no reason. Ask, or say why it is not needed."


def left_out(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """R5 the other way: what a contact at level 1 did not ask, where a worry or factor would have asked for it."""
    found = checks.left_out_at_level_one(file, guide)
    if not found:
        return ()
    names = "; ".join(f"{agency.words}: {why}" for agency, why in found)
    title = f"{wording.count(len(found), 'agency', 'agencies')} not asked at level 1"
    return (Gap("R5", 4, "level_one", "", f"A higher level would also ask. {names}.", title),)
