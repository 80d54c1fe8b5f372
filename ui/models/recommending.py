"""One outcome for several children: still one recommendation for each, because decisions are per child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, PersonId
from workstation.services import decide
from workstation.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """What should happen, who does what by when, and what no further action has to answer."""

    outcome: str
    by: date | None = None
    who: str = ""
    next_time: str = ""


def recommend(desk: Desk, contact: ContactId, children: Sequence[PersonId], wanted: Wanted) -> Changed:
    """Recommend the same for each of these children; answers all that changed, so it can be taken back as one."""
    made = [
        decide.recommend(
            desk, contact, child, wanted.outcome, by=wanted.by, who=wanted.who, next_time=wanted.next_time
        )
        for child in children
    ]
    return Changed(
        frozenset(c for one in made for c in one.contacts),
        frozenset(k for one in made for k in one.kinds),
        "me",
        tuple(e for one in made for e in one.entries),
    )
