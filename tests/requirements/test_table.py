"""Every requirement has its row, every test that a row names is there, and every vignette is a practice contact."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.requirements.table import CONTACT, LATER, TABLE
from workstation.practice.case_file import all_cases
from workstation.practice.wrong_turns import wrong_turns

TESTS = Path(__file__).parents[1]
ALL = [f"R{number}" for number in range(1, 34)]


@cache
def tests_of(module: str) -> frozenset[str]:
    """The tests in a module, by reading it: nothing is run for it."""
    tree = ast.parse((TESTS / f"{module}.py").read_text(encoding="utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in found if node.name.startswith("test_"))


def test_no_requirement_is_without_a_row_and_none_is_invented() -> None:
    assert list(TABLE) == ALL


@pytest.mark.parametrize("requirement", ALL)
def test_every_test_that_is_named_is_there(requirement: str) -> None:
    row = TABLE[requirement]
    assert row.demands
    assert row.tests
    missing = [named for named in row.tests if _absent(named)]
    assert missing == []
    assert len(set(row.tests)) == len(row.tests)


def _absent(named: str) -> bool:
    module, _, test = named.partition("::")
    return not (TESTS / f"{module}.py").exists() or test not in tests_of(module)


def test_a_test_that_names_a_requirement_is_in_its_row_or_beside_one_that_is() -> None:
    """Nothing that says of itself that it shows a requirement is about one that has no row."""
    named = re.compile(r"def test_(r\d+)_")
    found = {
        m.upper()
        for path in TESTS.rglob("test_*.py")
        for m in named.findall(path.read_text(encoding="utf-8"))
    }
    assert found <= set(TABLE)


@pytest.mark.parametrize("requirement", sorted(LATER))
def test_what_comes_later_says_what_is_kept_for_it(requirement: str) -> None:
    assert TABLE[requirement].later


def test_what_comes_later_is_what_the_letter_asks_of_reports() -> None:
    assert set(LATER) == {"R3", "R4", "R5", "R29", "R30", "R32"}


def test_each_requirement_about_a_contact_has_a_practice_contact_that_would_have_gone_wrong() -> None:
    turns = wrong_turns()
    assert set(turns) == CONTACT
    for turn in turns.values():
        assert turn.contact in {contact.key for contact in all_cases()[turn.case].contacts}
        assert turn.wrong
        assert turn.safe
