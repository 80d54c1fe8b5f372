"""Every word of every name on record once, and which of them are like a word that is asked about.

People are many, words are few: a word is compared with the words, in two calls of rapidfuzz, and the answer kept.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history.likeness import NOTHING, Measures

SAME, KIN, SLIP, TWO_SLIPS, INITIAL, BEGINS = range(6)
"""How a word on record is like the one asked about. BEGINS while it is being typed."""
LEVELS: Final = 6
_FEW: Final = 200
_KEPT: Final = 4096
_BEGINNING: Final = 3
"""From so many letters a word being typed may be the beginning of a longer one."""


class Like(NamedTuple):
    """Words on record like one that is asked about: their numbers and how they are alike, best levels first."""

    words: NDArray[np.int32]
    levels: NDArray[np.int8]


class Vocabulary:
    """Words by number. It only grows, so the numbers stay true. `kin` gives other forms of a name."""

    def __init__(self, kin: Callable[[str], Iterable[str]], words: Iterable[str] = ()) -> None:
        self._kin = kin
        self._words: list[str] = list(words)
        self._numbers = {word: number for number, word in enumerate(self._words)}
        self._order: list[str] = []
        self._measures = NOTHING
        self._like: dict[tuple[str, bool], Like] = {}

    @classmethod
    def restored(
        cls, kin: Callable[[str], Iterable[str]], words: list[str], measured: Mapping[str, NDArray[Any]]
    ) -> Vocabulary:
        """One whose words were measured before (`measured`)."""
        found = cls(kin, words)
        found._measures = Measures(*(measured[name] for name in ("masks", "lengths", "sounds")))
        found._order = [words[number] for number in measured["order"].tolist()]
        return found

    def measured(self) -> dict[str, NDArray[Any]]:
        """What was worked out of the words, to be kept."""
        self._measure()
        order = np.array([self._numbers[word] for word in self._order], np.int32)
        known = self._measures
        return {"masks": known.masks, "lengths": known.lengths, "sounds": known.sounds, "order": order}

    def __len__(self) -> int:
        return len(self._words)

    @property
    def words(self) -> Sequence[str]:
        """All words, by number."""
        return self._words

    def number(self, word: str) -> int:
        """The number of a word, which is added when it is new."""
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self._words)
            self._words.append(word)
        return found

    def known(self, word: str) -> int:
        """The number of a word; -1 when nobody has it."""
        return self._numbers.get(word, -1)

    def like(self, word: str, *, begins: bool = False) -> Like:
        """The words that may stand for the same name."""
        self._measure()
        begins = begins and len(word) >= _BEGINNING
        kept = self._like.get((word, begins))
        if kept is None:
            if len(self._like) >= _KEPT:
                del self._like[next(iter(self._like))]
            kept = self._like[word, begins] = self._compare(word, begins=begins)
        return kept

    # -- comparing ----------------------------------------------------------------------------------------

    def _compare(self, word: str, *, begins: bool) -> Like:
        if len(word) == 1:
            return self._all_beginning_with(word)
        one, two = self._measures.spelt_like(word, self._words)
        like = [
            (one, SLIP),
            (self._measures.sounding_like(word), SLIP),
            (two, TWO_SLIPS),
            (self._numbered(self._kin(word)), KIN),
            (self._numbered([word[0]]), INITIAL),
            (self._numbered([word]), SAME),
        ]
        if begins:
            longer = np.array(self._beginning_with(word), np.int32)
            like = [(found[~np.isin(found, longer)], level) for found, level in like[:-1]]
            like += [(longer[longer != self.known(word)], BEGINS), (self._numbered([word]), SAME)]
        return _best_first(like)

    def _all_beginning_with(self, letter: str) -> Like:
        """Of an initial: thousands of words, not looked at one by one. The letter itself comes first."""
        words = np.array(self._beginning_with(letter), np.int32)
        levels = np.where(words == self.known(letter), SAME, INITIAL).astype(np.int8)
        order = np.lexsort((words, levels))
        return Like(words[order], levels[order])

    def _numbered(self, words: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of those of these words that somebody has."""
        return np.array([number for word in words if (number := self.known(word)) >= 0], np.int32)

    def _beginning_with(self, letters: str) -> list[int]:
        first = bisect_left(self._order, letters)
        last = bisect_left(self._order, letters + "\U0010ffff", first)
        return [self._numbers[word] for word in self._order[first:last]]

    def _measure(self) -> None:
        """Measure the words that came since the last time."""
        known = len(self._measures)
        if known == len(self._words):
            return
        new = self._words[known:]
        self._measures = self._measures.more(new)
        if len(new) < _FEW:
            for word in new:
                insort(self._order, word)
        else:
            self._order = sorted(self._words)
        self._like.clear()


def _best_first(like: Iterable[tuple[NDArray[np.int32], int]]) -> Like:
    """Each word once, at its best level."""
    found = np.concatenate([numbers.astype(np.int64) << 3 | level for numbers, level in like])
    found.sort()
    words = found >> 3
    first = np.ones(len(found), bool)
    first[1:] = words[1:] != words[:-1]
    ordered = (found[first] & 7) << 32 | words[first]
    ordered.sort()
    return Like(ordered.astype(np.int32), (ordered >> 32).astype(np.int8))
