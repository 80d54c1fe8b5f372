"""Days and times to come, typed the way people write them: `tomorrow`, `Fri`, `27 Nov`, `27/11/2026 10:00`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from workstation.domain import wording
from workstation.domain.times import LONDON, local

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"\b(?:at )?([01]?\d|2[0-3])[:.]([0-5]\d)\b")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?$")
_WORDED = re.compile(r"(\d{1,2})\s+([a-z]{3,9})(?:\s+(\d{4}))?$")
_IN_DAYS = re.compile(r"(?:in\s+)?(\d{1,3})\s+days?$")
END_OF_DAY: Final = time(17, 0)


def day_of(text: str, today: date) -> date | None:
    """The day that is meant; None when we do not understand. A day without a year is the next one to come."""
    words = " ".join(text.lower().replace(",", " ").split())
    if words in ("today", "tomorrow"):
        return today + timedelta(days=words == "tomorrow")
    if words[:3] in _DAYS and words.isalpha():
        ahead = (_DAYS.index(words[:3]) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    if found := _IN_DAYS.match(words):
        return today + timedelta(days=int(found[1]))
    words = words.removeprefix(words.split(" ")[0] + " ") if words[:3] in _DAYS else words
    if found := _NUMBERS.match(words):
        return _made(found[1], int(found[2]), found[3], today)
    if (found := _WORDED.match(words)) and found[2][:3] in _MONTHS:
        return _made(found[1], _MONTHS.index(found[2][:3]) + 1, found[3], today)
    return None


def _made(day: str, month: int, year: str | None, today: date) -> date | None:
    try:
        if year:
            return date(int(year), month, int(day))
        this = date(today.year, month, int(day))
        return this if this >= today else date(today.year + 1, month, int(day))
    except ValueError:
        return None


def moment_of(text: str, now: datetime) -> datetime | None:
    """The moment that is meant: a day, with a time or else at the end of the working day; or a time today."""
    here = local(now)
    found = _CLOCK.search(text)
    at = time(int(found[1]), int(found[2])) if found else END_OF_DAY
    rest = _CLOCK.sub("", text).strip()
    day = here.date() if not rest and found else day_of(rest, here.date())
    return datetime.combine(day, at, LONDON) if day else None


def understood_day(text: str, now: datetime) -> tuple[str, date | None, str]:
    """What was understood in words, the day, and what is wrong."""
    if not text.strip():
        return "", None, ""
    today = local(now).date()
    day = day_of(text, today)
    if day is None:
        return "", None, f"We do not understand “{text.strip()}”. Try 27 Nov, Fri or tomorrow."
    if day < today:
        return "", day, f"{wording.day(day)} is over. Choose a day to come."
    return f"{day:%a} {wording.day(day)}", day, ""


def understood_moment(text: str, now: datetime) -> tuple[str, datetime | None, str]:
    """What was understood in words, the moment, and what is wrong."""
    if not text.strip():
        return "", None, ""
    at = moment_of(text, now)
    if at is None:
        return "", None, f"We do not understand “{text.strip()}”. Try tomorrow 10:00, or Fri."
    if at <= now:
        return "", None, f"{wording.moment(at)} is over. Choose a time to come."
    return f"{at:%a} {wording.moment(at)}", at, ""
