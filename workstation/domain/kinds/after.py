"""After the decision: who was told, who took it on, and the watch on families who were stepped down."""

from __future__ import annotations

from datetime import date
from typing import Literal

from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds.shape import Body


class ReferrerTold(Body, frozen=True):
    """The referrer was told what was decided, in these words; or why not."""

    how: str = ""
    text: str = ""
    none_because: str = ""


class FamilyTold(Body, frozen=True):
    """A person of the family was told by the safe way; or why not. `override` is why an unsafe way was used."""

    person: PersonId
    how: str = ""
    text: str = ""
    none_because: str = ""
    override: str = ""


class HandedOver(Body, frozen=True):
    """The receiving service was given it."""

    service: str
    to: str = ""
    how: str = ""


class HandOverTaken(Body, frozen=True):
    """The receiving service has taken it on, and who said so. Without a service it is what was passed as
    information; before each service was asked for on its own, it was whatever was handed over.
    """

    who: str
    how: str = ""
    service: str = ""
    children: tuple[PersonId, ...] = ()
    """Of whom the information was that somebody has read; nobody named: of all children."""


class StepDownMoved(Body, frozen=True):
    """A step on the way after a step-down (clock C9): accepted, family seen, review held, missed, or ended."""

    step: Literal["accepted", "family seen", "review held", "review missed", "ended"]
    on: date
    words: str = ""


class TripwireAnswered(Body, frozen=True):
    """A manager dealt with what brought a watched child back to the queue (requirement R16)."""

    tripwire: str
    words: str


class InformationPassed(Body, frozen=True):
    """Information on an open case went to the worker who has it; it is not a new referral."""

    to: AuthorId | None = None
    whom: str = ""
    how: str = ""
    case: ContactId | None = None
    children: tuple[PersonId, ...] = ()
    """Of whom that worker has the case; nobody named, as in old entries: of all children of the contact."""


class Challenged(Body, frozen=True):
    """Somebody disagrees with the decision, and why. A line in the log; a manager answers it."""

    by_whom: str
    words: str
