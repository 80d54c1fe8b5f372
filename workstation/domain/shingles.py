"""Words of a text and runs of them, so that texts can be compared whatever their case, punctuation and line breaks.

A shingle is a run of words that follow each other (five, unless it is said otherwise). What two texts share is
the words that stand in shingles of both: moving a passage, or putting words before it, changes nothing; another
order of the words makes it another passage.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

SIZE: Final = 5
"""Words in a shingle."""

Shingle = tuple[str, ...]

_WORD: Final = re.compile(r"[^\W_]+(?:[’'ʼ][^\W_]+)*")
_APOSTROPHES: Final = str.maketrans("", "", "’'ʼ")


class Word(NamedTuple):
    """One word as it is compared, and where it stands in its text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text in small letters, without punctuation: `Don’t` is `dont`, `well-being` two words."""
    return [Word(plain(found.group()), *found.span()) for found in _WORD.finditer(text)]


def texts_of(text: str) -> list[str]:
    """The words of a text alone."""
    if not text.isascii():
        return [plain(found) for found in _WORD.findall(text)]
    found = _WORD.findall(text.lower())
    return [word.replace("'", "") for word in found] if "'" in text else found


def plain(word: str) -> str:
    """A word as it is compared."""
    if word.isascii():
        return word.lower().translate(_APOSTROPHES)
    return unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES)


def shingles(words: Sequence[str], size: int = SIZE) -> Iterator[Shingle]:
    """Every run of `size` words, in order."""
    return zip(*(words[at:] for at in range(size)), strict=False)


def all_shingles(texts: Iterable[str], size: int = SIZE) -> frozenset[Shingle]:
    """Every shingle of these texts. None reaches over the end of one."""
    return frozenset(one for text in texts for one in shingles(texts_of(text), size))


def covered(words: Sequence[str], known: Container[Shingle], size: int = SIZE) -> list[bool]:
    """For each word, whether it stands in a run that is known."""
    marks = [False] * len(words)
    for at, one in enumerate(shingles(words, size)):
        if one in known:
            marks[at : at + size] = [True] * size
    return marks


def runs(marks: Sequence[bool], least: int) -> list[tuple[int, int]]:
    """Where at least so many marked words follow each other: from which to before which."""
    found, start = [], 0
    for at, marked in enumerate((*marks, False)):
        if not marked:
            if at - start >= least:
                found.append((start, at))
            start = at + 1
    return found
