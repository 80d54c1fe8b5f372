"""Digits and letters that somebody wrote as they were said: `fourteen`, `oh one nine one`, `double four`.

A hidden number written in words is a hidden number. Text is read a second time with these words as the digits they
stand for; each character knows from where to where its word goes, so that the word can be taken out whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from workstation.report.known_words import numbered, pairs

_UNITS: Final = numbered("digits")
_TEENS: Final = numbered("teens")
_TENS: Final = numbered("tens")
_AGAIN: Final = numbered("again")
_SPELT: Final = pairs("letters")
_SAID: Final = re.compile(
    rf"\b(?:{'|'.join((*_UNITS, *_TEENS, *_TENS, *_AGAIN, *_SPELT, 'x-ray', 'hundred'))})\b", re.IGNORECASE
)
_TOKEN: Final = re.compile(r"[^\W_]+|\S", re.UNICODE)


class Read(NamedTuple):
    """Some characters, and the stretch of the text that they stand for (first place and last)."""

    characters: str
    first: int
    last: int


def says_digits(text: str) -> bool:
    """Whether anything here is said that could have been written as a digit or a letter."""
    return _SAID.search(text) is not None


def single(text: str) -> Iterator[Read]:
    """The words of a text, and every other character that is no blank."""
    return (Read(m.group(), m.start(), m.end() - 1) for m in _TOKEN.finditer(text))


def read(text: str) -> Iterator[Read]:
    """The words of a text, those that say digits or letters as what they say."""
    words = list(single(text))
    at = 0
    while at < len(words):
        digits, used = _number(words, at)
        if used:
            yield Read(digits, words[at].first, words[at + used - 1].last)
        else:
            yield words[at]
        at += used or 1


def in_digits(text: str) -> str:
    """The same text with what is said in words as digits."""
    return " ".join(part.characters for part in read(text))


def _number(words: list[Read], at: int) -> tuple[str, int]:
    """What the words from here say, and how many of them; nothing when they say no number."""
    word = _plain(words, at)
    if word in _AGAIN and (unit := _digit(_plain(words, at + 1))):
        return unit * _AGAIN[word], 2
    if word in _SPELT:
        return _SPELT[word], 1
    value, used = _below_hundred(words, at)
    if not used:
        return "", 0
    following = at + used
    if value < 10 and _plain(words, following) == "hundred":
        rest, more = _below_hundred(words, following + 1 + (_plain(words, following + 1) == "and"))
        joined = _plain(words, following + 1) == "and"
        return str(value * 100 + rest), used + 1 + (more + joined if more else 0)
    return str(value), used


def _below_hundred(words: list[Read], at: int) -> tuple[int, int]:
    word = _plain(words, at)
    if word in _TENS:
        dash = _plain(words, at + 1) == "-"
        unit = _UNITS.get(_plain(words, at + 1 + dash), 0)
        return _TENS[word] + unit, (2 + dash if unit else 1)
    value = _TEENS.get(word, _UNITS.get(word))
    return (value, 1) if value is not None else (0, 0)


def _digit(word: str) -> str:
    if word in _UNITS:
        return str(_UNITS[word])
    return word if len(word) == 1 and word.isdigit() else ""


def _plain(words: list[Read], at: int) -> str:
    return words[at].characters.casefold() if at < len(words) else ""
