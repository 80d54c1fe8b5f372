"""Earlier contacts that the reasons name. A citation is words, so it is kept and printed like all others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workstation.domain import wording
from workstation.domain.guide import source_group
from workstation.domain.past import PastContact


class Cited(NamedTuple):
    """An earlier contact that a text names, and where in the text."""

    contact: PastContact
    start: int
    end: int


def citation(past: PastContact) -> str:
    """How reasons name an earlier contact: `[C26-18371-M, 14 Jan 2026]`; without a number, by what it was."""
    what = past.number or past.agency or past.event or source_group(past.source)
    return f"[{what}, {wording.day(past.at)}]".replace(wording.NBSP, " ")


def cited(text: str, contacts: Iterable[PastContact]) -> tuple[Cited, ...]:
    """The earlier contacts that a text names, in the order of the text, each once."""
    even = text.replace(wording.NBSP, " ")
    found: dict[str, Cited] = {}
    for past in contacts:
        words = citation(past)
        at = even.find(words)
        if at >= 0:
            found.setdefault(words, Cited(past, at, at + len(words)))
    return tuple(sorted(found.values(), key=lambda one: one.start))
