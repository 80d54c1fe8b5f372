"""Every word of every name on record once, and which of them are like a word that is asked about.

People are many, words are few: a word is compared with the words, in two calls of rapidfuzz, and the answer kept.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cdist

from workstation.history.folding import sound

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
        self._masks = np.zeros(0, np.uint64)
        self._lengths = np.zeros(0, np.int16)
        self._sounds = np.zeros(0, np.uint64)
        self._sort_by_length()
        self._like: dict[tuple[str, bool], Like] = {}

    @classmethod
    def restored(
        cls, kin: Callable[[str], Iterable[str]], words: list[str], measured: Mapping[str, NDArray[Any]]
    ) -> Vocabulary:
        """One whose words were measured before (`measured`)."""
        found = cls(kin, words)
        found._masks, found._lengths, found._sounds = (
            measured[name] for name in ("masks", "lengths", "sounds")
        )
        found._sort_by_length()
        found._order = [words[number] for number in measured["order"].tolist()]
        return found

    def measured(self) -> dict[str, NDArray[Any]]:
        """What was worked out of the words, to be kept."""
        self._measure()
        order = np.array([self._numbers[word] for word in self._order], np.int32)
        return {"masks": self._masks, "lengths": self._lengths, "sounds": self._sounds, "order": order}

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
        levels: dict[int, int] = {}
        self._add(levels, self._spelt_like(word), None)
        initial = self.known(word[0])
        if initial >= 0:
            levels.setdefault(initial, INITIAL)
        self._add(levels, self._of_kin(word), KIN)
        if begins:
            levels |= dict.fromkeys(self._beginning_with(word), BEGINS)
        if (own := self.known(word)) >= 0:
            levels[own] = SAME
        ordered = sorted(levels.items(), key=lambda found: (found[1], found[0]))
        return Like(
            np.array([number for number, _ in ordered], np.int32),
            np.array([level for _, level in ordered], np.int8),
        )

    def _all_beginning_with(self, letter: str) -> Like:
        """Of an initial: thousands of words, not looked at one by one. The letter itself comes first."""
        words = np.array(self._beginning_with(letter), np.int32)
        levels = np.where(words == self.known(letter), SAME, INITIAL).astype(np.int8)
        order = np.lexsort((words, levels))
        return Like(words[order], levels[order])

    @staticmethod
    def _add(levels: dict[int, int], found: Iterable[int] | dict[int, int], level: int | None) -> None:
        pairs = found.items() if isinstance(found, dict) else ((number, level or 0) for number in found)
        for number, own in pairs:
            if own < levels.get(number, LEVELS):
                levels[number] = own

    def _of_kin(self, word: str) -> list[int]:
        """Short forms, other spellings, the form a family name takes with a woman or a man."""
        return [number for other in self._kin(word) if (number := self.known(other)) >= 0]

    def _spelt_like(self, word: str) -> dict[int, int]:
        length = len(word)
        heard = self._sounds == sounded(word)
        found = {}
        if length > 2:
            heard &= np.abs(self._lengths - length) <= 3
            found = {int(number): SLIP for number in np.flatnonzero(heard)}
        numbers = self._worth_measuring(word)
        if not len(numbers):
            return found
        words = [self._words[number] for number in numbers.tolist()]
        slips = cdist([word], words, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)[0]
        one = slips <= 1 if length > 2 else slips == 0
        two = slips <= 2 if length >= 6 else np.zeros(len(words), bool)
        if length >= 5:
            alike = cdist([word], words, scorer=JaroWinkler.similarity, score_cutoff=0.9, dtype=np.float32)[0]
            two |= alike >= 0.9
        two &= self._lengths[numbers] >= 4
        found |= {int(number): TWO_SLIPS for number in numbers[two & ~one] if int(number) not in found}
        return found | {int(number): SLIP for number in numbers[one]}

    def _worth_measuring(self, word: str) -> NDArray[np.intp]:
        """Words of about this length, with few letters that the other has not: a slip changes one each way."""
        length, own = len(word), mask(word)
        most = 2 if length >= 5 else 1
        first, last = np.searchsorted(self._long, (length - most, length + most + 1))
        masks = self._masks_by_length[first:last]
        near = (np.bitwise_count(masks & ~own) <= most) & (np.bitwise_count(own & ~masks) <= most)
        found: NDArray[np.intp] = self._by_length[first:last][near]
        return found

    def _beginning_with(self, letters: str) -> list[int]:
        first = bisect_left(self._order, letters)
        last = bisect_left(self._order, letters + "\U0010ffff", first)
        return [self._numbers[word] for word in self._order[first:last]]

    def _measure(self) -> None:
        """Letter masks, lengths and sounds of the words that came since the last time."""
        known = len(self._masks)
        if known == len(self._words):
            return
        new = self._words[known:]
        self._masks = np.concatenate([self._masks, np.array([mask(word) for word in new], np.uint64)])
        self._lengths = np.concatenate([self._lengths, np.array([len(word) for word in new], np.int16)])
        self._sounds = np.concatenate([self._sounds, np.array([sounded(word) for word in new], np.uint64)])
        if len(new) < _FEW:
            for word in new:
                insort(self._order, word)
        else:
            self._order = sorted(self._words)
        self._sort_by_length()
        self._like.clear()

    def _sort_by_length(self) -> None:
        self._by_length = np.argsort(self._lengths, kind="stable")
        self._long = self._lengths[self._by_length]
        self._masks_by_length = self._masks[self._by_length]


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


def postcode_key(code: str) -> int:
    """A number for a postcode, much quicker than a hash: all that are one slip away are looked up."""
    if code.isascii() and code.isalnum() and len(code) <= 10:
        return int(code, 36) | (len(code) + 1) << 56
    return hash_of(f"p:{code}")


def near_postcode_keys(code: str) -> Iterator[int]:
    """The numbers of all postcodes one wrong letter or one swap away (`places.nearly`), none written out."""
    if not (4 <= len(code) <= 7 and code.isascii() and code.isalnum()):
        return
    whole, step, before = postcode_key(code), 36 ** (len(code) - 1), -1
    for char in code:
        now = int(char, 36)
        first, last = (10, 36) if now >= 10 else (0, 10)
        yield from range(whole + (first - now) * step, whole, step)
        yield from range(whole + step, whole + (last - now) * step, step)
        if before not in {now, -1}:
            yield whole + (now - before) * 35 * step
        before, step = now, step // 36


def hash_of(text: str) -> int:
    """64 bits that stand for a text, the same in every process."""
    if text.startswith("p:") and len(text) < 13 and text[2:].isalnum() and text.isascii():
        return postcode_key(text[2:])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
