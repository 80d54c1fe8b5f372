"""The rules of a decision as data: what stops it (B1-B8), what travels with it (W1-W12, R26, F1), and their limits.

What a rule looks at is code (`gates`). Its sentences, limits, owner and date are values of an edition that never
changes (`resources/guide/decision-rules-...toml`).
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

_NOTHING: Final[frozenset[str]] = frozenset()
SAYS: Final[dict[str, dict[str, frozenset[str]]]] = {
    "B1": {"say": _NOTHING},
    "B2": {"say": frozenset({"name"})},
    "B3": {"say": _NOTHING, "link": _NOTHING, "copied": frozenset({"children"})},
    "B4": {
        "no_reply": frozenset({"agency"}), "not_asked": frozenset({"agency"}), "no_adult": _NOTHING,
        "not_known": frozenset({"adult"}), "support": frozenset({"adult"}), "not_told": frozenset({"adult"}),
    },
    "B5": {
        "say": _NOTHING, "each": frozenset({"child"}), "reasons": frozenset({"prompt"}),
        "reasons_each": frozenset({"prompt", "child"}), "next_time": _NOTHING,
    },
    "B6": {"say": _NOTHING},
    "B7": {"say": _NOTHING},
    "B8": {"say": _NOTHING},
    "W1": {
        "title": frozenset({"outcome", "contacts", "months"}), "evidence": frozenset({"fact"}),
        "closed": frozenset({"outcome", "contacts", "closed_days"}),
    },
    "W2": {"title": frozenset({"times"}), "evidence": frozenset({"fact"})},
    "W3": {"title": frozenset({"adult"}), "evidence": frozenset({"because"})},
    "W4": {
        "title": frozenset({"agency"}), "not_asked": frozenset({"agency"}),
        "evidence": frozenset({"because"}),
    },
    "W5": {
        "title": frozenset({"words", "others"}), "evidence": frozenset({"said", "where"}),
        "quiet": frozenset({"words", "others"}),
    },
    "W6": {"title": frozenset({"child"}), "evidence": frozenset({"child"})},
    "W7": {
        "title": frozenset({"child"}), "evidence": _NOTHING, "because": frozenset({"because"}),
        "said_to_others": frozenset({"words", "child"}),
    },
    "W8": {"title": _NOTHING, "missing": frozenset({"missing"}), "asked": frozenset({"asked"})},
    "W9": {"title": frozenset({"said"}), "evidence": frozenset({"contacts", "last"})},
    "W10": {
        "title": _NOTHING, "empty": frozenset({"wanted", "said"}), "repeated": frozenset({"wanted"}),
    },
    "W11": {"title": _NOTHING, "evidence": frozenset({"fact"})},
    "W12": {"title": frozenset({"clock"}), "evidence": frozenset({"when"})},
    "R26": {
        "title": frozenset({"day"}), "silent": frozenset({"day"}), "evidence": frozenset({"outcomes", "offered"}),
        "because": frozenset({"outcomes", "offered", "because"}),
    },
    "F1": {
        "title": frozenset({"what"}), "evidence": frozenset({"said"}), "no_reason": frozenset({"said"}),
    },
}  # fmt: skip
"""Every sentence the rules say, and the parts each may use."""
