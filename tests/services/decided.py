"""A contact that is ready, sent and signed off, for tests of what comes after the decision."""

from __future__ import annotations

from collections.abc import Mapping

from tests.services.conftest import MENSAH, SHAH
from tests.services.signing_off import judged
from tests.services.two_desks import ring
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.people import Worker
from workstation.services import decide, find, opening, record
from workstation.services.desk import Desk


def sit(desk: Desk, worker: Worker) -> None:
    """Somebody else sits down."""
    opening.sit_down(desk, worker.id)


def recommended(
    desk: Desk, contact: ContactId, outcome: str, of: Mapping[PersonId, str] | None = None
) -> None:
    """The worker has recommended something, and something else `of` some children; what is missing does not matter
    for these tests.
    """
    for child in desk.file(contact).children:
        own = (of or {}).get(child.person, outcome)
        decide.recommend(desk, contact, child.person, own, next_time="School will see him.")


def signed(
    desk: Desk, contact: ContactId, outcome: str = "O04", of: Mapping[PersonId, str] | None = None
) -> ContactId:
    """The same, sent and signed off by a manager, who accepts every gap. The worker sits there again after."""
    recommended(desk, contact, outcome, of)
    file = desk.file(contact)
    record.put(desk, contact, [kinds.SentToManager(to=MENSAH.id, saw=file.head)])
    sit(desk, MENSAH)
    gaps = find.gaps_for_manager(desk, contact)
    accepted = tuple(kinds.Request(gap=f"{g.rule}:{g.place}", words="Accepted.") for g in gaps)
    decide.sign_off(
        desk, contact, decide.Agreement("Agree.", accepted, desk.file(contact).head, 60, judged())
    )
    sit(desk, SHAH)
    return contact


def stepped_down(desk: Desk) -> ContactId:
    """Kayden, about whom a school rang, was stepped down to early help."""
    return signed(desk, ring(desk))


def same_child(desk: Desk, contact: ContactId, other: ContactId) -> None:
    """Somebody judged that the first child of both contacts is the same."""
    one, two = (desk.file(c).children[0].person for c in (contact, other))
    record.say(desk, contact, kinds.Matched(person=one, other=two, other_contact=other, verdict="same"))
