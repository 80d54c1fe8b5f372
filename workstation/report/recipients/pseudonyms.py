"""Names that stand for names: `Child 1`, `Adult 2`, `Worker 1`, in every way a name is written in free text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from workstation.domain.kinds import Name
from workstation.report import known_words
from workstation.report.squashed import at_edges, squash

_ALSO_A_WORD: Final = frozenset(known_words.listed("also a word"))
"""Names that are words as well, and that no list of words has: only with a capital letter are they the name."""
_TITLES_WRITTEN: Final = known_words.listed("titles")
_TITLES: Final = frozenset(title.casefold() for title in _TITLES_WRITTEN)
_TITLED: Final = re.compile(
    rf"\b(?:(?:{'|'.join(_TITLES_WRITTEN)})\.?\s+(?:[A-Z]\.?\s+)?|[A-Z]\.\s*)"
    r"[A-Z][\w’'-]+|\b[A-Z][a-z’'-]+\s+(?:[A-Z]\.\s*)?[A-Z][\w’'-]+"
)


class Pseudonyms:
    """Gives each name a label, and puts the labels into texts."""

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._careful: set[str] = set()
        """Ordinary words that are taken for a name only with a capital letter."""

    def person(self, label: str, name: Name, title: str = "") -> None:
        """This person, with every form of the name. The first person who is called so has the name alone."""
        givens = [name.given, *name.also]
        for given in filter(None, givens):
            for whole in (f"{given} {name.family}", f"{name.family} {given}", given):
                self._add(whole, label)
            if name.family:
                self._add(f"{given[:1]} {name.family}", label)
        for part in name.given.split():
            self._add(part, label)
        if title and name.family:
            self._add(f"{title} {name.family}", label)
        for family in (name.family, *re.split(r"[\s-]+", name.family)):
            self._add(family, label)

    def called(self, label: str, words: str, *, family: bool = True) -> None:
        """Somebody of whom a full name or a title with a surname is known: `S. Reed`, `Rukhsana Shah`. Of somebody
        outside the family a name that is an ordinary word (Head, Baker) is one with a capital letter alone.
        """
        self._add(words, label)
        parts = [p for p in re.split(r"[\s,]+", words) if p and squash(p)[0] not in _TITLES]
        if len(parts) > 1:
            self._add(" ".join(parts), label)
            self._add(" ".join(reversed(parts)), label)
            self._add(f"{parts[0][:1]} {parts[-1]}", label)
        for part in parts:
            if len(part.strip(".")) > 2 and not known_words.of_trade(squash(part)[0]):
                self._add(part, label)
                plain = squash(part)[0]
                if not family and self._labels.get(plain) == label and known_words.ordinary(plain):
                    self._careful.add(plain)

    def born(self, label: str, day: date) -> None:
        """A date of birth in the ways it is usually written."""
        for way in ("%d %b %Y", "%d %B %Y", "%d %m %Y", "%d %m %y", "%Y %m %d", "%B %d %Y"):
            self._add(day.strftime(way), label)
            self._add(re.sub(r"\b0(\d)\b", r"\1", day.strftime(way)), label)

    def _add(self, words: str, label: str) -> None:
        plain = squash(words)[0]
        if len(plain) > 1 or not words.isascii():
            self._labels.setdefault(plain, label)

    def clean(self, text: str) -> str:
        """The text with the labels in place of the names."""
        squashed, places = squash(text)
        taken = [False] * len(squashed)
        found: list[tuple[int, int, str]] = []
        for needle in sorted(self._labels, key=lambda n: (-len(n), n)):
            for start in _everywhere(squashed, needle):
                end = start + len(needle)
                if any(taken[start:end]) or not at_edges(squashed, places, start, end):
                    continue
                if not text[places[start]].isupper() and (needle in _ALSO_A_WORD or needle in self._careful):
                    continue
                taken[start:end] = [True] * len(needle)
                found.append((places[start], places[end - 1], self._labels[needle]))
        return _put(text, sorted(found))


def names_in(words: Iterable[str]) -> Iterator[str]:
    """What looks like the name of somebody in a field that says who: `S. Reed`, `Mrs Hale`, `Tom Ashdown`."""
    for text in words:
        for match in _TITLED.finditer(text):
            parts = [squash(part)[0] for part in re.split(r"[\s.]+", match.group()) if part]
            if (
                not all(known_words.ordinary(p) and p not in known_words.also_names() for p in parts)
                or parts[0] in _TITLES
            ):
                yield match.group()


def _everywhere(text: str, needle: str) -> Iterator[int]:
    start = text.find(needle) if needle else -1
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)


def _put(text: str, found: list[tuple[int, int, str]]) -> str:
    kept, at = [], 0
    for first, last, label in found:
        kept += [text[at:first], label]
        at = last + 1
        while at < len(text) and unicodedata.category(text[at]) in ("Mn", "Cf"):
            at += 1  # the accent of the last letter goes with it
    return "".join((*kept, text[at:]))
