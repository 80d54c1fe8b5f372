"""One segment while it is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history.segment import NOBODY, People, Postings, Segment

Bits = NDArray[np.float32]
NONE: Final = np.float32(-99.0)
"""Where a word is not in a name at all."""


class Hits(NamedTuple):
    """Who has it, and what that says; the strongest come last, so that they win."""

    people: People
    bits: Bits


class Word(NamedTuple):
    """One word of the enquiry among the names of a segment: as a given name, as a family name."""

    given: Hits
    """Middle names come before given names, which say more of the same word."""
    family: Hits
    """Surnames of relatives come before their own."""
    first: Hits
    """Only as the first of the given names."""

    @property
    def size(self) -> int:
        """How many hits."""
        return len(self.given.people) + len(self.family.people) + len(self.first.people)

    @property
    def everybody(self) -> tuple[People, People]:
        """Who has it anywhere."""
        return self.given.people, self.family.people


_SPARSE: Final = 60
"""When so few of all are marked, sorting them is quicker than going through everybody."""
_KEPT: Final = 1_000_000
"""So many hits of the words that were looked up last are kept, eight bytes each: a family has one surname, and many
families have the same.
"""


class Room:
    """One segment while it is searched: who is gone from it, and space to mark people in."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.gone = np.zeros(segment.people, bool)
        self.some_gone = False
        self.seen = np.zeros(segment.people, bool)
        self._place = np.full(segment.people, -1, np.int32)
        self._settled = NOBODY
        self._words: dict[int, tuple[object, Word]] = {}
        self._hits = 0

    @property
    def people(self) -> int:
        """How many are found here."""
        return self.segment.people - int(np.count_nonzero(self.gone))

    def leave(self, people: Iterable[int]) -> None:
        """These are found here no more."""
        self.gone[list(people)] = True
        self.some_gone = bool(self.gone.any())

    def here(self, people: People) -> int:
        """How many of these are found here."""
        return len(people) - (int(np.count_nonzero(self.gone[people])) if self.some_gone else 0)

    def counts(self, postings: Postings, places: NDArray[np.int32]) -> NDArray[np.float64]:
        """How many of those found here have the keys at these places."""
        found = postings.counts(places).astype(np.float64)
        if self.some_gone:
            known = np.flatnonzero(found)
            people, sizes = postings.gathered(places[known])
            number = np.repeat(np.arange(len(known)), sizes)
            found[known] -= np.bincount(number, self.gone[people], len(known))
        return found

    def word(self, weighed: object, look: Callable[[], Word]) -> Word:
        """A word looked up, or what was found when it was looked up before. What was weighed is kept beside it, so
        that nothing else can have its identity.
        """
        kept = self._words.pop(id(weighed), None)
        if kept is None:
            kept = weighed, look()
            self._hits += kept[1].size
            while self._words and self._hits > _KEPT:
                _, oldest = self._words.pop(next(iter(self._words)))
                self._hits -= oldest.size
        self._words[id(weighed)] = kept
        return kept[1]

    def marked(self, groups: Iterable[People]) -> People:
        """Everybody in these groups, each once."""
        everybody = list(groups)
        if sum(map(len, everybody)) * _SPARSE < len(self.seen):
            found: People = np.concatenate([NOBODY, *everybody])
            found.sort()
            found = np.concatenate([found[:1], found[1:][found[1:] != found[:-1]]])
        else:
            for people in everybody:
                self.seen[people] = True
            found = self.seen.nonzero()[0].astype(np.int32)
            self.seen[found] = False
        if self.some_gone:
            found = found[~self.gone[found]]
        return found

    def among(self, ours: Sequence[People], groups: Iterable[People]) -> list[People]:
        """Of these groups those who are ours."""
        for people in ours:
            self.seen[people] = True
        found = [people[self.seen[people]] for people in groups]
        for people in ours:
            self.seen[people] = False
        return found

    def column(self, people: People, hits: Hits) -> Bits:
        """For each of the people (`settle` them before) what the hits say of them."""
        found = np.full(len(people), NONE, np.float32)
        at = self._place.take(hits.people)
        ours = (at >= 0).nonzero()[0]  # most hits are of others: leaving them out first is twice as quick
        found[at[ours]] = hits.bits[ours]
        return found

    def settle(self, people: People) -> None:
        """Give these people places in a column, and nobody else."""
        self._place[self._settled] = -1
        self._place[people] = np.arange(len(people), dtype=np.int32)
        self._settled = people
