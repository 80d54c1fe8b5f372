"""Step 4: who else knows these children."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from workstation.domain import kinds, wording
from workstation.domain.checks.state import Check, State
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Agency, Guide, source_group
from workstation.domain.times import local

_clock = lru_cache(maxsize=1024)(wording.clock)
"""The same few moments are written each time a contact is folded anew."""


class AgencyLine(Struct, frozen=True):
    """One agency that should be asked: why it is listed, and how far that is."""

    agency: Agency
    why: str
    check: Check


def agency_lines(file: ContactFile, guide: Guide) -> tuple[AgencyLine, ...]:
    """Agencies that should be asked: from fixed rules (age, theme, unborn) and those a person added."""
    about = _about(file)
    lines = [
        AgencyLine(agency, why, agency_check(file, agency.id))
        for agency in guide.agencies
        if (why := _why_listed(agency, about))
    ]
    ids = {line.agency.id for line in lines}
    lines.extend(
        AgencyLine(guide.agency(a.agency, a.name), a.because or "added", agency_check(file, a.agency))
        for a in file.listed
        if a.agency not in ids
    )
    return tuple(lines)


class _Aged(NamedTuple):
    """A child as the rules see it: completed years now, and on the last 31 August."""

    given: str
    unborn: bool
    years: int | None
    school_years: int | None


class _About(NamedTuple):
    """What decides which agencies are listed."""

    group: str
    themes: frozenset[str]
    children: tuple[_Aged, ...]


def _about(file: ContactFile) -> _About:
    received = file.received_at
    on = local(received).date() if received else None
    august = _last_31_august(on) if on else None
    children = tuple(
        _Aged(c.name.given, c.born.due is not None, _years(c.born, on), _years(c.born, august))
        for c in file.children
    )
    return _About(source_group(file.source), frozenset(file.themes), children)


def _why_listed(agency: Agency, about: _About) -> str:
    if agency.notfrom and agency.notfrom == about.group:
        return ""
    if agency.always:
        return agency.why
    if agency.themes and not about.themes.isdisjoint(agency.themes):
        return agency.why
    for child in about.children:
        if agency.unborn and child.unborn:
            return agency.why
        if _of_age(agency, child):
            return f"{child.given or 'a child'}, {agency.why}"
    return ""


def _of_age(agency: Agency, child: _Aged) -> bool:
    """Whether a child is of the age an agency is listed for. School starts by the age on the last 31 August."""
    if child.years is None or child.school_years is None:
        return False
    if agency.from_age is None and agency.from_school_year is None:
        return False
    old_enough = child.years >= (agency.from_age or 0) and child.school_years >= (
        agency.from_school_year or -1
    )
    young_enough = child.years < (agency.to_age or 99) and child.school_years < (agency.to_school_year or 99)
    return old_enough and young_enough


def _last_31_august(on: date) -> date:
    return date(on.year if on >= date(on.year, 8, 31) else on.year - 1, 8, 31)


def _years(born: kinds.Born, on: date | None) -> int | None:
    if born.on is not None and on is not None:
        return wording.years(born.on, on)
    return born.age


def agency_check(file: ContactFile, code: str) -> Check:
    """How far one agency is."""
    said = file.agency(code)
    if said is not None and isinstance(said.body, kinds.AgencyAnswered):
        return Check(State.SETTLED, f"spoken to {_clock(said.happened)}")
    if said is not None and isinstance(said.body, kinds.AgencyNotNeeded):
        return Check(State.SETTLED, "going ahead without" if said.body.tried else "not needed")
    asks = file.asks(code)
    if not asks:
        return Check(State.NOT_STARTED, "not asked")
    chased = f", chased {_clock(asks[-1].happened)}" if len(asks) > 1 else ""
    return Check(State.GAP, f"asked {_clock(asks[0].happened)}{chased}")


def agencies(file: ContactFile, guide: Guide) -> Check:
    """Step 4: each listed agency answered, or a reason."""
    lines = agency_lines(file, guide)
    settled = sum(line.check.state is State.SETTLED for line in lines)
    if not lines:
        return Check(State.NOT_STARTED, "No agency known")
    if settled == len(lines):
        return Check(State.SETTLED, f"{settled} of {len(lines)} settled")
    if all(line.check.state is State.NOT_STARTED for line in lines):
        return Check(State.NOT_STARTED, f"{wording.count(len(lines), 'agency', 'agencies')} to ask")
    waiting = any(line.check.state is State.GAP for line in lines)
    return Check(State.GAP if waiting else State.IN_PROGRESS, f"{settled} of {len(lines)} settled")
