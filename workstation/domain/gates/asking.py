"""What stops a contact whose agencies or parents were not asked (B4, G5, G6, G7)."""

from __future__ import annotations

from workstation.domain import checks, wording
from workstation.domain.checks import State
from workstation.domain.contact import ContactFile
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide


def agencies(file: ContactFile, guide: Guide) -> tuple[Gap, ...]:
    """B4 and G5 for agencies: evidence or a reason for each."""
    return tuple(
        Gap("B4", 4, f"agency:{line.agency.id}", _agency_words(line))
        for line in checks.agency_lines(file, guide)
        if line.check.state is not State.SETTLED
    )


def _agency_words(line: checks.AgencyLine) -> str:
    if line.check.state is State.GAP:
        return f"{line.agency.words}: no reply and no reason. Try again, or say why you went ahead."
    return f"{line.agency.words}: not asked and no reason. Ask, or say why it is not needed."


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
