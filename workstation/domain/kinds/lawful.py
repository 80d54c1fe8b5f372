"""Going without a parent's knowledge or agreement: asking a manager first; safety after a fearful refusal."""

from __future__ import annotations

from workstation.domain.ids import PersonId
from workstation.domain.kinds.shape import Body


class DispenseAsked(Body, frozen=True):
    """A worker asks to check without telling or asking the parents: why, and what asking would risk."""

    because: str
    risk_if_asked: str = ""
    people: tuple[PersonId, ...] = ()
    """The parents it is asked about. Old entries name nobody: they meant everybody who was known until then."""


class DispenseDecided(Body, frozen=True):
    """A manager approved, or refused, going without agreement, before the first check leaves (`domain.md` 2.3)."""

    approved: bool
    because: str


class SafetyReviewed(Body, frozen=True):
    """Somebody who refused was afraid of another person (D07): what was found out, and what keeps them safe."""

    person: PersonId
    found: str
    plan: str = ""
