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
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    script: dict[str, str] = {}
    join: str = ""
    family_first: bool = False


class Worry(Struct, frozen=True):
    """What is told about one theme, from slight to grave, and who tells it about which ages."""

    weight: float
    ages: tuple[int, int]
    sources: dict[str, float]
    beside: dict[str, float]
    low: tuple[str, ...]
    mid: tuple[str, ...]
    high: tuple[str, ...]
    more: tuple[str, ...]
    child: tuple[str, ...]


class AgencyKind(Struct, frozen=True):
    """Agencies of one kind: their names, and who answers the phone."""

    kind: str
    title: str
    names: tuple[str, ...]
    people: tuple[str, ...]


class TownPieces(Struct, frozen=True):
    """The invented town."""

    council: str
    streets: tuple[str, ...]
    vehicles: tuple[str, ...]
    staff: tuple[Worker, ...]
    agencies: tuple[AgencyKind, ...]


class Answers(Struct, frozen=True):
    """What somebody answers when all is well, and when it is not."""

    fine: tuple[str, ...]
    worried: tuple[str, ...]


class Graded(Struct, frozen=True):
    """Sentences from slight to grave."""

    low: tuple[str, ...]
    mid: tuple[str, ...]
    high: tuple[str, ...]
    copied: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()

    def of(self, grade: str) -> tuple[str, ...]:
        """The sentences of one grade."""
        return {"low": self.low, "mid": self.mid, "high": self.high}[grade]


class ReturnPieces(Struct, frozen=True):
    """How a manager sends something back."""

    why: tuple[str, ...]
    gaps: dict[str, tuple[str, ...]]


class Words(Struct, frozen=True):
    """Sentences a front door writes, by where they stand in the record."""

    frames: dict[str, tuple[str, ...]]
    wishes: Graded
    worried: Graded
    answers: dict[str, tuple[str, ...]]
    said: dict[str, Answers]
    means: Answers
    parent: dict[str, tuple[str, ...]]
    offers: dict[str, tuple[str, ...]]
    declines: dict[str, tuple[str, ...]]
    views: dict[str, tuple[str, ...]]
    reasons: Graded
    strengths: dict[str, tuple[str, ...]]
    change_mind: dict[str, tuple[str, ...]]
    wanted: Graded
    next_time: dict[str, tuple[str, ...]]
    who: dict[str, tuple[str, ...]]
    signed: Graded
    sent_back: ReturnPieces
    notes: dict[str, tuple[str, ...]]


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


@cache
def fitting(pieces: tuple[str, ...], years: int, marks: tuple[str, ...]) -> tuple[str, ...]:
    """The pieces that fit a child of so many years (-1 unborn) and these marks: source letter, theme, outcome.

    A piece may begin with its conditions: `[S,4+]` is said by schools of children of four and more, `[<2]` of
    those under two. With none that fits, the age alone decides, and at last anything goes.
    """
    read = [
        (*_conditions(piece), piece[piece.find("]") + 2 :] if piece[:1] == "[" else piece) for piece in pieces
    ]
    of_age = [(wanted, text) for low, top, wanted, text in read if low <= years < top]
    best = tuple(text for wanted, text in of_age if not wanted or wanted.intersection(marks))
    return best or tuple(text for _, text in of_age) or tuple(text for *_, text in read)


@cache
def _conditions(piece: str) -> tuple[int, int, frozenset[str]]:
    """Youngest age, age it must be under, and marks of which one is needed (none: always)."""
    low, top, wanted = -1, 99, set[str]()
    for part in piece[1 : piece.find("]")].split(",") if piece[:1] == "[" else ():
        if part.endswith("+"):
            low = int(part[:-1])
        elif part.startswith("<"):
            top = int(part[1:])
        else:
            wanted.add(part)
    return low, top, frozenset(wanted)


def day_words(at: date | datetime) -> str:
    """`Tuesday 03 March`: how a day is written in a record."""
    return f"{at:%A %d %B}"
