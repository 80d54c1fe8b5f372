"""The edition about the time after a decision, read from `resources/guide`."""

from __future__ import annotations

from functools import cache
from string import Formatter
from typing import Final

from workstation.domain.after.book import AfterBook
from workstation.guidebook import shelf
from workstation.guidebook.plainly import converted, parsed

SORT: Final = "after"
CURRENT: Final = "after-2026-1"
"""The edition that ships with Lintel."""
_SLOTS: Final = frozenset(
    {"children", "service", "day", "number", "duty", "manager", "level", "nth", "outcome"}
)


def after_book(edition: str | None = None) -> AfterBook:
    """The book of this edition, else of the one in force. A built-in one has to read."""
    edition = edition or shelf.in_force(SORT)
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> AfterBook:
    return read(shelf.text(edition))


def read(text: str) -> AfterBook:
    """A book from the text of an edition; `ValueError` names words that cannot be filled in."""
    book = converted(parsed(text), AfterBook)
    endings = [
        part
        for e in book.endings.values()
        for part in (e.referrer, e.family, e.referrer_otherwise, e.family_otherwise)
    ]
    for words in (*book.texts.values(), *endings):
        unknown = {slot for _, slot, _, _ in Formatter().parse(words) if slot} - _SLOTS
        if unknown:
            raise ValueError(f"the letters ask for {', '.join(sorted(unknown))}")
    if "other" not in book.endings:
        raise ValueError("the letters have no words for other outcomes")
    return book
