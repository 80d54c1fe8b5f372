"""Northbridge: the council's people, their computers, and the agencies around them. All invented."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from workstation.domain.ids import AuthorId, DeviceId, uuid_of
from workstation.domain.people import Role, Worker
from workstation.practice.dice import Dice
from workstation.practice.pieces import AgencyKind, town_pieces

# The school that the vignettes ring from.
_KNOWN = {"Mill Lane Primary School": ("0191 498 0142", ("Jo Whittle", "Mrs Hale", "Mrs Ali"))}
# Whoever a vignette names works in one place.
_ONLY_AT = {"Jo Whittle": "Mill Lane Primary School", "Carol Finch": "Acorn Yard Nursery"}


class Agency(Struct, frozen=True):
    """An agency: its kind (an agency code of the guide where it has one), name, phone, and who answers there."""

    kind: str
    name: str
    phone: str
    title: str
    people: tuple[str, ...]
    email: str = ""


@cache
def staff(seed: int = 1) -> tuple[Worker, ...]:
    """The 25 people who sign in, in every role. Who they are is fixed; the seed settles only who sits where
    among those whose team is not fixed, so that pictures and lessons can name them.
    """
    dice = Dice(seed)
    teams = ("Front door 1", "Front door 2")
    return tuple(
        Worker(w.id, w.name, w.role, w.team or dice.pick(teams), w.pronoun) for w in town_pieces().staff
    )


def device_of(worker: AuthorId, seed: int) -> DeviceId:
    """The computer of one person: everybody has one of their own."""
    return DeviceId(uuid_of("practice computer", str(seed), worker))


@cache
def agencies(seed: int = 1) -> tuple[Agency, ...]:
    """Schools, surgeries, police and the rest. Phones lie in the ranges kept for drama (0191 498 0xxx)."""
    dice = Dice(seed)
    spare = iter(range(200, 1000))
    return tuple(
        _agency(kind, name, f"0191 498 {next(spare):04d}", dice)
        for kind in town_pieces().agencies
        for name in kind.names
    )


def _agency(kind: AgencyKind, name: str, phone: str, dice: Dice) -> Agency:
    first = dice.below(len(kind.people))
    drawn = tuple(kind.people[(first + n) % len(kind.people)] for n in range(min(3, len(kind.people))))
    known_phone, there = _KNOWN.get(name, (phone, drawn))
    people = tuple(person for person in there if _ONLY_AT.get(person, name) == name)
    box = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
    return Agency(kind.kind, name, known_phone, kind.title, people, f"duty@{box}.example")


@cache
def of_kind(seed: int) -> dict[str, tuple[Agency, ...]]:
    """Agencies by kind."""
    found: dict[str, list[Agency]] = {}
    for agency in agencies(seed):
        found.setdefault(agency.kind, []).append(agency)
    return {kind: tuple(some) for kind, some in found.items()}


@cache
def with_role(role: Role) -> tuple[AuthorId, ...]:
    """Who works in a role."""
    return tuple(worker.id for worker in town_pieces().staff if worker.role is role)
