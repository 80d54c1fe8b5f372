"""G9: what has to be done after the decision before nothing is left of a contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from workstation.domain import checks, clocks, kinds, wording
from workstation.domain.belonging import is_called_parent
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile, Said, Stage
from workstation.domain.gates.tasks import tasks
from workstation.domain.gates.todo import Todo
from workstation.domain.guide import Guide
from workstation.domain.past import Past

_TO_WHOEVER_HAS_IT: Final = "O03"


def still_to_do(file: ContactFile, guide: Guide, past: Past, days: WorkingDays) -> tuple[Todo, ...]:
    """Everything that is left, the way it is listed: tasks of an act now first, then who is to be told."""
    return (*tasks(file, guide, past), *after_decision(file, guide, days))


def after_decision(file: ContactFile, guide: Guide, days: WorkingDays) -> tuple[Todo, ...]:
    """What is left of G9. Nothing before the decision, or while it is being made anew; but what was passed as
    information waits until it was read. What was given back told whoever sent it by giving it back, and the work
    goes on in the contact that came again.
    """
    signed = file.signed
    if signed is None or file.stage is not Stage.DECIDED:
        return _passed(file, guide, days)
    if file.given_back:
        return _challenges(file, guide, days)
    since = decided_since(file, signed)
    due = clocks.next_working_day_ends(since, days)
    return (
        *_challenges(file, guide, days),
        *_referrer(file, guide, since, due),
        *_family(file, guide, since, due),
        *_hand_over(file, guide, since, days),
        *_passed(file, guide, days),
    )


def decided_since(file: ContactFile, signed: Said[kinds.SignedOff]) -> datetime:
    """Since when exactly this is decided: what was told and handed over before says nothing of it. Signed once more
    with the same outcomes, because something was added, it is the same decision; opened again, it is another one.
    """
    since, earlier = signed.happened, {said.entry for said in file.earlier_decisions}
    for said in reversed(file.log(kinds.SignedOff)):
        if said.entry in earlier or said.body.decisions != signed.body.decisions:
            break
        since = min(since, said.happened)
    return since


def nobody_to_tell(file: ContactFile, guide: Guide) -> str:
    """Why no referrer is to be told; empty when one is."""
    if file.referrer is not None and file.referrer.anonymous:
        return guide.rules.say("G9", "no_name")
    return ""


def family_to_tell(file: ContactFile) -> tuple[kinds.AdultNamed, ...]:
    """Who of the family has to be told: young people who answer for themselves (each like an adult), then everybody
    known who has, or may have, parental responsibility.
    """
    young = (checks.as_adult(line.child) for line in checks.young_lines(file))
    return (*young, *(a for a in file.adults if a.known and is_parent(a)))


def is_parent(adult: kinds.AdultNamed) -> bool:
    """Whether somebody has, or may have, parental responsibility."""
    if adult.responsibility == "not known":
        return is_called_parent(adult.relationship.casefold())
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


def _say(guide: Guide) -> Callable[..., str]:
    return partial(guide.rules.say, "G9")


def _referrer(file: ContactFile, guide: Guide, since: datetime, due: datetime) -> tuple[Todo, ...]:
    told, say = file.referrer_told, _say(guide)
    if nobody_to_tell(file, guide) or (told is not None and told.happened >= since):
        return ()
    return (Todo("referrer", say("referrer"), say("referrer_short"), due),)


def _family(file: ContactFile, guide: Guide, since: datetime, due: datetime) -> tuple[Todo, ...]:
    told = {a.person: file.family_told(a.person) for a in family_to_tell(file)}
    left = [a for a in family_to_tell(file) if (said := told[a.person]) is None or said.happened < since]
    say = _say(guide)
    return tuple(
        Todo(f"family:{adult.person}", say("family", adult=name), say("family_short", adult=name), due)
        for adult in left
        for name in (wording.polite_name(adult),)
    )


def _hand_over(file: ContactFile, guide: Guide, since: datetime, days: WorkingDays) -> tuple[Todo, ...]:
    wanted, given, say = services(file, guide), file.handed_over, _say(guide)
    if given is not None and given.happened >= since:
        return _taken(file, guide, given, days)
    due = clocks.next_working_day_ends(since, days)
    if wanted:
        named = wording.listed(wanted)
        words, short = say("hand_over", services=named), say("hand_over_short", services=named)
        return (Todo("hand over", words, short, due),)
    codes = {d.outcome for d in file.signed.body.decisions} if file.signed else set()
    if _TO_WHOEVER_HAS_IT in codes and file.passed is None:
        return (Todo("hand over", say("pass_on"), say("pass_on_short"), due),)
    return ()


def _taken(
    file: ContactFile, guide: Guide, given: Said[kinds.HandedOver], days: WorkingDays
) -> tuple[Todo, ...]:
    """A step-down is followed by the watch (clock C9), everything else until somebody says that they have it."""
    taken = file.taken_on
    if steps_down(file, guide) or (taken is not None and taken.happened >= given.happened):
        return ()
    due = clocks.next_working_day_ends(given.happened, days)
    say, service = _say(guide), given.body.service
    return (Todo("taken", say("taken", service=service), say("taken_short", service=service), due),)


def _passed(file: ContactFile, guide: Guide, days: WorkingDays) -> tuple[Todo, ...]:
    passed, taken, say = file.passed, file.taken_on, _say(guide)
    if passed is None or (taken is not None and taken.happened >= passed.happened):
        return ()
    whom = passed.body.whom or say("whose_worker")
    due = clocks.next_working_day_ends(passed.happened, days)
    return (Todo("passed", say("passed", whom=whom), say("passed_short", whom=whom), due),)


def _challenges(file: ContactFile, guide: Guide, days: WorkingDays) -> tuple[Todo, ...]:
    answered, say = set(file.tripwires_answered), _say(guide)
    return tuple(
        Todo(
            key,
            say("challenge", whom=said.body.by_whom, words=said.body.words),
            say("challenge_short", whom=said.body.by_whom),
            clocks.next_working_day_ends(said.happened, days),
        )
        for said in file.challenges
        if (key := f"challenge:{said.entry}") not in answered
    )
