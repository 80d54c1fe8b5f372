"""The rules of a decision are data: an edition that cannot be said, or that nobody looks after, stops the start."""

from __future__ import annotations

from datetime import date

import pytest

import resources
from workstation.guidebook import decision_rules
from workstation.guidebook.guide import guide

TEXT = resources.read_text(f"guide/{decision_rules.CURRENT}.toml")


def test_eight_blocks_twelve_warnings_the_gates_and_what_a_requirement_asks_for() -> None:
    rules = decision_rules.decision_rules()
    assert rules.edition == decision_rules.CURRENT
    assert list(rules.rules)[:20] == [*(f"B{n}" for n in range(1, 9)), *(f"W{n}" for n in range(1, 13))]
    assert set(list(rules.rules)[20:]) == {
        "R26", "F1", "G1", "R12", "G2", "G3", "G4", "G5", "G6", "G8", "G9", "S10", "D07", "R5", "R19", "R20", "R23",
        "R25", "R27", "R31", "R33",
    }  # fmt: skip


def test_every_rule_has_an_owner_a_day_and_a_why_without_gaps() -> None:
    rules = decision_rules.decision_rules()
    for name, rule in rules.rules.items():
        assert rule.owner
        assert rule.since >= date(2026, 1, 1)
        assert "{" not in rules.why(name)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("B1", "Who is this about? Add a child, or say why you cannot name one yet."),
        ("B3", "Say what the history tells you. It goes to the manager with your decision."),
        ("B5", "Choose what should happen and say why."),
        ("B6", "You wrote this decision, so someone else has to sign it off."),
        ("B7", "Who is this copy for, and who agreed they may see the address?"),
        ("B8", "This contact is marked ‘act now’. A manager has to lower it before it can close."),
    ],
)
def test_the_words_of_the_blocks(rule: str, words: str) -> None:
    assert guide().rules.say(rule) == words


def test_a_council_may_say_it_otherwise_and_draw_its_own_lines() -> None:
    own = decision_rules.read(
        TEXT.replace("contacts = 3 ", "contacts = 4 ").replace("{outcome} with", "{outcome}:")
    )
    assert own.limits.contacts == 4
    assert own.say("W1", "title", outcome="Advice", contacts="4 contacts", months=12) == (
        "Advice: 4 contacts in 12 months"
    )
    assert "from 4 on" in own.why("W1")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("{adult} not told, reason given", "{parent} not told", "W3.title asks for parent"),
        ('copied = "Your why', 'copies = "Your why', "B3 and their words differ in: copied, copies"),
        ("[rules.W12]", "[rules.W13]", "the rules and their words differ in: W12, W13"),
        ('owner = "Police liaison lead"', 'owner = " "', "W8 needs a name, an owner and a why"),
        ("over {months} months, this one", "over {years} years, this one", "W1.why asks for years"),
        ("shared_words = 8 ", "shared_words = 5 ", "shared_words is less than 8"),
        ('"no <records> <known>"', '"no <papers>"', "asks for the list papers"),
        ("contacts = 3 ", "contact = 3 ", "contact"),
    ],
)
def test_an_edition_that_does_not_read_stops_the_start(was: str, now: str, said: str) -> None:
    assert was in TEXT
    with pytest.raises(ValueError, match=said):
        decision_rules.read(TEXT.replace(was, now))


def test_the_nudges_are_five() -> None:
    assert [nudge.words for nudge in guide().nudges] == [
        "What would change my mind?", "Whose voice is missing?", "What else could explain this?",
        "Ask a second person", "What is a day like for this child?",
    ]  # fmt: skip
