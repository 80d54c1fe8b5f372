"""What leaves this computer by the clipboard or by email hides what any contact of the family hides."""

from __future__ import annotations

from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.services import outside, receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact


def _contact(desk: Desk, *more: kinds.Body) -> ContactId:
    child = kinds.ChildNamed(
        person=PersonId("kayden"), name=kinds.Name("Merrick", "Kayden"), la_child_id="P-112233",
        born=kinds.Born(age=9),
    )  # fmt: skip
    said = (child, *more)
    (made,) = receive.receive(desk, NewContact(words="He goes hungry.", source="2A", said=said)).contacts
    return made


def test_what_another_contact_of_the_child_hides_is_hidden_in_what_is_copied(desk: Desk) -> None:
    _contact(desk, kinds.AddressRecorded(
        address="a", people=(PersonId("kayden"),), lines="14 Quillet Row", postcode="NB4 7XX", confidential=True,
    ))  # fmt: skip
    now = _contact(desk)
    desk.store.register.rebuild()
    words = outside.hidden_version(desk, now, "He was seen on Quillet Row. Ring us.")
    assert words == f"He was seen on {outside.HIDDEN}. Ring us."
