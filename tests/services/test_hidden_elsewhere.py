"""A place that another contact of the family hides is hidden here, also while nobody has said who is who."""

from __future__ import annotations

from datetime import date

import pytest

from tests.services.conftest import MENSAH
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, Name
from workstation.report.redact import HIDDEN
from workstation.services import find, identify, meeting, opening, outside, prints, receive, record
from workstation.services.desk import Desk
from workstation.services.prints import Order
from workstation.services.receive import NewContact

WORDS = "PC saw Kayden outside 14 Quillet Row at 22:40."
PLACE = kinds.AddressRecorded(
    address="a",
    people=(PersonId("then"),),
    lines="14 Quillet Row, Ashbrook",
    postcode="NB4 7XX",
    confidential=True,
)


def about_kayden(desk: Desk, person: str, words: str, *more: kinds.Body, source: str = "6") -> ContactId:
    named = kinds.ChildNamed(
        person=PersonId(person),
        name=Name("Merrick", "Kayden"),
        la_child_id="P-112233",
        born=Born(on=date(2017, 3, 2)),
    )
    new = NewContact(words=words, source=source, said=(named, *more), channel="notification")
    (contact,) = receive.receive(desk, new).contacts
    return contact


@pytest.fixture
def now(desk: Desk) -> ContactId:
    """What the police say now. The school said in another contact where nobody may know that he lives."""
    about_kayden(desk, "then", "He moved.", PLACE, source="2A")
    return about_kayden(desk, "now", WORDS)


def everywhere(desk: Desk, contact: ContactId) -> tuple[str, ...]:
    """The words as they are written to somebody, read in a room, and printed."""
    opening.sit_down(desk, MENSAH.id)
    room = meeting.family(desk, contact).words
    paper = prints.preview(desk, contact, Order("Duty team")).text
    return outside.hidden_version(desk, contact, WORDS), room, paper


@pytest.mark.parametrize("answer", ["", "not sure", "same"])
def test_until_somebody_says_that_it_is_somebody_else(desk: Desk, now: ContactId, answer: str) -> None:
    (candidate,) = find.past(desk, now).candidates
    if answer:
        identify.judge_match(desk, now, candidate, answer)
    for said in everywhere(desk, now):
        assert "Quillet" not in said
        assert HIDDEN in said


def test_once_it_is_somebody_else_nothing_is_hidden(desk: Desk, now: ContactId) -> None:
    (candidate,) = find.past(desk, now).candidates
    identify.judge_match(desk, now, candidate, "different")
    assert outside.hidden_version(desk, now, WORDS) == WORDS


def test_while_somebody_talks_what_any_contact_of_the_child_hides_is_not_quoted(
    desk: Desk, now: ContactId
) -> None:
    (candidate,) = find.past(desk, now).candidates
    identify.judge_match(desk, now, candidate, "same")
    said = kinds.SupportDeclined(
        person=PersonId("now"), offered="O04", reason="D99", words="Not at 14 Quillet Row."
    )
    record.put(desk, now, [said])
    third = about_kayden(desk, "third", "Rang again.")
    (found,) = find.past(desk, third).candidates
    assert found.other_contact == now or found.hidden
    quoted = repr(find.while_you_talk(desk, found))
    assert "Not at" in quoted
    assert "Quillet" not in quoted
