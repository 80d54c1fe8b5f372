"""The criteria of sign-off are data with an edition; a council's slip of the pen is noticed when it is read."""

from __future__ import annotations

import pytest

import resources
from workstation.guidebook import signoff

TEXT = resources.read_text(f"guide/{signoff.CURRENT}.toml")


def test_the_ten_criteria() -> None:
    asked = signoff.criteria()
    assert asked.edition == signoff.CURRENT
    assert [one.id for one in asked.criteria] == [
        "safety", "identity", "history", "checks", "voice", "consent", "factors", "level", "answer", "clear",
    ]  # fmt: skip
    assert all(one.asks.endswith("?") and one.shows for one in asked.criteria)


def test_a_criterion_may_ask_in_other_words_and_show_other_evidence() -> None:
    changed = TEXT.replace('words = "Lawful"', 'words = "Consent"').replace(
        'shows = ["factors"]', "shows = []"
    )
    assert signoff.read(changed).criteria[5].words == "Consent"
    assert signoff.read(changed).criteria[6].shows == ()


def test_evidence_that_nobody_can_show_is_noticed() -> None:
    with pytest.raises(ValueError, match="weather"):
        signoff.read(TEXT.replace('"where"', '"weather"'))


def test_two_criteria_of_one_name_are_noticed() -> None:
    with pytest.raises(ValueError, match="safety"):
        signoff.read(TEXT.replace('id = "identity"', 'id = "safety"'))


def test_names_of_an_edition_that_is_not_here_are_not_made_up() -> None:
    assert signoff.names(signoff.CURRENT)["voice"] == "Parents and children"
    assert signoff.names("signoff-1999-1") == {}
