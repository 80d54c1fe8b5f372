"""A police notification as it was read, before anybody has put it on record: a proposal and nothing more."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from workstation.domain.kinds import Born, Name


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
