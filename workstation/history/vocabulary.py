"""Every word of every name on record once, and which of them are like a word that is asked about.

People are many, words are few: a word is compared with the words, in two calls of rapidfuzz, and the answer kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from workstation.domain.naming import NameLists
from workstation.history.folding import sound

SAME, KIN, SLIP, TWO_SLIPS, INITIAL, BEGINS = range(6)
"""How a word on record is like the one asked about. BEGINS while it is being typed."""
LEVELS: Final = 6
_KEPT: Final = 4096
_BEGINNING: Final = 3
"""From so many letters a word being typed may be the beginning of a longer one."""


class Like(NamedTuple):
    """Words on record like one that is asked about: their numbers and how they are alike, best levels first."""

    words: NDArray[np.int32]
    levels: NDArray[np.int8]


class Vocabulary:
    """Words by number. It only grows, so the numbers stay true."""

    def __init__(self, lists: NameLists, words: Iterable[str] = ()) -> None:
        self._lists = lists
        self._words: list[str] = list(words)
        self._numbers = {word: number for number, word in enumerate(self._words)}
        self._sorted_until = -1
        self._order: list[str] = []
        self._masks = np.zeros(0, np.uint64)
        self._lengths = np.zeros(0, np.int16)
        self._sounds = np.zeros(0, np.uint64)
        self._like: dict[tuple[str, bool], Like] = {}

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
        levels: dict[int, int] = {}
        if len(word) == 1:
            self._add(levels, self._beginning_with(word), INITIAL)
        else:
            self._add(levels, self._spelt_like(word), None)
            initial = self.known(word[0])
            if initial >= 0:
                levels.setdefault(initial, INITIAL)
        if begins:
            levels |= {n: BEGINS for n in self._beginning_with(word) if levels.get(n, INITIAL) != SAME}
        self._add(levels, self._of_kin(word), KIN)
        if (own := self.known(word)) >= 0:
            levels[own] = SAME
        ordered = sorted(levels.items(), key=lambda found: (found[1], found[0]))
        return Like(
            np.array([number for number, _ in ordered], np.int32),
            np.array([level for _, level in ordered], np.int8),
        )

    @staticmethod
    def _add(levels: dict[int, int], found: Iterable[int] | dict[int, int], level: int | None) -> None:
        pairs = found.items() if isinstance(found, dict) else ((number, level or 0) for number in found)
        for number, own in pairs:
            if own < levels.get(number, LEVELS):
                levels[number] = own

    def _of_kin(self, word: str) -> list[int]:
        """Short forms, other spellings, the form a family name takes with a woman or a man."""
        lists = self._lists
        others = lists.short(word) | lists.spelt(word) | lists.family_forms(word)
        return [number for other in others if (number := self.known(other)) >= 0]

    def _spelt_like(self, word: str) -> dict[int, int]:
        length = len(word)
        near = np.bitwise_count(self._masks ^ mask(word)) <= (4 if length > 4 else 2)
        near &= np.abs(self._lengths - length) <= (3 if length > 4 else 1)
        heard = self._sounds == sounded(word)
        found = {}
        if length > 2:
            heard &= np.abs(self._lengths - length) <= 3
            found = {int(number): SLIP for number in np.flatnonzero(heard)}
        numbers = np.flatnonzero(near)
        if not len(numbers):
            return found
        words = [self._words[number] for number in numbers]
        slips = cdist([word], words, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)[0]
        one = slips <= 1 if length > 2 else slips == 0
        two = slips <= 2 if length >= 6 else np.zeros(len(words), bool)
        if length >= 5:
            alike = cdist([word], words, scorer=JaroWinkler.similarity, score_cutoff=0.9, dtype=np.float32)[0]
            two |= alike >= 0.9
        two &= self._lengths[numbers] >= 4
        found |= {int(number): TWO_SLIPS for number in numbers[two & ~one] if int(number) not in found}
        return found | {int(number): SLIP for number in numbers[one]}

    def _beginning_with(self, letters: str) -> list[int]:
        at, found = bisect_left(self._order, letters), []
        for word in self._order[at:]:
            if not word.startswith(letters):
                break
            found.append(self._numbers[word])
        return found

    def _measure(self) -> None:
        """Letter masks, lengths and sounds of the words that came since the last time."""
        known = len(self._masks)
        if known == len(self._words):
            return
        new = self._words[known:]
        self._masks = np.concatenate([self._masks, np.array([mask(word) for word in new], np.uint64)])
        self._lengths = np.concatenate([self._lengths, np.array([len(word) for word in new], np.int16)])
        self._sounds = np.concatenate([self._sounds, np.array([sounded(word) for word in new], np.uint64)])
        self._order = sorted(self._words)
        self._like.clear()


def mask(word: str) -> np.uint64:
    """Which letters are in a word, one bit each."""
    found = 0
    for char in word:
        found |= 1 << (ord(char) - 97 if "a" <= char <= "z" else 26 + ord(char) % 38)
    return np.uint64(found)


def sounded(word: str) -> np.uint64:
    """A number for how a word sounds: two words that sound alike have the same."""
    return np.uint64(hash_of(sound(word)))


def hash_of(text: str) -> int:
    """64 bits that stand for a text, the same in every process."""
    from hashlib import blake2b

    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
