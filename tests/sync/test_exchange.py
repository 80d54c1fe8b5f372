"""A round of the real exchange between a real file and a Central in a file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, clock, lines, note
from workstation.access.seals import Seals, genuine
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, ContactId
from workstation.store.carrying import Carrying
from workstation.store.file import Store
from workstation.sync.central import Answer, CentralAway
from workstation.sync.embedded import Embedded, Line
from workstation.sync.exchange import exchange

C = ContactId("c")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Embedded]:
    made = Embedded(tmp_path / "central", KEY)
    for worker in (AVA, BEN):
        made.hire(worker, FRONT_DOOR)
    yield made
    made.close()


def opened(folder: Path, worker: AuthorId) -> Store:
    store = Store.open(folder / worker, KEY, clock=clock(), create=True)
    store.register.follow(lines)
    store.sit(worker, Seals(worker.encode().ljust(32, b".")))
    return store


@pytest.fixture
def ava(tmp_path: Path) -> Iterator[Carrying]:
    with opened(tmp_path, AVA) as store:
        yield store.journal


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Carrying]:
    with opened(tmp_path, BEN) as store:
        yield store.journal


class NothingGoesIn(Line):
    """A line that breaks whenever something is handed over."""

    def push(self, stream: str, entries: Sequence[Entry]) -> tuple[Answer, ...]:
        raise CentralAway


def test_what_came_is_told_although_the_round_failed(office: Embedded, ava: Carrying, ben: Carrying) -> None:
    ava.append(C, [note("Rang back.")], AVA)
    exchange(ava, office.line(AVA), genuine)
    ben.append(ContactId("another"), [note("Waits.")], BEN)
    told: list[frozenset[ContactId]] = []
    with pytest.raises(CentralAway):
        exchange(ben, NothingGoesIn(office, BEN), genuine, came=told.append)
    assert told == [frozenset({C})]
    assert len(ben.of_contact(C)) == 1


def test_a_round_in_which_nothing_is_new_tells_nobody(office: Embedded, ava: Carrying) -> None:
    told: list[frozenset[ContactId]] = []
    ava.append(C, [note()], AVA)
    for _ in range(2):
        exchange(ava, office.line(AVA), genuine, came=told.append)
    assert told == []
    assert ava.waiting_count() == 0
