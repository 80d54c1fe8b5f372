"""Deciding: recommending, sending, signing, escalating; and the day's work around it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.kinds.shape import Body


class Recommended(Body, frozen=True):
    """What should happen for one child: outcome code O01-O12 (`domain.md` 4b), who does what by when."""

    child: PersonId
    outcome: str
    by: date | None = None
    who: str = ""
    next_time: str = ""
    """With no further action: what will be different for this child next time."""


class HeldOpen(Body, frozen=True):
    """Held open past its time, because; who agreed and until when."""

    because: str
    until: datetime
    agreed_by: str = ""


class Escalated(Body, frozen=True):
    """Act now: what the danger is, who has been told, who agreed."""

    danger: str
    told: str = ""
    agreed: str = ""


class Lowered(Body, frozen=True):
    """A manager lowered an act now, because."""

    because: str


class WarningAnswered(Body, frozen=True):
    """The worker's words to a warning (W1-W12) that travels to the manager."""

    warning: str
    words: str


class Decision(Struct, frozen=True, omit_defaults=True):
    """The outcome of one child."""

    child: PersonId
    outcome: str


class SentToManager(Body, frozen=True):
    """The decision went to a manager. `saw` is the head digest of the file that was sent."""

    to: AuthorId
    saw: str
    tell_referrer: Literal["when signed off", "now"] = "when signed off"
    warned: tuple[str, ...] = ()
    """The warnings that stood when it was sent, answered or not: how often a rule speaks is counted."""
    outcomes: tuple[Decision, ...] = ()
    """What was recommended when it was sent."""


class Request(Struct, frozen=True, omit_defaults=True):
    """One thing a manager asks for: the gap it is about and their words."""

    gap: str
    words: str


class SentBack(Body, frozen=True):
    """A manager sent it back for these things, and why."""

    requests: tuple[Request, ...]
    why: str
    saw: str = ""
    reading_seconds: int = 0


class Criterion(Struct, frozen=True, omit_defaults=True):
    """A manager's judgement of one of the ten criteria; `not met` with their words why they sign all the same."""

    id: str
    verdict: Literal["met", "not met", "not applicable"]
    words: str = ""


class SignedOff(Body, frozen=True):
    """A manager agreed. `saw` names the exact file they read; `accepted` their words on each gap."""

    saw: str
    decisions: tuple[Decision, ...]
    why: str
    accepted: tuple[Request, ...] = ()
    reading_seconds: int = 0
    criteria: tuple[Criterion, ...] = ()
    criteria_of: str = ""
    """The edition of the criteria."""
    overrode: tuple[Request, ...] = ()
    """Hard gates that were passed over and criteria that are not met, each with the reason: counted."""
    decided_first: bool = False
    """The signer had decided before they saw what the worker recommends."""


class DecidedFirst(Body, frozen=True):
    """A manager's own decision, made before they saw the worker's outcome and reasons. A line in the log."""

    outcomes: tuple[Decision, ...]
    why: str
    saw: str
    differ_because: str = ""


class OpinionAsked(Body, frozen=True):
    """A colleague is asked for their own view of the facts, without the asker's outcome."""

    of: AuthorId
    about: str = ""


class OpinionGiven(Body, frozen=True):
    """The view of a colleague who was asked (`of`)."""

    of: AuthorId
    outcomes: tuple[Decision, ...]
    why: str


class RequestMet(Body, frozen=True):
    """What the worker did about one thing a manager asked for."""

    gap: str
    words: str


class TaskDone(Body, frozen=True):
    """A task that an act now left behind is done."""

    task: str
    words: str = ""


class StrategyRequested(Body, frozen=True):
    """A strategy discussion was asked for: of whom and how. Nothing has to be complete for it (R31)."""

    to: str = ""
    how: str = ""
    worry: str = ""


class Reopened(Body, frozen=True):
    """A decided contact is open again: a new decision will follow, linked to this one."""

    because: str


class Allocated(Body, frozen=True):
    """Who works on it now."""

    worker: AuthorId


class Parked(Body, frozen=True):
    """Put aside with one line, to be brought back at a time."""

    waiting_for: str
    until: datetime
    where: str = ""


class Resumed(Body, frozen=True):
    """Back from being parked."""


class NoteMade(Body, frozen=True):
    """A line in the log of what was done."""

    text: str


class StepDownWatched(Body, frozen=True):
    """Stepped down to early help: watched until a day, and by whom it was taken."""

    until: date
    service: str = ""
