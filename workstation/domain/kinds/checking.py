"""The four checks: history, agencies, parents, reasons."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds.shape import Body, YesNo


class Matched(Body, frozen=True):
    """Whether a person of this contact is the same human being as a person of an earlier one."""

    person: PersonId
    other: PersonId
    other_contact: ContactId
    verdict: Literal["same", "different", "not sure"]
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    """What spoke against it, as it was shown."""
    warned: str = ""
    """The warning about twins that the worker read before they said `same`."""


class EventMatched(Body, frozen=True):
    """Whether another contact is about the same event, taken down by somebody who did not know of this one.

    Nothing is merged. `goes_on` is the contact in which the work goes on, when it is the same event.
    """

    other: ContactId
    verdict: Literal["same", "different", "not sure"]
    goes_on: ContactId | None = None
    reasons: tuple[str, ...] = ()


class HistoryWeighed(Body, frozen=True):
    """What the history tells the worker, and why. `none found` confirms what was searched."""

    view: Literal["raises", "no difference", "lowers", "not enough", "none found"]
    why: str = ""
    linked: tuple[ContactId, ...] = ()
    none_matter: bool = False
    searched: tuple[str, ...] = ()
    up_to: datetime | None = None
    """How far the history went that was weighed, when it was old because Central was silent."""


class SameIssue(Body, frozen=True):
    """Whether this contact is about the same issue as an earlier one of the same child (requirement R26)."""

    of: ContactId
    answer: YesNo
    because: str = ""


class AgencyListed(Body, frozen=True):
    """An agency somebody thinks should be asked."""

    agency: str
    name: str = ""
    because: str = ""


class AgencyAsked(Body, frozen=True):
    """An agency was asked. `question` is what it was asked, in full."""

    agency: str
    how: str = ""
    who: str = ""
    question: str = ""
    basis: str = ""
    """The lawful basis that stood when it left."""
    chase_by: datetime | None = None


class AgencyAnswered(Body, frozen=True):
    """What an agency said and what it means, and who said it."""

    agency: str
    who: str = ""
    said: str = ""
    means: str = ""
    first_hand: YesNo = "not known"


class AgencyTried(Body, frozen=True):
    """An agency was tried again without an answer."""

    agency: str
    how: str = ""
    who: str = ""
    result: str = ""
    chase_by: datetime | None = None
    """When it is tried next."""


class AgencyNotNeeded(Body, frozen=True):
    """An agency need not be asked, or the worker goes ahead without its answer, because."""

    agency: str
    because: str
    tried: bool = False
    code: str = ""
    """Which of the council's reasons it is."""


class ParentTold(Body, frozen=True):
    """Whether an adult was told that we are checking, and what they said, or the reason not to tell."""

    person: PersonId
    told: Literal["yes", "no: risk", "no: not reached", "no: not needed"]
    words: str = ""
    because: str = ""
    lawful: Literal["", "child at risk", "other at risk", "investigation", "delay"] = ""
    """Which of the four lawful reasons not to tell (`domain.md` 2.3)."""
    how: str = ""
    """How they were spoken to or tried, and by whom and when where that was not the writer, just now."""
    tries: int = 0
    objects: bool = False
    """They know of the checks and do not want them: then going on is going without their agreement."""


class ParentAgreed(Body, frozen=True):
    """Whether an adult, or a child old enough, agrees to support. Refusing is `SupportDeclined`."""

    person: PersonId
    agrees: Literal["yes", "no", "not asked"]
    to: str = ""
    because: str = ""
    how: str = ""


class SupportDeclined(Body, frozen=True):
    """Support was offered and refused: a coded reason, their words, and what else could be offered."""

    person: PersonId
    offered: str
    reason: str
    """Decline reason code D01-D99 (`domain.md` 4b)."""
    words: str = ""
    who_else: str = ""
    different: str = ""
    """After earlier declines: what is different this time, and how it could be offered."""
    how_asked: str = ""
    offered_by: str = ""
    effect: str = ""
    """What the refusal means for the child."""
    raises_risk: YesNo = "not known"
    next_step: str = ""
    review: date | None = None


class ParentLeft(Body, frozen=True):
    """Speaking to this adult is left for later, because."""

    person: PersonId
    because: str


class ChildHeard(Body, frozen=True):
    """A child's own words, and who heard them; or why there are none yet."""

    person: PersonId
    words: str = ""
    heard_by: str = ""
    none_because: str = ""
    able: str = ""
    """Why a child under 16 understands enough to agree or refuse for themselves (Gillick); empty while nobody has
    judged that. From 16 nobody has to.
    """


class BasisRecorded(Body, frozen=True):
    """The lawful basis for sharing (UK GDPR Art. 6) that covers the requests of this contact."""

    basis: str
    because: str = ""


class ReasonsWritten(Body, frozen=True):
    """The answer to one of the five prompts; `child` when it is asked for each child."""

    prompt: str
    text: str
    child: PersonId | None = None
