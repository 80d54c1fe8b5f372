"""Which row of a table is its headings, and what the columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from workstation.intake.cells import words
from workstation.intake.headings import bare, joined
from workstation.intake.mapping import vocabulary as known
from workstation.intake.messages import Row

LOOKED_THROUGH: Final = 20
_LONGEST: Final = 200


class Headed(NamedTuple):
    """The place of the row of headings among the filled rows, and the headings: empty for a column without one."""

    place: int
    headings: tuple[str, ...]
    known: int = 0
    """How many of them are called as such columns are."""


def headings_of(row: Row) -> tuple[str, ...]:
    """The headings as they stand; one that stands twice is called `Date (2)` the second time."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for cell in row.cells:
        text = words(cell)[:_LONGEST]
        count = seen[text] = seen.get(text, 0) + 1
        found.append(f"{text} ({count})" if text and count > 1 else text)
    return tuple(found)


def first_headings(rows: Sequence[Row]) -> Headed | None:
    """The row among the first ones that looks most like headings; the first of them when several do."""
    best: tuple[int, int] = (0, 0)
    found: Headed | None = None
    for place, row in enumerate(rows[:LOOKED_THROUGH]):
        headings = headings_of(row)
        rank = (sum(_is_known(h) for h in headings if h), _like_headings(headings))
        if rank > best:
            best, found = rank, Headed(place, headings, rank[0])
    return found


def _is_known(heading: str) -> bool:
    text = known.without_person(bare(heading))
    return bool(text) and joined(text) in _all_names()


@cache
def _all_names() -> frozenset[str]:
    both = (*known.fields("contact").values(), *known.fields("known to").values(), *known.adult_parts())
    return frozenset(joined(name) for field in both for name in field.names if name)


def _like_headings(headings: Sequence[str]) -> int:
    """How many cells hold short words that are no figures: 0 when it is rather a row of values or a title."""
    filled = [heading for heading in headings if heading]
    if len(filled) < 2 or any(heading.replace("/", "").replace("-", "").isdigit() for heading in filled):
        return 0
    return len(filled)
