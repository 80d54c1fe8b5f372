"""All segments together: the big one that was made at leisure, and small ones of what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.domain.naming import NameLists
from workstation.history import evidence, families, kinship, scoring, together
from workstation.history.asking import Asked
from workstation.history.building import Builder
from workstation.history.evidence import Piece
from workstation.history.families import Household
from workstation.history.hashes import hash_of
from workstation.history.kinship import Kin
from workstation.history.room import Bits, Room
from workstation.history.segment import People, Segment
from workstation.history.spelling import Speller
from workstation.history.together import Look
from workstation.history.typed import Reading
from workstation.history.vocabulary import Vocabulary
from workstation.history.weighing import Scales
from workstation.history.weights import WEIGHTS, Weights


class Hit(NamedTuple):
    """Somebody who may be the one asked about."""

    bits: float
    cluster: str
    apart: bool
    """Another given name with the same family name and date: a twin at most."""


class Ranked(NamedTuple):
    """Who it may be, and what is known of the relatives named."""

    hits: list[Hit]
    kins: tuple[Kin, ...]
    pieces: tuple[list[Piece], ...]
    """What else was given, as far as it is on record in each segment."""
    own: frozenset[str] = frozenset()
    """Who is named in the contact it is for: neither the one asked about nor their family on record."""


class Fitting(NamedTuple):
    """Who fits a search: for each cluster how well and in which reading, and how many fit in all."""

    hits: dict[str, tuple[float, int]]
    total: int


class Index:
    """Everybody on record, ready to be asked about."""

    def __init__(self, lists: NameLists, today: Callable[[], date], weights: Weights = WEIGHTS) -> None:
        self.speller = Speller(lists)
        self.vocabulary = Vocabulary(self.speller.kin)
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

    def restore(self, segment: Segment, words: list[str], measured: Mapping[str, NDArray[Any]]) -> None:
        """Begin with a segment that was kept, and its words."""
        self.vocabulary = Vocabulary.restored(self.speller.kin, words, measured)
        self._scales = Scales(self.vocabulary, self._weights)
        self.take(segment)

    # -- filling ---------------------------------------------------------------------------------------------

    def builder(self) -> Builder:
        """Where a segment begins; give it to `take` when everybody is in."""
        return Builder(self.speller, self.vocabulary, self._today())

    def take(self, segment: Segment, *, gone: Iterable[int] = ()) -> None:
        """Add a segment. `gone` are people in it who only explain others and are found elsewhere."""
        room = Room(segment)
        room.leave(gone)
        self._rooms.append(room)
        self._scales.use(self._rooms)

    def drop_last(self) -> None:
        """Take the last segment away: who is in it comes again in another."""
        self._rooms.pop()
        self._scales.use(self._rooms)

    def clusters_in(self, contact: str) -> set[str]:
        """Who is named in a contact, as far as the segments know."""
        return set(self.named_in(hash_of(contact)))

    def drop(self, contacts: Iterable[str], clusters: frozenset[str]) -> None:
        """Nobody finds these clusters any more: they are named in these contacts, and changed."""
        hashes = [hash_of(contact) for contact in contacts]
        for room in self._rooms:
            named = {int(person) for hashed in hashes for person in room.segment.contacts.of(hashed)}
            room.leave(person for person in named if room.segment.id_of(person) in clusters)

    # -- asking ----------------------------------------------------------------------------------------------

    def ranked(self, asked: Asked, most: int) -> Ranked:
        """Who it may be, most likely first."""
        kins = tuple(self._kin(other) for other in asked.others)
        hits: list[Hit] = []
        pieces: list[list[Piece]] = []
        for number, room in enumerate(self._rooms):
            scored = scoring.score(room, number, asked, kins, self._scales, self._weights)
            hits += self._best(room, scored.people, scored.bits, scored.apart, most)
            pieces.append(scored.pieces)
        best = sorted(hits, key=lambda hit: (-hit.bits, hit.cluster))[:most]
        return Ranked(best, kins, tuple(pieces))

    def _kin(self, other: Asked) -> Kin:
        found = [scoring.relative(room, other, self._scales, self._weights) for room in self._rooms]
        return kinship.kin(found, self.segments, self._weights)

    @staticmethod
    def _best(room: Room, people: People, bits: Bits, apart: NDArray[np.bool_], most: int) -> list[Hit]:
        """The best of one segment; of those that are equal at the end enough to choose by their names, but never
        one of those instead of a better one.
        """
        chosen = np.arange(len(bits))
        if len(bits) > most:
            chosen = np.flatnonzero(bits >= np.partition(bits, -most)[-most])
            chosen = chosen[np.argsort(-bits[chosen], kind="stable")[: 8 * most]]
        return [Hit(float(bits[at]), room.segment.id_of(int(people[at])), bool(apart[at])) for at in chosen]

    def at_home(self, asked: Asked, ranked: Ranked, most: int) -> list[str]:
        """Who is recorded at the address of the enquiry, in that flat first; nobody more when they are too many,
        unless the postcode is nearly the same too.
        """
        found: dict[str, None] = {}
        for key in evidence.house_keys(asked):
            there = sorted(self.having(key, most + 1))
            if len(there) > most and key[0] == "s":
                there = sorted(self._nearly_there(key, ranked))
            if len(found | dict.fromkeys(there)) <= most:
                found |= dict.fromkeys(there)
        return list(found)

    def _nearly_there(self, key: str, ranked: Ranked) -> set[str]:
        return {
            room.segment.id_of(int(person))
            for room, pieces in zip(self._rooms, ranked.pieces, strict=True)
            for person in np.intersect1d(
                room.segment.evidence.of(hash_of(key)), evidence.column(pieces, ("near",))[0]
            )
            if not room.gone[person]
        }

    def relatives_in(self, household: Household) -> list[str]:
        """Who of a household is like a relative named now."""
        return [
            self._rooms[owner >> 40].segment.id_of(owner & 0xFF_FFFF_FFFF)
            for owner in sorted(household.relatives)
            if not self._rooms[owner >> 40].gone[owner & 0xFF_FFFF_FFFF]
        ]

    def households(self, asked: Asked, ranked: Ranked) -> list[Household]:
        """The households that the enquiry as a whole speaks of, the likeliest first."""
        return families.spoken_of(self._rooms, asked, ranked.kins, ranked.pieces, self._scales, self._weights)

    def named_in(self, contact: int) -> list[str]:
        """Everybody named in a contact, by its hash."""
        return [
            room.segment.id_of(int(person))
            for room in self._rooms
            for person in room.segment.contacts.of(contact)
            if not room.gone[person]
        ]

    # -- for searching -----------------------------------------------------------------------------------------

    def having(self, key: str, most: int = 2000) -> list[str]:
        """Who has this piece of evidence."""
        return [
            room.segment.id_of(int(person))
            for room in self._rooms
            for person in room.segment.evidence.of(hash_of(key))[:most]
            if not room.gone[person]
        ]

    def fitting(self, readings: Sequence[Reading], most: int) -> Fitting:
        """Who fits any of these readings of a search, the best of them."""
        look = Look(
            lambda word: self._scales.weigh(word, begins=True),
            lambda text: self.speller.words(text, given=False),
        )
        found: dict[str, tuple[float, int]] = {}
        total = 0
        for room in self._rooms:
            everybody: list[People] = []
            for number, reading in enumerate(readings):
                people, bits = together.fitting(room, reading, look)
                everybody.append(people)
                for at in together.best(bits, most):
                    cluster = room.segment.id_of(int(people[at]))
                    found[cluster] = max(found.get(cluster, (-99.0, 0)), (float(bits[at]), -number))
            total += len(room.marked(everybody))
        return Fitting({cluster: (bits, -number) for cluster, (bits, number) in found.items()}, total)
