"""All segments together: the big one that was made at leisure, and small ones of what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from workstation.domain.naming import NameLists
from workstation.history import days, kinship, scoring
from workstation.history.asking import Asked
from workstation.history.building import Builder
from workstation.history.kinship import Found, Kin
from workstation.history.scoring import Room
from workstation.history.segment import Segment
from workstation.history.spelling import Speller
from workstation.history.vocabulary import Vocabulary, hash_of
from workstation.history.weighing import Scales
from workstation.history.weights import WEIGHTS, Weights


class Hit(NamedTuple):
    """Somebody who may be the one asked about."""

    bits: float
    cluster: str
    apart: bool
    """Another given name with the same family name and date: a twin at most."""


class Index:
    """Everybody on record, ready to be asked about."""

    def __init__(self, lists: NameLists, today: Callable[[], date], weights: Weights = WEIGHTS) -> None:
        self.speller = Speller(lists)
        self.vocabulary = Vocabulary(lists)
        self._today, self._weights = today, weights
        self._scales = Scales(self.vocabulary, weights)
        self._rooms: list[Room] = []

    @property
    def people(self) -> int:
        """How many human beings."""
        return self._scales.people

    @property
    def size(self) -> int:
        """Bytes of the arrays."""
        return sum(room.segment.size for room in self._rooms)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, the big one first."""
        return tuple(room.segment for room in self._rooms)

    # -- filling ---------------------------------------------------------------------------------------------

    def builder(self) -> Builder:
        """Where a segment begins; give it to `take` when everybody is in."""
        return Builder(self.speller, self.vocabulary, self._today())

    def take(self, segment: Segment, *, gone: Iterable[int] = ()) -> None:
        """Add a segment. `gone` are people in it who only explain others and are found elsewhere."""
        room = Room(segment)
        room.gone[list(gone)] = True
        self._rooms.append(room)
        self._scales.use([room.segment for room in self._rooms])

    def drop_last(self) -> None:
        """Take the last segment away: who is in it comes again in another."""
        self._rooms.pop()
        self._scales.use([room.segment for room in self._rooms])

    def clusters_in(self, contact: str) -> set[str]:
        """Who is named in a contact, as far as the segments know."""
        asked = hash_of(contact)
        return {
            room.segment.id_of(int(person))
            for room in self._rooms
            for person in room.segment.contacts.of(asked)
            if not room.gone[person]
        }

    def drop(self, contacts: Iterable[str], clusters: frozenset[str]) -> None:
        """Nobody finds these clusters any more: they are named in these contacts, and changed."""
        hashes = [hash_of(contact) for contact in contacts]
        for room in self._rooms:
            for hashed in hashes:
                for person in room.segment.contacts.of(hashed):
                    if room.segment.id_of(int(person)) in clusters:
                        room.gone[person] = True

    # -- asking ----------------------------------------------------------------------------------------------

    def ranked(self, asked: Asked, most: int) -> list[Hit]:
        """Who it may be, most likely first."""
        kins = [self._kin(other) for other in asked.others if not other.spelt.empty]
        hits: list[Hit] = []
        for number, room in enumerate(self._rooms):
            found = scoring.score(room, number, asked, kins, self._scales, self._weights)
            if len(found.bits) > most:
                least = np.partition(found.bits, -most)[-most]
                chosen = np.flatnonzero(found.bits >= least)[: 8 * most]
            else:
                chosen = np.arange(len(found.bits))
            hits += [
                Hit(float(found.bits[at]), room.segment.id_of(int(found.people[at])), bool(found.apart[at]))
                for at in chosen
            ]
        return sorted(hits, key=lambda hit: (-hit.bits, hit.cluster))[:most]

    def relatives(self, asked: Asked, most: int) -> list[Hit]:
        """Who looks like a relative that was named, best first."""
        hits: list[Hit] = []
        for room in self._rooms:
            found = scoring.relative(room, asked, self._scales, self._weights)
            order = np.argsort(-found.bits, kind="stable")[:most]
            hits += [
                Hit(float(found.bits[at]), room.segment.id_of(int(found.people[at])), False) for at in order
            ]
        return sorted(hits, key=lambda hit: (-hit.bits, hit.cluster))[:most]

    def _kin(self, other: Asked) -> Kin:
        found: list[Found] = [
            scoring.relative(room, other, self._scales, self._weights) for room in self._rooms
        ]
        return kinship.kin(found, self.segments, self._weights)

    # -- for searching -------------------------------------------------------------------------------------------

    def having(self, key: str) -> list[str]:
        """Who has this piece of evidence."""
        return [
            room.segment.id_of(int(person))
            for room in self._rooms
            for person in room.segment.evidence.of(hash_of(key))
            if not room.gone[person]
        ]

    def born_on(self, day: date) -> list[str]:
        """Who was born that day."""
        return [
            room.segment.id_of(int(person))
            for room in self._rooms
            for person in room.segment.births.of(days.exact(day))
            if not room.gone[person]
        ]

    def named(self, words: Sequence[str], most: int) -> dict[str, float]:
        """Who has every one of these words in their name, or the beginning of it, or something like it."""
        weighed = [self._scales.weigh(word, begins=True) for word in words]
        found: dict[str, float] = {}
        for room in self._rooms:
            people, bits = scoring.having_all(room, weighed)
            if len(people) > most:
                kept = np.flatnonzero(bits >= np.partition(bits, -most)[-most])[: 2 * most]
                people, bits = people[kept], bits[kept]
            found |= {
                room.segment.id_of(int(person)): float(say) for person, say in zip(people, bits, strict=True)
            }
        return found
