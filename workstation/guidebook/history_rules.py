"""The history rules of an edition, read from `resources/guide` and checked against what the rules can fill in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Final

from workstation.domain.history_rules.rulebook import CHIPS, SENTENCES, WHY, Rulebook
from workstation.guidebook import shelf
from workstation.guidebook.plainly import Faulty, converted, parsed

SORT: Final = "history-rules"


def rulebook(edition: str | None = None) -> Rulebook:
    """The rulebook of this edition, else the one in force. A built-in one that does not read stops the start."""
    edition = edition or shelf.in_force(SORT)
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> Rulebook:
    return read(shelf.text(edition))


def read(text: str) -> Rulebook:
    """A rulebook from the text of an edition; `Faulty` names the sentence that cannot be said."""
    book = converted(parsed(text), Rulebook)
    for known, written in ((SENTENCES, book.sentences), (CHIPS, book.chips), (WHY, book.why)):
        _check(known, written)
    return book


def _check(known: Mapping[str, frozenset[str]], written: Mapping[str, str]) -> None:
    if missing := known.keys() ^ written.keys():
        raise Faulty(f"The rules and their sentences differ in: {', '.join(sorted(missing))}.")
    for name, pattern in written.items():
        wanted = {part for _, part, _, _ in Formatter().parse(pattern) if part is not None}
        if unknown := wanted - known[name]:
            raise Faulty(f"{name} asks for {', '.join(sorted(unknown))}.")
