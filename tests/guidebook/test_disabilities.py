"""Disability as people say it, and as it is kept."""

from __future__ import annotations

import pytest

from workstation.guidebook import disabilities


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [
        ("", (), ""),
        ("none", ("NONE",), ""),
        ("No disability.", ("NONE",), ""),
        ("Autism", ("AUT",), "Disability: autism"),
        ("autistic, wheelchair", ("AUT", "MOB"), "Disability: autism and moving about"),
        ("learning disability; deaf; deaf", ("LD", "HEAR"), "Disability: learning and hearing"),
        ("brittle bones", ("brittle bones",), "Disability: brittle bones"),
        ("none, autism", ("AUT",), "Disability: autism"),
    ],
)
def test_what_is_typed_is_kept_as_codes_and_told_in_words(
    typed: str, kept: tuple[str, ...], told: str
) -> None:
    assert disabilities.read(typed) == kept
    assert disabilities.told(kept) == told
    assert disabilities.read(disabilities.typed(kept)) == kept, "looking at it changes nothing"


def test_one_of_two_people_knew_of_none() -> None:
    """Two answers are joined by item: what somebody knows is not lost to somebody who knew of none."""
    assert disabilities.those(("NONE", "AUT")) == ("AUT",)
    assert disabilities.typed(("NONE", "AUT")) == "Autism"
