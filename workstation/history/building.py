"""Makes a segment from the lines of the register, one human being after the other."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workstation.domain.kinds import Born
from workstation.domain.person_line import PersonLine
from workstation.history import days, numbers, places
from workstation.history.asking import MEN, WOMEN
from workstation.history.hashes import hash_of
from workstation.history.segment import (
    ADULT,
    CHILD,
    FAMILY,
    FEMALE,
    GIVEN,
    LIGHT,
    MALE,
    NHS,
    PLACE,
    People,
    Postings,
    Segment,
    packed,
    ranges,
)
from workstation.history.spelling import Speller, Spelt
from workstation.history.vocabulary import Vocabulary

_GIVEN, _MIDDLE, _FAMILY, _KIN = range(4)
CROWD: Final = 40
"""A contact that names more people than this is a list, not a household."""
_RUN_TOGETHER: Final = 9
_hash = lru_cache(maxsize=50_000)(hash_of)


class Builder:
    """Takes people in, gives a segment."""

    def __init__(self, speller: Speller, vocabulary: Vocabulary, today: date) -> None:
        self._speller, self._vocabulary, self._today = speller, vocabulary, today
        self._words = [(array("q"), array("q")) for _ in range(3)]
        self._evidence, self._has_evidence = array("Q"), array("q")
        self._births, self._born = array("q"), array("q")
        self._contacts, self._in_contact = array("Q"), array("q")
        self._phones: list[tuple[int, int]] = []
        self._flags = array("H")
        self._ids, self._id_starts = bytearray(), array("Q", [0])

    @property
    def people(self) -> int:
        """How many have been taken in."""
        return len(self._flags)

    def add(self, cluster: str, lines: Iterable[PersonLine]) -> None:
        """One human being: every line about them."""
        person, flags = len(self._flags), 0
        self._ids += packed(cluster)
        self._id_starts.append(len(self._ids))
        words: tuple[set[str], set[str], set[str]] = (set(), set(), set())
        for line in lines:
            flags |= self._line(person, line, words)
        for role, found in enumerate(words):
            keys, people = self._words[role]
            keys.extend(map(self._vocabulary.number, found))
            people.extend([person] * len(found))
        if words[_GIVEN]:
            flags |= GIVEN
        if words[_FAMILY]:
            flags |= FAMILY | (LIGHT if self._speller.light(tuple(words[_FAMILY])) else 0)
        self._flags.append(flags)

    def _line(self, person: int, line: PersonLine, words: tuple[set[str], set[str], set[str]]) -> int:
        for spelt in self._names_of(line):
            words[_GIVEN].update(spelt.given[:1])
            words[_GIVEN].update(word for word in spelt.given[1:] if _run_together(word, line))
            words[_MIDDLE].update(spelt.middle)
            words[_FAMILY].update(spelt.family)
        born = Born(on=line.born_on, due=line.born_due, age=line.age)
        if code := days.code_of(born, days.told_at(line.contact, self._today)):
            self._births.append(code)
            self._born.append(person)
        contact = _hash(line.contact)
        self._contacts.append(contact)
        self._in_contact.append(person)
        if phone := numbers.phone(line.phone):
            self._phones.append((contact, _hash(f"t:{phone}")))
        flags = CHILD if line.role == "child" else ADULT
        flags |= {"F": FEMALE, "M": MALE}.get(line.sex or _sex_of(line.relationship), 0)
        return flags | self._numbers(person, line) | self._places(person, line)

    def _numbers(self, person: int, line: PersonLine) -> int:
        nhs = numbers.plain(line.nhs)
        for kind, number in (
            ("i", nhs),
            ("l", numbers.plain(line.la_child_id)),
            ("u", numbers.plain(line.upn)),
        ):
            if number:
                self._note(person, f"{kind}:{number}")
        return NHS if numbers.good_nhs(nhs) else 0

    def _places(self, person: int, line: PersonLine) -> int:
        found = places.places_of(line)
        for place in found:
            for key in place.keys:
                self._note(person, key)
        return PLACE if found else 0

    def _note(self, person: int, key: str) -> None:
        self._evidence.append(_hash(key))
        self._has_evidence.append(person)

    def _names_of(self, line: PersonLine) -> Iterator[Spelt]:
        yield self._speller.parts(line.given, "", line.family)
        for other in line.also:
            yield self._speller.box(other)

    # -- the arrays ------------------------------------------------------------------------------------------

    def segment(self) -> Segment:
        """The index of everybody taken in."""
        people = len(self._flags)
        contacts = _postings(np.array(self._contacts, np.uint64), np.array(self._in_contact, np.int32))
        lives, lives_at = _turned(contacts, people)
        given, middle, family = (
            _postings(np.array(k, np.int32), np.array(p, np.int32)) for k, p in self._words
        )
        flags = np.array(self._flags, np.uint16)
        kin = _kin(_handed_down(given, middle, family, flags), family, contacts)
        births = _postings(np.array(self._births, np.int32), np.array(self._born, np.int32))
        first, more, more_at = _births_of(births, people)
        return Segment(
            names=(given, middle, family, kin),
            evidence=self._evidence_of(contacts),
            births=births,
            first_birth=first,
            more_births=more,
            more_births_at=more_at,
            flags=flags,
            contacts=contacts,
            lives=lives,
            lives_at=lives_at,
            id_starts=np.array(self._id_starts, np.uint32),
            id_bytes=np.frombuffer(bytes(self._ids), np.uint8),
        )

    def _evidence_of(self, contacts: Postings) -> Postings:
        """Addresses and numbers; a phone is everybody's who is named in the contact."""
        keys, people = array("Q", self._evidence), array("q", self._has_evidence)
        for contact, phone in self._phones:
            named = contacts.of(contact)
            if len(named) <= CROWD:
                keys.extend([phone] * len(named))
                people.extend(named.tolist())
        return _postings(np.array(keys, np.uint64), np.array(people, np.int32))


