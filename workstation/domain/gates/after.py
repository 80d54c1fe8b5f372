"""G9: what has to be done after the decision before nothing is left of a contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final

from workstation.domain import checks, clocks, kinds, wording
from workstation.domain.belonging import is_called_parent
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.gates.tasks import tasks
from workstation.domain.gates.todo import Todo
from workstation.domain.guide import Guide
from workstation.domain.handing import decided_since, handings, not_passed, passings
from workstation.domain.past import Past

_TO_WHOEVER_HAS_IT: Final = "O03"
HAND_OVER: Final = "hand over"
TAKEN: Final = "taken"
FOR_ITS_WORKER: Final = "pass"
PASSED: Final = "passed"
_SEVERAL: Final = 2
"""How the keys of what is left of a hand-over begin; the service follows."""


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


def _hand_over(file: ContactFile, guide: Guide, since: datetime, days: WorkingDays) -> Iterator[Todo]:
    """Each service is given its own children, and whoever has a child already hears of it as well. A step-down is
    followed by the watch (clock C9), everything else until somebody says that they have it.
    """
    every, say = handings(file, guide), _say(guide)
    due = clocks.next_working_day_ends(since, days)
    for one in (one for one in every if one.given is None):
        words, short = (say(which, services=one.service) for which in ("hand_over", "hand_over_short"))
        yield Todo(f"{HAND_OVER}:{one.service}", words, short, due)
    yield from _pass_on(file, guide, due)
    for one in every:
        if one.given is not None and one.taken is None and not one.stepdown:
            service, due = one.given.body.service, clocks.next_working_day_ends(one.given.happened, days)
            words, short = (say(which, service=service) for which in ("taken", "taken_short"))
            yield Todo(f"{TAKEN}:{one.service}", words, short, due)


def _pass_on(file: ContactFile, guide: Guide, due: datetime) -> Iterator[Todo]:
    """Each child goes to whoever has that child: what was passed of a sister stands for nobody else."""
    decisions = file.signed.body.decisions if file.signed else ()
    to_pass = [d.child for d in decisions if d.outcome == _TO_WHOEVER_HAS_IT]
    left, say = not_passed(file, to_pass), _say(guide)
    if left and len(left) == len(to_pass):
        yield Todo(FOR_ITS_WORKER, say("pass_on"), say("pass_on_short"), due)
    elif left:
        names = wording.listed(
            [wording.child_name(c, file.children) for c in file.children if c.person in left]
        )
        words, short = (say(which, children=names) for which in ("pass_on_of", "pass_on_of_short"))
        yield Todo(FOR_ITS_WORKER, words, short, due)


def _passed(file: ContactFile, guide: Guide, days: WorkingDays) -> tuple[Todo, ...]:
    """Each worker who was passed it and has not read it; of several, each is one."""
    every, say, found = passings(file), _say(guide), []
    for one in (one for one in every if one.taken is None):
        whom = one.passed.body.whom or say("whose_worker")
        due = clocks.next_working_day_ends(one.passed.happened, days)
        key = PASSED if len(every) < _SEVERAL else f"{PASSED}:{one.passed.entry}"
        found.append(Todo(key, say("passed", whom=whom), say("passed_short", whom=whom), due))
    return tuple(found)


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
