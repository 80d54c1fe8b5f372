"""The invented council: three years of its front door, and the queue of this moment.

`generate` yields chained entries in the order in which they were recorded, each computer's sequence rising, so
that a bulk writer may cut the stream into pieces of any size. The same seed and moment give the same bytes.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from workstation.domain.contact_numbers import contact_number
from workstation.domain.entries import Entry
from workstation.domain.times import local, milliseconds
from workstation.guidebook.guide import guide
from workstation.practice import cases
from workstation.practice.chaining import Chains
from workstation.practice.days import DAY, Days
from workstation.practice.dice import Dice
from workstation.practice.families import Registrar
from workstation.practice.plan import Planner, Visit
from workstation.practice.story import Act, Story, moment
from workstation.practice.telling import past

Progress = Callable[[int, int], None]
"""Told how many contacts are written, of how many."""
_YEARS: Final = 3
_CALENDAR: Final = timedelta(days=7 * 366)
"""How far back the calendar reaches: a few contacts of the cases are older than the three years."""
_A_YEAR: Final = 20_400
"""Contact numbers used up in a year. Other teams draw from the same numbers, so ours have gaps."""
_COMPUTERS: Final = ("BDK", "CRW", "DHT", "FNX", "GZL", "HKP", "JVM", "LQD", "MTB", "PGR", "RXN", "TWC")
"""The letters of the computers that gave them."""
_STEP, _MOST_GIVEN = 617, 9_999
"""From one number of a computer to its next: they have no common measure, so none comes twice."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A contact that will be told once its turn and its number come."""

    at: int
    tell: Callable[[str], Story]


def generate(
    seed: int, as_of: datetime, *, contacts: int = 6000, progress: Progress | None = None
) -> Iterator[Entry]:
    """Every entry of the invented council up to `as_of`, oldest first, `contacts` contacts in all (at least the
    scripted ones). Nothing has a position of Central yet.
    """
    pending = _pending(seed, as_of, contacts)
    chains = Chains(seed, guide().edition)
    heap: list[tuple[int, int, Act]] = []
    turn = 0
    numbers = _Numbers()
    for done, contact in enumerate(pending, start=1):
        while heap and heap[0][0] < contact.at:
            yield chains.entry(heapq.heappop(heap)[2])
        for act in contact.tell(numbers.next(contact.at)).acts:
            heapq.heappush(heap, (act.at, turn, act))
            turn += 1
        if progress is not None and done % 50 == 0:
            progress(done, len(pending))
    while heap:
        yield chains.entry(heapq.heappop(heap)[2])
    if progress is not None:
        progress(len(pending), len(pending))


def _pending(seed: int, as_of: datetime, contacts: int) -> list[Pending]:
    dice = Dice(seed)
    now = milliseconds(as_of)
    today = local(as_of).date()
    days = Days(today - _CALENDAR, today + timedelta(days=40))
    registrar = Registrar(dice, seed)
    told = [Pending(c.at, c.tell) for c in cases.contacts(dice, days, as_of, seed)]
    first = next(n for n, day in enumerate(days.all) if day >= today - timedelta(days=_YEARS * 365))
    planner = Planner(dice, days, registrar, days.moment(days.office(now) - 300))
    visits = planner.visits(max(contacts - len(told), 0), first)
    told += [Pending(visit.at, _teller(visit, days, registrar, dice, now)) for visit in visits]
    told.sort(key=lambda contact: contact.at)
    return told


def _teller(visit: Visit, days: Days, registrar: Registrar, dice: Dice, now: int) -> Callable[[str], Story]:
    def tell(number: str) -> Story:
        story = Story(dice, days, visit.at, past.pace(days.office(now) - days.office(visit.at)))
        share = 1 - (now - visit.at) / (_YEARS * 365 * DAY)
        return past.tell(visit, number, story, registrar, min(max(share, 0.0), 1.0), now)

    return tell


class _Numbers:
    """Contact numbers in order of arrival, starting again each year."""

    def __init__(self) -> None:
        self._year = self._serial = 0

    def next(self, at: int) -> str:
        """The number of the contact that arrived at this moment."""
        here = local(moment(at))
        if here.year != self._year:
            self._year, self._serial = here.year, 0
        reached = int(_A_YEAR * (here.timetuple().tm_yday - 1 + here.hour / 24) / 366)
        self._serial = max(self._serial + 1, reached)
        round_, computer = divmod(self._serial, len(_COMPUTERS))
        figures = 1 + round_ * _STEP % _MOST_GIVEN if round_ < _MOST_GIVEN else _MOST_GIVEN + 1 + round_
        return contact_number(here.year, _COMPUTERS[computer], figures)
