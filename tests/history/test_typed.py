"""What was typed into the one box, taken apart: in any order, in any form, and never with a crash."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.history import spans
from workstation.history.typed import BornIn, Code, Names, Phone, Postcode, Reading, Street, Typed, read

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1930, 1, 1), TODAY)
NAMES = st.sampled_from(["kayden", "Merrick", "O’Neill", "Żółw", "al-Hassan", "Ka Ho", "Łukasz"])


def first(typed: Typed) -> Reading:
    return typed.readings[0]


def clue(typed: Typed, kind: type) -> object:
    """The first clue of this kind in the likeliest reading."""
    return next((each for group in first(typed) for each in group if isinstance(each, kind)), None)


def covers(text: str, day: date, *, due: bool = False) -> bool:
    return any(s.first <= day <= s.last and s.due is due for s in spans.spans(text, TODAY))


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text: str) -> None:
    typed = read(text, TODAY)
    assert len(typed.whole) <= 200
    assert all(reading and all(reading) for reading in typed.readings)


@given(st.text(alphabet="c0123456789 -/.+()dueaynb4x", max_size=30))
def test_whatever_digits_and_signs_are_typed_they_are_read(text: str) -> None:
    for reading in read(text, TODAY).readings:
        for group in reading:
            for each in group:
                assert not isinstance(each, BornIn) or each.spans


@given(
    DAYS,
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y",
                     "%B %d %Y", "born %d/%m/%Y", "dob %d %b %Y"]),
)  # fmt: skip
def test_a_whole_date_in_any_form_is_that_day(day: date, form: str) -> None:
    found = clue(read(day.strftime(form), TODAY), BornIn)
    assert isinstance(found, BornIn)
    assert (day, day) in {(span.first, span.last) for span in found.spans}


@given(DAYS, st.sampled_from(["%B %Y", "%b %Y", "%Y", "%m/%Y", "%Y-%m", "%d/%m", "%d %B", "%d/%m/"]))
def test_part_of_a_date_holds_the_day(day: date, form: str) -> None:
    assert covers(day.strftime(form).lower(), day)


@given(DAYS, st.integers(0, 3))
def test_a_date_that_is_still_being_typed_holds_the_day(day: date, typed: int) -> None:
    year = str(day.year)[:typed] if typed != 2 else ""  # two digits are a year of their own
    assert covers(f"{day.day}/{day.month}/{year}", day)


@given(st.dates(TODAY - timedelta(days=300), TODAY + timedelta(days=250)))
def test_when_a_baby_is_due_is_found_by_its_month(day: date) -> None:
    assert covers(f"due {day:%B}".lower(), day, due=True)
    assert covers(f"due {day:%b %Y}".lower(), day, due=True)


@given(st.integers(0, 100), st.sampled_from(["aged {}", "{}y", "{} years old", "{} yrs", "age {}"]))
def test_an_age_is_every_day_on_which_somebody_so_old_was_born(years: int, form: str) -> None:
    found = spans.spans(form.format(years), TODAY)
    assert len(found) == 1
    for day in (found[0].first, found[0].last):
        assert TODAY.year - day.year - ((TODAY.month, TODAY.day) < (day.month, day.day)) == years


@pytest.mark.parametrize(
    "words", ["31/02/2016", "32/1/2016", "13/13/2016", "kayden", "mayor", "junebug", "1/1/1016"]
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert spans.spans(words, TODAY) == ()


def test_the_month_may_stand_first_where_it_can_be_nothing_else() -> None:
    assert covers("3/14/2016", date(2016, 3, 14))


@given(st.permutations(["kayden", "MERRICK", "03/05/2020", "NB4 7XX", "07700 900123"]))
def test_the_order_does_not_matter(parts: list[str]) -> None:
    typed = read(" ".join(parts), TODAY)
    assert set(typed.names.lower().split()) == {"kayden", "merrick"}
    assert clue(typed, Postcode) == Postcode("NB47XX")
    assert clue(typed, Phone) == Phone("7700900123")
    born = clue(typed, BornIn)
    assert isinstance(born, BornIn)
    assert born.spans[0].first == born.spans[0].last == date(2020, 5, 3)
    assert typed.born == "03/05/2020"
    assert typed.postcode == "NB4 7XX"


@given(NAMES, NAMES)
def test_names_are_names(one: str, other: str) -> None:
    typed = read(f"{other.upper()}, {one}", TODAY)
    assert typed.names == f"{other.upper()} {one}"
    assert typed.numbers == ()


@pytest.mark.parametrize(
    "words",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900 123",
        "07700-900-123",
    ],
)
def test_a_phone_is_a_phone_however_it_is_written(words: str) -> None:
    assert clue(read(words, TODAY), Phone) == Phone("7700900123")


@pytest.mark.parametrize(
    ("words", "code", "half"),
    [("nb4", "NB4", ""), ("NB4 7", "NB47", "NB4"), ("nb4 7x", "NB47X", "NB4"), ("nb47x", "NB47X", ""),
     ("e1", "E1", "")],
)  # fmt: skip
def test_the_beginning_of_a_postcode(words: str, code: str, half: str) -> None:
    assert clue(read(words, TODAY), Postcode) == Postcode(code, begun=True, first_half=half)


@pytest.mark.parametrize("words", ["943 476 5919", "9434765919", "943-476-5919", "NHS 943 476 5919"])
def test_an_nhs_number(words: str) -> None:
    assert clue(read(words, TODAY), Code) == Code("9434765919")


def test_other_numbers() -> None:
    assert clue(read("x00180001701a", TODAY), Code) == Code("X00180001701A")
    assert clue(read("A1234", TODAY), Code) == Code("A1234")
    assert clue(read("10000001", TODAY), Code) == Code("10000001")


def test_words_may_be_a_street() -> None:
    assert clue(read("14 Mill Lane", TODAY), Street) == Street("14", "mill lane")
    assert clue(read("merrick 14b mill lane", TODAY), Street) == Street("14b", "mill lane")
    readings = read("mary lane", TODAY).readings
    assert (Names("mary lane"),) in readings[0]
    assert any((Street("", "mary lane"),) in reading for reading in readings[1:])


def test_a_month_may_be_a_girl() -> None:
    readings = read("june 2016", TODAY).readings
    assert isinstance(readings[0][0][0], BornIn)
    assert any((Names("june"),) in reading for reading in readings[1:])


def test_a_contact_number_is_one_and_a_name_beside_it_narrows() -> None:
    assert read("c26 18412 n", TODAY).numbers == ("C26-18412-N",)
    assert read("c26 18412 n", TODAY).only_a_number
    beside = read("kayden C26-18412-N", TODAY)
    assert beside.names == "kayden"
    assert not beside.only_a_number


def test_pieces_never_depend_on_what_stands_beside_them() -> None:
    for parts in permutations(["march 2016", "kayden", "nb4"]):
        typed = read(" ".join(parts), TODAY)
        assert typed.names == "kayden"
        assert (typed.born, typed.postcode) == ("march 2016", "nb4")
