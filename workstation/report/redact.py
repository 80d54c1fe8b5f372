"""Leaving out the words that would give a confidential address away, however somebody wrote them.

Text and hidden words are compared *squashed*: without case, accents, spaces, line breaks, hyphens, punctuation
and invisible characters. A match is replaced by `[hidden]` in the text itself; nothing is covered up, because
what lies under a black box can be copied out of a PDF (`trust.md` X03).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from workstation.report import needles, spoken
from workstation.report.otherwise import Otherwise
from workstation.report.squashed import at_edges, squash
from workstation.report.squashed import squashed as plain

HIDDEN: Final = "[hidden]"
MAYBE: Final = "[name?]"
"""Stands where a word may be a name, on the copy that names nobody (`recipients.likely`)."""

_LOOK_ALIKE: Final = str.maketrans("oils", "0115")
"""In a postcode or a phone number people write O for 0 and l for 1."""

_CERTAIN: Final = 6
"""From this many characters a match needs no edge: it is no accident inside a longer word."""


class Redactor:
    """Knows the hidden words, and cleans texts of them."""

    def __init__(
        self, hide: Iterable[str], told_anyway: str = "", people: frozenset[str] = frozenset()
    ) -> None:
        """`told_anyway`: what the council is called, which no copy can hide. `people`: what everybody here is
        called (`called.people_of`), for which no street is taken.
        """
        words = [word for word in dict.fromkeys(hide) if word.strip()]
        self._needles = sorted({n for w in words for n in needles.needles(w)}, key=lambda n: (-len(n), n))
        self._codes = sorted({c.translate(_LOOK_ALIKE) for w in words for c in needles.codes(w)})
        self._ends = sorted({e.translate(_LOOK_ALIKE) for w in words for e in needles.ends_of_codes(w)})
        self._phones = sorted({p for w in words for p in needles.phones(w)})
        self._otherwise = Otherwise(words, squash(told_anyway)[0], people)

    def clean(self, text: str) -> str:
        """The text with `[hidden]` in place of every hidden word."""
        if not (self._needles or self._codes or self._phones) or not text:
            return text
        found = [*self._found(*squash(text)), *self._otherwise.found(text)]
        if spoken.says_digits(text):
            found += self._said(text)
        return _without(text, found) if found else text

    def clean_places(self, text: str) -> str:
        """The same, and without any phone number or postcode, known or not: for words shown to a room."""
        return needles.POSTCODE.sub(HIDDEN, needles.PHONE.sub(_not_a_date, self.clean(text)))

    def _said(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches in which a hidden word is said with its digits in words: `fourteen Sample Street`."""
        written, stands_for = "", list[tuple[int, int]]()
        for part in spoken.read(text):
            gap = bool(stands_for) and part.first > stands_for[-1][1] + 1
            written += f"{' ' * gap}{part.characters}"
            stands_for += stands_for[-1:] * gap
            same = text[part.first : part.last + 1] == part.characters
            stands_for += [
                (part.first + n,) * 2 if same else (part.first, part.last)
                for n in range(len(part.characters))
            ]
        for first, last in self._found(*squash(written)):
            yield stands_for[first][0], stands_for[last][1]

    def _found(self, squashed: str, places: list[int]) -> Iterator[tuple[int, int]]:
        """Stretches of the original text, as first and last place."""
        for needle in self._needles:
            free = len(needle) >= _CERTAIN or not needle.isascii()
            for start in _everywhere(squashed, needle):
                if free or at_edges(squashed, places, start, start + len(needle)):
                    yield places[start], places[start + len(needle) - 1]
        yield from self._numbers(squashed, places)

    def _numbers(self, squashed: str, places: list[int]) -> Iterator[tuple[int, int]]:
        """The same of postcodes and phone numbers."""
        alike = squashed.translate(_LOOK_ALIKE)
        for code in self._codes:
            for start in _everywhere(alike, code):
                yield places[start], places[start + len(code) - 1]
        for end in self._ends:
            for start in _everywhere(alike, end):
                if at_edges(squashed, places, start, start + len(end)) and squashed[start].isdigit():
                    yield places[start], places[start + len(end) - 1]
        for phone in self._phones:
            for start in _everywhere(alike, phone):
                if len(phone) > 8 or at_edges(squashed, places, start, start + len(phone)):
                    yield places[_with_prefix(alike, start)], places[start + len(phone) - 1]


def _not_a_date(found: re.Match[str]) -> str:
    """A day, a reference or a time in many digits is no phone number."""
    words = found.group()
    return words if re.search(r"[/:]", words) or not re.search(r"^\W*(?:0|\+|44)", words) else HIDDEN


def _everywhere(text: str, needle: str) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)


def _with_prefix(digits: str, start: int) -> int:
    """Where a number begins, with the 0, +44 or 0044 before it."""
    for prefix in ("00440", "0044", "440", "44", "0"):
        if digits.endswith(prefix, 0, start):
            return start - len(prefix)
    return start


def _without(text: str, found: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    at = 0
    for first, last in _joined(text, sorted(found)):
        kept += [text[at:first].rstrip("+(") if text[first].isdigit() else text[at:first], HIDDEN]
        at = last + 1
        while at < len(text) and not plain(text[at]) and unicodedata.category(text[at]) in ("Mn", "Cf"):
            at += 1  # the accent of the last letter goes with it
    return "".join((*kept, text[at:]))


def _joined(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches that overlap, or that only a comma or a line break keeps apart, as one."""
    first, last = found[0]
    for start, end in found[1:]:
        if start <= last + 1 or (start - last <= 4 and not any(plain(c) for c in text[last + 1 : start])):
            last = max(last, end)
        else:
            yield first, last
            first, last = start, end
    yield first, last
