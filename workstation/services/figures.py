"""The rows that reports are made of (`domain.figures`), gathered from the record of this computer.

There is no screen for them yet. Who may not read contacts gets none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from workstation.domain import checks, kinds
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.figures import ChildContact
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Body, Decision
from workstation.domain.people import may_read
from workstation.domain.said import Said
from workstation.guidebook import disabilities
from workstation.services.desk import Desk
from workstation.trouble import NotYours

_AT_MOST: Final = timedelta(minutes=10)
"""Longer between two acts nobody worked at it: a phone call to somebody else, a night."""
_STEPS: Final[dict[str, tuple[type[Body], ...]]] = {
    "concern": (kinds.Answered, kinds.ThemesChosen, kinds.Rated, kinds.ReferrerAsked, kinds.ReferrerReplied),
    "children and family": (kinds.ChildNamed, kinds.AdultNamed, kinds.AddressRecorded),
    "history": (kinds.Matched, kinds.EventMatched, kinds.HistoryWeighed, kinds.SameIssue),
    "agencies": (
        kinds.BasisRecorded, kinds.AgencyListed, kinds.AgencyAsked, kinds.AgencyTried, kinds.AgencyAnswered,
        kinds.AgencyNotNeeded,
    ),
    "parents": (
        kinds.ParentTold, kinds.ParentAgreed, kinds.ParentLeft, kinds.SupportDeclined, kinds.ChildHeard,
    ),
    "decision": (
        kinds.FactorAnswered, kinds.LevelJudged, kinds.ReasonsWritten, kinds.Recommended, kinds.SentToManager,
    ),
}  # fmt: skip
"""In which step each kind of answer is given."""


def rows(desk: Desk) -> tuple[ChildContact, ...]:
    """Every child of every contact in Lintel, as far as they are named."""
    files = list(_files(desk))
    people = [child.person for file in files for child in file.children]
    humans = desk.store.register.humans.clusters_of(people)
    return tuple(row for file in files for row in _rows(desk, file, humans))


def _files(desk: Desk) -> Iterator[ContactFile]:
    if not may_read(desk.worker):
        raise NotYours(f"{desk.worker.role} does not read contacts.")
    for contact in desk.store.journal.all_contacts():
        file = desk.file(contact)
        if file.stage is not Stage.EARLIER:
            yield file


def _rows(desk: Desk, file: ContactFile, humans: dict[PersonId, str]) -> Iterator[ChildContact]:
    received, signed = file.received, file.signed
    if received is None:
        return
    outcomes = {d.child: d.outcome for d in signed.body.decisions} if signed else {}
    answers = [said.body for said in file.factors]
    worker = desk.person(file.worker or received.by)
    passed = (*signed.body.accepted, *signed.body.overrode) if signed else ()
    missing = frozenset((*(request.gap.partition(":")[0] for request in passed), *_unanswered(desk, file)))
    for child in file.children:
        level = file.level(child.person)
        born = file.born(child).on
        yield ChildContact(
            contact=file.contact,
            human=humans.get(child.person, child.person),
            at=received.happened,
            first_decided_at=_first_decided(file, child.person),
            decided_at=signed.happened if signed else None,
            outcome=outcomes.get(child.person, ""),
            source=file.source,
            agency=(file.referrer.agency if file.referrer else "") or received.body.agency,
            team=worker.team if worker else "",
            themes=frozenset(file.themes),
            factors=frozenset(body.factor for body in answers if body.answer == "yes"),
            unsure=frozenset(body.factor for body in answers if body.answer != "yes"),
            claimed=file.claimed.level if file.claimed else "",
            judged=level.body.level if level else "",
            missing=missing,
            la_child_id=child.la_child_id,
            sex=file.sex(child)[0],
            ethnicity=child.ethnicity,
            disability=frozenset(disabilities.those(child.disability) or child.disability),
            born=born,
        )


def _first_decided(file: ContactFile, child: PersonId) -> datetime | None:
    """When something was decided of a child for the first time. Who signed what they had sent decided nothing."""
    sent = {said.entry: said.by for said in file.log(kinds.SentToManager)}
    times = (
        said.happened
        for said in file.log(kinds.SignedOff)
        if said.entry not in file.taken_back
        and not any(sent.get(answered) == said.by for answered in said.answers)
        and any(d.child == child for d in said.body.decisions)
    )
    return min(times, default=None)


def _unanswered(desk: Desk, file: ContactFile) -> Iterator[str]:
    """Agencies that should have been asked and have not answered."""
    for line in checks.agency_lines(file, desk.guide):
        said = file.agency(line.agency.id)
        if said is None or not isinstance(said.body, kinds.AgencyAnswered):
            yield line.agency.id


# -- two people who did not know of each other's view (R25) ------------------------------------------------------


def decided_first(desk: Desk) -> tuple[tuple[str, str], ...]:
    """What the worker had sent, and what a manager decided before they saw it: a pair for each child."""
    return tuple(pair for file in _files(desk) for pair in _first(file))


def _first(file: ContactFile) -> Iterator[tuple[str, str]]:
    seen = set()
    for said in file.log(kinds.DecidedFirst):
        sent = [s.body for s in file.log(kinds.SentToManager) if s.recorded < said.recorded]
        if sent and said.body.saw not in seen:  # said once more with the reason why it differs
            seen.add(said.body.saw)
            yield from _paired(sent[-1].outcomes, said.body.outcomes)


def second_opinions(desk: Desk) -> tuple[tuple[str, str], ...]:
    """What was recommended when a colleague gave their opinion, and what they said: a pair for each child."""
    return tuple(pair for file in _files(desk) for pair in _opinions(file))


def _opinions(file: ContactFile) -> Iterator[tuple[str, str]]:
    for said in file.log(kinds.OpinionGiven):
        recommended: dict[PersonId, str] = {}
        for before in _before(file.log(kinds.Recommended), said.recorded):
            recommended[before.body.child] = before.body.outcome
        then = tuple(Decision(child, outcome) for child, outcome in recommended.items())
        yield from _paired(then, said.body.outcomes)


def _before(every: Iterable[Said[kinds.Recommended]], recorded: int) -> Iterator[Said[kinds.Recommended]]:
    return (said for said in every if said.recorded < recorded)


def _paired(one: Iterable[Decision], other: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    theirs = {d.child: d.outcome for d in other}
    return ((d.outcome, theirs[d.child]) for d in one if d.child in theirs)


# -- where the time goes (R5) ------------------------------------------------------------------------------------


def minutes_by_step(desk: Desk) -> dict[str, float]:
    """Minutes of work in each step: the time up to each act since the same person's last one on the contact, as
    long as it is short enough to have been work. Never by person.
    """
    found: Counter[str] = Counter()
    for file in _files(desk):
        last: dict[str, float] = {}
        for said in file.story:
            at = said.happened.timestamp()
            between = at - last.get(said.by, at)
            last[said.by] = at
            step = next((name for name, of in _STEPS.items() if isinstance(said.body, of)), "")
            if step and 0 < between <= _AT_MOST.total_seconds():
                found[step] += round(between)
    return {step: seconds / 60 for step, seconds in found.items()}
