"""How values are written for people: names, dates, ages, counts (`ux.md` B8). One voice for screen and paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from workstation.domain import kinds
from workstation.domain.times import local
from workstation.domain.unborn import unborn

NBSP: Final = "\u00a0"
"""Keeps a date or a time on one line."""
NO_DAY: Final = date(1900, 1, 1)
"""The day of what happened on a day that nobody wrote down, as in some lists: it sorts as the oldest."""
_LONGEST_SAID: Final = 30
"""Letters of a date of birth that was not understood: a row of a list has to hold it."""
_ORDINALS: Final = (
    "",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
)
_COUNTS: Final = ("no", "once", "twice", "three times", "four times", "five times", "six times")
_NUMBERS: Final = ("None", "One", "Both", "All three", "All four", "All five", "All six")


def full_name(name: kinds.Name) -> str:
    """`FARROW, Ellie`; the whole name, never shortened."""
    if name.family and name.given:
        return f"{name.family.upper()}, {name.given}"
    return name.family.upper() or name.given or "Name not known"


def adult_name(adult: kinds.AdultNamed) -> str:
    """`FARROW, Dana (Ms)`, or `Father, not known` when nobody has named them."""
    if not adult.known:
        return f"{sentence(adult.relationship or 'adult')}, not known"
    name = full_name(adult.name)
    return f"{name} ({adult.title})" if adult.title else name


def polite_name(adult: kinds.AdultNamed) -> str:
    """`Ms Farrow` in a sentence; without a title `Kerry Bell`."""
    if not adult.known:
        return f"the {adult.relationship or 'adult'}"
    if adult.title and adult.name.family:
        return f"{adult.title} {adult.name.family}"
    return f"{adult.name.given} {adult.name.family}".strip() or "this adult"


def child_name(child: kinds.ChildNamed, children: Sequence[kinds.ChildNamed] = ()) -> str:
    """`Ellie` in a sentence; her whole name where another child here is called Ellie too. Without a first name `the
    child`, or `the unborn baby`, and of several without one `the second child`.
    """
    if has_first_name(child):
        twice = [c for c in children if c.name.given.casefold() == child.name.given.casefold()]
        return full_name(child.name) if len(twice) > 1 and child.name.family else child.name.given
    unborn = child.born.due is not None
    nameless = [c.person for c in children if not has_first_name(c) and (c.born.due is not None) is unborn]
    which = f"{ordinal(nameless.index(child.person) + 1).lower()} " if len(nameless) > 1 else ""
    return f"the {which}{'unborn baby' if unborn else 'child'}"


def child_names(children: Sequence[kinds.ChildNamed]) -> str:
    """`Ellie and Jayden`."""
    return listed([child_name(child, children) for child in children])


def has_first_name(child: kinds.ChildNamed) -> bool:
    """Whether there is a first name: `baby` is none as long as nobody is born."""
    given = child.name.given.strip().casefold()
    return bool(given) and not (child.born.due is not None and given in ("baby", "unborn", "unborn baby"))


def day(value: date | datetime) -> str:
    """`14 Mar 2017`, kept on one line; a moment by its English day; a day that nobody wrote down by that."""
    if isinstance(value, datetime):
        value = local(value).date()
    if value == NO_DAY:
        return f"day{NBSP}not{NBSP}known"
    return f"{value.day:02d}{NBSP}{value:%b}{NBSP}{value.year}"


def clock(value: datetime) -> str:
    """`09:18`, English time."""
    return f"{local(value):%H:%M}"


def moment(value: datetime) -> str:
    """`24 Nov 2026 09:18`."""
    return f"{day(value)}{NBSP}{clock(value)}"


_SAME_YEAR: Final = 300
"""So many days away, a day without its year could be of two years."""


def near(value: datetime, now: datetime) -> str:
    """`today 13:47`, `tomorrow 09:18`, `yesterday 16:40`, else `Thu 26 Nov 09:18`; far away `05 Dec 2023`."""
    here, today = local(value), local(now).date()
    days = (here.date() - today).days
    if abs(days) > _SAME_YEAR:
        return day(value)
    word = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return (
        f"{word}{NBSP}{clock(value)}"
        if word
        else f"{here:%a}{NBSP}{here.day}{NBSP}{here:%b}{NBSP}{clock(value)}"
    )


def years(born: date, on: date) -> int:
    """Completed years of age on a day; a birthday on 29 February falls on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age(born: date, on: date) -> str:
    """`9y`, or `7m` under two years."""
    whole = years(born, on)
    if whole >= 2:
        return f"{whole}y"
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return f"{max(months, 0)}m"


def born(value: kinds.Born, on: date) -> str:
    """`Born 14 Mar 2017 (9y)`, `Due 14 Feb 2027`, `About 8`, `Born: not known`. What was said and not understood
    is never silently dropped: `Born: “32/05/2020”, not understood`.
    """
    if value.on is not None:
        return f"Born {day(value.on)} ({age(value.on, on)})"
    if value.due is not None:
        said = "Due" if unborn(value, on) else "Was due"
        when = day(value.due) if _names_a_day(value) else f"{value.due:%b}{NBSP}{value.due.year}"
        return f"{said} {when}"
    if value.age is not None:
        return f"About {value.age}"
    said = " ".join(value.said.split())
    if said:
        shown = said if len(said) <= _LONGEST_SAID else f"{said[:_LONGEST_SAID].rstrip()}…"
        return f"Born: “{shown}”, not understood"
    return "Born: not known"


def _names_a_day(value: kinds.Born) -> bool:
    """Whether an expected day was given as a day, or only as a month (`due feb`)."""
    if value.due is None or not value.said:
        return True
    return any(c.isdigit() for c in value.said.replace(str(value.due.year), ""))


def ordinal(n: int) -> str:
    """`Third`; beyond ten `11th`."""
    return _ORDINALS[n] if 0 < n < len(_ORDINALS) else nth(n)


def nth(n: int) -> str:
    """`3rd`."""
    if 10 <= n % 100 <= 20:
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }".replace(" ", "")


def times(n: int) -> str:
    """`twice`."""
    return _COUNTS[n] if 0 < n < len(_COUNTS) else f"{n} times"


def all_of(n: int) -> str:
    """`Both`, `All three`."""
    return _NUMBERS[n] if 0 < n < len(_NUMBERS) else f"All {n}"


def count(n: int, one: str, many: str = "") -> str:
    """`1 contact`, `2 contacts`."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def has_not_replied(whom: str) -> str:
    """`GP has not replied`; police are many."""
    return f"{whom} {'have' if whom.casefold() == 'police' else 'has'} not replied"


def listed(parts: tuple[str, ...] | list[str]) -> str:
    """`Lily, Jack and Sam`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def sentence(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def may_be_held(duty_phone: str) -> str:
    """What is said wherever nothing was found, in the same words whether there is nothing, whether it is spelt
    otherwise, or whether it is a record this person may not see.
    """
    whom = f"the duty manager on {duty_phone}" if duty_phone else "the duty manager"
    return f"Information may be held that you cannot see. If you need to be sure, ring {whom}."


def stream(name: str) -> str:
    """What a part of the record is called: `Families of staff` for the stream `families-of-staff`."""
    return sentence(name.replace("-", " ").strip()) or name
