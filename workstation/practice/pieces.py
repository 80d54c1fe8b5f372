"""The pieces of which invented records are made, read once from `resources/practice`."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

import resources
from workstation.domain.people import Worker
from workstation.practice.dice import Weighted

S = TypeVar("S", bound=Struct)


class NameGroup(Struct, frozen=True):
    """Names of one tongue; `script` writes them in their own letters."""

    id: str
    weight: float
    girls: list[str]
    boys: list[str]
    women: list[str]
    men: list[str]
    families: list[str]
    script: dict[str, str] = {}
    join: str = ""
    family_first: bool = False


class Worry(Struct, frozen=True):
    """What is told about one theme, from slight to grave, and who tells it about which ages."""

    weight: float
    ages: tuple[int, int]
    sources: dict[str, float]
    beside: dict[str, float]
    low: list[str]
    mid: list[str]
    high: list[str]
    more: list[str]
    child: list[str]


class AgencyKind(Struct, frozen=True):
    """Agencies of one kind: their names, and who answers the phone."""

    kind: str
    title: str
    names: list[str]
    people: list[str]


class TownPieces(Struct, frozen=True):
    """The invented town."""

    council: str
    streets: list[str]
    vehicles: list[str]
    staff: list[Worker]
    agencies: list[AgencyKind]


class Answers(Struct, frozen=True):
    """What somebody answers when all is well, and when it is not."""

    fine: list[str]
    worried: list[str]


class Graded(Struct, frozen=True):
    """Sentences from slight to grave."""

    low: list[str]
    mid: list[str]
    high: list[str]
    copied: list[str] = []
    declined: list[str] = []

    def of(self, grade: str) -> list[str]:
        """The sentences of one grade."""
        return {"low": self.low, "mid": self.mid, "high": self.high}[grade]


class ReturnPieces(Struct, frozen=True):
    """How a manager sends something back."""

    why: list[str]
    gaps: dict[str, list[str]]


class Words(Struct, frozen=True):
    """Sentences a front door writes, by where they stand in the record."""

    frames: dict[str, list[str]]
    wishes: Graded
    worried: Graded
    answers: dict[str, list[str]]
    said: dict[str, Answers]
    means: Answers
    parent: dict[str, list[str]]
    offers: dict[str, list[str]]
    declines: dict[str, list[str]]
    views: dict[str, list[str]]
    reasons: Graded
    strengths: dict[str, list[str]]
    change_mind: dict[str, list[str]]
    wanted: Graded
    next_time: dict[str, list[str]]
    who: dict[str, list[str]]
    signed: Graded
    sent_back: ReturnPieces
    notes: dict[str, list[str]]


def read(name: str) -> dict[str, Any]:
    """One file of `resources/practice` as it was written."""
    return tomllib.loads(resources.read_text(f"practice/{name}.toml"))


@cache
def name_groups() -> Weighted[int]:
    """Which tongue a family's names come from, by weight."""
    return Weighted({place: group.weight for place, group in enumerate(groups())})


@cache
def groups() -> tuple[NameGroup, ...]:
    """All groups of names."""
    return msgspec.convert(read("names")["groups"], tuple[NameGroup, ...])


@cache
def worries() -> dict[str, Worry]:
    """What is told, by theme code of the guide."""
    return msgspec.convert(read("worries"), dict[str, Worry])


@cache
def town_pieces() -> TownPieces:
    """The town, its staff and its agencies."""
    return msgspec.convert(read("town"), TownPieces)


@cache
def words() -> Words:
    """The sentences of the front door."""
    return msgspec.convert(read("words"), Words)


def day_words(at: date | datetime) -> str:
    """`Tuesday 03 March`: how a day is written in a record."""
    return f"{at:%A %d %B}"
