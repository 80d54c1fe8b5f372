"""What a manager has before them when they decide on a contact: facts, gaps, criteria, what is new; and
deciding first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from workstation.domain import covering as blind
from workstation.domain import gates, kinds, returning
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile, Said, Stage
from workstation.domain.covering import Cover
from workstation.domain.criteria import CriterionAsked, Shown, evidence
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Decision
from workstation.domain.returning import Asked, Since
from workstation.guidebook.signoff import criteria
from workstation.services import covering, find, hidden_around, on_screen, opinions, record
from workstation.services.decide import DIFFERS
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.trouble import NotYours, RuleTrouble


@dataclass(frozen=True)
class Criterion:
    """One criterion with what the record shows for it."""

    asked: CriterionAsked
    shown: tuple[Shown, ...]


@dataclass(frozen=True)
class ToSign:
    """One contact as a manager decides on it.

    With a cover (`open.cover`) it holds facts only: no gaps, no criteria, no opinions. `refused` is why this person
    may not sign it. `hard` are gaps that count as an override when they are accepted, `never` those that cannot be;
    both as keys. `first` is what this manager decided before they saw the worker's.
    """

    open: OpenContact
    refused: str = ""
    gaps: tuple[Gap, ...] = ()
    hard: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    criteria: tuple[Criterion, ...] = ()
    first: Said[kinds.DecidedFirst] | None = None
    opinions: tuple[Said[kinds.OpinionGiven], ...] = ()
    since: Since | None = None
    asked: tuple[Asked, ...] = ()

    @property
    def cover(self) -> Cover | None:
        """Why this person sees facts only."""
        return self.open.cover


def look(desk: Desk, contact: ContactId) -> ToSign:
    """A contact as whoever sits here decides on it."""
    shown, file = find.contact(desk, contact), desk.file(contact)
    if shown.cover is not None:
        return ToSign(shown)
    refused = gates.may_not_sign(file, desk.worker, desk.guide)
    clean = on_screen.cleaner(desk, file, hidden_around.hiding(desk, file, shown.past))
    gaps = on_screen.told(gates.for_manager(file, desk.guide, shown.past), clean)
    first = blind.decided_first(file, desk.worker.id)
    if first is not None and blind.differs(first.body, file):
        gaps = (_difference(desk, first.body, file), *gaps)
    hard = {gates.key_of(gap) for gap in gates.blocks(file, desk.guide, shown.past)}
    return ToSign(
        open=shown,
        refused=refused.words if refused else "",
        gaps=gaps,
        hard=frozenset(hard),
        never=frozenset(gates.key_of(gap) for gap in gaps if gates.never_passed(gap)),
        criteria=tuple(
            Criterion(one, evidence(one.shows, shown.seen, desk.guide, shown.past, gaps))
            for one in criteria().criteria
        ),
        first=first,
        opinions=shown.seen.log(kinds.OpinionGiven),
        since=_since(desk, file),
        asked=returning.checklist(shown.seen),
    )


def _since(desk: Desk, file: ContactFile) -> Since | None:
    """What is new, for whoever it was returned to."""
    if file.stage is not Stage.WITH_MANAGER:
        return None
    return returning.since_seen(file, desk.store.journal.of_contact(file.contact))


def _difference(desk: Desk, first: kinds.DecidedFirst, file: ContactFile) -> Gap:
    """What a manager who decided otherwise is asked, and only then."""
    own = _in_words(desk, first.outcomes)
    theirs = _in_words(desk, (kinds.Decision(o.body.child, o.body.outcome) for o in file.outcomes))
    rule, _, place = DIFFERS.partition(":")
    say = partial(desk.guide.rules.say, rule)
    nothing = say("nothing")
    words = say("evidence", own=own or nothing, theirs=theirs or nothing)
    return Gap(rule, 6, place, "", words, say("title"))


def _in_words(desk: Desk, outcomes: Iterable[Decision]) -> str:
    """`assessment`; several when the children differ."""
    return " and ".join(dict.fromkeys(outcome_words(desk, d.outcome) for d in outcomes))


def outcome_words(desk: Desk, code: str) -> str:
    """`no further action`, or that the facts were not enough to decide."""
    return "not enough to decide" if code == blind.NOT_ENOUGH else desk.guide.outcome(code).words.lower()


def decide_first(desk: Desk, contact: ContactId, outcomes: Iterable[Decision], why: str, saw: str) -> Changed:
    """A manager's own decision, before they see the worker's. From then on they see both."""
    file = desk.file(contact)
    if covering.of(desk, file) is not Cover.DECIDE_FIRST:
        raise NotYours("This contact is not one you decide on first.", "Open the list again.")
    if saw != file.head:
        raise RuleTrouble("The worker added something since you opened this.", "Read it, then decide.")
    given = opinions.whole(file, outcomes, why)
    return record.put(
        desk, contact, [kinds.DecidedFirst(outcomes=given, why=why.strip(), saw=saw)], file=file
    )
