"""The rulebook: from how many on a rule speaks, and its sentences. An edition never changes (`resources/guide`)."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Thresholds(Struct, frozen=True, forbid_unknown_fields=True):
    """How much it takes. Numbers of contacts include the one in hand, unless it says otherwise."""

    months: int
    from_police: int
    from_source: int
    about_theme: int
    in_all: int
    strong: int
    household: int
    same_adult: int
    declines_said: int
    coming_back: int
    stale_minutes: int
    old_list_days: int
    long_ago_years: int
    review_contacts: int
    review_nfa: int
    review_nfa_days: int
    open_events: tuple[str, ...]


class Rulebook(Struct, frozen=True, forbid_unknown_fields=True):
    """One edition of the history rules as data. What the rules count is code, in the modules beside this one."""

    edition: str
    thresholds: Thresholds
    sources: dict[str, tuple[str, str]]
    sentences: dict[str, str]
    chips: dict[str, str]
    why: dict[str, str]

    def say(self, sentence: str, **parts: object) -> str:
        """A sentence with its parts filled in."""
        return self.sentences[sentence].format(**parts)

    def chip(self, name: str, **parts: object) -> str:
        """A short form with its parts filled in."""
        return self.chips[name].format(**parts)

    def because(self, rule: str) -> str:
        """What a rule counts, for `Why am I seeing this?`."""
        limits = self.thresholds
        return self.why[rule].format(
            months=limits.months, contacts=limits.review_contacts, nfa=limits.review_nfa,
            days=limits.review_nfa_days,
        )  # fmt: skip


SENTENCES: Final[dict[str, frozenset[str]]] = {
    "repeat": frozenset({"nth", "what", "months"}),
    "repeat_theme": frozenset({"nth", "what", "months"}),
    "repeat_any": frozenset({"nth", "months"}),
    "also": frozenset({"others"}),
    "each_child": frozenset({"children"}),
    "same_adult_each": frozenset({"role", "name"}),
    "household": frozenset({"contacts", "months", "who"}),
    "household_known": frozenset({"contacts", "who", "last"}),
    "ended_one": frozenset({"ending"}),
    "ended_all": frozenset({"all", "ending"}),
    "ended_some": frozenset({"some", "all", "ending"}),
    "ended_alone": frozenset({"last", "ending"}),
    "silent_one": frozenset(),
    "silent_two": frozenset(),
    "silent_all": frozenset(),
    "silent_some": frozenset({"some", "all"}),
    "adult": frozenset({"name", "contacts"}),
    "adult_others": frozenset({"contacts", "who"}),
    "declined": frozenset({"times", "said"}),
    "declined_by": frozenset({"who", "times", "said"}),
    "declined_household": frozenset({"times", "said"}),
    "declined_before": frozenset({"times"}),
    "reason_adult": frozenset({"contact", "role", "name"}),
    "reason_theme": frozenset({"contact", "what"}),
    "stepped_down": frozenset({"day"}),
    "closed": frozenset({"ago"}),
    "given_back": frozenset({"ago"}),
    "passed_on": frozenset({"ago", "outcome"}),
    "event_ended": frozenset({"event", "ago"}),
    "open_contact": frozenset({"who", "whom"}),
    "open_contacts": frozenset({"who", "whom"}),
    "open_event": frozenset({"who", "event", "day", "whom"}),
    "open_event_since": frozenset({"who", "event", "day", "whom"}),
    "open_where": frozenset({"number", "day"}),
    "known_as": frozenset({"who", "names"}),
    "other_council": frozenset({"who", "month"}),
    "to_council": frozenset({"month"}),
    "moved": frozenset({"who", "addresses"}),
    "moved_recently": frozenset({"who", "day"}),
    "perhaps": frozenset({"contacts", "who"}),
    "perhaps_as": frozenset({"names", "last"}),
    "perhaps_counted": frozenset(),
    "none": frozenset(),
    "searched": frozenset({"places"}),
    "missing": frozenset({"missing"}),
    "up_to": frozenset({"when"}),
    "never": frozenset(),
    "lists": frozenset({"days"}),
    "review": frozenset({"reasons"}),
    "review_contacts": frozenset({"contacts", "months"}),
    "review_nfa": frozenset({"contacts", "days"}),
}
"""Every sentence the rules say, and the parts each may use."""

CHIPS: Final[dict[str, frozenset[str]]] = {
    "repeat_police": frozenset({"nth", "count", "months"}),
    "repeat_police_long": frozenset({"nth", "count", "months"}),
    "repeat_any": frozenset({"nth", "count", "months"}),
    "repeat_any_long": frozenset({"nth", "count", "months"}),
    "repeat_theme_long": frozenset({"nth", "what", "months"}),
    "household": frozenset({"count", "months"}),
    "household_known": frozenset(),
    "household_long": frozenset({"count", "months"}),
    "declined": frozenset({"times"}),
    "declined_long": frozenset({"times"}),
    "stepped_down": frozenset(),
    "closed": frozenset({"ago"}),
    "known_before": frozenset(),
    "open_contact": frozenset(),
    "none": frozenset(),
    "up_to": frozenset({"when"}),
}

_LIMITS: Final = frozenset({"months", "contacts", "nfa", "days"})
WHY: Final[dict[str, frozenset[str]]] = dict.fromkeys(
    (
        "HR1",
        "household",
        "HR2",
        "HR3",
        "HR4",
        "HR5",
        "HR6",
        "HR7",
        "HR8",
        "HR9",
        "HR10",
        "review",
        "perhaps",
    ),
    _LIMITS,
)
