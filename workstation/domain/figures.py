"""What reports are made of: one row for each child of each contact, and the measures of `domain.md` 4(d) that are
worked out from them. Nothing here shows anything; that the record holds what a report will need is shown by it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from msgspec import Struct

CLOSED: Final = frozenset({"O06", "O07", "O12"})
"""Outcomes that close a contact below the threshold (measure M12)."""
NO_FURTHER_ACTION: Final = "O07"
QUARTER, YEAR = 90, 365
"""Days in which whoever comes back counts (M10)."""


class ChildContact(Struct, frozen=True, kw_only=True):
    """One child of one contact. `human` is the child as the human being they were judged to be."""

    contact: str
    human: str
    at: datetime
    """When it reached us."""
    first_decided_at: datetime | None = None
    """When it was decided for the first time, also where it was opened again since."""
    decided_at: datetime | None = None
    outcome: str = ""
    """What was signed; empty while nothing is."""
    source: str = ""
    agency: str = ""
    team: str = ""
    themes: frozenset[str] = frozenset()
    factors: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    """Factors that were answered with no or not known."""
    claimed: str = ""
    judged: str = ""
    missing: frozenset[str] = frozenset()
    """Gaps and warnings that a manager signed all the same (their rules), and agencies that were to be asked and
    have not answered.
    """
    la_child_id: str = ""
    sex: str = ""
    ethnicity: str = ""
    disability: frozenset[str] = frozenset()
    """Codes, or own words; `NONE` alone where there is none, nothing while nobody was asked."""
    born: date | None = None


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int


def decided(rows: Iterable[ChildContact]) -> tuple[ChildContact, ...]:
    """Those that are signed."""
    return tuple(row for row in rows if row.outcome and row.decided_at is not None)


def below_threshold(
    rows: Iterable[ChildContact], by: Callable[[ChildContact], Iterable[str]]
) -> dict[str, Share]:
    """M1, R4: no further action of all decided, by agency, team or factor, as `by` says."""
    whole: Counter[str] = Counter()
    part: Counter[str] = Counter()
    for row in decided(rows):
        for key in by(row):
            whole[key] += 1
            part[key] += row.outcome == NO_FURTHER_ACTION
    return {key: Share(part[key], whole[key]) for key in whole}


def claimed_and_judged(rows: Iterable[ChildContact]) -> dict[str, Counter[tuple[str, str]]]:
    """M3, R3: for each agency, how often which level was claimed and which was judged."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for row in rows:
        if row.claimed and row.judged:
            found.setdefault(row.agency, Counter())[row.claimed, row.judged] += 1
    return found


def came_back(rows: Iterable[ChildContact], days: int) -> dict[str, Share]:
    """M10, R17: for each outcome, how many decided children were in another contact within so many days."""
    every = tuple(rows)
    whole: Counter[str] = Counter()
    part: Counter[str] = Counter()
    for row in decided(every):
        whole[row.outcome] += 1
        part[row.outcome] += next_contact(row, every, days) is not None
    return {outcome: Share(part[outcome], whole[outcome]) for outcome in whole}


def next_contact(row: ChildContact, rows: Iterable[ChildContact], days: int) -> ChildContact | None:
    """The first contact of the same child in the days after this one reached us."""
    edge = row.at + timedelta(days=days)
    later = (r for r in rows if r.human == row.human and r.contact != row.contact and row.at < r.at <= edge)
    return min(later, key=lambda r: (r.at, r.contact), default=None)


def closed_too_early(rows: Iterable[ChildContact], days: int) -> Share:
    """M12, R17: closed contacts whose child came back with the same worry, where a check was unanswered then or a
    factor that was not seen is there now.
    """
    every = tuple(rows)
    closed = [row for row in decided(every) if row.outcome in CLOSED]
    early = 0
    for row in closed:
        again = next_contact(row, every, days)
        if again is not None and row.themes & again.themes:
            early += bool(row.missing) or bool(row.unsure & again.factors)
    return Share(early, len(closed))


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """M18, R25: how far two people who did not know of each other's view agree beyond chance (Cohen). None without
    any pair, or when chance alone would agree always.
    """
    every = list(pairs)
    if not every:
        return None
    n = len(every)
    one, other = Counter(a for a, _ in every), Counter(b for _, b in every)
    seen = sum(a == b for a, b in every) / n
    chance = sum(one[key] * other[key] for key in one) / (n * n)
    return None if chance == 1 else (seen - chance) / (1 - chance)


def drawn(rows: Iterable[ChildContact], one_in: int) -> tuple[str, ...]:
    """R29: the sample of quality work, the same whenever it is drawn: one in so many contacts that were closed with
    no further action, and every contact of a child that is their third, or a later one, in 12 months.
    """
    every = sorted(rows, key=lambda r: (r.at, r.contact))
    found = {
        r.contact for r in decided(every) if r.outcome == NO_FURTHER_ACTION and _is_drawn(r.contact, one_in)
    }
    for at, row in enumerate(every):
        since = row.at - timedelta(days=YEAR)
        before = {r.contact for r in every[:at] if r.human == row.human and r.at > since} - {row.contact}
        if len(before) >= 2:
            found.add(row.contact)
    return tuple(sorted(found))


def _is_drawn(contact: str, one_in: int) -> bool:
    digest = hashlib.sha256(f"quality {contact}".encode()).digest()
    return one_in > 0 and int.from_bytes(digest[:8], "big") % one_in == 0


def in_time(rows: Iterable[ChildContact], hours: int = 24) -> Share:
    """M6, R32: decided within so many hours, of all ever decided: what a target is set on. It is the first
    decision that counts, against when it reached us; opened again and decided once more changes nothing in it.
    """
    times = [row.first_decided_at - row.at for row in rows if row.first_decided_at is not None]
    return Share(sum(time <= timedelta(hours=hours) for time in times), len(times))


def contacts_list(
    rows: Iterable[ChildContact], since: datetime, on: date, words: Mapping[str, str] | None = None
) -> tuple[tuple[str, ...], ...]:
    """R30: Annex A, list 1, column for column: all contacts received since then, one line for each child."""
    known = words or {}
    return tuple(
        (
            row.la_child_id or row.human, _SEX.get(row.sex, _SEX[""]), known.get(row.ethnicity, row.ethnicity),
            f"{row.born:%d/%m/%Y}" if row.born else "", _age(row.born, on), f"{row.at:%d/%m/%Y}",
            known.get(row.source, row.source),
        )
        for row in sorted(rows, key=lambda r: (r.at, r.contact, r.human))
        if row.at >= since
    )  # fmt: skip


_SEX: Final = {"M": "a) Male", "F": "b) Female", "": "c) Not stated/recorded", "U": "c) Not stated/recorded"}


def _age(born: date | None, on: date) -> str:
    return "" if born is None else str(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))
