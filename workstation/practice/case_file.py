"""What a file of `resources/practice/cases` holds: one family written by hand, oldest contact first."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct

import resources
from workstation.domain.kinds import Factor, YesNo


class Asked(Struct, frozen=True, array_like=True):
    """An agency's answer: its code, who spoke, what they said, what it means."""

    agency: str
    who: str
    said: str
    means: str = ""


class Told(Struct, frozen=True, array_like=True):
    """A parent was told or not: who, how, their words (or why not, or how it was tried), lawful reason, tries."""

    person: str
    told: Literal["yes", "no: risk", "no: not reached", "no: not needed"]
    words: str = ""
    lawful: Literal["", "child at risk", "other at risk", "investigation", "delay"] = ""
    tries: int = 0


class Weighed(Struct, frozen=True, array_like=True):
    """A factor of an adult: who, which factor, yes, no or not known, who says so (words, or a link such as
    `agency:gp` and `told:dana`), and what they say or why it is not known.
    """

    person: str
    factor: Factor
    answer: YesNo
    source: str = ""
    evidence: str = ""
    in_spite: str = ""


class Leveled(Struct, frozen=True, array_like=True):
    """The level of need of a child: which, what of the threshold document it rests on, and why no other."""

    child: str
    level: Literal["1", "2", "3", "4"]
    descriptors: tuple[str, ...]
    because: str


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
    minutes from the start.
    """

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
    same_issue: tuple[str, YesNo, str] | None = None
    """The last contact, whether it was about the same issue, and why."""
    asked: tuple[Asked, ...] = ()
    listed: tuple[tuple[str, str], ...] = ()
    """Agencies that somebody added to the list, and why."""
    told: tuple[Told, ...] = ()
    agreed: tuple[tuple[str, str], ...] = ()
    not_asked: tuple[tuple[str, str], ...] = ()
    """Adults who were not asked about support, and why."""
    left: tuple[tuple[str, str], ...] = ()
    """Adults who are left for later, and why."""
    declined: tuple[Declined, ...] = ()
    heard: tuple[tuple[str, str, str], ...] = ()
    factors: tuple[Weighed, ...] = ()
    levels: tuple[Leveled, ...] = ()
    claimed: Literal["", "1", "2", "3", "4", "not said"] = ""
    """The level of need that whoever told us gave it; `not said` when they were asked and gave none."""
    answers: dict[str, str] = {}
    """Answers to the guide's questions; `?` is asked and not answered, `-` they did not say."""
    basis: str = ""
    reasons: str = ""
    """What we are worried about, for each child."""
    prompts: dict[str, str] = {}
    """The other prompts of the reasons."""
    next_time: str = ""
    outcome: str = ""
    sent: int | None = None
    """Sent to the manager so many minutes ago and not signed off yet."""
    decide_first: bool = False
    """One of the sample that the manager decides before they see the worker's decision; no other contact of the
    cases that waits for a manager is.
    """
    who: str = ""
    signed: str = "Agree with the reasons given."
    watch_weeks: int = 0
    allocated: bool = True
    """Whether somebody has it (contacts of today only)."""
    acts: tuple[tuple[int, str, str, dict[str, Any]], ...] = ()


class Case(Struct, frozen=True):
    """One family."""

    people: dict[str, dict[str, Any]]
    contacts: tuple[CaseContact, ...]
    addresses: dict[str, dict[str, Any]] = {}


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
