"""What a council can change about the time after a decision: days of the watch, and the words of its letters."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class StepDown(Struct, frozen=True, forbid_unknown_fields=True):
    """Clock C9: working days until a stepped-down family is accepted and seen, weeks to a review and to the end."""

    accepted: int = 5
    seen: int = 10
    review_weeks: int = 6
    watch_weeks: int = 12


class Watches(Struct, frozen=True, forbid_unknown_fields=True):
    """Clock C10: for how many days it is counted whether a child comes back after a contact was closed."""

    soon: int = 90
    year: int = 365


class Ending(Struct, frozen=True, forbid_unknown_fields=True):
    """What the referrer and the family are told about one outcome, with the slot `{children}`."""

    referrer: str
    family: str
    rests_on: Literal["", "agreed", "declined"] = ""
    """What somebody of the family said, as these words have it."""
    referrer_otherwise: str = ""
    """The words where nobody of the family said so."""
    family_otherwise: str = ""
    """The words for a reader who did not say so, whatever others did."""
    level: str = ""
    """Which paragraph about the thresholds goes with it, where nobody judged the level."""


class AfterBook(Struct, frozen=True, forbid_unknown_fields=True):
    """One edition. Never edited after release, only succeeded."""

    edition: str
    step_down: StepDown
    watches: Watches
    methods: dict[str, str]
    """Ways to tell somebody, by id: `letter` is one."""
    texts: dict[str, str]
    """Greeting, threshold and challenge paragraphs, and how a text ends."""
    levels: dict[str, str]
    """The paragraph about each level of the partnership's threshold guide."""
    endings: dict[str, Ending]
    """By outcome; `other` stands for those not named."""

    def ending(self, outcome: str) -> Ending:
        """What is said about an outcome."""
        return self.endings.get(outcome) or self.endings["other"]
