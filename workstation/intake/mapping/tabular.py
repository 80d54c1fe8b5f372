"""Which row of a table is its headings, and what the columns are called."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from workstation.intake.cells import words
from workstation.intake.headings import bare, joined
from workstation.intake.mapping import vocabulary as known
from workstation.intake.messages import Row

LOOKED_THROUGH, FURTHER = 20, 60
"""So many filled rows are looked through for the headings; and so many where those have none."""
_SURE: Final = 3
"""Further down so many headings have to be known: more rows, more that only look like headings."""
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


def headings_at(rows: Sequence[Row], place: int) -> tuple[str, ...]:
    """The headings of the row at this place. Where several columns are called the same and a row of groups stands
    above (`Child`, `Mother`, in merged cells), each is called by its group too: `Mother Surname`.
    """
    plain = headings_of(rows[place])
    texts = [words(cell)[:_LONGEST] for cell in rows[place].cells]
    doubled = {text for text in texts if text and texts.count(text) > 1}
    above = rows[place - 1] if place else None
    if not doubled or above is None or above.number != rows[place].number - 1:
        return plain
    groups = _filled_on([words(cell) for cell in above.cells], len(texts))
    if len(set(filter(None, groups))) < 2:
        return plain
    named = [
        f"{group} {text}" if group and text in doubled else text
        for group, text in zip(groups, texts, strict=True)
    ]
    return tuple(named) if len(set(filter(None, named))) == len(list(filter(None, named))) else plain


def _filled_on(groups: Sequence[str], width: int) -> list[str]:
    """Each group as far as the next one: only the first of merged cells holds it."""
    found: list[str] = []
    for at in range(width):
        text = groups[at] if at < len(groups) else ""
        found.append(text or (found[-1] if found else ""))
    return found


def counting(rows: Sequence[Row], headed: frozenset[int]) -> frozenset[int]:
    """Columns without a heading that only count the rows, as programs put them before a table."""
    width = max((len(row.cells) for row in rows), default=0)
    return frozenset(
        at for at in range(width) if at not in headed and _counts([_at(row, at) for row in rows])
    )


def _at(row: Row, place: int) -> str:
    return words(row.cells[place]) if place < len(row.cells) else ""


def _counts(texts: Sequence[str]) -> bool:
    if not texts or not all(text.isascii() and text.isdigit() and len(text) < 10 for text in texts):
        return False
    first = int(texts[0])
    return first in (0, 1) and [int(text) for text in texts] == list(range(first, first + len(texts)))


def first_headings(rows: Sequence[Row]) -> Headed | None:
    """The row among the first ones that looks most like headings; the first of them when several do."""
    best: tuple[int, int] = (0, 0)
    found: Headed | None = None
    for place, row in enumerate(rows[:FURTHER]):
        headings = headings_of(row)
        rank = (sum(_is_known(h) for h in headings if h), _like_headings(headings))
        if rank > best and (place < LOOKED_THROUGH or rank[0] >= _SURE):
            best, found = rank, Headed(place, headings_at(rows, place), rank[0])
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
