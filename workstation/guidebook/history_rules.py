"""The history rules of an edition, read from `resources/guide` and checked against what the rules can fill in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from string import Formatter

import msgspec

import resources
from workstation.domain.history_rules.rulebook import CHIPS, SENTENCES, WHY, Rulebook

CURRENT = "history-rules-2026-1"


@cache
def rulebook(edition: str = CURRENT) -> Rulebook:
    """The rulebook of this edition. One that does not read is a fault of the build and stops the start."""
    return read(resources.read_text(f"guide/{edition}.toml"))


def read(text: str) -> Rulebook:
    """A rulebook from the text of an edition; `ValueError` names the sentence that cannot be said."""
    book = msgspec.convert(tomllib.loads(text), Rulebook, strict=True)
    for known, written in ((SENTENCES, book.sentences), (CHIPS, book.chips), (WHY, book.why)):
        _check(known, written)
    return book


def _check(known: Mapping[str, frozenset[str]], written: Mapping[str, str]) -> None:
    if missing := known.keys() ^ written.keys():
        raise ValueError(f"the rules and their sentences differ in: {', '.join(sorted(missing))}")
    for name, pattern in written.items():
        wanted = {part for _, part, _, _ in Formatter().parse(pattern) if part is not None}
        if unknown := wanted - known[name]:
            raise ValueError(f"{name} asks for {', '.join(sorted(unknown))}")
