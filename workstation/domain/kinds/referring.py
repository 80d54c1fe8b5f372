"""The way back to whoever told us: what they claimed, what they were asked, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from workstation.domain.ids import ContactId
from workstation.domain.kinds.shape import Body


class LevelClaimed(Body, frozen=True):
    """The level of need that the referrer gave it, beside which the decided one is kept (requirement R3)."""

    level: Literal["1", "2", "3", "4", "not said"]
    words: str = ""


class ReferrerTried(Body, frozen=True):
    """A worker tried to speak to the referrer: how, whom, and what came of it. A line in the log."""

    how: str
    whom: str = ""
    result: str = ""


class ReferrerAsked(Body, frozen=True):
    """The referrer was asked for exactly what is missing, by a time.

    `clarify` keeps the contact with us while it waits; `return` gives it back undecided, which a manager sees
    (`domain.md` 4b, the return rule). `items` are clarity items or questions of the guide.
    """

    way: Literal["clarify", "return"]
    items: tuple[str, ...]
    due: datetime
    text: str = ""
    """What was sent, in full."""
    how: str = ""
    to: str = ""
    no_harm: str = ""
    """For a return: why nothing here points to harm."""


class ReferrerReplied(Body, frozen=True):
    """What the referrer answered; the contact goes on."""

    words: str
    how: str = ""
    who: str = ""
    sent_again: ContactId | None = None
    """The contact in which they sent it in again: the work goes on there."""


class Resubmitted(Body, frozen=True):
    """This contact is the one that was returned, sent in again."""

    original: ContactId
    because: str = ""


class ReceivedAgain(Body, frozen=True):
    """The same notification came once more. It is one contact; each time it came is a line in the log."""

    channel: str
    reference: str = ""
    words: str = ""
    """What it said, where it said anything new."""
