"""What is said about a rule: why it speaks, who looks after it and since when it says so."""

from __future__ import annotations

from workstation.domain import wording
from workstation.domain.decision_rules import DecisionRules


def why_of(rules: DecisionRules, rule: str) -> str:
    """For `Why am I seeing this?`; empty for what has no rule of its own."""
    found = rules.rules.get(rule)
    if found is None:
        return ""
    return f"{rules.why(rule)} Rule {rule}, looked after by: {found.owner}. Since {wording.day(found.since)}."
