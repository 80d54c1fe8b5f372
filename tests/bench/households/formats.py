"""The JSON lines of an evaluation set: store, queries and truth."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True):
    """An address as it was written down."""

    line: str | None = None
    town: str | None = None
    postcode: str | None = None


class Alias(Struct, frozen=True):
    """Another name somebody is or was called by."""

    forename: str | None
    surname: str | None
    kind: str


class Relation(Struct, frozen=True):
    """`to` is this person's mother, child, and so on."""

    to: str
    type: str


class Stored(Struct):
    """A person as an earlier contact left them."""

    id: str
    forename: str | None
    middle: str | None
    surname: str | None
    dob: str | None
    dob_kind: str
    sex: str | None
    aliases: list[Alias]
    addresses: list[Place]
    phones: list[str]
    nhs: str | None
    relations: list[Relation]
    contacts: list[str]


class Described(Struct, frozen=True):
    """The person asked about."""

    forename: str | None
    middle: str | None
    surname: str | None
    dob: str | None
    dob_kind: str
    sex: str | None
    address: Place | None
    phone: str | None
    nhs: str | None


class Other(Struct, frozen=True):
    """Somebody named beside them."""

    role: str
    forename: str | None
    surname: str | None
    dob: str | None


class Query(Struct, frozen=True):
    """An enquiry."""

    qid: str
    person: Described
    others: list[Other]


class Truth(Struct, frozen=True):
    """What an enquiry should find, and what is wrong with it."""

    qid: str
    kind: str
    profile: str
    reachable: bool
    same: list[str]
    family: list[str]
    address: list[str]
    tags: list[str]
    n_errors: int
    group: str
