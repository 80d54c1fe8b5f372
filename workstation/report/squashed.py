"""Texts *squashed*: without case, accents, spaces, line breaks, hyphens, punctuation and invisible characters.

Letters of another alphabet that nobody can tell from ours by looking are ours.
"""

from __future__ import annotations

import string
import unicodedata
from functools import cache
from typing import Final

from workstation.domain.twins import TWINS

# Letters that no Unicode rule takes apart, and what people type for them.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ASCII: Final = str.maketrans("", "", string.punctuation + string.whitespace + "\x1c\x1d\x1e\x1f")


def squash(text: str) -> tuple[str, list[int]]:
    """The letters and digits alone, plain and small, and where in the text each of them stands."""
    if text.isascii():
        places = [i for i, c in enumerate(text) if c.isalnum()]
        kept = text.lower().translate(_ASCII)
        if len(kept) == len(places):
            return kept, places
    plain = [(squashed(c), i) for i, c in enumerate(text)]
    return "".join(p for p, _ in plain), [i for p, i in plain for _ in p]


@cache
def squashed(character: str) -> str:
    """One character, squashed."""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    apart = unicodedata.normalize("NFKD", character).casefold().translate(_PLAIN).translate(TWINS)
    return "".join(c for c in apart if c.isalnum() and not unicodedata.combining(c))


def at_edges(squashed: str, places: list[int], start: int, end: int) -> bool:
    """Whether a match begins and ends where a word does (a plural or genitive s may follow)."""

    def edge(at: int) -> bool:
        return at <= 0 or at >= len(places) or places[at] - places[at - 1] != 1

    return edge(start) and (edge(end) or (squashed[end] == "s" and edge(end + 1)))
