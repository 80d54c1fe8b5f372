"""Notifications in words: pasted, or the body of an email. One text may hold several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from workstation.domain.notification import Fields, Letter, Notification
from workstation.intake.notification.book import Book, book
from workstation.intake.notification.finding import Pair, of_pairs, proposes

MOST: Final = 200
_MOST_CHARS: Final = 1_000_000
_SHORT: Final = 3
"""Words of a heading that nobody knows."""
_TITLE: Final = 80
"""Letters of a title that stands over the reference."""
_RULE: Final = re.compile(
    r"\s*(?:[-=_*#]{5,}|.{0,20}\b(?:notification|ccn|ppn|record)\s+\d+\s+of\s+\d+.{0,10})\s*", re.IGNORECASE
)
"""A line that parts two notifications: dashes, or `Notification 2 of 3`."""
_ITEM: Final = re.compile(
    r"\s*(?:[-*•]\s|\(?\d{1,2}[.)]\s|[A-Z].{2,60}\b(?:d\.?o\.?b|born|date of birth)\b.{0,12}\d.{0,90}(?<!\.)$)",
    re.IGNORECASE,
)
"""A line of a list, by its mark or because it is a person: the page of an email has empty lines between them."""


def of_text(text: str, fields: Fields, today: date, letter: Letter | None = None) -> tuple[Notification, ...]:
    """The notifications in these words, in order; the words of each stay as they are. One that says too little to
    be one is left out; when nothing is found the whole text is one.
    """
    headings = book(fields)
    whole = text[:_MOST_CHARS]
    pieces = _pieces(whole, headings)[:MOST]
    found = [
        of_pairs(pairs_of(piece, headings), piece.strip("\n"), fields, today, letter) for piece in pieces
    ]
    kept = [one for one in found if proposes(one)]
    if len(kept) > 1:
        return tuple(kept)
    return (of_pairs(pairs_of(whole, headings), whole.strip("\n"), fields, today, letter),)


def pairs_of(text: str, headings: Book) -> list[Pair]:
    """Headings and values of a text. What stands under a heading without a value belongs to it, up to the next
    heading or an empty line; a list goes on behind an empty line.
    """
    found: list[Pair] = []
    hanging = listing = False
    for line in text.split("\n"):
        labelled = headings.labelled(line) or headings.alone(line)
        if labelled is not None and (headings.heading(labelled[0]) or headings.loose(labelled[0])):
            found.append(labelled)
            hanging, listing = True, False
        elif not line.strip():
            listing = (listing or hanging) and bool(_ITEM.match(found[-1][1].rpartition("\n")[2]))
            hanging = hanging and not found[-1][1]
        elif labelled is not None and _is_heading(labelled, found[-1][1] if hanging else "-"):
            found.append(labelled)
            hanging = listing = False
        elif hanging or (listing and _ITEM.match(line)):
            hanging = True
            heading, words = found[-1]
            found[-1] = (heading, f"{words}\n{line.strip()}".strip())
    return found


def _is_heading(labelled: Pair, above: str) -> bool:
    """Whether a line looks headed although nobody knows the heading: short, and not within a longer story."""
    short = (
        len(labelled[0].split()) <= _SHORT and labelled[0][:1].isupper() and not labelled[0][-1:].isdigit()
    )
    return short and bool(above) and "\n" not in above


def _pieces(text: str, headings: Book) -> list[str]:
    """The text cut where another notification begins: at its reference, and what stands over that since a rule."""
    lines = text.split("\n")
    begins = [n for n, line in enumerate(lines) if _begins(line, headings)]
    if len(begins) < 2:
        return [text]
    starts = [0]
    for before, at in pairwise(begins):
        starts.append(_back_to_rule(lines, before, at))
    ends = [*starts[1:], len(lines)]
    return ["\n".join(_without_rules(lines[a:b])) for a, b in zip(starts, ends, strict=True)]


def _begins(line: str, headings: Book) -> bool:
    labelled = headings.labelled(line)
    found = headings.heading(labelled[0]) if labelled and labelled[1] else None
    return found is not None and found.field is not None and found.field.id in headings.fields.begins


def _back_to_rule(lines: list[str], before: int, at: int) -> int:
    """Where the notification begins whose reference is in line `at`: behind a rule, or with the title over it."""
    rule = next((n + 1 for n in range(at - 1, before, -1) if _RULE.fullmatch(lines[n])), None)
    if rule is not None:
        return rule
    top = at
    while top - 1 > before and lines[top - 1].strip() and len(lines[top - 1]) < _TITLE:
        top -= 1
    return top if top - 1 > before and not lines[top - 1].strip() else at


def _without_rules(lines: list[str]) -> Iterator[str]:
    """A rule at either end belongs to nobody."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or _RULE.fullmatch(kept[-1])):
        kept.pop()
    while kept and (not kept[0].strip() or _RULE.fullmatch(kept[0])):
        kept.pop(0)
    return iter(kept)
