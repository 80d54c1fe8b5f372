"""What a column of an extract can fill, and what files call our outcomes and themes (`resources/intake`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

import msgspec
from msgspec import Struct

import resources
from workstation.intake.headings import bare, joined

About = Literal["contact", "known to"]
FieldKind = Literal[
    "text", "id", "day", "time", "number", "sex", "source", "ethnicity", "outcome", "theme", "yes or no", "upn",
    "nhs", "postcode", "phone",
]  # fmt: skip
MOST_ADULTS: Final = 4


class Field(Struct, frozen=True, kw_only=True):
    """Something of ours that columns can fill. `many`: several columns together, in their order."""

    id: str
    label: str
    group: str = ""
    about: tuple[About, ...] = ("contact",)
    kind: FieldKind = "text"
    many: bool = False
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    """Headings that are kept beside their words: `consent obtained: No`."""


class AdultColumns(Struct, frozen=True):
    """How headings begin that are about one adult (or one more child) of the row, and who that is when nothing says
    so.
    """

    prefixes: tuple[str, ...]
    relationship: str = ""


class _Raw(Struct, frozen=True):
    ways_to_say_person: tuple[str, ...]
    never: tuple[str, ...]
    field: tuple[Field, ...]
    adult: tuple[AdultColumns, ...]
    adult_field: tuple[Field, ...]
    child: tuple[AdultColumns, ...]
    child_field: tuple[Field, ...]


class Word(Struct, frozen=True):
    """One of our codes in words, and other ways files say it."""

    code: str
    words: str
    like: tuple[str, ...] = ()


class _Words(Struct, frozen=True):
    outcome: tuple[Word, ...]
    theme: tuple[Word, ...]


@cache
def _raw() -> _Raw:
    return msgspec.convert(tomllib.loads(resources.read_text("intake/fields.toml")), _Raw, strict=True)


@cache
def _words() -> _Words:
    return msgspec.convert(tomllib.loads(resources.read_text("intake/words.toml")), _Words, strict=True)


@cache
def fields(about: About) -> dict[str, Field]:
    """Every field that makes sense in such a file, by id, in the order of a form (`adult1.family`, ...)."""
    found = {field.id: field for field in _raw().field if about in field.about}
    if about == "contact":
        for number in range(2, len(_raw().child) + 2):
            for part in _raw().child_field:
                named = f"child{number}.{part.id}"
                found[named] = Field(
                    id=named, label=f"Child {number}: {part.label}", group=f"Child {number}", kind=part.kind
                )
        for number in range(1, MOST_ADULTS + 1):
            for part in _raw().adult_field:
                named = f"adult{number}.{part.id}"
                found[named] = Field(
                    id=named, label=f"Adult {number}: {part.label}", group=f"Adult {number}", kind=part.kind
                )
    return found


@cache
def joined_names(field: Field) -> frozenset[str]:
    """What its heading may be, joined: `LAchildID` is `la child id`."""
    return frozenset(map(joined, (*field.names, *field.more)))


@cache
def says_enough(field: Field, heading: str) -> bool:
    """Whether the words under this heading can be read without it."""
    return joined(heading) in frozenset(map(joined, field.names))


def adult_columns() -> tuple[AdultColumns, ...]:
    """The adults that headings can be about."""
    return _raw().adult


def adult_parts() -> tuple[Field, ...]:
    """What a column can say about an adult."""
    return _raw().adult_field


def child_columns() -> tuple[AdultColumns, ...]:
    """The other children that headings can be about: the second, the third and so on."""
    return _raw().child


def child_parts() -> tuple[Field, ...]:
    """What a column can say about one of them."""
    return _raw().child_field


def is_never_taken(heading: str) -> bool:
    """Whether a column is known and not taken: nobody here writes to the e-mail addresses in such files."""
    text = bare(heading)
    return text in _raw().never or "email" in text.replace(" ", "")


@cache
def _person_words() -> re.Pattern[str]:
    ways = "|".join(sorted(map(re.escape, _raw().ways_to_say_person), key=len, reverse=True))
    return re.compile(rf"^(?:{ways}) (?:s )?|(?: of| for)? (?:the )?(?:{ways})$")


def without_person(text: str) -> str:
    """A bare heading without the word for the person: `child first name`, `date of birth of child`."""
    return _person_words().sub("", text).strip() or text


def known_words(kind: Literal["outcome", "theme"]) -> tuple[Word, ...]:
    """Our codes of this kind, in words."""
    return _words().outcome if kind == "outcome" else _words().theme


@cache
def _by_words(kind: Literal["outcome", "theme"]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for word in known_words(kind):
        for said in (word.code, word.words, *word.like):
            found.setdefault(bare(said), word.code)
            found.setdefault(joined(said), word.code)
    return found


def find_word(kind: Literal["outcome", "theme"], text: str) -> str:
    """The code of ours for what a file says: whole words, or the part before or behind a dash or colon; empty for
    words nobody explained.
    """
    known = _by_words(kind)
    whole = known.get(bare(text)) or known.get(joined(text))
    if whole:
        return whole
    parts = {known[part] for part in map(bare, re.split(r"[:;,()/\u2013\u2014]| - ", text)) if part in known}
    return parts.pop() if len(parts) == 1 else ""
