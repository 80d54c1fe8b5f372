"""The rules of a decision as data: what stops it (B1-B8 and the gates), what travels with it (W1-W12 and lines that
a requirement asks for), what is left to do afterwards, and their limits.

What a rule looks at is code (`gates`). Its sentences, limits, owner and date are values of an edition that never
changes (`resources/guide/decision-rules-...toml`); which sentences there are is in `rule_sentences`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """How much it takes until a rule speaks."""

    contacts: int
    months: int
    closed: int
    closed_days: int
    declines: int
    shared_words: int
    shared_months: int
    shared_named: int
    own_words_from: int
    shown: int
    review_percent: int
    review_least: int
    most_warned_percent: int


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule: what it is about, who looks after it, since when it says so, why it speaks, and its sentences."""

    name: str
    owner: str
    since: date
    why: str
    says: dict[str, str]


class WordList(Struct, frozen=True, forbid_unknown_fields=True):
    """Words, in small letters and without punctuation."""

    words: tuple[str, ...] = ()


class NoHistory(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that say there is no history, and the words around them that make them say something else."""

    phrases: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_next: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}


class DecisionRules(Struct, frozen=True, forbid_unknown_fields=True):
    """One edition of the rules."""

    edition: str
    limits: Limits
    rules: dict[str, Rule]
    steps: dict[str, str] = {}
    """How the manager's list calls what a step left open, by the number of the step."""
    fillers: WordList = WordList()
    no_history: NoHistory = NoHistory()
    children: WordList = WordList()

    def say(self, rule: str, sentence: str = "say", **parts: object) -> str:
        """A sentence of a rule with its parts filled in."""
        return self.rules[rule].says[sentence].format(**parts)

    def why(self, rule: str) -> str:
        """Why a rule speaks, for `Why am I seeing this?`; empty for one that has no entry here."""
        found = self.rules.get(rule)
        limits = self.limits
        return found.why.format(**{name: getattr(limits, name) for name in LIMITS}) if found else ""


NO_RULES: Final = DecisionRules("none", Limits(*[0] * len(Limits.__struct_fields__)), {})
"""What a guide has that nobody gave any rules to."""

LIMITS: Final = frozenset(Limits.__struct_fields__)
"""What a `why` may be filled with."""
