"""The lists by which hidden words are found, `resources/words/hidden.txt`: reviewed data, each with its why."""

from __future__ import annotations

import pytest

import resources
from workstation.report import known_words
from workstation.report.needles import needles, short

LISTS = (
    "same", "same alone", "left out", "streets", "buildings", "schools", "landlords", "any place", "where",
    "services", "digits", "teens", "tens", "again", "letters", "also a word", "titles", "certain titles",
    "shortened titles", "months", "starters", "whole services",
)  # fmt: skip
BY_LINE = ("same", "same alone", "digits", "teens", "tens", "again", "letters", "whole services")


def test_every_list_is_there_once_and_says_what_it_is_for() -> None:
    lines = resources.read_text("words/hidden.txt").splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith("[")]
    assert tuple(lines[at].strip("[]") for at in heads) == LISTS
    assert [lines[at] for at in heads if not lines[at - 1].startswith("# ")] == []
    assert lines[0].startswith("# Edition ")
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize("name", LISTS)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    rows = known_words.groups(name)
    words = [" ".join(row) for row in rows] if name in BY_LINE else list(known_words.listed(name))
    assert words
    assert len(set(words)) == len(words)
    if name != "titles":
        assert [word for word in words if word != word.casefold()] == []


def test_the_ways_of_a_word_are_all_found_and_have_one_short_form() -> None:
    for group in (*known_words.groups("same"), *known_words.groups("same alone")):
        assert len(group) > 1
        assert len({short(way) for way in group}) == 1, group
    assert "quilletroad" in needles("Quillet Rd")
