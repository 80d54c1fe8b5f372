"""A police notification as it was read, before anybody has put it on record: a proposal and nothing more."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from workstation.domain.kinds import Born, Name

_OPENLY: Final = re.compile(
    r"(?:no|n|none|none known|nil|false|0|n\W?a|n\W?k|unknown|unsure|not sure|"
    r"not (?:known|applicable|asked|stated|recorded|required|needed|confidential|private|sensitive))?"
    r"(?:$|\s*[.,;:!?–-])(?P<more>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BUT: Final = re.compile(
    r"\b(but|not|never|except|unless|private|confidential|refuge|secret)\b", re.IGNORECASE
)
_YES: Final = re.compile(r"^(?:yes|y|true)\b\W*", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"^(?:(?:flat|room|unit)\s*)?(?:\d+[a-z]?\W+)+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)[a-z]{3}"
    r"|\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b",
    re.IGNORECASE,
)


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a notification may say: how forces head it, how it is read, and what it fills."""

    id: str
    words: str
    like: tuple[str, ...]
    fills: str = ""
    kind: Literal["text", "moment"] = "text"


class Somebody(Struct, frozen=True, forbid_unknown_fields=True):
    """How forces head a person, and which role that gives them."""

    id: str
    part: Literal["child", "adult"]
    whole: tuple[str, ...]
    role: str = ""


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """How forces head one part of a person: the name, the date of birth."""

    id: str
    like: tuple[str, ...]


class Fields(Struct, frozen=True, forbid_unknown_fields=True):
    """One edition of what forces call things (`resources/guide/notification-fields-*.toml`)."""

    edition: str
    begins: tuple[str, ...]
    fields: tuple[Field, ...]
    people: tuple[Somebody, ...]
    parts: tuple[Part, ...]

    def field(self, id_: str) -> Field:
        """The field with this id; an unknown id stands for itself."""
        return next((field for field in self.fields if field.id == id_), Field(id_, id_, ()))


class Value(Struct, frozen=True):
    """One thing that was found: which field, and the words of the notification."""

    field: str
    words: str


class Person(Struct, frozen=True, omit_defaults=True):
    """Somebody who is named in a notification."""

    part: Literal["child", "adult"]
    name: Name = Name()
    born: Born = Born()
    sex: Literal["F", "M", "U", ""] = ""
    role: str = ""
    school: str = ""
    seen: str = ""
    said: str = ""
    """Their own words, as the notification has them."""


class Enclosure(Struct, frozen=True):
    """A file that came with an email. It is listed, and nobody opens it."""

    name: str
    kind: str
    size: int


class Letter(Struct, frozen=True):
    """The email in which it came: who sent it (`address` is what the network saw, `called` a claim), and when."""

    address: str
    called: str = ""
    subject: str = ""
    sent: datetime | None = None
    enclosures: tuple[Enclosure, ...] = ()


class Notification(Struct, frozen=True):
    """One notification: its words, and everything that was found in them."""

    text: str
    values: tuple[Value, ...] = ()
    people: tuple[Person, ...] = ()
    doubts: tuple[str, ...] = ()
    """Sentences about what could not be understood and was left out."""
    unknown: tuple[str, ...] = ()
    """Headings that the council's list does not know."""
    letter: Letter | None = None

    def words(self, field: str) -> str:
        """What was found for one field; several values stand one after the other."""
        return "; ".join(value.words for value in self.values if value.field == field)

    @property
    def reference(self) -> str:
        """The force's own reference."""
        return next((value.words for value in self.values if value.field == "reference"), "")

    @property
    def children(self) -> tuple[Person, ...]:
        """The children it names."""
        return tuple(person for person in self.people if person.part == "child")

    @property
    def adults(self) -> tuple[Person, ...]:
        """The adults it names."""
        return tuple(person for person in self.people if person.part == "adult")

    @property
    def found(self) -> int:
        """How many things were found in it."""
        return len(self.values) + len(self.people)


def keeps_private(words: str) -> bool:
    """Whether an answer to `Is there an address to keep private?` keeps it so. Only a plain no does not: a hidden
    address that could be seen puts right again, one that was shown to somebody does not.
    """
    said = words.strip()
    plain = _OPENLY.fullmatch(said)
    return bool(said) and (plain is None or bool(_BUT.search(plain["more"])))


def private_place(words: str) -> str:
    """The address that is to be kept private, where the answer names it: `14 Osier Way, NB8 2PX`."""
    said = _YES.sub("", words.strip())
    return " ".join(said.split()) if keeps_private(words) and _PLACE.search(said) else ""
