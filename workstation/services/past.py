"""The history of a contact: one place that gathers what went before and lets the rules speak.

Queue, banner, call, step 3 and sign-off all show what comes from here. Only people whom a person confirmed to be
the same are followed; who may be the same is a question and is never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from msgspec.structs import replace

from workstation.domain import history_rules, kinds, past_line, wording
from workstation.domain.answers import Judgement
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.line import ContactLine
from workstation.domain.past import Candidate, Fact, Past, PastContact, PersonNow, Present
from workstation.domain.person_line import PersonLine
from workstation.guidebook.history_rules import rulebook
from workstation.services import answered
from workstation.services.desk import Desk

_LONG_AGO: Final = datetime(1900, 1, 1, tzinfo=UTC)
_NOBODY: Final = ContactId("")


def of_contact(desk: Desk, line: ContactLine, *, match: bool = True) -> Past:
    """The history of a contact: earlier contacts of its confirmed people, facts, and matches to judge.

    Contacts of a child count first; those known only through an adult are the household's. Without `match`
    nobody is compared, and so 'none found' is not said either.
    """
    if not desk.all_open:
        return _closed(desk)
    people = desk.store.register.people_of(line.contact)
    everything, counted_with = answered.counted_once(desk, _gathered(desk, people), line.contact)
    answers = answered.about(desk, line.contact, people)
    candidates = desk.matcher.unjudged(people, answers.for_matcher) if match else ()
    own = next((c for c in everything if c.contact == line.contact), None)
    present = Present(
        contact=line.contact,
        at=line.received_at or (own.at if own else _LONG_AGO),
        source=line.source,
        themes=own.themes if own else (),
        children=tuple(_now(p) for p in people if p.role == "child"),
        adults=tuple(_now(p) for p in people if p.role == "adult"),
        missing=_missing(people),
        undecided=line.stage is not Stage.DECIDED,
    )
    told = tuple(c for c in everything if c.contact not in counted_with)
    perhaps = _perhaps(desk, line.contact, answers.judged, everything)
    facts = history_rules.facts(present, told, rulebook(), desk.guide, perhaps)
    earlier = tuple(c for c in everything if c.contact != line.contact)
    if match and not earlier and not candidates and not perhaps:
        none = history_rules.none_found(desk.matcher.searched, rulebook(), present.missing)
        held = wording.may_be_held(desk.settings.duty_phone)
        facts = (replace(none, detail=f"{none.detail} {held}"),)
    return Past(
        everything, answered.with_warnings(desk, people, candidates), (*_stale(desk, earlier), *facts),
        desk.matcher.searched, up_to(desk),
        answers.judged, answers.clashes, answered.twofold(desk, line, everything, candidates, perhaps),
        perhaps=perhaps,
    )  # fmt: skip


def less_likely(desk: Desk, contact: ContactId) -> tuple[Candidate, ...]:
    """Who fits the children of a contact less well than those it asks about: for whoever looks further."""
    if not desk.all_open:
        return ()
    people = desk.store.register.people_of(contact)
    judged = answered.about(desk, contact, people).for_matcher
    return answered.with_warnings(desk, people, desk.matcher.less_likely(people, judged))


def of_candidate(desk: Desk, candidate: Candidate, source: str = "") -> Past:
    """During the call: what the history would be, if this is the child. Nothing of it is on record yet."""
    if not desk.all_open:
        return _closed(desk)
    mates = desk.store.register.clusters([candidate.other])
    there = tuple(mates.get(candidate.other, (candidate.other,)))
    found = (
        _seen(c, dict.fromkeys(there, candidate.person))
        for c in desk.store.register.past_of([candidate.other])
    )
    before, counted_with = answered.counted_once(desk, tuple(found), _NOBODY)
    now = PersonNow(candidate.person, candidate.name, candidate.name.partition(", ")[2])
    present = Present(contact=_NOBODY, at=desk.now(), source=source, children=(now,))
    told = tuple(c for c in before if c.contact not in counted_with)
    facts = history_rules.facts(present, told, rulebook(), desk.guide)
    return Past(before, (), (*_stale(desk, before), *facts), desk.matcher.searched, up_to(desk))


def up_to(desk: Desk) -> datetime | None:
    """Until when colleagues' work is here: now, on a computer that works alone; None before it ever came."""
    state = desk.link.state
    return desk.now() if state is None else state.last_good


