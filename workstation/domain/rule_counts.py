"""How often each rule spoke, was answered and changed the outcome: whether it still earns its place.

Contacts are counted, never people: a rule that stood at two sendings of one contact stood once. Nothing here says
who sent, answered or signed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.decision_rules import DecisionRules, Rule
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.domain.rule_sentences import STOPS, WARNINGS

COUNTED: Final = ("SentToManager", "WarningAnswered", "SignedOff")
"""The kinds of entry that are counted."""


class RuleCount(Struct, frozen=True):
    """One rule in one quarter, in contacts."""

    rule: str
    about: Rule
    shown: int = 0
    answered: int = 0
    decided: int = 0
    """Of those it stood in: signed off since."""
    changed: int = 0
    """Of those: signed off with another outcome than was sent when it first stood."""
    gone_ahead: int = 0
    """Of those: answered in words, and the outcome stayed."""
    passed_over: int = 0
    """A block that a manager accepted or passed over."""
    review: bool = False
    """Nearly every answer was to go ahead: rewrite it or retire it."""


class RuleReport(Struct, frozen=True):
    """Every rule of an edition in one quarter."""

    edition: str
    since: date
    until: date
    sent: int
    """Contacts that were sent to a manager."""
    warned: int
    """Of those: with at least one warning (`WARNINGS`)."""
    rules: tuple[RuleCount, ...]
    most: int = 0
    """Of a hundred at most so many should carry a warning."""
    lines: int = 0
    """Of those that were sent: with anything at all on the manager's list, warnings and what else travels."""

    @property
    def percent(self) -> int:
        """Of a hundred contacts that were sent, so many carried a warning."""
        return self.share(self.warned)

    @property
    def too_many(self) -> bool:
        """Whether more contacts carry a warning than the council wants, in whole percent as people say it."""
        return self.percent > self.most

    def share(self, contacts: int) -> int:
        """So many contacts of a hundred that were sent."""
        return round(100 * contacts / self.sent) if self.sent else 0

    @property
    def loudest(self) -> tuple[RuleCount, ...]:
        """The warnings that stood most often, first, as far as they stood."""
        spoke = (one for one in self.rules if one.rule in WARNINGS and one.shown)
        return tuple(sorted(spoke, key=lambda one: -one.shown))


@dataclass
class _Told:
    """What one contact says of the rules."""

    first: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """For each rule that stood: the outcome of each child when it first did."""
    answered: set[str] = field(default_factory=set)
    decided: Mapping[str, str] | None = None
    passed: set[str] = field(default_factory=set)
    sent: bool = False

    def hear(self, body: Body) -> None:
        """The next thing that was said in it."""
        if isinstance(body, kinds.SentToManager):
            self.sent = True
            for rule in dict.fromkeys(_rule(key) for key in body.warned):
                self.first.setdefault(rule, {one.child: one.outcome for one in body.outcomes})
        elif isinstance(body, kinds.WarningAnswered) and body.words.strip():
            self.answered.add(_rule(body.warning))
        elif isinstance(body, kinds.SignedOff):
            self.decided = {one.child: one.outcome for one in body.decisions}
            self.passed |= {_rule(one.gap) for one in (*body.accepted, *body.overrode)}

    def changed(self, rule: str) -> bool:
        """Whether it was signed off with another outcome than was sent when the rule first stood."""
        return self.decided is not None and dict(self.decided) != dict(self.first[rule])


class Tally:
    """Hears what was said in a quarter, in the order of the record."""

    def __init__(self) -> None:
        self._told: defaultdict[ContactId, _Told] = defaultdict(_Told)

    def hear(self, said: Iterable[tuple[ContactId, Body | None]]) -> None:
        """The next entries; what a newer version wrote is passed by."""
        for contact, body in said:
            if body is not None:
                self._told[contact].hear(body)

    def report(self, rules: DecisionRules, since: date, until: date) -> RuleReport:
        """What came of it."""
        told = list(self._told.values())
        sent = [one for one in told if one.sent]
        warned = sum(not WARNINGS.isdisjoint(one.first) for one in sent)
        return RuleReport(
            rules.edition, since, until, len(sent), warned,
            tuple(_count(rule, about, told, rules) for rule, about in rules.rules.items()),
            rules.limits.most_warned_percent, sum(bool(one.first) for one in sent),
        )  # fmt: skip


def _count(rule: str, about: Rule, told: list[_Told], rules: DecisionRules) -> RuleCount:
    stood = [one for one in told if rule in one.first]
    decided = [one for one in stood if one.decided is not None]
    ahead = sum(rule in one.answered and not one.changed(rule) for one in decided)
    limits = rules.limits
    return RuleCount(
        rule, about, len(stood), sum(rule in one.answered for one in stood), len(decided),
        sum(one.changed(rule) for one in decided), ahead,
        sum(rule in one.passed for one in told) if rule in STOPS else 0,
        len(decided) >= limits.review_least and 100 * ahead > limits.review_percent * len(decided),
    )  # fmt: skip


def quarter_of(day: date) -> tuple[date, date]:
    """The quarter a day is in: its first day, and the first day of the next."""
    month = 3 * ((day.month - 1) // 3) + 1
    end = date(day.year + (month == 10), 1 if month == 10 else month + 3, 1)
    return date(day.year, month, 1), end


def _rule(key: str) -> str:
    return key.partition(":")[0]
