"""What is said about a rule: why it speaks, who looks after it and since when it says so."""

from __future__ import annotations

import re

from workstation.domain import wording
from workstation.domain.decision_rules import DecisionRules, Rule

_PART = re.compile(r"\{[a-z_]+\}")


def sentences(rule: Rule) -> list[str]:
    """What a rule says, with three dots where something is filled in."""
    found = (_PART.sub("…", sentence) for sentence in rule.says.values())
    return [sentence for sentence in found if sentence.strip("…“” ")]


def why_of(rules: DecisionRules, rule: str) -> str:
    """For `Why am I seeing this?`; empty for what has no rule of its own."""
    found = rules.rules.get(rule)
    if found is None:
        return ""
    return f"{rules.why(rule)} Rule {rule}, looked after by: {found.owner}. Since {wording.day(found.since)}."
