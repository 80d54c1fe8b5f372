"""Dates of birth as numbers in a column, and how far two of them are from each other.

A code is year, month and day in one number; month and day 0 when only a year is known or guessed from an age, and
a bit more when it is the day a baby was expected. Partial dates are values, never 1 January.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from math import e, log2
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from workstation.domain.kinds import Born
from workstation.history.weights import Weights

DUE: Final = 1 << 22
GUESSED: Final = 1 << 23
"""A year worked out from an age: it may be one off."""
_A_HALF_IN_BITS: Final = 0.5 * log2(e)
_YEAR: Final = re.compile(r"(?:born )?((?:19|20)\d\d)")

Codes = NDArray[np.int32]
Bits = NDArray[np.float32]


def code_of(born: Born, at: date) -> int:
    """The code of a birth as it was told on that day; 0 when nothing is known."""
    if born.on is not None:
        return exact(born.on)
    if born.due is not None:
        return exact(born.due) | DUE
    if (said := _YEAR.fullmatch(born.said)) and born.age is not None:
        return int(said.group(1)) << 9
    if born.age is not None and 0 <= born.age < 130:
        return (at.year - born.age) << 9 | GUESSED
    return 0


def exact(day: date) -> int:
    """The code of a day."""
    return day.year << 9 | day.month << 5 | day.day


def year_of(codes: NDArray[Any]) -> NDArray[np.int64]:
    """The years of these codes."""
    years: NDArray[np.int64] = (codes.astype(np.int64) & 0x1FFFFF) >> 9
    return years


def told_at(contact: str, otherwise: date) -> date:
    """When a contact was made, which its identity says if it was made here."""
    if len(contact) == 36 and contact[14] == "7":
        try:
            return datetime.fromtimestamp(
                int(contact[:8] + contact[9:13], 16) / 1000, timezone(timedelta())
            ).date()
        except (ValueError, OverflowError, OSError):
            return otherwise
    return otherwise


def slips(day: date) -> Iterator[int]:
    """The codes a date may have been written down as by one slip: day and month swapped, one day or year out."""
    if day.day <= 12 and day.day != day.month:
        yield exact(date(day.year, day.day, day.month))
    for days in (-1, 1):
        try:
            yield exact(day + timedelta(days=days))
        except OverflowError:
            continue
    for years in (-1, 1):
        if not (day.month == 2 and day.day == 29) and 1 <= day.year + years <= 9999:
            yield exact(day.replace(year=day.year + years))


def bits(asked: int, codes: Codes, alike: Bits, weights: Weights) -> Bits:
    """What each of these codes says to the one asked about. `alike`: the bits of being equal, for each code."""
    if asked & DUE:
        return _to_due(asked, codes, weights)
    year, month, day = (codes & 0x1FFFFF) >> 9, codes >> 5 & 15, codes & 31
    if not asked & 31:
        return _to_year(asked, year, codes, weights)
    y, m, d = (asked & 0x1FFFFF) >> 9, asked >> 5 & 15, asked & 31
    gap = _apart(year, month, day, (y, m, d))
    found = np.where(np.abs(year - y) > 2, weights.far_date, weights.other_date).astype(np.float32)
    same_month = (month == m) & (year == y)
    found[same_month] = weights.same_month
    found[gap <= 10] = weights.ten_days
    found[gap == 1] = weights.next_day
    found[_one_digit(year, month, day, (y, m, d))] = weights.one_digit
    found[(month == m) & (day == d) & (np.abs(year - y) == 1)] = weights.year_out
    found[(year == y) & (month == d) & (day == m)] = weights.swapped_date
    only_year = day == 0
    if only_year.any():
        guess = np.where(codes & GUESSED != 0, weights.guessed_year, weights.same_year)
        off = np.abs(year - y)
        found[only_year] = _years(off, guess, weights)[only_year]
    due = codes & DUE != 0
    if due.any():
        found[due] = _after_due(gap, weights)[due]
    same = codes == asked
    found[same] = alike[same]
    return found


def _to_due(asked: int, codes: Codes, weights: Weights) -> Bits:
    year, month, day = (codes & 0x1FFFFF) >> 9, codes >> 5 & 15, codes & 31
    y, m, d = (asked & 0x1FFFFF) >> 9, asked >> 5 & 15, asked & 31
    gap = _apart(year, month, day, (y, m, d))
    near = _after_due(gap, weights)
    return np.where(day == 0, np.where(year == y, weights.near_year, weights.other_year), near).astype(
        np.float32
    )


def _after_due(gap: Codes, weights: Weights) -> Bits:
    """So many days from the day a baby was expected: the nearer the likelier."""
    near = weights.due - (gap / np.float32(weights.due_spread)) ** 2 * np.float32(_A_HALF_IN_BITS)
    return np.where(gap <= 45, np.maximum(near, weights.about_due), weights.not_due).astype(np.float32)


def _to_year(asked: int, year: Codes, codes: Codes, weights: Weights) -> Bits:
    y, guessed = (asked & 0x1FFFFF) >> 9, bool(asked & GUESSED)
    off = np.abs(year - y)
    level = weights.guessed_year if guessed else weights.same_year
    found = _years(off, level, weights)
    if guessed:
        found = np.where(off == 2, 0.0, found)
    return np.where(codes & GUESSED != 0, np.minimum(found, weights.guessed_year), found).astype(np.float32)


def _years(off: Codes, same: Bits | float, weights: Weights) -> Bits:
    far = np.where(off > 2, weights.far_year, weights.other_year)
    return np.where(off == 0, same, np.where(off == 1, weights.near_year, far)).astype(np.float32)


def _apart(year: Codes, month: Codes, day: Codes, asked: tuple[int, int, int]) -> Codes:
    """How many days apart, near enough (all months as in a leap year)."""
    starts = np.array([0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366, 366, 366], np.int32)
    one = year * 365 + year // 4 + starts[month] + day
    other = asked[0] * 365 + asked[0] // 4 + int(starts[asked[1]]) + asked[2]
    found: Codes = np.abs(one - other).astype(np.int32)
    return found


def _one_digit(year: Codes, month: Codes, day: Codes, asked: tuple[int, int, int]) -> NDArray[np.bool_]:
    """One of the eight digits differs, and nothing else."""
    years, months, days = (_wrong_digits(one, size) for one, size in zip(asked, (4096, 16, 32), strict=True))
    found: NDArray[np.bool_] = years[year & 4095] + months[month] + days[day] == 1
    return found


@lru_cache(maxsize=400)
def _wrong_digits(one: int, size: int) -> NDArray[np.int8]:
    """For each number how many of its digits are others than those of this one."""
    numbers, found = np.arange(size), np.zeros(size, np.int8)
    for power in (1, 10, 100, 1000):
        found += (numbers // power % 10) != (one // power % 10)
    return found
