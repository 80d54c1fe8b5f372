"""Lists of words that tell a name from an ordinary word: English, the trade, names that are words as well.

They are plain text in `resources/words` and `resources/names`, read at the first copy that names nobody; and the
lists by which hidden places, numbers and names are found in free text, read at the first copy that hides anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import Final

import resources
from workstation.report.squashed import squash

_LONGEST: Final = 20
"""Words longer than this are two words run together, or noise; nobody knows what stands in them."""


@lru_cache(maxsize=50_000)
def ordinary(key: str) -> bool:
    """Whether it is a word of English or of the trade, also as a plural or with a short word at its end."""
    words = _english()
    if key in words or of_trade(key):
        return True
    for end in ("s", "ll", "d", "ve", "re", "m"):
        if key.endswith(end) and len(key) - len(end) > 1 and key[: -len(end)] in words:
            return end == "s" or key[: -len(end)] in small_words()
    return False


def of_trade(key: str) -> bool:
    """Whether it is a word of the trade, or one of those everybody knows: no name whatever its letters."""
    return key in _trade() or (key.endswith("s") and key[:-1] in _trade())


@lru_cache(maxsize=20_000)
def slip(key: str) -> bool:
    """Whether a letter more, less, other, or two turned round, makes an ordinary word of it; or a blank does."""
    if len(key) > _LONGEST:
        return False
    parts = [(key[:n], key[n:]) for n in range(len(key) + 1)]
    near = (
        *(a + b[1:] for a, b in parts if b), *(a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1),
        *(a + c + b[1:] for a, b in parts if b for c in ascii_lowercase),
        *(a + c + b for a, b in parts for c in ascii_lowercase),
    )  # fmt: skip
    return any(ordinary(way) for way in near) or any(
        len(a) > 2 and len(b) > 2 and ordinary(a) and ordinary(b) for a, b in parts
    )


@cache
def _hidden() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The lists of `words/hidden.txt` by name, line by line; a `-` there is an empty word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    at: list[tuple[str, ...]] = []
    for line in resources.read_text("words/hidden.txt").splitlines():
        if line.startswith("["):
            at = found.setdefault(line.strip("[]"), [])
        elif line and line[0] != "#":
            at.append(tuple("" if word == "-" else word for word in line.split()))
    return {name: tuple(rows) for name, rows in found.items()}


def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """One of the lists by which hidden words are found, line by line."""
    return _hidden()[name]


def listed(name: str) -> tuple[str, ...]:
    """The same as one list."""
    return tuple(word for row in groups(name) for word in row)


def pairs(name: str) -> dict[str, str]:
    """The same where each line is a word and what it stands for."""
    return {row[0]: row[1] for row in groups(name)}


def numbered(name: str) -> dict[str, int]:
    """The same where that is a number."""
    return {word: int(number) for word, number in pairs(name).items()}


def _rows(name: str) -> Iterator[str]:
    for line in resources.read_text(name).splitlines():
        if line and line[0] not in "#[":
            yield from line.split()


@cache
def _english() -> frozenset[str]:
    return frozenset(_rows("words/english.txt"))


@cache
def _trade() -> frozenset[str]:
    return frozenset(_rows("words/trade.txt"))


@cache
def small_words() -> frozenset[str]:
    """Words that are no name, whatever stands before them."""
    return frozenset(_rows("words/small-words.txt"))


@cache
def before_names() -> frozenset[str]:
    """Titles and the like."""
    return frozenset(_rows("words/before-names.txt"))


@cache
def also_names() -> frozenset[str]:
    """Ordinary words that people are also called."""
    return frozenset(_rows("words/also-names.txt"))


@cache
def names() -> frozenset[str]:
    """Names that are heard in England, but for those that are ordinary words."""
    lists = ("spellings", "nicknames", "short-forms", "light-words")
    every = {key for name in lists for word in _rows(f"names/{name}.txt") if len(key := squash(word)[0]) > 1}
    return frozenset(every - _english() - _trade()) | also_names()