def up_to_words(as_of: datetime | None, now: datetime) -> str:
    """`History here is up to 10:05 today.`."""
    return history_rules.up_to(as_of, now, rulebook())


def _closed(desk: Desk) -> Past:
    from workstation.services import lease  # noqa: PLC0415 - a start has no need of it

    closed = lease.closed_history(desk.lease_ended())
    return Past((), (), (closed,), desk.matcher.searched, up_to(desk))


def _stale(desk: Desk, before: tuple[PastContact, ...]) -> tuple[Fact, ...]:
    fact = history_rules.stale(before, up_to(desk), desk.now(), rulebook())
    return (fact,) if fact is not None else ()


# -- gathering ------------------------------------------------------------------------------------------------


def _gathered(desk: Desk, people: tuple[PersonLine, ...]) -> tuple[PastContact, ...]:
    """Every contact of these people, newest first, each with who of them was in it, the one in hand among them."""
    rows = desk.store.register
    ids = [p.person for p in people]
    now = {mate: person for person, mates in rows.clusters(ids).items() for mate in mates}
    children = frozenset(p.person for p in people if p.role == "child")
    found = (_seen(c, now, children) for c in rows.past_of(ids))
    return tuple(sorted(found, key=lambda c: (c.at, c.key), reverse=True))


def _perhaps(
    desk: Desk, here: ContactId, judged: Iterable[Judgement], known: Iterable[PastContact]
) -> tuple[PastContact, ...]:
    """What is on record of those of whom somebody said `not sure`, here or in another contact; or `same`, where
    another answer keeps that from counting.
    """
    counted = {c.key for c in known}
    found: dict[str, PastContact] = {}
    for answer in judged:
        if answer.verdict == "different":
            continue
        for past in desk.store.register.past_of([answer.other]):
            if past.contact != here and past.key not in counted:
                seen = _seen(past, {answer.other: answer.person})
                found.setdefault(past.key, replace(seen, perhaps=answer.name))
    return tuple(sorted(found.values(), key=lambda c: (c.at, c.key), reverse=True))


def _seen(
    past: PastContact, now: Mapping[PersonId, PersonId], children: frozenset[PersonId] | None = None
) -> PastContact:
    """An earlier contact with the people of the one in hand found in it."""
    people = tuple(replace(p, now=now[p.person]) if p.person in now else p for p in past.people)
    about = children is None or any(p.now in children for p in people)
    mine = {p.person for p in people if p.now is not None and (children is None or p.now in children)}
    return replace(past, people=people, same_child=about).seen_for(mine)


def _now(line: PersonLine) -> PersonNow:
    name = wording.full_name(kinds.Name(line.family, line.given)) if line.family or line.given else ""
    return PersonNow(
        line.person, name, line.given, line.also, line.relationship,
        "" if line.hidden else past_line.home(line.postcode),
    )  # fmt: skip


def _missing(people: Iterable[PersonLine]) -> tuple[str, ...]:
    """What is not known of the children and would have helped to find them."""
    children = [p for p in people if p.role == "child"]
    adults = [p for p in people if p.role == "adult"]
    if not children:
        return ("a child’s name",)
    wanted = (
        ("date of birth", any(c.born_on is None and c.born_due is None for c in children)),
        ("family name", any(not c.family for c in children)),
        ("postcode", any(not c.postcode and not c.hidden for c in children)),
        ("a parent’s name", not adults),
    )
    return tuple(words for words, absent in wanted if absent)
