"""What makes a referral clear, read from `resources/guide`."""

from __future__ import annotations

from functools import cache
from typing import Final

from workstation.domain.clarity_book import ClarityBook
from workstation.guidebook import shelf
from workstation.guidebook.plainly import converted, parsed

SORT: Final = "clarity"
CURRENT: Final = "clarity-2026-1"
"""The edition that ships with Lintel."""


def clarity_book(edition: str | None = None) -> ClarityBook:
    """The items, signs and indicators of this edition, else of the one in force. A built-in one has to read."""
    edition = edition or shelf.in_force(SORT)
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> ClarityBook:
    return read(shelf.text(edition))


def read(text: str) -> ClarityBook:
    """A book from the text of an edition; `ValueError` names what stands twice."""
    book = converted(parsed(text), ClarityBook)
    for what, ids in (
        ("item", [item.id for item in book.items]),
        ("question", [ask.id for item in book.items for ask in item.asks]),
    ):
        if twice := {one for one in ids if ids.count(one) > 1}:
            raise ValueError(f"{what} more than once: {', '.join(sorted(twice))}")
    return book
