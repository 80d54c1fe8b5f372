"""What it says, in bits, when a name holds a word like the one asked about: by level, with the store's own counts.

`Mohammed` says less than `Perpetua`, and a word that is merely like another says less than the word itself, because
everything that is like it could have been there by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history.room import Bits, Room
from workstation.history.vocabulary import BEGINS, INITIAL, LEVELS, Vocabulary
from workstation.history.weights import Weights

_STEP: Final = 0.5
"""A worse level says at least so much less than a better one."""
_LEAST: Final = -1.0
"""A word that is only like the other is still better than another name altogether."""
_INITIAL: Final = 3.5


_LEAST_PEOPLE: Final = 50
"""With fewer on record, counts say nothing about how common a name is."""


class Weighed(NamedTuple):
    """Words like the one asked about, and what each says in each of the roles of a name (`segment.ROLES`)."""

    words: NDArray[np.int32]
    bits: tuple[Bits, Bits, Bits, Bits]
    chained: Bits
    """For a surname that is a middle name on record."""


class Scales:
    """Weighs words against all segments together."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self._vocabulary, self._weights = vocabulary, weights
        self._rooms: Sequence[Room] = ()
        self._kept: dict[tuple[str, bool], Weighed] = {}
        self.people = 0

    def use(self, rooms: Sequence[Room]) -> None:
        """From now on count in these."""
        self._rooms = rooms
        self._kept.clear()
        self.people = max(sum(room.people for room in rooms), _LEAST_PEOPLE)

    def born(self, code: int) -> float:
        """How likely somebody has this date of birth by chance."""
        return (sum(room.here(room.segment.births.of(code)) for room in self._rooms) + 0.5) / (
            self.people + 1
        )

    def sharing(self, key: int) -> int:
        """How many share one piece of evidence."""
        return sum(room.here(room.segment.evidence.of(key)) for room in self._rooms)

    def weigh(self, word: str, *, begins: bool = False) -> Weighed:
        """One word."""
        kept = self._kept.get((word, begins))
        if kept is None:
            if len(self._kept) > 2000:
                self._kept.clear()
            kept = self._kept[word, begins] = self._weighed(word, begins=begins)
        return kept

    def _weighed(self, word: str, *, begins: bool) -> Weighed:
        like = self._vocabulary.like(word, begins=begins)
        counts = [self._counts(like.words, role) for role in range(4)]
        levels, w = like.levels, self._weights
        one = len(word) == 1
        given = self._bits(levels, counts[0], w.given, one=one)
        middle = self._bits(levels, counts[0] + counts[1], w.given, one=one) + np.float32(w.moved)
        family = self._bits(levels, counts[2], w.family, one=one)
        kin = self._bits(levels, counts[2] + counts[3], w.family, one=one) + np.float32(w.relative)
        chained = self._bits(levels, counts[2] + counts[1], w.family, one=one) + np.float32(
            w.middle_as_family
        )
        return Weighed(like.words, (given, middle, family, kin), chained)

    def _counts(self, words: NDArray[np.int32], role: int) -> NDArray[np.float64]:
        total = np.zeros(len(words))
        for room in self._rooms:
            found = room.segment.names[role]
            total += room.counts(found, found.among(words))
        return total

    def _bits(
        self, levels: NDArray[np.int8], counts: NDArray[np.float64], often: tuple[float, ...], *, one: bool
    ) -> Bits:
        by_level = np.bincount(levels, counts, LEVELS)
        found = np.zeros(LEVELS, np.float32)
        seen, before = 0.0, self._weights.most_name + _STEP
        for level in range(LEVELS):
            alone = level in (BEGINS, INITIAL)
            seen += 0 if alone else by_level[level]
            chance = ((by_level[level] + by_level[0] if alone else seen) + 0.5) / (self.people + 1)
            share = 0.6 if level == INITIAL and one else often[level]
            bits = min(float(np.log2(share / chance)), (float(found[0]) if alone else before) - _STEP)
            if level == INITIAL:
                bits = min(bits, _INITIAL)
            found[level] = max(bits, _LEAST)
            if not alone:
                before = float(found[level])
        return found[levels]
