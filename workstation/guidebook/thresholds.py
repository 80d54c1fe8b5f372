"""The threshold document of an edition, read from `resources/guide` and checked against itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from workstation.domain.thresholds import LEVELS, Thresholds
from workstation.guidebook import shelf
from workstation.guidebook.plainly import converted, parsed

SORT: Final = "thresholds"
CURRENT: Final = "thresholds-2026-1"
"""The edition that ships with Lintel."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def thresholds(edition: str | None = None) -> Thresholds:
    """The thresholds of this edition, else of the one in force. A built-in one has to read."""
    edition = edition or shelf.in_force(SORT)
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> Thresholds:
    return read(shelf.text(edition))


def of_edition(edition: str) -> Thresholds | None:
    """The thresholds a level was judged by; None when this computer does not have that edition."""
    try:
        return thresholds(edition) if shelf.sort_of(edition) == SORT else None
    except (OSError, ValueError):
        return None


def read(text: str) -> Thresholds:
    """Thresholds from the text of an edition; `ValueError` says what does not fit together."""
    found = converted(parsed(text), Thresholds)
    if tuple(level.id for level in found.levels) != LEVELS:
        raise ValueError("the levels must be 1, 2, 3 and 4, in that order")
    groups = {group.id for group in found.groups}
    if strange := {d.group for d in found.descriptors} - groups:
        raise ValueError(f"no such group: {', '.join(sorted(strange))}")
    ids = [d.id for d in found.descriptors]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise ValueError(f"said twice: {', '.join(sorted(twice))}")
    if bare := [level.id for level in found.levels if not found.of_level(level.id)]:
        raise ValueError(f"no descriptor for level {bare[0]}")
    if wrong := [level.id for level in found.levels if level.paint and not _COLOUR.fullmatch(level.paint)]:
        raise ValueError(f"level {wrong[0]} has no colour such as #4F8A3C")
    return found
