"""What it says, in bits, when a name holds a word like the one asked about: by level, with the store's own counts.

`Mohammed` says less than `Perpetua`, and a word that is merely like another says less than the word itself, because
everything that is like it could have been there by chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history.room import Bits, Room
from workstation.history.vocabulary import INITIAL, LEVELS, Vocabulary
from workstation.history.weights import Weights

_STEP: Final = 0.5
"""A worse level says at least so much less than a better one."""
_STEPS: Final = np.arange(INITIAL) * _STEP
_LEAST: Final = -1.0
"""A word that is only like the other is still better than another name altogether."""
_INITIAL: Final = 3.5
_ONE_LETTER: Final = 0.6
"""How often a single letter stands for a name that begins with it."""
_KEPT: Final = 4000
"""Words, those asked about last."""
_LEAST_PEOPLE: Final = 50
"""With fewer on record, counts say nothing about how common a name is."""
GIVEN, MIDDLE, FAMILY, KIN, CHAINED = range(5)
"""Where a word may stand: as it was asked about; a first name as a middle name; a surname; the surname of somebody
named with them; a surname that is a middle name on record.
"""
Places = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]
"""Where words are among those of a segment, for each role of a name (`segment.ROLES`); -1 where nobody has it."""


class Weighed(NamedTuple):
    """Words like the one asked about, and what each says in each place it may stand."""

    bits: Bits
    """A row for each of `GIVEN` to `CHAINED`, a column for each word."""
    places: Mapping[Room, Places]


class Scales:
    """Weighs words against all segments together."""

    def __init__(self, vocabulary: Vocabulary, weights: Weights) -> None:
        self._vocabulary, self._weights = vocabulary, weights
        self._rooms: Sequence[Room] = ()
        self._kept: dict[tuple[str, bool], Weighed] = {}
        self.people = 0
        w = weights
        self._often = np.array([w.given, w.given, w.family, w.family, w.family])
        self._less = np.array([0, w.moved, 0, w.relative, w.middle_as_family], np.float32)[:, None]

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
        found = self._kept.pop((word, begins), None) or self._weighed(word, begins=begins)
        if len(self._kept) >= _KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[word, begins] = found
        return found

    def _weighed(self, word: str, *, begins: bool) -> Weighed:
        like = self._vocabulary.like(word, begins=begins)
        places = {room: _places(room, like.words) for room in self._rooms}
        given, middle, family, kin = (self._by_level(like.levels, places, role) for role in range(4))
        counts = np.array([given, given + middle, family, family + kin, family + middle])
        return Weighed((self._bits(counts, one=len(word) == 1) + self._less)[:, like.levels], places)

    def _by_level(
        self, levels: NDArray[np.int8], places: Mapping[Room, Places], role: int
    ) -> NDArray[np.float64]:
        """How many people have a word of each level in this role."""
        total = np.zeros(LEVELS)
        for room, at in places.items():
            total += np.bincount(levels, room.counts(room.segment.names[role], at[role]), LEVELS)
        return total

    def _bits(self, counts: NDArray[np.float64], *, one: bool) -> Bits:
        """What a word says by its level; a row for each place it may stand. `one`: a letter is asked about."""
        often = self._often
        if one:
            often = often.copy()
            often[:, INITIAL] = _ONE_LETTER
        reached = counts + counts[:, :1]
        reached[:, :INITIAL] = np.cumsum(counts[:, :INITIAL], axis=1)
        alone = np.log2(often * (self.people + 1) / (reached + 0.5))
        found = np.empty(counts.shape)
        # A level says at most a step less than the one before it.
        better = np.minimum.accumulate(alone[:, :INITIAL] + _STEPS, axis=1)
        found[:, :INITIAL] = np.minimum(better, self._weights.most_name) - _STEPS
        found[:, INITIAL:] = np.minimum(alone[:, INITIAL:], found[:, :1] - _STEP)
        np.maximum(found, _LEAST, out=found)
        np.minimum(found[:, INITIAL], _INITIAL, out=found[:, INITIAL])
        return found.astype(np.float32)


def _places(room: Room, words: NDArray[np.int32]) -> Places:
    given, middle, family, kin = (postings.among(words).astype(np.int32) for postings in room.segment.names)
    return given, middle, family, kin
