"""What tests of warnings share: a whole contact, an answer in place of another, and what the manager will see."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from tests.domain.telling import ELLIE, JAYDEN, MORNING, Teller, police_contact, settle_everything
from workstation.domain import gates, kinds
from workstation.domain.gates import Gap
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Body
from workstation.domain.past import Past, PastContact
from workstation.guidebook.guide import guide

GUIDE: Final = guide()
NOTHING: Final = Past()


def settled() -> Teller:
    """A whole contact, with nothing left to finish."""
    teller = police_contact()
    settle_everything(teller)
    return teller


def instead(teller: Teller, question: tuple[str, ...], body: Body) -> None:
    """Say this in place of what stands."""
    stood = teller.file().last(*question)
    assert stood is not None
    teller.say(body, answers=(stood.entry,))


def outcome(teller: Teller, chosen: str) -> None:
    """Recommend this for both children."""
    for child in (ELLIE, JAYDEN):
        body = kinds.Recommended(child=child, outcome=chosen, next_time="School rings us.")
        instead(teller, ("outcome", child), body)


def warned(teller: Teller, rule: str, past: Past = NOTHING) -> list[Gap]:
    """What the manager will see by this rule."""
    return [gap for gap in gates.warnings(teller.file(), GUIDE, past) if gap.rule == rule]


def titles(teller: Teller, rule: str, past: Past = NOTHING) -> list[str]:
    """What each of it is called."""
    return [gap.title for gap in warned(teller, rule, past)]


def before(*days: int, outcome: str = "O06", **more: object) -> Past:
    """Earlier contacts of these children, so many days ago."""
    contacts = tuple(
        PastContact(
            contact=ContactId(f"before-{day}"), number=f"C26-{day:05}-A", at=MORNING - timedelta(days=day),
            source="6", outcomes=(outcome,), decided_at=MORNING - timedelta(days=day), **more,  # type: ignore[arg-type]
        )
        for day in days
    )  # fmt: skip
    return Past(contacts=contacts)
