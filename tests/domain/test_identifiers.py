"""Check letters and digits against published values: the right ones, and wrong ones that others call right."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain import identifiers

VECTORS = Path(__file__).parents[1] / "data" / "identifier_vectors.csv"
FAULTS = {
    "UPN": identifiers.upn_fault,
    "NHS number": identifiers.nhs_fault,
    "postcode": identifiers.postcode_fault,
}


def vectors() -> list[tuple[str, str, str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as lines:
        return [(row["kind"], row["value"], row["verdict"], row["detail"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("kind", "value", "verdict", "detail"), vectors())
def test_the_published_values(kind: str, value: str, verdict: str, detail: str) -> None:
    fault = FAULTS[kind](value)
    assert bool(fault) == verdict.startswith("invalid")
    if detail.startswith("check letter should be"):
        assert fault.endswith(f"it would be {detail[-1]}")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("sr34en", "SR3 4EN"), ("SR3  4EN", "SR3 4EN"), ("ec1a-1bb", "EC1A 1BB"), ("not known", "not known")],
)
def test_postcodes_are_kept_in_one_way(written: str, kept: str) -> None:
    assert identifiers.postcode(written) == kept


def test_the_postcode_at_the_end_of_an_address() -> None:
    assert identifiers.parted("Flat 78m\nSally mall\nDaviesmouth\nG6T 3BF") == (
        "Flat 78m\nSally mall\nDaviesmouth",
        "G6T 3BF",
    )
    assert identifiers.parted("12 High Street, Oakham") == ("12 High Street, Oakham", "")


@given(st.text(max_size=20))
def test_any_text_has_a_verdict(text: str) -> None:
    for fault in (*FAULTS.values(), identifiers.la_child_id_fault):
        assert isinstance(fault(text), str)
    identifiers.parted(text)


@given(st.integers(0, 999_999_999))
def test_one_wrong_digit_of_an_nhs_number_is_noticed(number: int) -> None:
    digits = f"{number:09d}"
    good = [digits + str(check) for check in range(10) if not identifiers.nhs_fault(digits + str(check))]
    assert len(good) <= 1
