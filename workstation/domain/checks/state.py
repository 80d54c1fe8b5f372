"""How far a check is."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """How far a check is. Words and shape say it; colour comes third."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    GAP = "Gap"
    NEEDS_YOU = "Needs you"
    SETTLED = "Settled"
    NOT_KNOWN_YET = "Not known yet"


class Check(Struct, frozen=True):
    """A check or step: its state and one line that says why."""

    state: State
    detail: str
