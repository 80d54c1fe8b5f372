"""The criteria of sign-off of an edition, read from the shelf and checked against what can be shown."""

from __future__ import annotations

from functools import cache
from typing import Final

from workstation.domain.criteria import EVIDENCE, Criteria
from workstation.guidebook import shelf
from workstation.guidebook.plainly import converted, parsed

SORT: Final = "signoff"
CURRENT: Final = "signoff-2026-1"
"""The edition that ships with Lintel."""


def criteria(edition: str | None = None) -> Criteria:
    """The criteria of this edition, else of the one in force. A built-in one has to read."""
    edition = edition or shelf.in_force(SORT)
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> Criteria:
    return read(shelf.text(edition))


def names(edition: str) -> dict[str, str]:
    """What the criteria of an edition are called, by their id; nothing for an edition that is not here."""
    try:
        found = criteria(edition) if shelf.sort_of(edition) == SORT else None
    except (OSError, ValueError):
        return {}
    return {one.id: one.words for one in found.criteria} if found else {}


def read(text: str) -> Criteria:
    """Criteria from the text of an edition; `ValueError` names what cannot be."""
    asked = converted(parsed(text), Criteria)
    ids = [one.id for one in asked.criteria]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise ValueError(f"criteria of one name: {', '.join(twice)}")
    if unknown := sorted({name for one in asked.criteria for name in one.shows} - EVIDENCE.keys()):
        raise ValueError(f"nothing can be shown under: {', '.join(unknown)}")
    return asked
