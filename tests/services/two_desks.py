"""Two computers of one team: two files, two devices, and entries that are carried across by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.conftest import MORNING, STAFF
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId, uuid_of
from workstation.domain.people import Worker
from workstation.domain.times import FixedClock
from workstation.services import opening, receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

KAYDEN, JO = PersonId(uuid_of("Kayden")), PersonId(uuid_of("Jo"))


@contextmanager
def desk_of(folder: Path, worker: Worker, clock: FixedClock | None = None) -> Iterator[Desk]:
    """A computer with nothing on it yet, and who sits there."""
    folder.mkdir()
    clock = clock or FixedClock(MORNING)
    store = Store.open(folder / "practice.lintel", PRACTICE_KEY, clock=clock, kind="practice", create=True)
    for one in STAFF:
        store.people.add(one)
    desk = opening.assemble(store, clock, Settings(decide_first=0), practice=True)
    opening.sit_down(desk, worker.id)
    try:
        yield desk
    finally:
        desk.close()


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
