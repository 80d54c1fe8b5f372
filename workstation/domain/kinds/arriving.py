"""How a contact reached us: what was said, by whom, and how clear it was."""

from __future__ import annotations

from typing import Literal

from workstation.domain.kinds.shape import Body


class Received(Body, frozen=True):
    """A contact reached the front door: the clock starts (`happened` of the entry)."""

    number: str
    channel: str
    source: str
    """DfE source code, for example `6` police (codes edition of the entry)."""
    agency: str = ""
    words: str = ""
    """What they told us, word for word."""
    reference: str = ""
    logged_late_because: str = ""


class ReferrerNamed(Body, frozen=True):
    """Who told us. `anonymous` when they would not give a name."""

    name: str = ""
    role: str = ""
    agency: str = ""
    phone: str = ""
    anonymous: bool = False


class Answered(Body, frozen=True):
    """An answer to one question of the guide (`question`), or why there is none."""

    question_id: str
    answer: str = ""
    state: Literal["answered", "did not say", "asked", "not asked"] = "answered"
    chased: int = 0
    """How often it was asked again while there was no answer."""


class ThemesChosen(Body, frozen=True):
    """What the worry is about, as theme codes of the guide, most important first (up to four)."""

    themes: tuple[str, ...]


class ClarityJudged(Body, frozen=True):
    """How clear the contact is, in the worker's judgement."""

    clarity: Literal["clear", "partly", "unclear"]
    missing: str = ""


class Rated(Body, frozen=True):
    """How quickly it must be decided (red, amber, green). A changed rating carries a reason."""

    rating: Literal["red", "amber", "green"]
    because: str = ""
