"""The rules of a decision of an edition, read from `resources/guide` and checked against what they can fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Any, Final

from workstation.domain.decision_rules import LIMITS, DecisionRules, Rule
from workstation.domain.rule_sentences import SAYS
from workstation.guidebook import shelf
from workstation.guidebook.plainly import converted, parsed

SORT: Final = "decision-rules"
CURRENT: Final = "decision-rules-2026-1"
"""The edition that ships with Lintel."""
LEAST_SHARED: Final = 8
"""The index of words that decisions share finds every run of so many words, and not every shorter one."""

_ABOUT: Final = ("name", "owner", "since", "why")
STEPS: Final = {str(step): "" for step in range(1, 7)}
_LIST: Final = re.compile(r"<([a-z]+)>")


def decision_rules(edition: str | None = None) -> DecisionRules:
    """The rules of this edition, else of the one in force. A built-in one has to read."""
    edition = edition or shelf.in_force(SORT)
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> DecisionRules:
    return read(shelf.text(edition))


def read(text: str) -> DecisionRules:
    """Rules from the text of an edition; `ValueError` names what cannot be said or is not known."""
    raw = parsed(text)
    raw["rules"] = {name: _rule(table) for name, table in raw.get("rules", {}).items()}
    found = converted(raw, DecisionRules)
    _check_names("the rules", SAYS, found.rules)
    _check_names("the steps", STEPS, found.steps)
    for name, rule in found.rules.items():
        _check_rule(name, rule)
    if found.limits.shared_words < LEAST_SHARED:
        raise ValueError(f"shared_words is less than {LEAST_SHARED}")
    _check_phrases(found)
    return found


def _rule(table: dict[str, Any]) -> dict[str, Any]:
    """A rule as it is written, with its sentences in a table of their own."""
    about = {key: value for key, value in table.items() if key in _ABOUT}
    return {**about, "says": {key: value for key, value in table.items() if key not in _ABOUT}}


def _check_rule(name: str, rule: Rule) -> None:
    _check_names(name, SAYS[name], rule.says)
    for sentence, pattern in rule.says.items():
        _check_parts(f"{name}.{sentence}", pattern, SAYS[name][sentence])
    _check_parts(f"{name}.why", rule.why, LIMITS)
    if not (rule.name.strip() and rule.owner.strip() and rule.why.strip()):
        raise ValueError(f"{name} needs a name, an owner and a why")


def _check_names(what: str, known: Mapping[str, object], written: Mapping[str, object]) -> None:
    if odd := known.keys() ^ written.keys():
        raise ValueError(f"{what} and their words differ in: {', '.join(sorted(odd))}")


def _check_parts(what: str, pattern: str, known: frozenset[str]) -> None:
    wanted = {part for _, part, _, _ in Formatter().parse(pattern) if part is not None}
    if unknown := wanted - known:
        raise ValueError(f"{what} asks for {', '.join(sorted(unknown))}")


def _check_phrases(found: DecisionRules) -> None:
    lists = found.no_history.lists
    for phrase in found.no_history.phrases:
        if unknown := set(_LIST.findall(phrase)) - lists.keys():
            raise ValueError(f"{phrase!r} asks for the list {', '.join(sorted(unknown))}")
