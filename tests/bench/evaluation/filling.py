"""Pours the people of an evaluation set into a store, as contacts that the front door took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from tests.bench.evaluation.kin import Kin
from tests.bench.evaluation.reading import Person
from workstation.domain import kinds
from workstation.domain.contact_numbers import counted_number
from workstation.domain.entries import Entry, chain, digest, encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, PersonId, uuid7
from workstation.domain.kinds import Body
from workstation.domain.people import Role, Worker
from workstation.domain.times import FixedClock, hybrid, milliseconds
from workstation.services import comparing, find, opening
from workstation.services.desk import Desk
from workstation.settings import PRACTICE_KEY, Settings
from workstation.store.file import Store

NOW: Final = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
_WORKER: Final = AuthorId("bench")
_DEVICE: Final = DeviceId(uuid7(milliseconds(NOW), b"evaluation"))
_AT_ONCE: Final = 20_000
_DAYS: Final = 300
"""The contacts came on so many days of this year, so that an age is of this year too."""
_NOBODY: Final = "phone "
"""What the made-up person begins with who has a child's phone when no adult was named."""


Tell = Callable[[str, int], None]


def _quietly(what: str, done: int) -> None:
    """Nobody listens."""


def clock() -> FixedClock:
    """The day of the enquiries."""
    return FixedClock(NOW)


def fill(path: Path, people: Sequence[Person], tell: Tell = _quietly) -> int:
    """Make a store of these people at `path`; how many contacts they became. `tell` hears what is done, and of how
    many.
    """
    contacts = 0

    def counted() -> Iterator[Entry]:
        nonlocal contacts
        for entry in _chained(_said(people)):
            contacts += entry.kind == "Received"
            yield entry

    with Store.open(path, PRACTICE_KEY, clock=clock(), kind="practice", create=True) as store:
        store.people.add(Worker(_WORKER, "Rukhsana Shah", Role.SOCIAL_WORKER))
        told = counted()
        while batch := list(islice(told, _AT_ONCE)):
            store.journal.append_entries(batch)
            tell("contacts written", contacts)
    # Opening it makes the register, all of it in one go.
    made = opening.assemble(
        _open(path), clock(), Settings(), practice=True, progress=lambda done: tell("contacts laid out", done)
    )
    made.close()
    return contacts


def desk(path: Path) -> Desk:
    """A desk over a store that was filled."""
    return opening.assemble(_open(path), clock(), Settings(), practice=True)


def with_index(path: Path) -> Desk:
    """The same, after the index of people was made and kept, which is done beside the work else."""
    made = desk(path)
    comparing.at_once(made.matcher.get_ready())
    return made


def ready(path: Path) -> Desk:
    """The same, ready to answer, as whoever unlocks it has it."""
    made = desk(path)
    find.get_ready(made)
    return made


def of_the_set(person: PersonId) -> bool:
    """Whether this is somebody of the set, and not the owner of a phone whom we made up."""
    return not person.startswith(_NOBODY)


def index_bytes(path: Path) -> int:
    """How large the matcher's index in the file is."""
    with _open(path) as store:
        return sum(map(len, store.register.humans.kept_parts()))


def _open(path: Path) -> Store:
    return Store.open(path, PRACTICE_KEY, clock=clock(), kind="practice")


def _chained(said: Iterable[tuple[ContactId, datetime, Body]]) -> Iterator[Entry]:
    """The entries of one device, one after the other."""
    previous, start = b"", milliseconds(NOW) - 10**10
    for number, (contact, happened, body) in enumerate(said, start=1):
        raw = encode(body)
        made = Entry(
            id=EntryId(uuid7(start + number, number.to_bytes(10, "big"))), contact=contact,
            kind=type(body).__name__, author=_WORKER, device=_DEVICE, seq=number, previous=previous,
            happened=happened, recorded=hybrid(start + number), digest=digest(raw), body=raw,
        )  # fmt: skip
        previous = chain(made)
        yield made


def _said(people: Sequence[Person]) -> Iterator[tuple[ContactId, datetime, Body]]:
    kin = Kin(people, NOW.year)
    for number, family in enumerate(kin.families()):
        contact = ContactId(f"contact-{number:07d}")
        happened = NOW - timedelta(days=number % _DAYS, hours=1)
        for body in _contact(number, family, kin.words(family)):
            yield contact, happened, body


def _contact(number: int, family: Sequence[Person], words: dict[str, str]) -> Iterator[Body]:
    """What one contact says: that it came, who is in it, and where they live."""
    yield kinds.Received(number=counted_number(NOW.year, number), channel="phone", source="2A")
    for person in family:
        yield _adult(person, words[person.id]) if words[person.id] else _child(person)
    if not any(words.values()):
        phones = dict.fromkeys(phone for person in family for phone in person.phones)
        for phone in phones:
            yield kinds.AdultNamed(
                person=PersonId(f"{_NOBODY}{number}/{phone}"), relationship="carer", safe_contact=phone
            )
    yield from _addresses(family)


def _name(person: Person) -> kinds.Name:
    return kinds.Name(person.surname, f"{person.forename} {person.middle}".strip(), person.also)


def _child(person: Person) -> Body:
    return kinds.ChildNamed(
        person=PersonId(person.id), name=_name(person), born=person.born, nhs=person.nhs, sex=person.sex or "",  # type: ignore[arg-type]
        postcode=next((a.postcode for a in reversed(person.addresses) if a.postcode), ""),
    )  # fmt: skip


def _adult(person: Person, word: str) -> Body:
    return kinds.AdultNamed(
        person=PersonId(person.id), name=_name(person), relationship=word, born=person.born,
        safe_contact=", ".join(person.phones),
    )  # fmt: skip


def _addresses(family: Sequence[Person]) -> Iterator[Body]:
    """Each address once, with everybody who lived there."""
    living: dict[tuple[str, str], list[PersonId]] = {}
    for person in family:
        for address in person.addresses:
            lines = "\n".join(filter(None, (address.line, address.town)))
            living.setdefault((lines, address.postcode), []).append(PersonId(person.id))
    for number, ((lines, postcode), who) in enumerate(living.items()):
        yield kinds.AddressRecorded(
            address=f"address {number}", people=tuple(dict.fromkeys(who)), lines=lines, postcode=postcode
        )
