"""Nothing that a rule shows is written in code: every text of a gap, a warning or a task comes from the edition.

The edition is marked: each of its sentences says its own name first. Whatever a rule then shows without such a mark
was made up by code. Contacts of the practice authority and some that go wrong on purpose are walked through.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.domain.speaking import MARKED, contacts, practice, texts
from workstation.domain import gates, kinds
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.rule_sentences import AFTERWARDS, SAYS, STOPS, TRAVELS
from workstation.guidebook.guide import guide

_MARK: Final = re.compile(r"⟦(\w+)\.(\w+)⟧")
_SHOWN_ELSEWHERE: Final = {
    ("B7", "say"), ("R25", "title"), ("R25", "evidence"), ("R25", "nothing"), ("W5", "quiet"), ("W5", "shaded"),
}  # fmt: skip
"""On a copy, at the manager's desk, beside what is typed: the tests of those show them."""


@pytest.fixture(scope="module")
def shown() -> frozenset[str]:
    """Everything that was shown of every contact."""
    files = [*contacts(), *practice()]
    return frozenset(text for file in files for text in texts(file, MARKED) if text.strip())


def test_no_text_of_a_rule_is_written_in_code(shown: frozenset[str]) -> None:
    assert len(shown) > 300
    assert [text for text in shown if not text.startswith("⟦")] == []


def test_every_sentence_of_the_edition_is_said_somewhere(shown: frozenset[str]) -> None:
    said = {found.groups() for text in shown for found in _MARK.finditer(text)}
    every = {(rule, sentence) for rule, sentences in SAYS.items() for sentence in sentences}
    assert every - said == _SHOWN_ELSEWHERE


def test_each_sentence_has_an_owner_a_day_and_a_why() -> None:
    rules: DecisionRules = guide().rules
    for rule, sentences in SAYS.items():
        about = rules.rules[rule]
        assert about.says.keys() == sentences.keys(), rule
        assert all(words.strip() for words in about.says.values()), rule
        assert len(about.owner) > 3, rule
        assert date(2026, 1, 1) <= about.since <= date(2100, 1, 1), rule
        assert re.fullmatch(r"[A-Z“].*[.]", rules.why(rule)), rule
        assert rule in STOPS | TRAVELS | AFTERWARDS | {"R33"}


_GATES: Final = Path(gates.__file__).parent
_IN_PARTS: Final = re.compile(r"[A-Za-z’']+ [A-Za-z’']+")
_NO_SENTENCE: Final = {
    "other sign", "other decision", "earlier contact",  # nouns that are counted
    "tries not written down", "lawful reason not chosen", "declined, no reason", "not told, no reason",  # states
    "hand over",  # the name of a task
}  # fmt: skip


@pytest.mark.parametrize("module", sorted(_GATES.glob("*.py")), ids=lambda path: path.stem)
def test_the_code_of_a_gate_holds_no_words_to_show(module: Path) -> None:
    """Two words in a row are a sentence, unless they are a value of the record (`none found`)."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    told = {
        id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }
    words = {
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant)
        and isinstance(n.value, str)
        and id(n) not in told
        and _IN_PARTS.search(n.value)
    }
    assert words - _NO_SENTENCE - _values_of_the_record() == set()


def _values_of_the_record() -> set[str]:
    """Every word of a closed list that a kind of entry may hold."""
    folder = Path(kinds.__file__).parent
    found: Iterable[ast.AST] = (
        n for file in folder.glob("*.py") for n in ast.walk(ast.parse(file.read_text("utf-8")))
    )
    return {
        n.value
        for sub in found
        if isinstance(sub, ast.Subscript) and isinstance(sub.value, ast.Name) and sub.value.id == "Literal"
        for n in ast.walk(sub.slice)
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
