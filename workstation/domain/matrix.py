"""The check matrix as values: which agency is asked about whom, when it is chased, why it may be left out.

One edition never changes; it is succeeded (`resources/guide/agencies-*.toml`). What decides for one contact is in
`checks.listing`; here is only what the council says.
"""

from __future__ import annotations

from datetime import time
from functools import cached_property
from typing import Literal

from msgspec import Struct

from workstation.domain.kinds.weighing import Factor

Held = Literal[
    "school named", "moved in the last 2 years", "adult unknown", "household unknown", "known offender",
    "early help before",
]  # fmt: skip
"""What the record can hold besides ages, worries, factors and levels."""
Level = Literal["1", "2", "3", "4"]
Group = Literal["", "police", "school", "health", "la", "public", "other"]


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to choose: a stable id and the words for it."""

    id: str
    words: str


class Rule(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"from_age": "from", "to_age": "to"},
):
    """When an agency is on the list: everything that is said here has to hold, ages for one and the same child.

    Ages are completed years, `to` not included; a school year goes by the age on the last 31 August, by which
    children start school.
    """

    why: str
    """Shown beside the agency, after the child or adult it is about: `under 5`."""
    always: bool = False
    from_age: int | None = None
    to_age: int | None = None
    from_school_year: int | None = None
    to_school_year: int | None = None
    under_days: int | None = None
    unborn: bool = False
    age_unknown: bool = False
    themes: tuple[str, ...] = ()
    factors: tuple[Factor, ...] = ()
    """One of these is there, for some adult."""
    unsure: tuple[Factor, ...] = ()
    """For some adult it is not known whether one of these is there, and nobody wrote why (requirement R19)."""
    holds: tuple[Held, ...] = ()
    levels: tuple[Level, ...] = ()
    new_here: bool = False
    """Only when nobody of the contact is confirmed to be somebody on record here: else it was asked then."""
    notfrom: Group = ""
    """Not when the contact itself came from this kind of source."""

    @property
    def whole(self) -> tuple[Held, ...]:
        """What the contact as a whole has to hold, and no child by itself."""
        return tuple([held for held in self.holds if held != "school named"]) if self.holds else ()

    @property
    def of_a_child(self) -> bool:
        """Whether it looks at each child by itself."""
        ages = (self.from_age, self.to_age, self.from_school_year, self.to_school_year, self.under_days)
        some = self.unborn or self.age_unknown or "school named" in self.holds
        return some or any(age is not None for age in ages)


class Agency(Choice, frozen=True):
    """An agency: what it is asked, whom a request may name, and when it is on the list."""

    named: str = ""
    """How a sentence names it: `the school`. Empty: as it is called in a list."""
    ask: str = ""
    about: Literal["children", "adults", "both"] = "children"
    """Whom a request names. An agency learns of nobody it does not need to look up."""
    worry: bool = False
    """Whether a request says what the worry is about."""
    when: tuple[Rule, ...] = ()

    @property
    def within(self) -> str:
        """Its name within a sentence."""
        return self.named or self.words


class Wait(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How long a reply may take: hours by the stopwatch, working hours, or until a time on the next working day."""

    hours: int = 0
    working_hours: int = 0
    next_day_at: time | None = None


class Chase(Struct, frozen=True, forbid_unknown_fields=True):
    """Clock C6: when an agency is chased, by the rating of the contact."""

    red: Wait = Wait(hours=1)
    amber: Wait = Wait(working_hours=4)
    green: Wait = Wait(next_day_at=time(12))
    unrated: Literal["red", "amber", "green"] = "amber"


class WithoutReason(Choice, frozen=True):
    """A reason to leave an agency out. `tries`: so many tries have to be on record; `not_when_protecting`: no
    reason while a child may be in danger.
    """

    tries: int = 0
    not_when_protecting: bool = False


class LevelOne(Struct, frozen=True, forbid_unknown_fields=True):
    """What a contact at level 1 asks at most (requirement R5), and which agencies come first then.

    `weighs` are worries that a claimed level 1 does not outweigh: the list stays whole until a worker judges.
    """

    most: int = 2
    first: tuple[str, ...] = ()
    weighs: tuple[str, ...] = ()


class Matrix(Struct, frozen=True, eq=False, forbid_unknown_fields=True, dict=True):
    """One edition of the check matrix. Two are the same only if they are one: what it lists is remembered by it."""

    edition: str = ""
    agencies: tuple[Agency, ...] = ()
    reasons: tuple[WithoutReason, ...] = ()
    chase: Chase = Chase()
    level_one: LevelOne = LevelOne()
    status: dict[str, str] = {}
    """What a request says of the contact, for each state it can truly be in (`domain.request`)."""
    basis: dict[str, str] = {}
    """What a request says of the lawful basis, for each basis of the guide."""

    def agency(self, code: str) -> Agency | None:
        """The agency with this code; None when this edition has none."""
        return self._by_id.get(code)

    def reason(self, code: str) -> WithoutReason | None:
        """The reason with this code."""
        return next((reason for reason in self.reasons if reason.id == code), None)

    @cached_property
    def _by_id(self) -> dict[str, Agency]:
        return {agency.id: agency for agency in self.agencies}
