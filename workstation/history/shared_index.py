"""The index of words that decisions share: fingerprints of shingles, each with the contact it stands in.

Of every four shingles that follow each other the one with the smallest hash is kept (winnowing: Schleimer,
Wilkerson and Aiken, 2003). So two texts that share eight words in a row always share a fingerprint, wherever the
words stand, and the index holds two of five shingles. Hashes may meet by chance: whoever asks compares the words
themselves.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from workstation.domain.ids import ContactId
from workstation.domain.shingles import SIZE

Keys = npt.NDArray[np.uint64]

WINDOW: Final = 4
SURE: Final = SIZE + WINDOW - 1
"""So many shared words in a row are always found."""
_TAIL: Final = 50_000
_LOW: Final = np.uint64(0xFFFF_FFFF)
_HALF: Final = np.uint64(32)
_STEP: Final = np.uint64(0x9E37_79B9_7F4A_7C15)
_MIX: Final = np.uint64(0xBF58_476D_1CE4_E5B9)


class SharedIndex:
    """Keys are a hash in the upper half and the number of a contact in the lower one, sorted."""

    def __init__(self) -> None:
        self._keys = _none()
        self._tail = _none()
        self._fresh: list[Keys] = []
        self._contacts: list[ContactId] = []
        self._number: dict[ContactId, int] = {}
        self._words: dict[str, int] = {}

    @property
    def size(self) -> int:
        """Bytes of the keys."""
        self._settle()
        return self._keys.nbytes + self._tail.nbytes

    def add(self, texts: Iterable[tuple[ContactId, Sequence[str]]]) -> None:
        """Take in texts as words, each with its contact. Taking one in again changes nothing."""
        known = list(texts)
        hashes, which = self._fingerprints([words for _, words in known])
        if not hashes.size:
            return
        numbers = np.array([self._numbered(contact) for contact, _ in known], dtype=np.uint64)
        self._fresh.append(hashes << _HALF | numbers[which])

    def like(self, texts: Sequence[Sequence[str]], own: ContactId) -> list[ContactId]:
        """Contacts that share a fingerprint with these texts, those that share most first; never the own one."""
        self._settle()
        hashes, _ = self._fingerprints(texts)
        asked = np.unique(hashes)
        found = np.concatenate([_numbers(keys, asked) for keys in (self._keys, self._tail)])
        numbers, times = np.unique(found, return_counts=True)
        order = np.lexsort((-numbers.astype(np.int64), -times))
        contacts = (self._contacts[int(numbers[at])] for at in order)
        return [contact for contact in contacts if contact != own]

    def _settle(self) -> None:
        """Put what is fresh in order: into the short tail, and that into the rest when it has grown long."""
        if self._fresh:
            self._tail, self._fresh = np.unique(np.concatenate((self._tail, *self._fresh))), []
        if self._tail.size > max(_TAIL, self._keys.size // 4):
            self._keys, self._tail = np.unique(np.concatenate((self._keys, self._tail))), _none()

    def _numbered(self, contact: ContactId) -> int:
        number = self._number.get(contact)
        if number is None:
            number = self._number[contact] = len(self._contacts)
            self._contacts.append(contact)
        return number

    def _hash(self, word: str) -> int:
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = zlib.crc32(word.encode())
        return found

    def _fingerprints(self, texts: Sequence[Sequence[str]]) -> tuple[Keys, npt.NDArray[np.intp]]:
        """Hashes of 32 bits, and for each the text it stands in."""
        long = [(at, words) for at, words in enumerate(texts) if len(words) >= SURE]
        if not long:
            return _none(), np.empty(0, np.intp)
        words = np.array([self._hash(word) for _, text in long for word in text], dtype=np.uint64)
        which = np.repeat(np.array([at for at, _ in long], np.intp), [len(text) for _, text in long])
        rolled = np.zeros(words.size - SIZE + 1, np.uint64)
        for at in range(SIZE):
            rolled = rolled * _STEP + words[at : at + rolled.size]
        hashes = (rolled ^ rolled >> np.uint64(29)) * _MIX >> _HALF
        windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
        whole = which[: windows.shape[0]] == which[SURE - 1 : SURE - 1 + windows.shape[0]]
        kept = np.unique((np.arange(windows.shape[0]) + windows.argmin(axis=1))[whole])
        return hashes[kept], which[kept]


def _numbers(keys: Keys, asked: Keys) -> Keys:
    """The contacts in which these hashes stand, each as often as it has one of them."""
    first = np.searchsorted(keys, asked << _HALF)
    last = np.searchsorted(keys, asked << _HALF | _LOW, side="right")
    parts = [keys[a:b] for a, b in zip(first, last, strict=True) if b > a]
    return (np.concatenate(parts) & _LOW) if parts else _none()


def _none() -> Keys:
    return np.empty(0, np.uint64)
