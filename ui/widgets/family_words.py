"""A family in words: the two lines on top of its card, and what stands in its tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui.widgets.past_words import NOTHING
from workstation.domain import wording
from workstation.domain.guide import Guide
from workstation.domain.household import Happening, Household, Member
from workstation.history.matcher import Relative


def perhaps(family: Sequence[Relative], most: int, *, unsure: bool = False) -> str:
    """`This child was not found, but this may be their family: FARROW, Jayden (born 02 Nov 2021) and 2 more`."""
    left = len(family) - most
    more = f" and {left} more" if left > 0 else ""
    names = "; ".join(_named(each) for each in family[:most])
    who = "Nobody is sure yet who this child is, and" if unsure else "This child was not found, but"
    return f"{who} this may be their family: {names}{more}."


def _named(relative: Relative) -> str:
    """`FARROW, Jayden (born 02 Nov 2021)`."""
    if ":" in relative.born:
        return relative.name
    return f"{relative.name} ({relative.born[:1].lower()}{relative.born[1:]})"


def counted(household: Household) -> str:
    """`5 people, 2 homes, 6 contacts`."""
    parts = [
        wording.count(len(household.members), "person", "people"),
        wording.count(len(household.homes), "address", "addresses") if household.homes else "",
        wording.count(len(household.happenings), "contact or event", "contacts and events"),
        f"{household.more} more people not shown" if household.more else "",
    ]
    return ", ".join(part for part in parts if part)


def people(household: Household, today: date) -> str:
    """Everybody, each with age and how they belong."""
    here = [m for m in household.members if m.here or m.about]
    return ". ".join(_one(m, today) for m in here) + ("." if here else "")


def absent(household: Household, today: date) -> str:
    """Those who are on record with them and not named in this contact."""
    others = "; ".join(_one(m, today) for m in household.others)
    return f"On record with them, not named in this contact: {others}." if others else ""


def _one(member: Member, today: date) -> str:
    """`FARROW, Jayden (5y), brother or sister`."""
    age = member.age_on(today)
    born = f" ({age})" if age else ""
    return f"{member.called}{born}" + (f", {member.how}" if member.how else "")


def how(member: Member) -> str:
    """How somebody belongs."""
    return "The child it is about" if member.about else wording.sentence(member.how)


def named_in(member: Member) -> str:
    """`3 contacts, 12 Feb 2024 to 24 Nov 2026`."""
    if member.first is None or member.last is None:
        return NOTHING
    first, last = wording.day(member.first), wording.day(member.last)
    when = first if first == last else f"{first} to {last}"
    return f"{wording.count(len(member.contacts), 'contact')}, {when}"


def phones(household: Household) -> str:
    """Each phone with whose it was, when it was recorded, and who else gave it."""
    said = []
    for phone in household.phones:
        seen = f", recorded {wording.day(phone.seen[-1])}" if phone.seen else ""
        also = f", also given for {wording.listed(list(phone.others))}" if phone.others else ""
        said.append(f"{spaced(phone.number)}: {' and '.join(phone.whose)}{seen}{also}")
    return f"Phones. {'; '.join(said)}." if said else ""


def spaced(number: str) -> str:
    """`07700 900123`: as people read a number out."""
    return f"{number[:5]}{wording.NBSP}{number[5:]}" if len(number) == 11 else number


def about(happening: Happening) -> str:
    """What it was about, and its number."""
    words = wording.sentence(happening.about or happening.event) or "Not said"
    return f"{words} ({happening.number})" if happening.number else words


def outcome(happening: Happening, guide: Guide) -> str:
    """How it ended."""
    if happening.open and not happening.event:
        return "Open"
    short = [guide.outcome(code).short or guide.outcome(code).words for code in happening.outcomes]
    return wording.listed(short) or NOTHING
