"""The times of an entry, and the only place that reads the computer's clock.

*happened* is when a thing took place, *recorded* when it was written here, *received* when Central took it.
`recorded` is a hybrid clock (Kulkarni et al. 2014): never behind the wall clock it was given, never behind
an entry it has seen, so one device's entries are in order even when its clock jumps back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
YEARS = frozenset(range(EARLIEST.year, LATEST.year + 1))
_WRITTEN = re.compile(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.(?!000000)[0-9]{6})?"
    r"(?!-00:00)[+-][0-9]{2}:[0-9]{2}(?:\n|$))*"
)
_COUNTER_BITS = 16


class Clock(Protocol):
    """Something that tells the time; tests and the practice authority bring their own."""

    def now(self) -> datetime:
        """The time now, with a zone."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The time now in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands where it was put and moves only when told."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Where it stands."""
        return self._at

    def move(self, by: timedelta) -> None:
        """Move it on (or back, as bad clocks do)."""
        self._at += by


def hybrid(milliseconds: int, counter: int = 0) -> int:
    """Pack a hybrid time: milliseconds, then a counter for entries in the same millisecond."""
    return (milliseconds << _COUNTER_BITS) | counter


def next_hybrid(last: int, now: datetime) -> int:
    """The next hybrid time after `last` that is not behind the wall clock."""
    return max(last + 1, hybrid(milliseconds(now)))


def milliseconds(at: datetime) -> int:
    """Unix milliseconds of a time with a zone."""
    return int(at.timestamp() * 1000)


def of_hybrid(value: int) -> datetime:
    """The wall clock part of a hybrid time."""
    return datetime.fromtimestamp((value >> _COUNTER_BITS) / 1000, UTC)


def local(at: datetime) -> datetime:
    """The same moment on an English wall clock."""
    try:
        return at.astimezone(LONDON)
    except (
        OverflowError
    ):  # at either end of the calendar; nobody means such a time, and nothing may fail over it
        return at.replace(tzinfo=LONDON)


def in_range(day: date) -> bool:
    """Whether Central would take this date (1900 to 2200)."""
    return EARLIEST <= day <= LATEST


def as_written(happened: Iterable[str]) -> bool:
    """Whether each of these, which can be read as times, is what `isoformat` would write again."""
    return _WRITTEN.fullmatch("\n".join(happened)) is not None
