"""Words that tell something wherever they stand, found whole and shown in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from workstation.domain import kinds
from workstation.domain.contact import ContactFile

_SENTENCES: Final = re.compile(r"[^.!?\n]+[.!?]*")
_DAY: Final = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?[ /.-](?:\d{1,2}|[a-z]{3,9})(?:[ /.-]\d{2,4})?\b")
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_HOUR: Final = re.compile(r"\b(?:at|from|about|around|by|until|before|after) (?:[01]?\d|2[0-3])[:.][0-5]\d\b")
"""A time that belongs to a sentence: a worker's own time stamp stands alone."""
_LONGEST: Final = 90


def told(file: ContactFile) -> tuple[str, ...]:
    """What the referrer said, as it was written down: their words, and the answers to questions."""
    received = [s.body.words for s in file.answers("received") if isinstance(s.body, kinds.Received)]
    again = [s.body.words for s in file.log(kinds.ReceivedAgain)]
    replies = [s.body.words for s in file.log(kinds.ReferrerReplied)]
    answers = [s.body.answer for s in file.standing_of(kinds.Answered)]
    return tuple(words for words in (*received, *again, *replies, *answers) if words.strip())


def first_with(texts: Iterable[str], signs: tuple[str, ...]) -> str:
    """The first sentence with one of these words in it, quoted; empty when there is none."""
    found = _pattern(signs)
    for sentence in _sentences(texts):
        if found.search(_plain(sentence)):
            return _quoted(sentence)
    return ""


def first_day(texts: Iterable[str]) -> str:
    """The first sentence that names a day or an hour, quoted: `14/3`, `3 May`, `from 19:00`."""
    for sentence in _sentences(texts):
        plain = _plain(sentence)
        if _HOUR.search(plain) or any(_is_day(found.group()) for found in _DAY.finditer(plain)):
            return _quoted(sentence)
    return ""


def _is_day(said: str) -> bool:
    word = re.sub(r"[^a-z]", " ", re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", said)).strip()
    return not word or word[:3] in _MONTHS


def _sentences(texts: Iterable[str]) -> Iterable[str]:
    return (sentence.strip() for text in texts for sentence in _SENTENCES.findall(text) if sentence.strip())


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _quoted(sentence: str) -> str:
    flat = " ".join(sentence.split())
    return f"“{flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(' ', 1)[0] + ' …'}”"


@lru_cache(maxsize=16)
def _pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words. No sign at all is never found."""
    either = "|".join(re.escape(_plain(sign)) for sign in signs if sign.strip())
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)")
