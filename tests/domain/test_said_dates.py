from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain import said_dates
from workstation.domain.kinds import Born

TODAY = date(2026, 11, 24)
BIRTHDAY = date(2020, 5, 3)


@pytest.mark.parametrize(
    "said",
    ["03052020", "030520", "3 may 20", "3 May 2020", "3rd May 2020", "03/05/2020", "3.5.20", "3-5-2020",
     "2020-05-03", "May 3, 2020", "3may2020", "born 3 may 2020", "  3   may  20 ", "20200503", "3rd of May 2020"],
)  # fmt: skip
def test_one_birthday_said_in_many_ways(said: str) -> None:
    assert said_dates.understood(said, TODAY) == Born(on=BIRTHDAY)


@pytest.mark.parametrize(
    ("said", "shown"),
    [("6", "About 6"), ("6y", "About 6"), ("about 8", "About 8"),
     ("8 months", "8 months"), ("3 weeks", "3 weeks"),
     ("03052020", "03\u00a0May\u00a02020 (6y)"), ("14 feb 27", "Due 14\u00a0Feb\u00a02027"),
     ("due feb", "Due Feb\u00a02027"), ("due 14 feb", "Due 14\u00a0Feb\u00a02027"),
     ("due feb 2027", "Due Feb\u00a02027"), ("due 14/2/27", "Due 14\u00a0Feb\u00a02027"),
     ("may 2020", "May 2020, about 6"), ("2020", "2020, about 6"), ("EDD 14 Feb 27", "Due 14\u00a0Feb\u00a02027")],
)  # fmt: skip
def test_what_was_understood_is_no_more_exact_than_what_was_said(said: str, shown: str) -> None:
    born = said_dates.understood(said, TODAY)
    assert born is not None
    assert said_dates.words(born, TODAY) == shown


@pytest.mark.parametrize(
    "said",
    ["32 May", "32 may 2020", "29 feb 2021", "3 may", "kayden", "due", "due 2 may 2031", "3 may 2031", "400"],
)
def test_what_is_not_a_date_is_not_guessed(said: str) -> None:
    assert said_dates.understood(said, TODAY) is None


def test_the_message_says_what_to_try() -> None:
    assert (
        said_dates.not_understood("32 May")
        == "We do not understand “32 May”. Try 3 May 2020, 03052020, or an age like 6."
    )


def test_a_baby_due_this_month_is_not_put_off_for_a_year() -> None:
    born = said_dates.understood("due nov", TODAY)
    assert born is not None
    assert (born.due and born.due.year) == 2026


def test_a_leap_day_is_a_birthday() -> None:
    assert said_dates.understood("29 2 2024", TODAY) == Born(on=date(2024, 2, 29))


@given(st.dates(date(1927, 1, 1), TODAY))
def test_every_day_comes_back_however_it_is_written(day: date) -> None:
    for said in (f"{day:%d%m%Y}", f"{day:%d/%m/%Y}", f"{day:%d %B %Y}", f"{day:%Y-%m-%d}"):
        assert said_dates.understood(said, TODAY) == Born(on=day)


@given(st.text(max_size=30))
def test_anything_may_be_typed(text: str) -> None:
    born = said_dates.understood(text, TODAY)
    assert born is None or said_dates.words(born, TODAY)
