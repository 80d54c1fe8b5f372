"""England's bank holidays: the sheet says what the library says, and other years are asked from the library."""

from __future__ import annotations

from datetime import date

from workstation.guidebook import calendar


def test_the_sheet_says_what_the_library_says() -> None:
    """A newer library may know of a new holiday: then the sheet has to be written anew."""
    sheet = calendar.written_down()
    assert calendar.bank_holidays(frozenset(sheet)) == calendar.asked_of_library(sheet)


def test_years_beyond_the_sheet_come_from_the_library() -> None:
    """Old records are folded with the calendar of their own years."""
    assert 2001 not in calendar.written_down()
    found = calendar.bank_holidays(frozenset({2001, 2026}))
    assert {date(2001, 12, 25), date(2026, 5, 25)} <= found
