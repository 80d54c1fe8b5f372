"""Which of very many words are spelt or heard nearly like one, told by what was measured of each word."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from workstation.history.folding import sound
from workstation.history.hashes import hash_of

Numbers = NDArray[np.int32]
"""Of words."""
_HEARD_WITHIN: Final = 3
"""Words that sound alike and differ more in their length are two names."""
_LONGEST: Final = 64
"""Longer words are all looked at when one of them is asked about."""
_NOBODY: Final = np.zeros(0, np.int32)


class Measures:
    """Letters, length and sound of every word, by its number."""

    def __init__(
        self, masks: NDArray[np.uint64], lengths: NDArray[np.int16], sounds: NDArray[np.uint64]
    ) -> None:
        self.masks, self.lengths, self.sounds = masks, lengths, sounds
        self._by_length = np.argsort(lengths, kind="stable").astype(np.int32)
        long = lengths[self._by_length]
        self._starts = np.searchsorted(long, np.arange(_LONGEST + 1, dtype=long.dtype)).tolist()
        self._letters = masks[self._by_length].astype(np.uint32)
        self._by_sound = np.argsort(sounds, kind="stable").astype(np.int32)
        self._heard = sounds[self._by_sound]

    def __len__(self) -> int:
        return len(self.masks)

    def more(self, words: Sequence[str]) -> Measures:
        """These, and the words that came since."""
        return Measures(
            np.concatenate([self.masks, np.array([mask(word) for word in words], np.uint64)]),
            np.concatenate([self.lengths, np.array([len(word) for word in words], np.int16)]),
            np.concatenate([self.sounds, np.array([sounded(word) for word in words], np.uint64)]),
        )

    def sounding_like(self, word: str) -> Numbers:
        """Words that are heard as this one."""
        if len(word) <= 2:
            return _NOBODY
        own = sounded(word)
        first, last = np.searchsorted(self._heard, own, "left"), np.searchsorted(self._heard, own, "right")
        found = self._by_sound[first:last]
        return found[np.abs(self.lengths[found] - len(word)) <= _HEARD_WITHIN]

    def spelt_like(self, word: str, words: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Words with one slip, and with two; of short words and of long ones as much as a slip changes them."""
        numbers, length = self._worth_measuring(word), len(word)
        if not len(numbers):
            return _NOBODY, _NOBODY
        if len(numbers) == 1:
            spelt: Sequence[str] = (words[numbers[0]],)
        else:
            spelt = itemgetter(*numbers.tolist())(words)
        slips = cdist([word], spelt, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)[0]
        one = slips <= 1 if length > 2 else slips == 0
        two = slips <= 2 if length >= 6 else np.zeros(len(numbers), bool)
        if length >= 5:
            alike = cdist([word], spelt, scorer=JaroWinkler.similarity, score_cutoff=0.9, dtype=np.float32)[0]
            two |= alike >= 0.9
        two &= (self.lengths[numbers] >= 4) & ~one
        return numbers[one], numbers[two]

    def _worth_measuring(self, word: str) -> Numbers:
        """Words of about this length with few letters that the other has not: a slip changes one each way. Most are
        told apart by which letters are in them; of the others it is looked at which are there twice. Of five
        letters only one may be wrong, or two be behind them: else no measure calls them alike.
        """
        length, own = len(word), mask(word)
        most = 2 if length >= 5 else 1
        between = slice(self._start(length - most), self._start(length + most + 1))
        other = np.bitwise_count(self._letters[between] ^ own.astype(np.uint32))
        found = self._by_length[between][np.flatnonzero(other <= (2 if length == 5 else 2 * most))]
        masks = self.masks[found]
        near = (np.bitwise_count(masks & ~own) <= most) & (np.bitwise_count(own & ~masks) <= most)
        worth: Numbers = found[near]
        return worth

    def _start(self, length: int) -> int | None:
        """Where the words of this length begin among all by length."""
        return self._starts[max(length, 0)] if length <= _LONGEST else None


NOTHING: Final = Measures(np.zeros(0, np.uint64), np.zeros(0, np.int16), np.zeros(0, np.uint64))


def mask(word: str) -> np.uint64:
    """Which letters are in a word, one bit each, and which are there twice; digits and other signs share a few."""
    once = twice = 0
    for char in word:
        bit = 1 << (ord(char) - 97 if "a" <= char <= "z" else 26 + ord(char) % 6)
        twice |= once & bit
        once |= bit
    return np.uint64(once | twice << 32)


def sounded(word: str) -> np.uint64:
    """A number for how a word sounds: two words that sound alike have the same."""
    return np.uint64(hash_of(sound(word)))
