"""The criteria of an edition, and whether all of them are judged."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from workstation.domain.kinds import Criterion
from workstation.domain.returning import CRITERION

Judged = tuple[Criterion, ...]
"""A manager's judgements, one for each criterion."""


class CriterionAsked(Struct, frozen=True, forbid_unknown_fields=True):
    """One criterion: its name, the question, and what the record shows beside it (names of `EVIDENCE`)."""

    id: str
    words: str
    asks: str
    shows: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How it is named in a request or an override: `criterion:voice`."""
        return f"{CRITERION}:{self.id}"


class Criteria(Struct, frozen=True, forbid_unknown_fields=True):
    """The criteria of one edition, in their order."""

    edition: str
    criteria: tuple[CriterionAsked, ...]


def left_to_judge(asked: Criteria, judged: Judged) -> tuple[CriterionAsked, ...]:
    """Criteria without a judgement, and those said to be not met without a word why it is signed all the same."""
    given = {c.id: c for c in judged}
    return tuple(one for one in asked.criteria if not _is_judged(given.get(one.id)))


def _is_judged(given: Criterion | None) -> bool:
    return given is not None and (given.verdict != "not met" or bool(given.words.strip()))


def overridden(asked: Criteria, judged: Judged) -> Sequence[tuple[str, str]]:
    """What is signed although it is not met: the key of each such criterion, and why."""
    keys = {one.id: one.key for one in asked.criteria}
    return [(keys[c.id], c.words) for c in judged if c.verdict == "not met" and c.id in keys]
