"""A round of the real exchange between a real file and a Central in a file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, clock, lines, note
from workstation.access.seals import Seals, genuine
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.store.act import Act
from workstation.store.carrying import Carrying
from workstation.store.file import Store
from workstation.sync.central import Answer, CentralAway, Proof
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


class Unread(Line):
    """A line at which nobody looks for the place where two stories part."""

    def proofs(self, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        assert len(positions) == 1
        return super().proofs(stream, positions)


def test_what_may_be_read_no_more_is_looked_after_without_reading_it_all(
    office: Embedded, ava: Carrying
) -> None:
    ava.append(C, [note(f"Rang back {n}.") for n in range(40)], AVA)
    exchange(ava, office.line(AVA), genuine)
    office.ungrant(AVA, FRONT_DOOR)
    done = exchange(ava, Unread(office, AVA), genuine)
    assert (done.healed, done.finished, ava.waiting_count()) == (0, True, 0)


def test_a_team_with_a_stream_of_its_own_begins_its_contacts_there(office: Embedded, tmp_path: Path) -> None:
    north, old = AuthorId("nia"), ContactId("old")
    office.hire(north, "north")
    with opened(tmp_path, north) as store:
        told = office.line(north).hello(store.journal.device)
        assert told.begins_in == "north"
        store.journal.append(old, [note("Before anybody said so.")], north)
        store.journal.begin_in(told.begins_in)
        store.journal.append(C, [note()], north)
        store.journal.bring_in([Act(note("From a file."), ContactId("brought"))], north)
        store.journal.append(old, [note("Later.")], north)
        assert [e.stream for e in store.journal.unnumbered(9)] == [
            "front-door",
            "north",
            "north",
            "front-door",
        ]
        done = exchange(store.journal, office.line(north), genuine)
        assert (done.sent, done.refused, done.begins_in) == (2, 2, "north")
    with Store.open(tmp_path / north, KEY, clock=clock()) as store:
        store.sit(north, Seals(north.encode().ljust(32, b".")))
        (made,) = store.journal.append(ContactId("next"), [note()], north)
        assert made.stream == "north"


def test_whoever_may_write_at_the_front_door_begins_there(office: Embedded) -> None:
    office.hire(AVA, "a-team", FRONT_DOOR)
    office.hire(AuthorId("reader"), reads=["north"])
    assert office.line(AVA).hello(DeviceId("pc")).begins_in == FRONT_DOOR
    assert office.line(AuthorId("reader")).hello(DeviceId("pc")).begins_in == ""
