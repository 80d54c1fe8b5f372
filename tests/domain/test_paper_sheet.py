"""References of paper sheets: read however they are typed, and never the same twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from workstation.domain import paper_sheet
from workstation.domain.paper_sheet import SheetReference, pack_letters, understood

MORNING = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("R-07 K7QM3D", SheetReference(7, "K7QM3D")), ("r07k7qm3d", SheetReference(7, "K7QM3D")),
        (" r 7-k7qm3d ", SheetReference(7, "K7QM3D")), ("R.112/K7QM3D", SheetReference(112, "K7QM3D")),
        ("R-07", SheetReference(7)), ("r7", SheetReference(7)), ("R-140", SheetReference(140)),
    ],
)  # fmt: skip
def test_a_reference_is_read_however_it_is_typed(typed: str, meant: SheetReference) -> None:
    assert understood(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "R", "R-0", "R-00 K7QM3D", "26/114207", "C26-18412-K", "R-07 K7QM3", "R-07 K7QM3DD",
              "R-07 17QM3D", "R-07 KOQM3D", "Rory", "R-7 Kay"]
)  # fmt: skip
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert understood(typed) is None


def test_what_is_printed_can_be_typed_in_again() -> None:
    for number in (1, 9, 40, 99, 100, 4_321):
        letters = pack_letters("d-1", MORNING, number)
        printed = SheetReference(number, letters)
        assert understood(printed.words) == understood(printed.words.replace(" ", "").lower()) == printed


def test_no_two_packs_have_the_same_letters_over_computers_days_and_moments() -> None:
    packs = {
        pack_letters(f"d-{device}", MORNING + timedelta(days=day, milliseconds=moment), first)
        for device in range(40) for day in range(10) for moment in (0, 1) for first in (1, 11)
    }  # fmt: skip
    assert len(packs) == 40 * 10 * 2 * 2


def test_the_letters_are_none_that_are_read_as_another() -> None:
    letters = "".join(pack_letters("d", MORNING, n) for n in range(400))
    assert not set(letters) & set("IOS0158") - {"S", "5", "8"}
    assert all(pack_letters("d", MORNING, n)[0].isalpha() for n in range(400))


def test_the_reason_for_being_late_names_the_sheet_and_who_wrote_on_it() -> None:
    sheet = SheetReference(7, "K7QM3D")
    assert (
        paper_sheet.why_late(sheet, " J. Patel ")
        == "written on paper sheet R-07 K7QM3D, taken down by J. Patel"
    )
    assert paper_sheet.why_late(sheet, "") == "written on paper sheet R-07 K7QM3D"
