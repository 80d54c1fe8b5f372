"""The sentences of the history rules are data: an edition that cannot be said is noticed when it is read."""

from __future__ import annotations

import pytest

import resources
from workstation.guidebook import history_rules, shelf

EDITION = shelf.built_in(history_rules.SORT)[-1]
TEXT = resources.read_text(f"guide/{EDITION}.toml")


def test_the_edition_names_itself() -> None:
    assert history_rules.rulebook().edition == EDITION


def test_a_council_may_say_it_otherwise() -> None:
    book = history_rules.read(
        TEXT.replace("{nth} contact in {months} months.", "{nth} time we hear of them.")
    )
    assert book.say("repeat_any", nth="Third", months=12) == "Third time we hear of them."


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("Closed {ago}.", "Closed {since}.", "closed asks for since"),
        ('none = "No earlier contacts found."', "", "The rules and their sentences differ in: none"),
        ('none = "First contact"', 'nobody = "First contact"', "differ in: nobody, none"),
    ],
)
def test_a_sentence_no_rule_can_fill_stops_the_start(was: str, now: str, said: str) -> None:
    assert was in TEXT
    with pytest.raises(ValueError, match=said):
        history_rules.read(TEXT.replace(was, now))


def test_every_rule_says_what_it_counts() -> None:
    book = history_rules.rulebook()
    for rule in book.why:
        assert "{" not in book.because(rule)
