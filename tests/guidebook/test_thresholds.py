"""The threshold document: an edition that fits together, and every edition a level was judged by."""

from __future__ import annotations

import pytest

import resources
from workstation.guidebook import thresholds
from workstation.guidebook.thresholds import CURRENT, of_edition, read


def _text() -> str:
    return resources.read_text(f"guide/{CURRENT}.toml")


def test_each_level_has_descriptors_in_every_group() -> None:
    book = thresholds.thresholds()
    assert book.edition == CURRENT
    for level in book.levels:
        assert {d.group for d in book.of_level(level.id)} == {group.id for group in book.groups}
        assert level.words
        assert level.about


def test_the_descriptors_of_a_level_come_group_by_group() -> None:
    book = thresholds.thresholds()
    groups = [d.group for d in book.of_level("3")]
    assert groups == sorted(groups, key=[g.id for g in book.groups].index)


def test_an_edition_nobody_has_is_not_taken_for_another() -> None:
    assert of_edition(CURRENT) == thresholds.thresholds()
    assert of_edition("thresholds-1999-9") is None
    assert of_edition("contact-2026-1") is None


def test_what_this_edition_does_not_know_stands_for_itself() -> None:
    book = thresholds.thresholds()
    assert book.words(("f3a", "z9z"))[1] == "z9z"
    assert book.group("elsewhere") == "elsewhere"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('id = "4", words = "Specialist"', 'id = "3", words = "Specialist"', "levels must be"),
        (
            'id = "f3b", level = "3", group = "family"',
            'id = "f3b", level = "3", group = "home"',
            "no such group: home",
        ),
        ('id = "f3b"', 'id = "f3a"', "said twice: f3a"),
        ('paint = "#B3372F"', 'paint = "red"', "level 4 has no colour"),
    ],
)
def test_an_edition_that_does_not_fit_together_is_not_read(old: str, new: str, words: str) -> None:
    assert old in _text()
    with pytest.raises(ValueError, match=words):
        read(_text().replace(old, new, 1))
