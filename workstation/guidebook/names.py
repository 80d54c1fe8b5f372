"""The lists of names in `resources/names`: short forms, spellings, particles and words that are no name.

Each file is plain text: `#` begins a remark, `[...]` a naming group, and one row is names with blanks between
them. They are written as people write them; folding is done here, with the fold that the caller searches by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from itertools import chain, combinations, product
from typing import Final

import resources
from workstation.domain.naming import NameLists, Parts

Fold = Callable[[str], str]

SHORT_FORMS: Final = ("short-forms", "nicknames")
SPELLINGS: Final = ("spellings",)
WORDS: Final = ("particles", "titles", "light-words", "placeholders", "given-placeholders")
RULES: Final = ("beginnings", "endings")
EVERY: Final = (*SHORT_FORMS, *SPELLINGS, *WORDS, *RULES)
_EDITION: Final = re.compile(r"^# Edition (\S+)$", re.MULTILINE)
_NOTHING: Final = "-"
"""How a row of beginnings says that there may be none."""


@cache
def name_lists(fold: Fold) -> NameLists:
    """All lists, folded with `fold` (give it `history.folding.key`). Read at the first call, then kept.

    A list that does not read is a fault of the build and stops whoever asks.
    """
    groups = tuple(
        frozenset(_joined(fold, cell) for cell in row) for name in SPELLINGS for row in _rows(name)
    )
    spellings = _by_word(groups)
    ours, theirs = (_by_long_name(fold, _rows(name)) for name in SHORT_FORMS)
    spelt_out = [
        product(frozenset({long}).union(*(groups[g] for g in spellings.get(long, ()))), short)
        for table in (ours, theirs)
        for long, short in table.items()
    ]
    words = {name: frozenset(fold(" ".join(row)) for row in _rows(name)) for name in WORDS}
    rules = {name: tuple(_rule(fold, row) for row in _rows(name)) for name in RULES}
    return NameLists(
        edition=edition(),
        short_forms=_pairs(spelt_out),
        both_short=_pairs(combinations(short, 2) for short in ours.values()),
        spellings=spellings,
        groups=groups,
        particles=words["particles"],
        titles=words["titles"],
        light_words=words["light-words"],
        placeholders=words["placeholders"],
        given_placeholders=words["given-placeholders"],
        beginnings=rules["beginnings"],
        endings=rules["endings"],
    )


@cache
def edition() -> str:
    """The newest edition of the lists and a mark of everything in them: `2026-1.5f3c90ab`."""
    editions = [found for name in EVERY for found in _EDITION.findall(_text(name))]
    mark = sha256("\x1f".join(map(_text, EVERY)).encode()).hexdigest()
    return f"{max(editions)}.{mark[:8]}"


@cache
def _text(name: str) -> str:
    return resources.read_text(f"names/{name}.txt")


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a list as written."""
    lines = (line.split() for line in _text(name).splitlines() if line[:1] not in {"#", "["})
    return (cells for cells in lines if cells)


def _joined(fold: Fold, cell: str) -> str:
    return fold(cell).replace(" ", "")


def _rule(fold: Fold, row: list[str]) -> Parts:
    least, *parts = row
    return Parts(int(least), tuple("" if cell == _NOTHING else _joined(fold, cell) for cell in parts))


def _by_long_name(fold: Fold, rows: Iterable[list[str]]) -> dict[str, list[str]]:
    """The short forms of each long name, those of all naming groups together."""
    found: dict[str, list[str]] = {}
    for row in rows:
        long, *short = (_joined(fold, cell) for cell in row)
        found.setdefault(long, []).extend(short)
    return found


def _pairs(rows: Iterable[Iterable[tuple[str, str]]]) -> dict[str, frozenset[str]]:
    """Both ways round."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in chain.from_iterable(rows):
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return {word: frozenset(others) for word, others in found.items()}


def _by_word(groups: Iterable[frozenset[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
