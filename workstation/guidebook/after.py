"""The edition about the time after a decision, read from `resources/guide`."""

from __future__ import annotations

import tomllib
from functools import cache
from string import Formatter
from typing import Final

import msgspec

import resources
from workstation.domain.after.book import AfterBook

CURRENT: Final = "after-2026-1"
_SLOTS: Final = frozenset(
    {"children", "service", "day", "number", "duty", "manager", "level", "nth", "outcome"}
)


@cache
def after_book(edition: str = CURRENT) -> AfterBook:
    """The book of this edition. One that does not read is a fault of the build and stops the start."""
    return read(resources.read_text(f"guide/{edition}.toml"))


def read(text: str) -> AfterBook:
    """A book from the text of an edition; `ValueError` names words that cannot be filled in."""
    book = msgspec.convert(tomllib.loads(text), AfterBook, strict=True)
    endings = [part for e in book.endings.values() for part in (e.referrer, e.family)]
    for words in (*book.texts.values(), *endings):
        unknown = {slot for _, slot, _, _ in Formatter().parse(words) if slot} - _SLOTS
        if unknown:
            raise ValueError(f"the letters ask for {', '.join(sorted(unknown))}")
    if "other" not in book.endings:
        raise ValueError("the letters have no words for other outcomes")
    return book
