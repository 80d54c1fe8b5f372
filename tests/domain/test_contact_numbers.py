"""Contact numbers as people write and mishear them."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from workstation.domain.ids import (
    contact_number,
    contact_number_in,
    good_contact_number,
    near_contact_numbers,
)

NUMBERS = st.builds(contact_number, st.integers(2020, 2069), st.integers(1, 99_999))


def digits_of(number: str) -> str:
    return number[1:3] + number[4:9]


def told(digits: str, letter: str) -> str:
    return f"C{digits[:2]}-{digits[2:]}-{letter}"


@given(NUMBERS, st.sampled_from(["-", "", " ", " - ", "–", ".", "/"]), st.booleans())
def test_however_it_is_written_it_is_the_same_number(number: str, between: str, small: bool) -> None:
    written = between.join(number.split("-"))
    assert contact_number_in(written.lower() if small else written) == number


@pytest.mark.parametrize("words", ["", "Kayden", "CB26 1AA", "C", "2026", "C2", "C26-184-KK", "CA26"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert contact_number_in(words) == ""


@pytest.mark.parametrize(("words", "number"), [("c26", "C26"), ("C26-", "C26"), ("c26 1", "C26-1")])
def test_a_number_that_was_only_begun(words: str, number: str) -> None:
    assert contact_number_in(words) == number


@given(NUMBERS, st.integers(0, 5))
def test_neighbours_that_were_swapped_are_noticed_and_put_back(number: str, at: int) -> None:
    digits = digits_of(number)
    assume(digits[at] != digits[at + 1])
    wrong = told(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :], number[-1])
    assert not good_contact_number(wrong)
    assert number in near_contact_numbers(wrong)


@given(NUMBERS, st.integers(0, 6), st.sampled_from("0123456789"))
def test_a_digit_that_was_misread_is_noticed_and_found(number: str, at: int, other: str) -> None:
    digits = digits_of(number)
    assume(digits[at] != other)
    wrong = told(digits[:at] + other + digits[at + 1 :], number[-1])
    assert not good_contact_number(wrong)
    assert number in near_contact_numbers(wrong)


@given(NUMBERS, st.sampled_from("ABCDEFGHJKLMNPQRTUVWXYZ"))
def test_a_letter_that_was_misheard_is_noticed_and_found(number: str, letter: str) -> None:
    assume(letter != number[-1])
    wrong = number[:-1] + letter
    assert not good_contact_number(wrong)
    assert number in near_contact_numbers(wrong)


@given(NUMBERS, st.integers(2, 6))
@example("C64-95460-F", 5)  # what is left has a letter that fits
def test_a_digit_that_was_left_out_is_found(number: str, at: int) -> None:
    digits = digits_of(number)
    assert number in near_contact_numbers(told(digits[:at] + digits[at + 1 :], number[-1]))


@given(NUMBERS)
def test_a_good_number_has_no_near_ones_and_near_ones_are_good_and_each_there_once(number: str) -> None:
    assert list(near_contact_numbers(number)) == []
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    near = list(near_contact_numbers(wrong))
    assert all(map(good_contact_number, near))
    assert len(set(near)) == len(near)
    assert wrong not in near
