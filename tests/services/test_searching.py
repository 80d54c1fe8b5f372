"""Of several people of one name, whoever is being worked on comes first."""

from __future__ import annotations

from datetime import date, timedelta

from tests.services.conftest import MENSAH, SHAH
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.times import FixedClock
from workstation.services import find, opening, receive, record
from workstation.services.desk import Desk


def _told(desk: Desk, person: str, born: date) -> ContactId:
    named = kinds.ChildNamed(
        person=PersonId(person), name=kinds.Name("Ottershaw", "Zayn"), born=kinds.Born(on=born)
    )
    (contact,) = receive.receive(desk, receive.NewContact(words="Said.", source="2A", said=(named,))).contacts
    return contact


def _closed(desk: Desk, contact: ContactId, person: str) -> None:
    record.put(desk, contact, (kinds.SentToManager(to=MENSAH.id, saw=desk.file(contact).head),))
    opening.sit_down(desk, MENSAH.id)
    decisions = (kinds.Decision(PersonId(person), "O01"),)
    signed = kinds.SignedOff(saw=desk.file(contact).head, decisions=decisions, why="Agreed.")
    record.put(desk, contact, (signed,))
    opening.sit_down(desk, SHAH.id)


def test_of_people_of_one_name_those_who_are_worked_on_come_first(desk: Desk, clock: FixedClock) -> None:
    born = {"a": date(2010, 6, 19), "b": date(2019, 8, 30), "c": date(2022, 8, 18)}
    contacts = {}
    for person, day in born.items():
        clock.move(timedelta(hours=1))
        contacts[person] = _told(desk, person, day)
    last = find.search(desk, "zayn ottershaw").people[-1].person
    for person in set(born) - {last}:
        _closed(desk, contacts[person], person)

    found = find.search(desk, "zayn ottershaw")
    assert found.people[0].person == last
    assert found.people[0].open_with
    assert [person.open_with for person in found.people[1:]] == ["", ""]
    assert found.contacts[0].contact == contacts[last]
