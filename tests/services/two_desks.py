"""Two computers of one team: two files, two devices, and entries that are carried across by hand."""

from __future__ import annotations

from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.services import receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

KAYDEN, JO = PersonId(uuid_of("Kayden")), PersonId(uuid_of("Jo"))


def carry(contact: ContactId, *desks: Desk) -> None:
    """Everything that any of them knows of a contact reaches all of them."""
    for source in desks:
        said = source.store.journal.of_contact(contact)
        for other in desks:
            if other is not source:
                other.store.journal.append_entries(said)


def ring(desk: Desk) -> ContactId:
    """A school rings about Kayden."""
    said: tuple[kinds.Body, ...] = (
        kinds.ChildNamed(person=KAYDEN, name=kinds.Name("Merrick", "Kayden"), where_now="at school"),
        kinds.AdultNamed(person=JO, name=kinds.Name("Merrick", "Jo"), title="Ms", relationship="mother"),
    )
    (contact,) = receive.receive(desk, NewContact(words="He goes hungry.", source="2A", said=said)).contacts
    return contact
