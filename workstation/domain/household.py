"""The whole family behind a child, as values: people, homes, phones, what happened at which age, and who else lived
at the same door. Put together from what was recorded and from confirmed identities; nothing is guessed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, Name
from workstation.domain.times import local


class Member(Struct, frozen=True, kw_only=True):
    """One of the family, in all the contacts they are named in.

    `person` and `contact` are where they were named last. `sure` is whether a person confirmed that those named in
    several contacts are one; else they only share a name (and no birthday speaks against it).
    """

    person: PersonId
    contact: ContactId
    people: frozenset[PersonId]
    """All identities they have in contacts."""
    name: Name
    role: Literal["child", "adult"]
    how: str
    """How they belong, in words: `mother`, `brother or sister`, `named with FARROW, Dana`."""
    relationship: str = ""
    """An adult's, as it was recorded last with the children it is about; empty when that is not known."""
    born: Born = Born()
    sex: str = ""
    contacts: tuple[ContactId, ...] = ()
    """Newest first."""
    first: datetime | None = None
    last: datetime | None = None
    sure: bool = True
    about: bool = False
    """One of the children it is about."""
    here: bool = False
    """Named in the contact that is open."""
    hidden: bool = False

    @property
    def called(self) -> str:
        """`FARROW, Dana`."""
        return wording.full_name(self.name)

    def age_on(self, day: date) -> str:
        """`8y`, `not born`; empty when nobody knows."""
        if self.born.on is not None:
            return "not born" if day < self.born.on else wording.age(self.born.on, day)
        if self.born.due is not None:
            return "not born" if day < self.born.due else ""
        return ""


class Stay(Struct, frozen=True, kw_only=True):
    """That somebody lived somewhere: since and until when, as far as it was recorded; else when it was said."""

    called: str
    since: date | None = None
    until: date | None = None
    seen: tuple[date, ...] = ()
    """The days of the contacts that say so, oldest first."""

    @property
    def when(self) -> str:
        """`12 Mar 2019 to 03 Jul 2020`, `since 12 Mar 2019`, `recorded 14 Jan 2026`."""
        return span(self.since, self.until, self.seen)


class Home(Struct, frozen=True, kw_only=True):
    """One address of the family, and who lived there when. Never a hidden one."""

    lines: str
    postcode: str = ""
    stays: tuple[Stay, ...] = ()

    @property
    def address(self) -> str:
        """On one line."""
        lines = ", ".join(part.strip() for part in self.lines.splitlines() if part.strip())
        return lines if self.postcode and self.postcode in lines else f"{lines}, {self.postcode}".strip(", ")


class Phone(Struct, frozen=True, kw_only=True):
    """A phone that the family was reached on: whose, when it was recorded, and who else gave it."""

    number: str
    whose: tuple[str, ...]
    seen: tuple[date, ...] = ()
    others: tuple[str, ...] = ()


class AgeThen(Struct, frozen=True):
    """How old a child was at an event, and whether it was about them."""

    called: str
    age: str
    named: bool


class Happening(Struct, frozen=True, kw_only=True):
    """One contact or earlier event of the family, and how old every child was then."""

    contact: ContactId
    key: str
    """What tells it from the other events of one record."""
    at: datetime
    number: str = ""
    source: str = ""
    agency: str = ""
    about: str = ""
    event: str = ""
    outcomes: tuple[str, ...] = ()
    open: bool = False
    ages: tuple[AgeThen, ...] = ()

    @property
    def words(self) -> str:
        """`Ellie 8y, Jayden 3y`: those it was about first; the others in brackets."""
        named = [f"{a.called} {a.age}".strip() for a in self.ages if a.named]
        others = [f"{a.called} {a.age}" for a in self.ages if not a.named and a.age]
        return ", ".join(named) + (f" ({', '.join(others)})" if others else "")


class Neighbours(Struct, frozen=True, kw_only=True):
    """Another family that was recorded at an address or on a phone of this one."""

    called: tuple[str, ...]
    at: str
    """The address or phone they share."""
    contact: ContactId
    """Their newest contact."""
    since: date | None = None
    until: date | None = None
    seen: tuple[date, ...] = ()

    @property
    def when(self) -> str:
        """As for those who live there."""
        return span(self.since, self.until, self.seen)


class Household(Struct, frozen=True, kw_only=True):
    """The family network."""

    members: tuple[Member, ...] = ()
    homes: tuple[Home, ...] = ()
    phones: tuple[Phone, ...] = ()
    happenings: tuple[Happening, ...] = ()
    """Newest first."""
    neighbours: tuple[Neighbours, ...] = ()
    more: int = 0
    """How many people are left out, because nobody reads so many."""

    @property
    def others(self) -> tuple[Member, ...]:
        """Everybody whom the open contact does not name."""
        return tuple(m for m in self.members if not m.here and not m.about)


def span(since: date | None, until: date | None, seen: tuple[date, ...]) -> str:
    """When, in words: what was said of it, else the days on which it was recorded."""
    if since is not None and until is not None:
        return f"{wording.day(since)} to {wording.day(until)}"
    if until is not None:
        return f"until {wording.day(until)}"
    if since is not None:
        return f"since {wording.day(since)}"
    if not seen:
        return "no date recorded"
    if seen[0] == seen[-1]:
        return f"recorded {wording.day(seen[0])}"
    return f"recorded {wording.day(seen[0])} to {wording.day(seen[-1])}"


def day_of(moment: datetime) -> date:
    """The English day of a moment."""
    return local(moment).date()
