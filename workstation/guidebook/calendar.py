"""England's working days: bank holidays from the `holidays` library, and the days the council adds or takes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from workstation.domain.clocks import WorkingDays


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
    """England's bank holidays in these years. The library is imported here because it takes a while."""
    from holidays import country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("GB", subdiv="ENG", years=years).keys())
