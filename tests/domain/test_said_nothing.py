"""Words that say there is no history, and words that say nothing: lists of a council, read with care."""

from __future__ import annotations

import pytest

from workstation.domain.said_nothing import says_no_history, says_nothing
from workstation.guidebook.decision_rules import decision_rules

RULES = decision_rules()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No previous concerns.", "No previous concerns"),
        ("There are NO  previous\nconcerns", "NO  previous\nconcerns"),
        ("Mum copes and there are no prior contacts.", "no prior contacts"),
        ("She is not afraid and there are no previous concerns.", "no previous concerns"),
        ("School see her every day but there are no previous concerns.", "no previous concerns"),
        ("No previous safeguarding concerns", "No previous safeguarding concerns"),
        ("No significant previous or current concerns", "No significant previous or current concerns"),
        ("no concerns previously", "no concerns previously"),
        ("no concerns are known", ""),
        ("Not previously known to services", "Not previously known"),
        ("She is not known to Children’s Services.", "not known to Children’s Services"),
        ("unknown to us", "unknown to us"),
        ("This is the first referral for him", "This is the first referral"),
        ("No history.", "No history"),
        ("Nothing on file", "Nothing on file"),
        ("Although no previous concerns, he was hurt", "no previous concerns"),
    ],
)
def test_what_says_that_there_is_no_history(text: str, found: str) -> None:
    assert says_no_history(text, RULES.no_history) == found


@pytest.mark.parametrize(
    "text",
    [
        "This is not a case of no previous concerns.",
        "I cannot say there are no previous concerns.",
        "It is wrong that there are no previous concerns.",
        "School has no previous concerns.",
        "The notification says “no previous concerns”, and it says no previous concerns.",
        "No history of violence.",
        "No, previous concerns were about neglect.",
        "There is no answer. Previous concerns were about neglect.",
        "Previous concerns: none of them has gone.",
        "There are no concerns. Known to us since 2020.",
        "The history raises worry.",
        "",
    ],
)
def test_what_denies_it_or_is_somebody_elses_view_or_something_else(text: str) -> None:
    assert says_no_history(text, RULES.no_history) == ""


def test_the_list_is_the_councils() -> None:
    from msgspec.structs import replace

    own = replace(RULES.no_history, phrases=("clean * slate",))
    assert says_no_history("They have a clean new slate.", own) == "clean new slate"
    assert says_no_history("No previous concerns.", own) == ""


@pytest.mark.parametrize("text", ["n/a", "N.A.", ".", "…", "-", "As above, see notes", "TBC", "xx", "None."])
def test_what_says_nothing(text: str) -> None:
    assert says_nothing(text, RULES.fillers.words)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "Nothing known.", "None known", "Above all he is afraid.", "No tea.", "1", "9999", "Dad."],
)
def test_what_says_something_or_is_empty(text: str) -> None:
    assert not says_nothing(text, RULES.fillers.words)
