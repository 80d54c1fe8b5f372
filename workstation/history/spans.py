"""Dates as they are typed into a search: whole, in part, still being typed, or as an age. Each is one or several
stretches of days, and somebody born (or due) in any of them is meant.

Where a form only holds dates of birth, `domain.said_dates` decides; here more is understood, because a search that
finds too many is narrowed by the next word.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from workstation.domain import said_dates, wording

_OLDEST: Final = 110
_SINCE: Final = 1900
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_SHORT: Final = r"(?P<year>(?:19|20)\d\d|'?\d\d)"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?"
_BORN: Final = re.compile(r"(?:born|dob|d\.o\.b\.?|birthday|b\.)[ :]*(?:on |in )?")
_DUE: Final = re.compile(r"(?:due|edd|expected)[ :]*(?:in |on |about )?")
_WHOLE: Final = re.compile(
    rf"\d{{1,2}}[ ./-]+\d{{1,2}}[ ./-]+(?:\d{{4}}|\d\d)|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}|\d{{8}}|\d{{6}}"
    rf"|{_DAY}[ -]*{_MONTH}[ -]*{_SHORT}"
    rf"|{_MONTH.replace('month', 'm2')} ?{_DAY.replace('day', 'd2')} (?:19|20)\d\d",
)
_AMERICAN: Final = re.compile(r"(\d{1,2})[ ./-]+(\d{1,2})[ ./-]+(\d{4}|\d\d)")
_MONTH_YEAR: Final = re.compile(rf"{_MONTH}[ ./-]*{_SHORT}|(?P<no>\d{{1,2}})[./-](?P<full>(?:19|20)\d\d)")
_YEAR_MONTH: Final = re.compile(rf"{_YEAR}[ ./-]+(?:{_MONTH}|(?P<no>\d{{1,2}}))[./-]?")
_YEAR_ONLY: Final = re.compile(rf"{_YEAR}[./-]?")
_DAY_MONTH: Final = re.compile(
    rf"{_DAY}[ -]*{_MONTH}|{_MONTH.replace('month', 'm2')} ?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
)
_BEGUN: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{0,3}))?")
_AGE: Final = re.compile(
    r"(?:aged?|about|nearly) ?(?P<age>\d{1,3})|(?P<years>\d{1,3}) ?-?(?:y|yo|yrs?|years?)(?:[ -]?old)?"
    r"|(?P<months>\d{1,2}) ?-?(?:m|mths?|months?)(?:[ -]?old)?|(?P<weeks>\d{1,2}) ?-?(?:w|wks?|weeks?)(?:[ -]?old)?"
)


class Span(Struct, frozen=True):
    """A stretch of days in which somebody was born; or is expected, when `due`."""

    first: date
    last: date
    due: bool = False
    about: bool = False
    """An age: what was guessed from an age fits too."""

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    @property
    def whole_year(self) -> bool:
        """Whether it is a year from its first day to its last."""
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    @property
    def words(self) -> str:
        """`03 May 2020`, `March 2016`, `2016`; for an age the days it may have been."""
        if self.exact:
            return wording.day(self.first)
        if self.whole_year:
            return str(self.first.year)
        if self.first.day == 1 and self.last == _end(self.first.year, self.first.month):
            return f"{self.first:%B}{wording.NBSP}{self.first.year}"
        return f"{wording.day(self.first)} to {wording.day(self.last)}"


def spans(text: str, today: date) -> tuple[Span, ...]:
    """What is meant by these words, folded to small letters and single blanks; nothing when they are no date."""
    due = _DUE.match(text)
    rest = text[due.end() :] if due else _BORN.sub("", text, count=1) if _BORN.match(text) else text
    found = tuple(dict.fromkeys(_due(rest, today) if due else _born(rest, today)))
    if found or not _AGE.fullmatch(rest) or due:
        return found
    return tuple(_age(rest, today))


def age(years: int, today: date) -> tuple[Span, ...]:
    """Whoever is so old."""
    if not 0 <= years <= _OLDEST:
        return ()
    return (
        Span(_years_before(today, years + 1) + timedelta(days=1), _years_before(today, years), about=True),
    )


def _due(text: str, today: date) -> Iterator[Span]:
    """`due feb`: the nearest ones, before and after, when no year is said."""
    if re.fullmatch(_MONTH, text):
        month = _MONTHS.index(text[:3]) + 1
        for year in (today.year - 1, today.year, today.year + 1):
            yield Span(date(year, month, 1), _end(year, month), due=True)
        return
    for span in _born(text, today, years=range(today.year - 1, today.year + 2)):
        yield Span(span.first, span.last, due=True)


def _born(text: str, today: date, years: range | None = None) -> Iterator[Span]:
    if _WHOLE.fullmatch(text):
        yield from _whole(text, today)
    if found := _MONTH_YEAR.fullmatch(text) or _YEAR_MONTH.fullmatch(text):
        yield from _month(found, today)
    if found := _YEAR_ONLY.fullmatch(text):
        yield Span(date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31))
    every = years or range(today.year - _OLDEST, today.year + 1)
    if found := _DAY_MONTH.fullmatch(text):
        month = _MONTHS.index((found["month"] or found["m2"])[:3]) + 1
        yield from _each_year(int(found["day"] or found["d2"]), month, every)
    elif found := _BEGUN.fullmatch(text):
        begun = found[3] or ""
        fitting = [year for year in every if str(year).startswith(begun)] if len(begun) != 2 else []
        yield from _each_year(int(found[1]), int(found[2]), fitting)


def _whole(text: str, today: date) -> Iterator[Span]:
    born = said_dates.understood(text, today)
    if born is not None and (day := born.on or born.due) and day.year >= _SINCE:
        yield Span(day, day, due=born.due is not None)
    elif born is None and (found := _AMERICAN.fullmatch(text)):
        # Nobody writes the month first here but for software; the day shows which is which.
        turned = said_dates.understood(f"{found[2]}/{found[1]}/{found[3]}", today)
        if turned is not None and turned.on is not None:
            yield Span(turned.on, turned.on)


def _month(found: re.Match[str], today: date) -> Iterator[Span]:
    named = found.groupdict()
    year = _full(named.get("full") or named.get("year") or "", today)
    month = _MONTHS.index(named["month"][:3]) + 1 if named.get("month") else int(named.get("no") or 0)
    if 1 <= month <= 12:
        yield Span(date(year, month, 1), _end(year, month))


def _full(year: str, today: date) -> int:
    year = year.lstrip("'")
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if 2000 + int(year) <= today.year + 1 else 1900 + int(year)


def _each_year(day: int, month: int, years: range | list[int]) -> Iterator[Span]:
    for year in years:
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            yield Span(date(year, month, day), date(year, month, day))


def _age(text: str, today: date) -> Iterator[Span]:
    found = _AGE.fullmatch(text)
    if found is None:
        return
    if said := found["age"] or found["years"]:
        yield from age(int(said), today)
    elif found["months"]:
        yield _months_ago(int(found["months"]), today)
    else:
        weeks = int(found["weeks"])
        yield Span(
            today - timedelta(weeks=weeks + 1), today - timedelta(weeks=weeks) + timedelta(days=6), about=True
        )


def _months_ago(months: int, today: date) -> Span:
    first, last = today.year * 12 + today.month - 2 - months, today.year * 12 + today.month - 1 - months
    return Span(date(first // 12, first % 12 + 1, 1), _end(last // 12, last % 12 + 1), about=True)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
