"""How much of one text stands on one copy."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 4_000_000
"""Characters of one text on one copy. No entry holds more than a million, but a line break counts as many."""
BREAK_COUNTS: Final = 75
"""A line break takes as much paper as most of a line of letters."""


def trimmed(words: str) -> str:
    """The words, or as much of them as a copy holds and a sentence that says so."""
    if len(words) + BREAK_COUNTS * words.count("\n") <= LONGEST:
        return words
    kept = _as_much_as_fits(words)
    left = len(words) - len(kept)
    return (
        f"{kept}\n[This text goes on for {left:,} more characters, which are not on this copy. "
        "Read them on the screen.]"
    )


def _as_much_as_fits(words: str) -> str:
    room = LONGEST
    for at, character in enumerate(words):
        room -= BREAK_COUNTS + 1 if character == "\n" else 1
        if room < 0:
            return words[:at]
    return words
