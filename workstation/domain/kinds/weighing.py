"""What is there and how much it weighs: factors of each adult, the level of need of each child."""

from __future__ import annotations

from typing import Literal

from workstation.domain.ids import PersonId
from workstation.domain.kinds.shape import Body, YesNo

Factor = Literal["domestic abuse", "alcohol", "drugs", "mental health"]


class FactorAnswered(Body, frozen=True):
    """Whether a factor is there for one adult, with the evidence, its source, or why it is not known (R19)."""

    person: PersonId
    factor: Factor
    answer: YesNo
    evidence: str = ""
    source: str = ""
    first_hand: YesNo = "not known"
    in_spite: str = ""
    """Why the answer is another one than earlier records gave."""


class LevelJudged(Body, frozen=True):
    """The level of need of one child, and the descriptors of the thresholds it rests on (`domain.md` 2.1)."""

    child: PersonId
    level: Literal["1", "2", "3", "4"]
    thresholds: str
    """Edition of the threshold document."""
    descriptors: tuple[str, ...] = ()
    because: str = ""
