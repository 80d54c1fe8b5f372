"""A parent who is outside a hidden address: no text, letter or copy tells them where to look."""

from __future__ import annotations

import pytest

from tests.services.decided import signed
from tests.services.ready import JO, KAYDEN, child, ready
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.services import afterwards, find, identify, prints, receive
from workstation.services.afterwards import HiddenInText
from workstation.services.copy_order import Order, Recipient
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

FATHER = PersonId(uuid_of("Liam"))
LIAM = kinds.AdultNamed(
    person=FATHER, name=kinds.Name("Stokes", "Liam"), title="Mr", relationship="father", lives_there="no",
    responsibility="yes",
)  # fmt: skip
ASKED = "He asked for it in writing."


def home(*, hidden: bool) -> kinds.AddressRecorded:
    """Where mother and child live."""
    return kinds.AddressRecorded(
        address="a", people=(KAYDEN, JO), lines="14 Quillet Row, Ashbrook", postcode="NB4 7XX", confidential=hidden
    )  # fmt: skip


def handed_over(desk: Desk, *, hidden: bool, service: str = "Rowan Refuge") -> ContactId:
    """A family that is with a service now, whose father lives elsewhere."""
    told = kinds.ParentTold(person=FATHER, told="yes", words="I know.")
    contact = signed(desk, ready(desk, "O04", LIAM, home(hidden=hidden), told), "O04")
    afterwards.hand_over(desk, contact, service, "Jo Hill", "phone")
    return contact


def told(desk: Desk, contact: ContactId) -> tuple[str, str, str]:
    """What the father is told: by word of mouth, on a copy and in a letter."""
    text = afterwards.family_text(desk, desk.file(contact), FATHER)
    order = Order("Mr Stokes", Recipient.FAMILY, reader=FATHER, override=ASKED)
    letter = prints.letter_paper(desk, contact, FATHER, text, ASKED)
    return (
        text,
        prints.preview(desk, contact, order).text,
        prints.preview(desk, contact, "Mr Stokes", letter).text,
    )


def test_text_copy_and_letter_agree_that_a_parent_outside_does_not_hear_of_the_service(desk: Desk) -> None:
    contact = handed_over(desk, hidden=True)
    assert not [words for words in told(desk, contact) if "Rowan" in words]
    assert "Rowan Refuge" in afterwards.family_text(desk, desk.file(contact), JO)
    assert "Rowan" not in afterwards.family_text(desk, desk.file(contact))


def test_where_nothing_is_hidden_the_service_is_named_in_all_three(desk: Desk) -> None:
    contact = handed_over(desk, hidden=False)
    assert all("Rowan Refuge" in words for words in told(desk, contact))


def test_a_draft_of_before_that_names_the_service_is_refused(desk: Desk) -> None:
    contact = handed_over(desk, hidden=True)
    for draft in ("ROWAN refuge has your children now.", "It is the Rowan-Refuge."):
        with pytest.raises(HiddenInText, match="name the service"):
            prints.letter_paper(desk, contact, FATHER, draft, ASKED)
        with pytest.raises(HiddenInText, match="name the service"):
            afterwards.tell_family(desk, contact, FATHER, "phone", draft, override=ASKED)
    prints.letter_paper(desk, contact, JO, "Rowan Refuge will ring you.", "She asked for it.")


def test_words_of_the_decision_that_are_a_service_too_stay(desk: Desk) -> None:
    contact = handed_over(desk, hidden=True, service="early help")
    text = afterwards.family_text(desk, desk.file(contact), FATHER)
    assert "early help" in text
    prints.letter_paper(desk, contact, FATHER, text, ASKED)


def test_nor_does_anybody_hear_of_it_once_a_later_contact_of_the_child_hides_where_they_are(
    desk: Desk,
) -> None:
    contact = handed_over(desk, hidden=False)
    person = PersonId(uuid_of("Kayden again"))
    again = kinds.ChildNamed(person=person, name=kinds.Name("Merrick", "Kayden"), born=child().born)
    new = kinds.AddressRecorded(
        address="b", people=(person,), lines="2 Osier Way", postcode="NB8 2PX", confidential=True
    )
    (later,) = receive.receive(desk, NewContact(words="She fled.", source="2A", said=(again, new))).contacts
    assert "Rowan Refuge" in told(desk, contact)[0]
    desk.store.register.rebuild()
    identify.judge_match(desk, later, find.past(desk, later).candidates[0], "same")
    assert not [words for words in told(desk, contact) if "Rowan" in words]
