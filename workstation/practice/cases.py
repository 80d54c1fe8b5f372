"""The families written by hand in `resources/practice/cases`: today's queue, and the past of the lessons.

One file is one family: its people, its addresses and its contacts, oldest first. Times are relative to the
moment the practice council is made, so that the queue is true whenever somebody starts it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

import resources
from workstation.domain.guide import source_group
from workstation.domain.times import local, milliseconds
from workstation.practice.case_story import CaseStory, Known
from workstation.practice.days import MINUTE, Days, at_local
from workstation.practice.dice import Dice
from workstation.practice.story import Story


class Asked(Struct, frozen=True, array_like=True):
    """An agency's answer: its code, who spoke, what they said, what it means."""

    agency: str
    who: str
    said: str
    means: str = ""


class Told(Struct, frozen=True, array_like=True):
    """A parent was told or not: who, how, and their words or the reason."""

    person: str
    told: Literal["yes", "no: risk", "no: not reached", "no: not needed"]
    words: str = ""


class Declined(Struct, frozen=True, array_like=True):
    """Support refused: by whom, what was offered, reason code, their words."""

    person: str
    offered: str
    reason: str
    words: str = ""


class CaseContact(Struct, frozen=True):
    """One contact of a family. It began `days` ago at `at` (the past), `ago` minutes ago, or so that it is due
    in `due` hours and minutes (negative: overdue). With an `outcome` it is decided; `acts` tell the rest:
    minutes, author, kind and fields, where minutes below zero count back from now and others are office
    minutes from the start."""

    key: str
    words: str
    source: str
    channel: str
    themes: tuple[str, ...]
    by: str = "rukhsana.shah"
    officer: str = "wendy.pinder"
    manager: str = "bola.mensah"
    days: int | None = None
    at: str = "10:00"
    ago: int | None = None
    due: str = ""
    agency: str = ""
    reference: str = ""
    referrer: tuple[str, str, str] = ("", "", "")
    """Name, role and phone of who told us."""
    anonymous: bool = False
    children: tuple[str, ...] = ()
    adults: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    as_named: dict[str, dict[str, Any]] = {}
    address: str = ""
    view: Literal["", "raises", "no difference", "lowers", "not enough", "none found"] = ""
    why: str = ""
    linked: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    told: tuple[Told, ...] = ()
    agreed: tuple[tuple[str, str], ...] = ()
    declined: tuple[Declined, ...] = ()
    heard: tuple[tuple[str, str, str], ...] = ()
    reasons: str = ""
    next_time: str = ""
    outcome: str = ""
    who: str = ""
    signed: str = "Agree with the reasons given."
    watch_weeks: int = 0
    acts: tuple[tuple[int, str, str, dict[str, Any]], ...] = ()


class Case(Struct, frozen=True):
    """One family."""

    people: dict[str, dict[str, Any]]
    contacts: tuple[CaseContact, ...]
    addresses: dict[str, dict[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class CaseTeller:
    """A contact of a case that waits for its number: when it begins, and what tells it."""

    at: int
    tell: Callable[[str], Story]


@cache
def all_cases() -> dict[str, Case]:
    """Every family written by hand, by the name of its file."""
    return {
        name.removesuffix(".toml"): msgspec.convert(
            tomllib.loads(resources.read_text(f"practice/cases/{name}")), Case
        )
        for name in resources.names("practice/cases")
        if name.endswith(".toml")
    }


def contacts(dice: Dice, days: Days, as_of: datetime) -> Iterator[CaseTeller]:
    """Every contact of every case. They must be told in order of `at`: later ones refer to earlier ones."""
    for case in all_cases().values():
        known = Known()
        for contact in case.contacts:
            at = began(contact, days, as_of)
            yield CaseTeller(at, _teller(case, contact, known, Story(dice, days, at), as_of))


def _teller(
    case: Case, contact: CaseContact, known: Known, story: Story, as_of: datetime
) -> Callable[[str], Story]:
    def tell(number: str) -> Story:
        return CaseStory(case, contact, known, story, as_of).tell(number)

    return tell


def began(contact: CaseContact, days: Days, as_of: datetime) -> int:
    """When a contact of a case reached the front door."""
    if contact.ago is not None:
        return milliseconds(as_of) - contact.ago * MINUTE
    if contact.due:
        left = timedelta(minutes=minutes(contact.due))
        return milliseconds(days.received_for(as_of + left, as_of))
    place = days.place(local(as_of).date()) - (contact.days or 0)
    if source_group(contact.source) != "police":
        place = days.working_at_or_before(place)
    return at_local(days.all[place], time.fromisoformat(contact.at))


def minutes(text: str) -> int:
    """`1:12` and `-0:40` as minutes."""
    hours, _, rest = text.removeprefix("-").partition(":")
    return (int(hours) * 60 + int(rest)) * (-1 if text.startswith("-") else 1)
