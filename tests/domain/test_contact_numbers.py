"""Contact numbers as people write and mishear them, and the letters of the computers that give them."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from workstation.domain.contact_numbers import (
    LETTERS,
    computer_letters,
    contact_number,
    contact_number_in,
    counted_number,
    fresh_number,
    good_contact_number,
    is_whole,
    name_with_own_letters,
    near_contact_numbers,
    number_without_year,
    same_letters,
)

COUNTED = st.builds(counted_number, st.integers(2020, 2069), st.integers(1, 99_999))
"""As they were given before computers had letters."""
OWN_LETTERS = st.text(LETTERS, min_size=3, max_size=3)
LETTERED = st.builds(contact_number, st.integers(2020, 2069), OWN_LETTERS, st.integers(1, 99_999))
NUMBERS = COUNTED | LETTERED
KIND = {True: "0123456789", False: LETTERS}


def plain_of(number: str) -> str:
    """All but the C and the check letter."""
    return number.replace("-", "")[1:-1]


def told(plain: str, letter: str) -> str:
    parts = (plain[:2], plain[2:5], plain[5:]) if plain[2:3].isalpha() else (plain[:2], plain[2:])
    return f"C{'-'.join(parts)}-{letter}"


def test_a_number_as_it_is_said_over_the_phone() -> None:
    assert contact_number(2026, "KQM", 4127) == "C26-KQM-4127-K"
    assert contact_number(2026, "KQM", 7).startswith("C26-KQM-0007-")
    assert counted_number(2026, 18412) == "C26-18412-N"


@given(NUMBERS, st.sampled_from(["-", "", " ", " - ", "–", ".", "/"]), st.booleans())
def test_however_it_is_written_it_is_the_same_number(number: str, between: str, small: bool) -> None:
    written = between.join(number.split("-"))
    assert contact_number_in(written.lower() if small else written) == number
    assert is_whole(number)


@pytest.mark.parametrize(
    "words", ["", "Kayden", "CB26 1AA", "C", "2026", "C2", "C26-184-KK", "CA26", "C26 ABC 1234", "C26 Kay"]
)
def test_what_is_no_number_is_none(words: str) -> None:
    assert contact_number_in(words) == ""


@pytest.mark.parametrize(
    ("words", "number"),
    [("c26", "C26"), ("C26-", "C26"), ("c26 1", "C26-1"), ("c26 kqm", "C26-KQM"), ("c26kqm41", "C26-KQM-41")],
)
def test_a_number_that_was_only_begun(words: str, number: str) -> None:
    assert contact_number_in(words) == number
    assert not is_whole(number)


@given(LETTERED, st.sampled_from(["-", "", " "]))
def test_the_year_may_be_left_out(number: str, between: str) -> None:
    _, letters, figures, check = number.split("-")
    assert number_without_year(between.join((letters, figures)).lower()) == f"-{letters}-{figures}-"
    assert number_without_year(between.join((letters, figures, check))) == f"-{letters}-{figures}-{check}"


@given(NUMBERS, st.integers(0, 8))
def test_neighbours_that_were_swapped_are_noticed_and_put_back(number: str, at: int) -> None:
    plain = plain_of(number)
    assume(at + 1 < len(plain))
    assume(plain[at] != plain[at + 1] and plain[at].isdigit() is plain[at + 1].isdigit())
    wrong = told(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :], number[-1])
    assert not good_contact_number(wrong)
    assert number in near_contact_numbers(wrong)


@given(NUMBERS, st.integers(0, 9), st.data())
def test_a_digit_or_letter_that_was_misread_is_noticed_and_found(
    number: str, at: int, data: st.DataObject
) -> None:
    plain = plain_of(number)
    assume(at < len(plain))
    other = data.draw(st.sampled_from(KIND[plain[at].isdigit()]))
    assume(plain[at] != other)
    wrong = told(plain[:at] + other + plain[at + 1 :], number[-1])
    assert not good_contact_number(wrong)
    assert number in near_contact_numbers(wrong)


@given(NUMBERS, st.sampled_from("ABCDEFGHJKLMNPQRTUVWXYZ"))
def test_a_letter_that_was_misheard_is_noticed_and_found(number: str, letter: str) -> None:
    assume(letter != number[-1])
    wrong = number[:-1] + letter
    assert not good_contact_number(wrong)
    assert number in near_contact_numbers(wrong)


@given(COUNTED, st.integers(2, 6))
@example("C64-95460-F", 5)  # what is left has a letter that fits
def test_a_digit_that_was_left_out_is_found(number: str, at: int) -> None:
    plain = plain_of(number)
    assert number in near_contact_numbers(told(plain[:at] + plain[at + 1 :], number[-1]))


@given(LETTERED, st.integers(5, 8))
def test_a_figure_that_was_left_out_behind_letters_is_found(number: str, at: int) -> None:
    plain = plain_of(number)
    wrong = told(plain[:at] + plain[at + 1 :], number[-1])
    assert good_contact_number(wrong) or number in near_contact_numbers(wrong)


@given(NUMBERS)
def test_a_good_number_has_no_near_ones_and_near_ones_are_good_and_each_there_once(number: str) -> None:
    assert good_contact_number(number)
    assert list(near_contact_numbers(number)) == []
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    near = list(near_contact_numbers(wrong))
    assert all(map(good_contact_number, near))
    assert len(set(near)) == len(near)
    assert wrong not in near


@given(NUMBERS, NUMBERS)
def test_two_numbers_are_never_written_alike(one: str, other: str) -> None:
    assert (one == other) is (one.replace("-", "") == other.replace("-", ""))


def test_of_a_computer_no_number_comes_twice_and_they_grow_when_half_are_gone() -> None:
    given_: set[str] = set()
    for _ in range(5_200):
        number = fresh_number(2026, "KQM", given_, Random(len(given_)).randrange)
        assert number not in given_
        given_.add(number)
    assert {len(number.split("-")[2]) for number in given_} == {4, 5}


@given(st.sets(st.uuids().map(str), max_size=30))
def test_a_new_name_has_letters_that_nobody_else_has(others: set[str]) -> None:
    turn = count()
    name = name_with_own_letters(lambda: f"device {next(turn)}", others)
    assert not same_letters(name, others)
    assert same_letters(name, [*others, name]) is False  # its own name is not another's


def test_where_all_letters_are_gone_a_name_is_given_all_the_same() -> None:
    turn = count()
    assert len({computer_letters(f"device {number}") for number in range(120_000)}) == len(LETTERS) ** 3
    assert name_with_own_letters(lambda: f"new {next(turn)}", [f"device {n}" for n in range(120_000)])


def test_no_letters_are_a_word_that_annoys_a_family() -> None:
    turn = count()
    names = [name_with_own_letters(lambda: f"device {next(turn)}", ()) for _ in range(20_000)]
    assert not {"FCK", "KKK", "WTF"} & {computer_letters(name) for name in names}
    assert not set("AEIOU") & {letter for name in names for letter in computer_letters(name)}
