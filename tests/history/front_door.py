"""A front door for the tests of matching: families are put on record through the verbs, enquiries asked of the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

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

NOW = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)


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

    def judge(self, contact: ContactId, candidate: Candidate, verdict: str) -> None:
        identify.judge_match(self.desk, contact, candidate, verdict)  # type: ignore[arg-type]

    def answer(self, name: str = "", **more: object) -> Answer:
        """The whole answer about somebody new."""
        asked = {"person": PersonId("new"), "name": name} | more
        return find.enquire(self.desk, Enquiry(**asked))  # type: ignore[arg-type]

    def ask(self, name: str = "", **more: object) -> list[str]:
        """Who is shown."""
        return [candidate.other for candidate in self.answer(name, **more).shown]

    def one(self, person: str, name: str = "", **more: object) -> Candidate:
        """The candidate who is this person."""
        answer = self.answer(name, **more)
        return next(c for c in (*answer.shown, *answer.more) if c.other == person)


def child(person: str, given: str, family: str, born: date | None = None, **more: object) -> kinds.ChildNamed:
    name = kinds.Name(family, given, more.pop("also", ()))  # type: ignore[arg-type]
    when = more.pop("when", kinds.Born(on=born))
    return kinds.ChildNamed(person=PersonId(person), name=name, born=when, **more)  # type: ignore[arg-type]


def adult(person: str, given: str, family: str, relationship: str = "mother", **more: object) -> kinds.AdultNamed:
    return kinds.AdultNamed(
        person=PersonId(person), name=kinds.Name(family, given), relationship=relationship, **more  # type: ignore[arg-type]
    )  # fmt: skip


def home(lines: str, *people: str, postcode: str = "", **more: object) -> kinds.AddressRecorded:
    ids = tuple(map(PersonId, people))
    return kinds.AddressRecorded(address=lines, lines=lines, people=ids, postcode=postcode, **more)  # type: ignore[arg-type]


def named(role: str, given: str, family: str = "") -> Named:
    return Named(role=role, given=given, family=family)


def born(year: int, month: int, day: int) -> kinds.Born:
    return kinds.Born(on=date(year, month, day))
