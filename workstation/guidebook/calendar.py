"""England's working days: bank holidays from a sheet made with the `holidays` library, and the days the council
adds or takes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import resources
from workstation.domain.clocks import WorkingDays

SHEET = "calendar/england.toml"


def working_days(
    years: Iterable[int], extra: Iterable[date] = (), open_after_all: Iterable[date] = ()
) -> WorkingDays:
    """The calendar for these years. `extra` are the council's own closed days and one-off bank holidays;
    `open_after_all` are days it works although the library says otherwise.
    """
    closed = bank_holidays(frozenset(years)) | frozenset(extra)
    return WorkingDays(closed - frozenset(open_after_all))


@cache
def bank_holidays(years: frozenset[int]) -> frozenset[date]:
    """England's bank holidays in these years: from the sheet, or from the library for years beyond it."""
    sheet = written_down()
    known = frozenset(day for year in years & sheet.keys() for day in _days(year, sheet[year]))
    beyond = years - sheet.keys()
    return known | asked_of_library(beyond) if beyond else known


@cache
def written_down() -> dict[int, str]:
    """The bank holidays of each year on the sheet: month and day."""
    sheet = tomllib.loads(resources.read_text(SHEET))
    return {int(year): days for year, days in sheet.items()}


def asked_of_library(years: Iterable[int]) -> frozenset[date]:
    """What the library says. It knows every country of the world, so it takes a while to load."""
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("GB", subdiv="ENG", years=years).keys())


def _days(year: int, days: str) -> Iterator[date]:
    return (date.fromisoformat(f"{year}-{day}") for day in days.split())
