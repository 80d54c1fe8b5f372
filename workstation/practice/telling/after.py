"""After the decision: the referrer and the parents are told, it is handed over, the watch goes its way."""

from __future__ import annotations

from typing import Final

from workstation.domain import kinds, wording
from workstation.domain.checks.parents import OLD_ENOUGH
from workstation.domain.gates.after import is_parent
from workstation.domain.ids import AuthorId, EntryId
from workstation.domain.kinds import Body
from workstation.domain.times import local
from workstation.guidebook.guide import guide
from workstation.practice.days import DAY
from workstation.practice.story import Act, Story, moment

_REFERRER: Final = "Told what was decided, at which level, and how to disagree."
_FAMILY: Final = "Told what was decided and what happens next."
_STEPS: Final = (("accepted", 1, 5), ("family seen", 7, 12), ("review held", 35, 40))
"""Steps of the watch, and after how many days each may be taken: all of them in time."""


def tell(story: Story, outcome: str, service: str, worker: AuthorId, now: int) -> None:
    """Everything that is left to do after the sign-off, done. Nothing is written after `now`."""
    referrer = next((a.body for a in story.acts if isinstance(a.body, kinds.ReferrerNamed)), None)
    if referrer is None or not referrer.anonymous:
        story.say(kinds.ReferrerTold(how="email", text=_REFERRER), worker)
    for adult in [a.body for a in story.acts if isinstance(a.body, kinds.AdultNamed)]:
        if adult.known and is_parent(adult):
            story.say(kinds.FamilyTold(person=adult.person, how="phone", text=_FAMILY), worker)
    for child in [a.body for a in story.acts if isinstance(a.body, kinds.ChildNamed)]:
        if _answers_alone(child, story):
            story.say(kinds.FamilyTold(person=child.person, how="in person", text=_FAMILY), worker)
    if outcome == "O03":
        whom = service or "The worker who has the child"
        story.say(kinds.InformationPassed(whom=whom, how="phone"), worker)
        story.say(kinds.HandOverTaken(who=whom, how="phone"), worker)
    elif guide().outcome(outcome).handover:
        given = service or guide().outcome(outcome).handover
        story.say(kinds.HandedOver(service=given, to="duty worker", how="phone"), worker)
        story.say(kinds.HandOverTaken(who="duty worker", how="phone"), worker)
    if guide().outcome(outcome).stepdown:
        _watch(story, worker, now)


def _answers_alone(child: kinds.ChildNamed, story: Story) -> bool:
    """Whether a young person is told for themselves. Who is about 15 may be 16 by the record of another contact."""
    if child.born.on is None:
        return child.born.age is not None and child.born.age >= OLD_ENOUGH - 1
    on = local(moment(story.acts[0].happened)).date()
    return wording.years(child.born.on, on) >= OLD_ENOUGH


def _watch(story: Story, worker: AuthorId, now: int) -> None:
    start = story.at
    for step, first, last in _STEPS:
        days = story.dice.between(first, last)
        at = start + days * DAY
        body = kinds.StepDownMoved(step=step, on=local(moment(at)).date())  # type: ignore[arg-type]
        key = story.dice.uuid(at)
        if at < now:
            story.acts.append(_later(story, at, body, worker, key))


def _later(story: Story, at: int, body: Body, by: AuthorId, key: str) -> Act:
    """Written on a later day, while other families are heard of."""
    return Act(at, at, EntryId(key), story.contact, by, body, ())
