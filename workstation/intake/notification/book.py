"""Looks a heading up in the council's list of what forces call things."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from workstation.domain.notification import Field, Fields, Somebody
from workstation.intake.headings import bare

_NUMBER: Final = re.compile(r"\d{1,2}")
_LINE: Final = re.compile(r"[ \t]*(?:[-*•]\s*)?([^:\t]{2,60}?)[ ]*(?::|\t|[ ]-[ ]|[ ]–[ ])[ \t]*(.*)")
"""A label and what stands beside it: `DOB: 14/03/2017`, `DOB<tab>14/03/2017`, `DOB - 14/03/2017`."""


class Heading(NamedTuple):
    """What a heading stands for: a field, a whole person, or one part of a person; and its number."""

    field: Field | None = None
    person: Somebody | None = None
    part: str = ""
    number: int = 0


class Book:
    """Every heading of one edition, ready to be looked up."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self._fields = {bare(name): field for field in fields.fields for name in (*field.like, field.words)}
        self._whole = {bare(name): one for one in fields.people for name in one.whole}
        self._parts = {
            f"{bare(name)} {bare(word)}": (one, part.id)
            for one in fields.people
            for name in one.whole
            for part in fields.parts
            for word in part.like
        }
        self._loose = {bare(word): part.id for part in fields.parts for word in part.like}

    def heading(self, words: str) -> Heading | None:
        """What these words head; None when the list does not know them."""
        flat = bare(words)
        numbers = _NUMBER.findall(flat)
        number = int(numbers[0]) if numbers else 0
        name = " ".join(_NUMBER.sub(" ", flat).split())
        if not name:
            return None
        part = self._parts.get(name)
        if part is not None and (number or name not in self._fields):
            return Heading(person=part[0], part=part[1], number=number)
        if name in self._fields:
            return Heading(field=self._fields[name])
        if name in self._whole:
            return Heading(person=self._whole[name], number=number)
        return None

    def loose(self, words: str) -> str:
        """Which part of a person this heads, for a line under the person (`DOB: ...` under `Child 1: ...`)."""
        return self._loose.get(bare(words), "")

    def labelled(self, line: str) -> tuple[str, str] | None:
        """The label and the value of a line, when it has a label of at most a few words."""
        found = _LINE.fullmatch(line)
        if found is None or len(found.group(1).split()) > 8:
            return None
        return found.group(1).strip(), found.group(2).strip()

    def alone(self, line: str) -> tuple[str, str] | None:
        """A heading that has its line to itself and no colon, as on a printed form: `Adults`. No part of a person:
        `School` on a line of its own is as well a word of a story.
        """
        words = line.strip()
        found = self.heading(words) if words[:1].isupper() and words[-1:].isalpha() else None
        return None if found is None or found.part else (words, "")


@lru_cache(maxsize=4)
def book(fields: Fields) -> Book:
    """The headings of this list."""
    return Book(fields)