def _run_together(word: str, line: PersonLine) -> bool:
    """Whether several given names may be heard as this one: `Ka Ho`, `Ellie-Mae`; not any two that somebody has."""
    return len(word) <= _RUN_TOGETHER or "-" in line.given


def _sex_of(relationship: str) -> str:
    word = relationship.lower().removeprefix("step").strip("- ")
    return "F" if word in WOMEN else "M" if word in MEN else ""


def _postings(keys: NDArray[Any], people: People) -> Postings:
    """Sorted, each pair once."""
    distinct, place = np.unique(keys, return_inverse=True)
    pairs = np.unique(place.astype(np.int64) << 32 | people)
    counts = np.bincount(pairs >> 32, minlength=len(distinct)) if len(pairs) else np.zeros(0, np.int64)
    starts = np.zeros(len(distinct) + 1, np.int32)
    np.cumsum(counts, out=starts[1:])
    return Postings(distinct, starts, (pairs & 0xFFFFFFFF).astype(np.int32))


def _turned(postings: Postings, people: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The other way round: for each person the places of their keys."""
    places_ = np.repeat(np.arange(len(postings.keys), dtype=np.int32), np.diff(postings.starts))
    order = np.argsort(postings.people, kind="stable")
    starts = np.zeros(people + 1, np.int32)
    np.cumsum(np.bincount(postings.people, minlength=people), out=starts[1:])
    return starts, places_[order]


def _births_of(births: Postings, people: int) -> tuple[NDArray[np.int32], People, NDArray[np.int32]]:
    starts, at = _turned(births, people)
    counts = np.diff(starts)
    first = np.full(people, -1, np.int32)
    known = counts > 0
    first[known] = at[starts[:-1][known]]
    is_first = np.zeros(len(at), bool)
    is_first[starts[:-1][known]] = True
    more = np.repeat(np.arange(people, dtype=np.int32), counts)[~is_first]
    return first, more, at[~is_first]


def _handed_down(given: Postings, middle: Postings, family: Postings, flags: NDArray[np.uint16]) -> Postings:
    """The words of somebody's name that may be the surname of a child of the same family: family names, a father's
    own name and his father's, and the middle names of brothers and sisters, which in many orders of names are
    their father's.
    """
    words, people = [], []
    man = (flags & ADULT != 0) & (flags & FEMALE == 0)
    child = flags & CHILD != 0
    for postings, who in ((family, child | (flags & ADULT != 0)), (given, man), (middle, child | man)):
        of = np.repeat(postings.keys.astype(np.int32), np.diff(postings.starts))
        fits = who[postings.people]
        words.append(of[fits])
        people.append(postings.people[fits])
    return _postings(np.concatenate(words), np.concatenate(people))


def _kin(handed: Postings, family: Postings, contacts: Postings) -> Postings:
    """The words handed down among those who are named with somebody, less the words of their own surname."""
    people = int(contacts.people.max(initial=-1)) + 1
    counts = np.diff(contacts.starts)
    small = np.flatnonzero((counts > 1) & (counts <= CROWD))
    starts, words = _turned(handed, people)
    keys: list[NDArray[np.int32]] = []
    whose: list[People] = []
    for at in range(0, len(small), 50_000):
        one, other = _pairs(contacts, small[at : at + 50_000])
        size = np.diff(starts)[other]
        keys.append(handed.keys[words[ranges(starts[other], size)]].astype(np.int32))
        whose.append(np.repeat(one, size))
    found_keys = np.concatenate([*keys, np.zeros(0, np.int32)]).astype(np.int32)
    found_people = np.concatenate([*whose, np.zeros(0, np.int32)]).astype(np.int32)
    own = np.repeat(family.keys, np.diff(family.starts)).astype(np.int64) << 32 | family.people
    theirs = found_keys.astype(np.int64) << 32 | found_people
    new = ~np.isin(theirs, own)
    return _postings(found_keys[new], found_people[new])


def _pairs(contacts: Postings, which: NDArray[np.intp]) -> tuple[People, People]:
    """Everybody with everybody else of the same contact."""
    sizes = np.diff(contacts.starts)[which].astype(np.int64)
    members = contacts.people[ranges(contacts.starts[which], sizes)]
    one = np.repeat(members, np.repeat(sizes, sizes))
    first = np.repeat(contacts.starts[which].astype(np.int64), sizes * sizes)
    within = np.arange(len(one), dtype=np.int64) - np.repeat(
        np.cumsum(sizes * sizes) - sizes * sizes, sizes * sizes
    )
    other = contacts.people[first + within % np.repeat(sizes, sizes * sizes)]
    apart = one != other
    return one[apart], other[apart]
