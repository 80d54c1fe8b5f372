"""The council's days: when people work, and when contacts arrive. Times are Unix milliseconds.

Working time is counted in *office minutes*: a line on which nights, weekends and bank holidays do not exist,
so that "ninety minutes later" lands in the next working morning when the day is over.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from typing import Final

import holidays

from workstation.domain.clocks import WorkingDays
from workstation.domain.times import LONDON, milliseconds

MINUTE: Final = 60_000
DAY: Final = 24 * 60 * MINUTE
_OPENS: Final = time(8, 30)
_OFFICE: Final = 510
"""Office minutes in a working day: 08:30 to 17:00."""
_BY_WEEKDAY: Final = (2.1, 1.25, 1.0, 1.0, 1.05, 0.16, 0.14)
_HOLIDAY: Final = 0.16


def england(first: date, last: date) -> WorkingDays:
    """England's working days: weekdays that are not bank holidays."""
    years = range(first.year, last.year + 2)
    return WorkingDays(frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years)))


@cache
def at_local(day: date, clock: time) -> int:
    """The moment at which an English wall clock shows this."""
    return milliseconds(datetime.combine(day, clock, LONDON))


class Days:
    """The days from `first` to `last`, with office minutes and the week's pattern of arrivals."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.working = england(first, last)
        self.all = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        self._open = [at_local(day, _OPENS) for day in self.all if self.working.works(day)]
        self._weeks: dict[int, list[float]] = {}

    def office(self, at: int) -> int:
        """This moment in office minutes; outside office hours the minute at which the office last was open."""
        index = max(bisect_right(self._open, at) - 1, 0)
        return index * _OFFICE + min(max((at - self._open[index]) // MINUTE, 0), _OFFICE - 1)

    def moment(self, office: int) -> int:
        """The moment of an office minute."""
        return self._open[office // _OFFICE] + office % _OFFICE * MINUTE

    def later(self, at: int, minutes: int) -> int:
        """So many office minutes later."""
        return self.moment(self.office(at) + minutes)

    def busy_day(self, about: int, roll: float) -> date:
        """A day of the same week as day number `about`, by how much usually arrives: Mondays most."""
        start = max(about - self.all[min(about, len(self.all) - 1)].weekday(), 0)
        week = self.all[start : start + 7]
        sums = self._weeks.get(start)
        if sums is None:
            sums = self._weeks[start] = list(accumulate(self._arrivals(day) for day in week))
        return week[min(bisect_right(sums, roll * sums[-1]), len(week) - 1)]

    def _arrivals(self, day: date) -> float:
        if day.weekday() < 5 and not self.working.works(day):
            return _HOLIDAY
        return _BY_WEEKDAY[day.weekday()]

    def received_for(self, due: datetime, now: datetime) -> datetime:
        """When a contact arrived that is due at this moment: one working day before, by the same clock. When
        `due` falls on a closed day it moves away from now: further into the past, or into the future.
        """
        here = due.astimezone(LONDON)
        place = self.place(here.date())
        while not self.working.works(self.all[place]):
            place += 1 if due > now else -1
        return datetime.combine(self.all[self.working_at_or_before(place - 1)], here.time(), LONDON)

    def place(self, day: date) -> int:
        """Which number a day has in this calendar."""
        return (day - self.first).days

    def working_at_or_before(self, place: int) -> int:
        """The number of the last working day up to this one."""
        while not self.working.works(self.all[place]):
            place -= 1
        return place
