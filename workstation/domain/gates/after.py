"""G9: what has to be done after the decision before nothing is left of a contact."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from workstation.domain import clocks, kinds, wording
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile, Said, Stage
from workstation.domain.gates.tasks import tasks
from workstation.domain.gates.todo import Todo
from workstation.domain.guide import Guide
from workstation.domain.past import PARENTS, Past

_TO_WHOEVER_HAS_IT: Final = "O03"


def still_to_do(file: ContactFile, guide: Guide, past: Past, days: WorkingDays) -> tuple[Todo, ...]:
    """Everything that is left, the way it is listed: tasks of an act now first, then who is to be told."""
    return (*tasks(file, guide, past), *after_decision(file, guide, days))


def after_decision(file: ContactFile, guide: Guide, days: WorkingDays) -> tuple[Todo, ...]:
    """What is left of G9. Nothing before the decision, or while it is being made anew; but what was passed as
    information waits until it was read.
    """
    signed = file.signed
    if signed is None or file.stage is not Stage.DECIDED:
        return _passed(file, days)
    due = clocks.next_working_day_ends(signed.happened, days)
    return (
        *_challenges(file, days),
        *_referrer(file, due),
        *_family(file, due),
        *_hand_over(file, guide, signed, days),
        *_passed(file, days),
    )


def nobody_to_tell(file: ContactFile) -> str:
    """Why no referrer is to be told; empty when one is."""
    if file.referrer is not None and file.referrer.anonymous:
        return "They did not give a name."
    return ""


def family_to_tell(file: ContactFile) -> tuple[kinds.AdultNamed, ...]:
    """Who of the family has to be told: everybody known who has, or may have, parental responsibility."""
    return tuple(a for a in file.adults if a.known and _a_parent(a))


def _a_parent(adult: kinds.AdultNamed) -> bool:
    if adult.responsibility == "not known":
        first = adult.relationship.strip().casefold().split(" ")[0]
        return first in PARENTS
    return adult.responsibility == "yes"


def services(file: ContactFile, guide: Guide) -> tuple[str, ...]:
    """The services that take on what was decided."""
    signed = file.signed
    decided = signed.body.decisions if signed else ()
    found = (guide.outcome(d.outcome).handover for d in decided)
    return tuple(dict.fromkeys(service for service in found if service))


def steps_down(file: ContactFile, guide: Guide) -> bool:
    """Whether it was decided to step down to early help."""
    signed = file.signed
    return signed is not None and any(guide.outcome(d.outcome).stepdown for d in signed.body.decisions)


# -- the parts ------------------------------------------------------------------------------------------------


def _referrer(file: ContactFile, due: datetime) -> tuple[Todo, ...]:
    if file.referrer_told is not None or nobody_to_tell(file):
        return ()
    words = "Tell the referrer what was decided and why, or say why not."
    return (Todo("referrer", words, "Tell the referrer", due),)


def _family(file: ContactFile, due: datetime) -> tuple[Todo, ...]:
    left = [a for a in family_to_tell(file) if file.family_told(a.person) is None]
    return tuple(
        Todo(
            f"family:{adult.person}",
            f"Tell {wording.polite_name(adult)} in the safe way, or say why not.",
            f"Tell {wording.polite_name(adult)}",
            due,
        )
        for adult in left
    )


def _hand_over(
    file: ContactFile, guide: Guide, signed: Said[kinds.SignedOff], days: WorkingDays
) -> tuple[Todo, ...]:
    wanted, given = services(file, guide), file.handed_over
    if given is not None and given.happened >= signed.happened:
        return _taken(file, guide, given, days)
    if wanted:
        due = clocks.next_working_day_ends(signed.happened, days)
        service = wording.listed(wanted)
        words = f"Hand it over to: {service}. Write who was given it."
        return (Todo("hand over", words, f"Hand over to {service}", due),)
    codes = {d.outcome for d in signed.body.decisions}
    if _TO_WHOEVER_HAS_IT in codes and file.passed is None:
        due = clocks.next_working_day_ends(signed.happened, days)
        words = "Pass it to the worker who has the child."
        return (Todo("hand over", words, words.removesuffix("."), due),)
    return ()


def _taken(
    file: ContactFile, guide: Guide, given: Said[kinds.HandedOver], days: WorkingDays
) -> tuple[Todo, ...]:
    """A step-down is followed by the watch (clock C9), everything else until somebody says that they have it."""
    taken = file.taken_on
    if steps_down(file, guide) or (taken is not None and taken.happened >= given.happened):
        return ()
    due = clocks.next_working_day_ends(given.happened, days)
    words = f"{given.body.service} has not said that they have it. Ask, and write who said so."
    return (Todo("taken", words, f"{given.body.service} has not taken it on yet", due),)


def _passed(file: ContactFile, days: WorkingDays) -> tuple[Todo, ...]:
    passed, taken = file.passed, file.taken_on
    if passed is None or (taken is not None and taken.happened >= passed.happened):
        return ()
    whom = passed.body.whom or "The worker who has the child"
    due = clocks.next_working_day_ends(passed.happened, days)
    return (Todo("passed", f"{whom} has not read this yet.", f"{whom} has not read it yet", due),)


def _challenges(file: ContactFile, days: WorkingDays) -> tuple[Todo, ...]:
    answered = set(file.tripwires_answered)
    return tuple(
        Todo(
            key,
            f"{said.body.by_whom} disagrees: “{said.body.words}” A manager has to answer.",
            f"Answer {said.body.by_whom}, who disagrees",
            clocks.next_working_day_ends(said.happened, days),
        )
        for said in file.challenges
        if (key := f"challenge:{said.entry}") not in answered
    )
