"""Children asked about without a mistake who are not among the first five, and to whom they were lost.

`Olivia Taylor`, and nothing else, is on record a dozen times: nobody could say which of them it is. Such a tie is
told from what a better matcher would have found: a child counts as tied only when everybody among the first five
has each detail of the enquiry on record that the child's own record has, written just so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from tests.bench.evaluation import reading
from tests.bench.evaluation.filling import NOW
from tests.bench.evaluation.reading import Address, Oddities, Person, Question
from tests.bench.evaluation.scoring import Given, Right
from workstation.domain.kinds import Born
from workstation.history import places
from workstation.history.folding import key

_FIRST: Final = 5


class Lost(NamedTuple):
    """How many were lost."""

    tied: int
    ours: int


class _Case(NamedTuple):
    same: frozenset[str]
    first: tuple[str, ...]
    question: Question


def exactly_lost(folder: Path, answers: Path) -> Lost:
    """Of the answers to the set of this folder."""
    cases = list(_cases(folder, answers))
    if not cases:
        return Lost(0, 0)
    wanted = {id_ for case in cases for id_ in (*case.same, *case.first)}
    people = {person.id: person for person in _having(folder, wanted) if person.id in wanted}
    beside = _Beside(folder, people.values())
    tied = sum(_tied(case, people, beside) for case in cases)
    return Lost(tied, len(cases) - tied)


def _cases(folder: Path, answers: Path) -> Iterator[_Case]:
    given = {each.qid: each for each in map(msgspec.json.Decoder(Given).decode, reading.lines(answers))}
    lost = {
        right.qid: (right.same, given[right.qid].ranked[:_FIRST] if right.qid in given else ())
        for right in map(msgspec.json.Decoder(Right).decode, reading.lines(folder / "truth.jsonl"))
        if right.kind == "match" and right.n_errors == 0
    }
    lost = {qid: found for qid, found in lost.items() if set(found[0]).isdisjoint(found[1])}
    if not lost:
        return
    for question in reading.questions(folder / "queries.jsonl", Oddities(), NOW.year):
        if question.qid is not None and question.qid in lost:
            same, first = lost[question.qid]
            yield _Case(frozenset(map(reading.id_of, same)), tuple(map(reading.id_of, first)), question)


def _having(folder: Path, words: Collection[str]) -> Iterator[Person]:
    """The people in whose lines one of these words stands: only they are read, of perhaps a million."""
    raw = [reading.loosely(word).encode() for word in words]
    return reading.people(
        folder / "store.jsonl", Oddities(), NOW.year, lambda line: any(word in line for word in raw)
    )


class _Beside:
    """Whoever was named in one contact with somebody, or is related."""

    def __init__(self, folder: Path, people: Iterable[Person]) -> None:
        known = list(people)
        words = {word for person in known for word in (*person.contacts, *(to for to, _ in person.relations))}
        self._everybody = list(_having(folder, words)) if words else []

    def of(self, person: Person) -> Iterator[Person]:
        contacts, related = set(person.contacts), {to for to, _ in person.relations}
        for other in self._everybody:
            if other.id != person.id and (other.id in related or not contacts.isdisjoint(other.contacts)):
                yield other


def _tied(case: _Case, people: dict[str, Person], beside: _Beside) -> bool:
    """Whether each of the first five has all that one of the child's own records has."""

    def details(id_: str) -> frozenset[str]:
        person = people.get(id_)
        return frozenset(_details(case.question, person, list(beside.of(person)))) if person else frozenset()

    theirs = [details(id_) for id_ in case.first]
    return len(theirs) == _FIRST and any(
        all(own <= other for other in theirs) for own in map(details, case.same) if own
    )


def _details(question: Question, person: Person, kin: Sequence[Person]) -> Iterator[str]:
    """What of the enquiry is on record of somebody just so."""
    asked = question.person
    for name in ("forename", "middle", "surname"):
        if key(getattr(asked, name)) and key(getattr(asked, name)) == key(getattr(person, name)):
            yield name
    if key(f"{asked.forename} {asked.surname}") in map(key, person.also):
        yield from ("forename", "surname")
    for name in ("sex", "nhs"):
        if getattr(asked, name) and getattr(asked, name) == getattr(person, name):
            yield name
    if asked.born != Born() and _fits(asked.born, person.born):
        yield "born"
    if not set(asked.phones).isdisjoint([*person.phones, *(phone for one in kin for phone in one.phones)]):
        yield "phone"
    keys = _keys(asked.addresses)
    yield from keys & _keys(person.addresses)
    for number, other in enumerate(question.others):
        called = (key(other.forename), key(other.surname))
        if any(called == (key(one.forename), key(one.surname)) for one in kin):
            yield f"other {number}"


def _fits(asked: Born, known: Born) -> bool:
    """The same day; or the same year, when only that was asked."""
    if asked.age is None:
        return asked == known
    return NOW.year - asked.age == (known.on.year if known.on else NOW.year - (known.age or -1))


def _keys(addresses: Iterable[Address]) -> set[str]:
    return {one for a in addresses for one in places.place(f"{a.line} {a.town}", a.postcode).keys}
