"""What makes a referral clear, read from `resources/guide`."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

import resources
from workstation.domain.clarity_book import ClarityBook

CURRENT = "clarity-2026-1"


@cache
def clarity_book(edition: str = CURRENT) -> ClarityBook:
    """The items, signs and indicators of this edition. One that does not read is a fault of the build."""
    return read(resources.read_text(f"guide/{edition}.toml"))


def read(text: str) -> ClarityBook:
    """A book from the text of an edition; `ValueError` names what stands twice."""
    book = msgspec.convert(tomllib.loads(text), ClarityBook, strict=True)
    for what, ids in (
        ("item", [item.id for item in book.items]),
        ("question", [ask.id for item in book.items for ask in item.asks]),
    ):
        if twice := {one for one in ids if ids.count(one) > 1}:
            raise ValueError(f"{what} more than once: {', '.join(sorted(twice))}")
    return book
