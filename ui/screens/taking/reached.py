"""When something reached us, the way people write it in a hurry: `09:18`, `yesterday 16:40`, `23 nov 9:15`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from workstation.domain import said_dates
from workstation.domain.times import LONDON, local

_MOMENT: Final = re.compile(
    r"(?P<day>.*?)[\s,]*(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})", re.IGNORECASE
)
_DAYS: Final = {"": 0, "today": 0, "yesterday": 1}


def understood_moment(text: str, now: datetime) -> datetime | None:
    """A moment that has been, or None."""
    found = _MOMENT.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    day = _day(found.group("day").strip().lower(), local(now).date())
    hour, minute = int(found.group("hour")), int(found.group("minute"))
    if day is None or hour > 23 or minute > 59:
        return None
    return datetime.combine(day, time(hour, minute), LONDON)


def _day(text: str, today: date) -> date | None:
    if text in _DAYS:
        return today - timedelta(days=_DAYS[text])
    for said in (text, f"{text} {today.year}"):
        born = said_dates.understood(said, today)
        if born is not None and born.on is not None:
            return born.on
    return None
