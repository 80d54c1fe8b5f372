"""Dates of birth the way people say them: `6`, `03052020`, `3 may 20`, `due feb`, `8 months`.

What is understood is shown at once; what is not is never guessed. English order: day, month, year.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from workstation.domain import wording
from workstation.domain.kinds import Born

OLDEST: Final = 120
LONGEST_WAIT: Final = timedelta(days=300)
"""A day this far ahead may still be when a baby is due; later is a slip of the pen."""
_MIDDLE: Final = 15
"""The day kept when only a month is known: nowhere more than half a month wrong. `words` never shows it."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_AGE: Final = re.compile(
    r"(?:aged?|about|around|nearly|approx\.?)?\s*(\d{1,3})\s*(?:y|yrs?|years?)?(?:\s*old)?"
)
_LITTLE: Final = re.compile(
    r"(?:aged?|about|nearly)?\s*(\d{1,2})\s*(m|mths?|months?|w|wks?|weeks?|d|days?)(?:\s*old)?"
)
_RUN: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_RUN_YEAR_FIRST: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DIGITS: Final = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_WORDS: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*{_MONTH}[\s,-]*(?P<year>\d{{4}}|\d{{2}})?"
)
_WORDS_US: Final = re.compile(rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}|\d{{2}})")
_MONTH_ONLY: Final = re.compile(rf"{_MONTH}[\s,-]*(?P<year>\d{{4}}|\d{{2}})?")
_YEAR: Final = re.compile(r"(?:born\s+)?((?:19|20)\d{2})")
_DUE: Final = re.compile(r"(?:due|edd|expected)\b[\s:]*(?:in|on|about)?\s*(.*)")


def understood(text: str, today: date) -> Born | None:
    """What somebody means by a date of birth; None when it cannot be understood."""
    said = " ".join(text.split())
    plain = said.lower().removeprefix("born ").removeprefix("dob ")
    if due := _DUE.fullmatch(plain):
        return _due(due.group(1), today, said)
    for read in _READERS:
        born = read(plain, today, said)
        if born is not None:
            return born
    return None


def words(born: Born, today: date) -> str:
    """What was understood, no more exact than it was said: `03 May 2020 (6y)`, `Due Feb 2027`, `About 6`."""
    vague = bool(born.said) and not any(char.isdigit() for char in re.sub(r"\d{4}|\b\d{2}$", "", born.said))
    if born.due is not None:
        return f"Due {born.due:%b}{wording.NBSP}{born.due.year}" if vague else f"Due {wording.day(born.due)}"
    if born.on is not None:
        return f"{wording.day(born.on)} ({wording.age(born.on, today)})"
    if born.age is None:
        return ""
    if _LITTLE.fullmatch(born.said.lower()):
        return wording.sentence(born.said)
    if born.said and not _AGE.fullmatch(born.said.lower()):
        return f"{wording.sentence(born.said)}, about {born.age}"
    return f"About {born.age}"


def not_understood(text: str) -> str:
    """M10: what to type instead."""
    return f"We do not understand “{text.strip()}”. Try 3 May 2020, 03052020, or an age like 6."


def _day(day: int, month: int, year: str, today: date) -> date | None:
    try:
        return date(_full_year(year, today), month, day)
    except ValueError:
        return None


def _full_year(year: str, today: date) -> int:
    """Two digits mean this century up to next year, the last one beyond."""
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if 2000 + int(year) <= today.year + 1 else 1900 + int(year)


def _born_on(day: date | None, today: date) -> Born | None:
    """A day that has been is a birth, one soon to come is when a baby is due."""
    if day is None or today.year - day.year > OLDEST:
        return None
    if day <= today:
        return Born(on=day)
    return Born(due=day) if day - today <= LONGEST_WAIT else None


def _age(text: str, _today: date, said: str) -> Born | None:
    found = _AGE.fullmatch(text)
    years = int(found.group(1)) if found else OLDEST + 1
    return Born(age=years, said=said) if years <= OLDEST else None


def _little(text: str, _today: date, said: str) -> Born | None:
    found = _LITTLE.fullmatch(text)
    if found is None:
        return None
    months = int(found.group(1)) if found.group(2).startswith("m") else 0
    return Born(age=months // 12, said=said)


def _run(text: str, today: date, _said: str) -> Born | None:
    if found := _RUN.fullmatch(text):
        day = _day(int(found.group(1)), int(found.group(2)), found.group(3), today)
        if day is not None:
            return _born_on(day, today)
    if found := _RUN_YEAR_FIRST.fullmatch(text):
        return _born_on(_day(int(found.group(3)), int(found.group(2)), found.group(1), today), today)
    return None


def _digits(text: str, today: date, _said: str) -> Born | None:
    if found := _DIGITS.fullmatch(text):
        return _born_on(_day(int(found.group(1)), int(found.group(2)), found.group(3), today), today)
    if found := _ISO.fullmatch(text):
        return _born_on(_day(int(found.group(3)), int(found.group(2)), found.group(1), today), today)
    return None


def _in_words(text: str, today: date, _said: str) -> Born | None:
    found = _WORDS.fullmatch(text) or _WORDS_US.fullmatch(text)
    if found is None or not found.group("year"):
        return None
    return _born_on(_day(int(found.group("day")), _month(found), found.group("year"), today), today)


def _month_and_year(text: str, today: date, said: str) -> Born | None:
    """Only a month: the age it gives, and the words as they were said."""
    found = _MONTH_ONLY.fullmatch(text)
    day = _day(_MIDDLE, _month(found), found.group("year"), today) if found and found.group("year") else None
    return Born(age=wording.years(day, today), said=said) if day is not None and day <= today else None


def _year_only(text: str, today: date, said: str) -> Born | None:
    found = _YEAR.fullmatch(text)
    years = today.year - int(found.group(1)) if found else -1
    return Born(age=years, said=said) if 0 <= years <= OLDEST else None


def _due(text: str, today: date, said: str) -> Born | None:
    if found := _WORDS.fullmatch(text):
        day, year = int(found.group("day")), found.group("year")
        return _expected(day, _month(found), year, today, "")
    if found := _MONTH_ONLY.fullmatch(text):
        return _expected(_MIDDLE, _month(found), found.group("year"), today, said)
    born = _digits(text, today, said) or _run(text, today, said)
    return born if born is not None and born.due is not None else None


def _expected(day: int, month: int, year: str | None, today: date, said: str) -> Born | None:
    """The next time this day comes, when no year is said."""
    wanted = year or str(today.year if month >= today.month else today.year + 1)
    when = _day(day, month, wanted, today)
    soon = when is not None and -timedelta(days=31) <= when - today <= LONGEST_WAIT
    return Born(due=when, said=said) if soon else None


def _month(found: re.Match[str]) -> int:
    return _MONTHS.index(found.group("month")[:3]) + 1


_READERS: Final[tuple[Callable[[str, date, str], Born | None], ...]] = (
    _age, _little, _run, _digits, _in_words, _month_and_year, _year_only,
)  # fmt: skip
