"""A front door for the tests of matching: families put on record, enquiries asked, through the verbs of a desk."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, Literal

from workstation.domain import kinds
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.past import Candidate
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock
from workstation.history.matcher import Answer, Enquiry, Named
from workstation.services import find, identify, opening, receive, record
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

FIRST_NAMES: Final = (
    "Ava", "Noah", "Isla", "Finn", "Maya", "Theo", "Elsie", "Rory", "Nina", "Hugo", "Orla", "Kit",
)  # fmt: skip
"""Of people who only fill a record."""
NOW = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)

Verdict = Literal["same", "different", "not sure"]


class FrontDoor:
    """One desk over one store. `family` puts a contact on record, `ask` asks about somebody new."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new = not path.exists()
        self.desk = self._open()

    def _open(self) -> Desk:
        clock = FixedClock(NOW)
        store = Store.open(self.path, PRACTICE_KEY, clock=clock, kind="practice", create=self._new)
        if self._new:
            store.people.add(Worker(AuthorId("shah"), "Rukhsana Shah", Role.SOCIAL_WORKER))
        self._new = False
        return opening.assemble(store, clock, Settings(), practice=True)

    def reopen(self) -> None:
        """Close the file and open it again, as at the next unlock."""
        self.desk.close()
        self.desk = self._open()

    def close(self) -> None:
        self.desk.close()

    def family(self, *said: kinds.Body) -> ContactId:
        """A contact about these people."""
        changed = receive.receive(self.desk, NewContact(words="Said.", source="2A", said=said))
        (contact,) = changed.contacts
        return contact

    def more(self, contact: ContactId, *said: kinds.Body) -> None:
        """More is said in a contact."""
        for body in said:
            record.say(self.desk, contact, body)

    def judge(
        self, contact: ContactId, candidate: Candidate, verdict: Literal["same", "different", "not sure"]
    ) -> None:
        identify.judge_match(self.desk, contact, candidate, verdict)

    def answer(self, name: str = "", **more: Any) -> Answer:  # noqa: ANN401 - whatever an enquiry or a person may have
        """The whole answer about somebody new."""
        asked: dict[str, Any] = {"person": PersonId("new"), "name": name} | more
        return find.enquire(self.desk, Enquiry(**asked))

    def ask(self, name: str = "", **more: Any) -> list[PersonId]:  # noqa: ANN401 - whatever an enquiry or a person may have
        """Who is shown."""
        return [candidate.other for candidate in self.answer(name, **more).shown]

    def one(self, person: str, name: str = "", **more: Any) -> Candidate:  # noqa: ANN401 - whatever an enquiry or a person may have
        """The candidate who is this person, among those shown."""
        answer = self.answer(name, **more)
        return next(candidate for candidate in answer.shown if candidate.other == person)


def child(person: str, given: str, family: str, born: date | None = None, **more: Any) -> kinds.ChildNamed:  # noqa: ANN401 - whatever an enquiry or a person may have
    name = kinds.Name(family, given, more.pop("also", ()))
    when = more.pop("when", kinds.Born(on=born))
    return kinds.ChildNamed(person=PersonId(person), name=name, born=when, **more)


def adult(
    person: str,
    given: str,
    family: str,
    relationship: str = "mother",
    **more: Any,  # noqa: ANN401 - whatever an enquiry or a person may have
) -> kinds.AdultNamed:
    return kinds.AdultNamed(
        person=PersonId(person), name=kinds.Name(family, given), relationship=relationship, **more
    )  # fmt: skip


def home(lines: str, *people: str, postcode: str = "", **more: Any) -> kinds.AddressRecorded:  # noqa: ANN401 - whatever an enquiry or a person may have
    ids = tuple(map(PersonId, people))
    return kinds.AddressRecorded(address=lines, lines=lines, people=ids, postcode=postcode, **more)


def named(role: str, given: str, family: str = "") -> Named:
    return Named(role=role, given=given, family=family)


def born(year: int, month: int, day: int) -> kinds.Born:
    return kinds.Born(on=date(year, month, day))
