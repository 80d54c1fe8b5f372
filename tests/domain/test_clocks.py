"""The clocks C1-C3 in England's working days, over weekends, bank holidays and the nights clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from workstation.domain import clocks
from workstation.domain.clocks import WorkingDays
from workstation.domain.times import LONDON, hybrid, next_hybrid
from workstation.guidebook.calendar import working_days

DAYS = working_days([2026, 2027])


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-24 09:18", "2026-11-25 09:18"),
        ("2026-11-27 15:00", "2026-11-30 15:00"),  # Friday to Monday
        ("2026-11-28 11:00", "2026-12-01 00:00"),  # Saturday: Monday's 24 hours
        ("2026-12-24 10:00", "2026-12-29 10:00"),  # over Christmas, Boxing Day in lieu and a weekend
        ("2026-04-02 16:00", "2026-04-07 16:00"),  # over Easter
    ],
)
def test_c1_runs_only_on_working_days(received: str, due: str) -> None:
    assert clocks.decision_due(_at(received), DAYS) == _at(due)


def test_c1_by_the_stopwatch_is_always_24_hours() -> None:
    before_clocks_go_back = _at("2026-10-24 12:00")
    elapsed = clocks.elapsed_day(before_clocks_go_back.astimezone(UTC))
    assert elapsed.astimezone(LONDON) == _at("2026-10-25 11:00")


def test_c2_is_the_end_of_the_next_working_day() -> None:
    assert clocks.next_working_day_ends(_at("2026-11-27 10:00"), DAYS) == _at("2026-11-30 17:00")


@pytest.mark.parametrize(
    ("rating", "received", "due"),
    [
        ("red", "2026-11-24 10:00", "2026-11-24 14:00"),
        ("red", "2026-11-24 15:00", "2026-11-25 11:00"),
        ("red", "2026-11-27 16:30", "2026-11-30 12:30"),
        ("red", "2026-11-28 10:00", "2026-11-30 13:00"),
        ("amber", "2026-11-24 10:00", "2026-11-25 10:00"),
        ("green", "2026-11-24 10:00", "2026-11-27 10:00"),
        ("green", "2026-11-26 18:00", "2026-12-01 17:00"),
    ],
)
def test_c3_by_rating(rating: str, received: str, due: str) -> None:
    assert clocks.rated_due(_at(received), rating, DAYS) == _at(due)


def test_the_council_can_close_a_day_and_open_one() -> None:
    days = working_days([2026], extra=[date(2026, 11, 25)], open_after_all=[date(2026, 12, 28)])
    assert clocks.decision_due(_at("2026-11-24 09:00"), days) == _at("2026-11-26 09:00")
    assert days.works(date(2026, 12, 28))


def test_the_next_closed_day_is_named() -> None:
    assert DAYS.next_closed(date(2026, 11, 24)) == date(2026, 12, 25)
    assert WorkingDays().next_closed(date(2026, 11, 24)) is None


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=22, minutes=36), "22 h 36 min"),
        (timedelta(minutes=40), "40 min"),
        (timedelta(minutes=-40), "40 min"),
        (timedelta(days=3, hours=2), "3 days 2 h"),
        (timedelta(days=12, hours=2), "12 days"),
        (timedelta(hours=1, minutes=5), "1 h 05 min"),
    ],
)
def test_time_left_in_words(left: timedelta, words: str) -> None:
    assert clocks.words_left(left) == words


def test_recorded_times_never_go_back_when_the_clock_does() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    first = next_hybrid(0, noon)
    assert first == hybrid(1795521600000)
    assert next_hybrid(first, noon - timedelta(hours=1)) == first + 1
