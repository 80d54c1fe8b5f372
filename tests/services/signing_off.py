"""A manager's whole agreement, for tests that are about something else."""

from __future__ import annotations

from typing import Literal

from tests.services.conftest import MENSAH
from workstation.domain import gates, kinds
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Criterion, Request
from workstation.guidebook.signoff import criteria
from workstation.services import decide, opening, signing
from workstation.services.decide import Agreement
from workstation.services.desk import Desk

Verdict = Literal["met", "not met", "not applicable"]


def judged(verdict: Verdict = "met", **apart: tuple[Verdict, str]) -> tuple[Criterion, ...]:
    """Every criterion judged alike, but for those named: `voice=("not met", "He is asleep.")`."""
    found = {one.id: Criterion(one.id, verdict) for one in criteria().criteria}
    return tuple({**found, **{id: Criterion(id, *said) for id, said in apart.items()}}.values())


def accepted(desk: Desk, contact: ContactId, words: str = "I accept this.") -> tuple[Request, ...]:
    """Every gap accepted in words."""
    return tuple(Request(gates.key_of(gap), words) for gap in signing.look(desk, contact).gaps)


def agreement(desk: Desk, contact: ContactId, why: str = "I agree.", seconds: int = 60) -> Agreement:
    """Every gap accepted in words, every criterion met."""
    return Agreement(why, accepted(desk, contact), desk.file(contact).head, seconds, judged())


def signed(desk: Desk, contact: ContactId) -> kinds.SignedOff:
    """The sign-off that stands."""
    found = desk.file(contact).signed
    assert found is not None
    return found.body


def closed(desk: Desk, contact: ContactId) -> ContactId:
    """A contact that is ready, sent and signed off. Whoever sat there sits there again."""
    worker = desk.worker.id
    decide.send_to_manager(desk, contact, MENSAH.id)
    opening.sit_down(desk, MENSAH.id)
    decide.sign_off(desk, contact, agreement(desk, contact))
    opening.sit_down(desk, worker)
    return contact
