"""The clocks of the front door: C1 to C5 and C8 of `domain.md` 4b, counted in England's working days.

Missing a clock never forces a decision: *held open, because* is a respectable state (requirement R6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from workstation.domain.contact import ContactFile, Stage
from workstation.domain.matrix import Chase, Wait
from workstation.domain.times import LONDON, local

OPENS: Final = time(9, 0)
CLOSES: Final = time(17, 0)
_RATED_HOURS: Final = {"red": 4}
_RATED_DAYS: Final = {"amber": 1, "green": 3}
_DAYS_ALONE: Final = 10
"""From so many days on nobody counts the hours."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days the council works: not Saturdays, Sundays, bank holidays or its own extra closed days."""

    closed: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether this is a working day."""
        return day.weekday() < 5 and day not in self.closed

    def next_after(self, day: date) -> date:
        """The first working day after this one."""
        day += timedelta(days=1)
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def plus(self, day: date, working_days: int) -> date:
        """So many working days later."""
        for _ in range(working_days):
            day = self.next_after(day)
        return day

    def next_closed(self, day: date) -> date | None:
        """The next weekday on which the council is closed, within a year."""
        return min((d for d in self.closed if d >= day and d.weekday() < 5), default=None)


def elapsed_day(received: datetime) -> datetime:
    """C1: 24 hours after it was received, by the stopwatch (the clock Ofsted quotes)."""
    return received + timedelta(hours=24)


def decision_due(received: datetime, days: WorkingDays) -> datetime:
    """C1 as shown: 24 hours that run only on working days. Received on a closed day, it starts at midnight
    as the next working day begins.
    """
    here = local(received)
    if not days.works(here.date()):
        here = datetime.combine(days.next_after(here.date()), time(), LONDON)
        return datetime.combine(days.next_after(here.date()), time(), LONDON)
    return datetime.combine(days.next_after(here.date()), here.time(), LONDON)


def next_working_day_ends(received: datetime, days: WorkingDays) -> datetime:
    """C2: the end of the next working day."""
    return datetime.combine(days.next_after(local(received).date()), CLOSES, LONDON)


def reply_due(asked: datetime, days: WorkingDays) -> datetime:
    """C8: what goes back to whoever sent it is due at the end of the next working day."""
    return next_working_day_ends(asked, days)


def acknowledge_due(received: datetime, days: WorkingDays) -> datetime:
    """C4: who told us hears within one working day that we have it."""
    return next_working_day_ends(received, days)


def written_due(received: datetime) -> datetime:
    """C5: a professional who rang confirms it in writing within 48 hours."""
    return received + timedelta(hours=48)


def rated_due(received: datetime, rating: str, days: WorkingDays) -> datetime:
    """C3: red 4 working hours, amber 1 working day, green 3 working days."""
    if rating in _RATED_HOURS:
        return _plus_working_hours(received, _RATED_HOURS[rating], days)
    here = local(received)
    day = here.date() if days.works(here.date()) else days.next_after(here.date())
    for _ in range(_RATED_DAYS[rating]):
        day = days.next_after(day)
    return datetime.combine(day, min(here.time(), CLOSES), LONDON)


def _plus_working_hours(start: datetime, hours: int, days: WorkingDays) -> datetime:
    here = local(start)
    left = timedelta(hours=hours)
    day = here.date()
    if not days.works(day) or here.time() >= CLOSES:
        day, here = days.next_after(day), datetime.combine(days.next_after(day), OPENS, LONDON)
    here = max(here, datetime.combine(day, OPENS, LONDON))
    while here + left > (closing := datetime.combine(day, CLOSES, LONDON)):
        left -= closing - here
        day = days.next_after(day)
        here = datetime.combine(day, OPENS, LONDON)
    return here + left


def chase_by(asked: datetime, rating: str, chase: Chase, days: WorkingDays) -> datetime:
    """C6: when an agency that was asked now is chased, by the rating of the contact (the council's matrix)."""
    wait: Wait = getattr(chase, rating or chase.unrated)
    if wait.next_day_at is not None:
        return datetime.combine(days.next_after(local(asked).date()), wait.next_day_at, LONDON)
    if wait.working_hours:
        return _plus_working_hours(asked, wait.working_hours, days)
    return asked + timedelta(hours=wait.hours)


def due(file: ContactFile, days: WorkingDays) -> datetime | None:
    """When this contact has to be decided: its rating if it has one sooner, else C1; later if held open. What was
    given back is due again when the answer is; what was opened again, counted from then.
    """
    received, back = file.clock_from, file.asked_back
    if received is None:
        return None
    if file.stage is Stage.RETURNED and back is not None:
        return back.body.due
    if file.held is not None:
        return file.held.until
    at = decision_due(received, days)
    rating = file.rating
    return min(at, rated_due(received, rating.rating, days)) if rating else at


def words_left(left: timedelta) -> str:
    """`22 h 36 min`, `40 min`, `3 days 2 h`, `12 days`: how much, without a sign."""
    minutes = int(abs(left).total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        days, hours = divmod(hours, 24)
        return f"{days} days {hours} h" if hours and days < _DAYS_ALONE else f"{days} days"
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min"
