"""Earlier contacts for tests of the history rules, and a contact in hand: the third police one about Ellie."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from workstation.domain import history_rules
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import Fact, PastContact, PersonNow, PersonThen, Present
from workstation.guidebook.guide import guide
from workstation.guidebook.history_rules import rulebook

NOW = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
ELLIE, JAYDEN, LIAM, DANA = (PersonId(name) for name in ("ellie", "jayden", "liam", "dana"))
STOKES = "STOKES, Liam"
THE_CHILD = PersonNow(ELLIE, "FARROW, Ellie", "Ellie", home="NB42RW")
BROTHER = PersonNow(JAYDEN, "FARROW, Jayden", "Jayden", home="NB42RW")
PARTNER = PersonNow(LIAM, STOKES, "Liam", relationship="partner")
MOTHER = PersonNow(DANA, "FARROW, Dana", "Dana", relationship="mother")


def present(**known: object) -> Present:
    """The contact in hand, with what matters for a test."""
    given: dict[str, object] = {
        "contact": ContactId("now"), "at": NOW, "source": "6", "themes": ("da",), "children": (THE_CHILD,),
        "adults": (MOTHER, PARTNER),
    }  # fmt: skip
    return Present(**(given | known))  # type: ignore[arg-type]


def police(month: int, **known: object) -> PastContact:
    """A police notification of 2026, closed without action, in which Liam was named."""
    given: dict[str, object] = {
        "contact": ContactId(f"p{month}"), "at": datetime(2026, month, 9, 12, tzinfo=UTC), "source": "6",
        "themes": ("da", "alcohol"), "outcomes": ("O07",), "parents": "not spoken", "adults": (STOKES,),
        "children": ("FARROW, Ellie",), "people": (PersonThen(PersonId(f"e{month}"), "FARROW, Ellie", now=ELLIE),),
    }  # fmt: skip
    return PastContact(**(given | known))  # type: ignore[arg-type]


def ago(days: int, name: str = "", **known: object) -> PastContact:
    """A contact so many days ago."""
    return police(1, contact=ContactId(name or f"d{days}"), at=NOW - timedelta(days=days), **known)


def all_facts(*earlier: PastContact, **known: object) -> tuple[Fact, ...]:
    """Everything the rules say."""
    return history_rules.facts(present(**known), earlier, rulebook(), guide())


def facts(*earlier: PastContact, **known: object) -> dict[str, Fact]:
    """What the rules say of the children, by rule."""
    return {f.rule: f for f in all_facts(*earlier, **known) if f.about != "household"}


def household(*earlier: PastContact, **known: object) -> dict[str, Fact]:
    """What the rules say of the others in the household, by rule."""
    return {f.rule: f for f in all_facts(*earlier, **known) if f.about == "household"}


def counted(fact: Fact, rule: str) -> set[str]:
    """What a rule counted for a fact."""
    return {key for tally in fact.tallies if tally.rule == rule for key in tally.counted}
