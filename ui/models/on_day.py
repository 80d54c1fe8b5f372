"""A day that has been, typed the way people write it: `today`, `yesterday`, `Fri`, `3 Nov`, `03/11/2026`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?$")
_WORDED = re.compile(r"(\d{1,2})\s+([a-z]{3,9})(?:\s+(\d{4}))?$")


def on_day(text: str, today: date) -> date | None:
    """The day that is meant, the last one before today; today for nothing. None when we do not understand, or it is
    still to come.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    if words in ("", "today", "yesterday"):
        return today - timedelta(days=words == "yesterday")
    if words[:3] in _DAYS and words.isalpha():
        return today - timedelta(days=(today.weekday() - _DAYS.index(words[:3])) % 7)
    if found := _NUMBERS.match(words):
        return _made(int(found[1]), int(found[2]), found[3], today)
    if (found := _WORDED.match(words)) and found[2][:3] in _MONTHS:
        return _made(int(found[1]), _MONTHS.index(found[2][:3]) + 1, found[3], today)
    return None


def _made(day: int, month: int, year: str | None, today: date) -> date | None:
    for guess in (int(year),) if year else (today.year, today.year - 1):
        try:
            found = date(guess, month, day)
        except ValueError:
            return None
        if found <= today:
            return found
    return None
