"""What stops a request before it leaves (G4), and a contact whose agencies or parents were not asked (B4-G7)."""

from __future__ import annotations

from datetime import datetime

from workstation.domain import checks, kinds, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide


def may_not_ask(file: ContactFile) -> Gap | None:
    """G4, hard: nobody is asked before the lawful basis is recorded and, where going without the parents is asked
    for, before a manager approved it. To protect a child nothing has to be chosen first.
    """
    if checks.protect_first(file):
        return None
    basis = file.basis
    if basis is None:
        return Gap(
            "G4", 4, "basis", "Choose the lawful basis first. It covers every request of this contact."
        )
    if basis.basis == "consent" and not _anybody_agreed(file):
        words = (
            "Consent is the basis, and nobody’s agreement is recorded. Record it, or choose another basis."
        )
        return Gap("G4", 4, "basis", words)
    return _without_parents(file)


def _anybody_agreed(file: ContactFile) -> bool:
    people = (*(a.person for a in file.adults), *(c.person for c in file.children))
    return any((said := file.agrees(person)) is not None and said.agrees == "yes" for person in people)


def _without_parents(file: ContactFile) -> Gap | None:
    asked = file.last("dispense")
    if asked is None or _all_told(file):
        return None
    if isinstance(asked.body, kinds.DispenseDecided):
        words = "A manager did not approve going without the parents. Tell them first."
        return None if asked.body.approved else Gap("G4", 5, "dispense", words)
    return Gap(
        "G4", 5, "dispense", "A manager has to approve going without the parents before anybody is asked."
    )


def _all_told(file: ContactFile) -> bool:
    """Whether those with parental responsibility have been told after all."""
    holders = [a.person for a in file.adults if a.known and a.responsibility == "yes"]
    told = [file.told(person) for person in holders]
    return bool(told) and all(
        s and isinstance(s.body, kinds.ParentTold) and s.body.told == "yes" for s in told
    )


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


def basis_in_words_only(file: ContactFile) -> tuple[Gap, ...]:
    """Section 47 named as the basis while nothing marks a child in danger: agreement must not be got round so."""
    basis = file.basis
    if basis is None or basis.basis != "protection" or checks.protect_first(file):
        return ()
    if any(isinstance(said.body, kinds.Lowered) for said in file.story):
        return ()
    evidence = (
        "The basis says section 47. Nothing marks a child in danger, and no strategy discussion is asked for."
    )
    return (Gap("G4", 4, "basis", "", evidence, "Section 47 as the basis"),)


def parents(file: ContactFile) -> tuple[Gap, ...]:
    """B4 and G7: each adult told, or a reason."""
    if not file.adults:
        return (
            Gap("B4", 5, "adults", "No parent is recorded. Who looks after them? “Not known” is an answer."),
        )
    return tuple(
        Gap("B4", 5, f"adult:{line.adult.person}", _adult_words(line))
        for line in checks.adult_lines(file)
        if line.check.state is not State.SETTLED
    )


def _adult_words(line: checks.AdultLine) -> str:
    name = wording.sentence(wording.polite_name(line.adult))
    if not line.adult.known:
        return f"{name} is not known. Ask, or say why that is left for later."
    if line.check.state is State.IN_PROGRESS:
        return f"{name}: told, but not asked about support. Ask, or say why not."
    return f"{name}: not told and no reason. Speak to them, or say why not."


def agreement(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """G6: a service that rests on agreement needs the agreement, or a decline record."""
    needed = [o for o in file.outcomes if guide.outcome(o.body.outcome).agreement]
    if not needed or any((a := file.agrees(p.person)) and a.agrees == "yes" for p in file.adults):
        return ()
    if file.declines:
        return ()
    return (
        Gap(
            "G6",
            5,
            "agreement",
            f"{guide.outcome(needed[0].body.outcome).words} needs a parent’s agreement, "
            "or a record that they declined.",
        ),
    )
