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
    sibling: tuple[str, ...] = ()
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
    heard: dict[str, tuple[str, ...]]
    effect: dict[str, tuple[str, ...]]
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
    """The pieces that fit a child of so many years (-1 unborn) and these marks: who tells it (a letter of the
    history strip), and theme, source, outcome, how grave, and whether there are brothers or sisters.

    A piece may begin with its conditions: `[S,4+]` is said by schools of children of four and more, `[P,high]`
    by police of grave things. With none that fits, the age alone decides, and at last anything goes.
    """
    told_by, about = {m for m in marks if m in _TELLERS}, {m for m in marks if m not in _TELLERS}
    read = [_piece(piece) for piece in pieces]
    of_age = [piece for piece in read if piece.low <= years < piece.top]
    best = [
        piece
        for piece in of_age
        if (not piece.tellers or piece.tellers & told_by) and (not piece.about or piece.about & about)
    ]
    return tuple(piece.text for piece in best or of_age or read)


class Piece(Struct, frozen=True):
    """A piece and its conditions: youngest age, the age it must be under, who may tell it, what about."""

    text: str
    low: int = -1
    top: int = 99
    tellers: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()


_TELLERS = frozenset("PSHLFO")


@cache
def _piece(written: str) -> Piece:
    if not written.startswith("["):
        return Piece(written)
    conditions, _, text = written[1:].partition("] ")
    low, top, marks = -1, 99, set[str]()
    for part in conditions.split(","):
        if part.endswith("+"):
            low = int(part[:-1])
        elif part.startswith("<"):
            top = int(part[1:])
        else:
            marks.add(part)
    return Piece(text, low, top, frozenset(marks & _TELLERS), frozenset(marks - _TELLERS))


def day_words(at: date | datetime) -> str:
    """`Tuesday 03 March`: how a day is written in a record."""
    return f"{at:%A %d %B}"
