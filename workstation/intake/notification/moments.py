"""Days and times as officers write them: `23/11/2026 22:40`, `22:40 on 23 November 2026`, `2026-11-23T22:40`."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Final

from workstation.domain.times import LONDON, in_range

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DIGITS: Final = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b")
_WORDS: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s*(\d{4}|\d{2}(?![:.]?\d))?\b",
    re.IGNORECASE,
)
_TIME: Final = re.compile(r"(?:\b|T)([01]?\d|2[0-3])[:.h]([0-5]\d)(?::[0-5]\d)?\s*(am|pm)?", re.IGNORECASE)
_HOURS: Final = re.compile(r"\b([01]\d|2[0-3])([0-5]\d)\s*(?:hrs|hours|h)\b", re.IGNORECASE)


def day_of(words: str, today: date) -> date | None:
    """The day these words name; None when they name none, or one that is not in the calendar or yet to come."""
    if found := _ISO.search(words):
        return _day(int(found.group(1)), int(found.group(2)), int(found.group(3)), today)
    if found := _DIGITS.search(words):
        return _day(_year(found.group(3)), int(found.group(2)), int(found.group(1)), today)
    if found := _WORDS.search(words):
        month = _MONTHS.index(found.group(2)[:3].casefold()) + 1
        if found.group(3):
            return _day(_year(found.group(3)), month, int(found.group(1)), today)
        this = _day(today.year, month, int(found.group(1)), today)
        return this or _day(today.year - 1, month, int(found.group(1)), today)
    return None


def time_of(words: str) -> time | None:
    """The time of day these words name."""
    rest = _DIGITS.sub(" ", _ISO.sub("T", words))
    found = _HOURS.search(rest)
    if found:
        return time(int(found.group(1)), int(found.group(2)))
    found = _TIME.search(rest)
    if found is None:
        return None
    hour, half = int(found.group(1)), (found.group(3) or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found.group(2)))


def moment_of(words: str, today: date) -> datetime | None:
    """The moment these words name; at midnight when they name no time of day."""
    day = day_of(words, today)
    return datetime.combine(day, time_of(words) or time(0), tzinfo=LONDON) if day is not None else None


def _day(year: int, month: int, day: int, today: date) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if in_range(found) and found <= today else None


def _year(words: str) -> int:
    return int(words) if len(words) == 4 else 2000 + int(words)
