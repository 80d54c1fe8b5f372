"""Two real records and a real database: what is left of the story when Central goes back to an old backup."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice
from tests.central.proxy import Proxy
from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, clock, lines, note
from tests.sync.seals import TestSeals, genuine
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, ContactId, EntryId
from workstation.store.carrying import Carrying
from workstation.store.file import Store
from workstation.sync.central import Central, CentralAway
from workstation.sync.exchange import exchange
from workstation.sync.postgres import PostgresCentral

CY = AuthorId("w-cy")
CONTACT = ContactId("c")


class Team:
    """Records on computers, each for one worker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: list[Store] = []

    def record(self, worker: AuthorId) -> Carrying:
        store = Store.open(self._folder / worker, KEY, clock=clock(), create=True)
        self._open.append(store)
        store.register.follow(lines)
        store.journal.sit(worker, TestSeals(worker))
        return store.journal

    def close(self) -> None:
        for store in self._open:
            store.close()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.close()


def settle(*pairs: tuple[Carrying, Central]) -> None:
    """Everybody goes on exchanging until there is nothing left to say."""
    for _ in range(3):
        for journal, central in pairs:
            exchange(journal, central, genuine)


def told(journal: Carrying) -> list[tuple[EntryId, int | None]]:
    return [(entry.id, entry.position) for entry in journal.of_contact(CONTACT)]


def elsewhere(office: PostgresOffice, other: Cluster, worker: str) -> PostgresCentral:
    address = msgspec.structs.replace(office.address(), port=other.port, root=other.authority.root)
    return PostgresCentral(address, office.login(worker), PASSWORD)


def test_two_records_come_to_tell_the_same_story(office: PostgresOffice, team: Team) -> None:
    ava, ben = team.record(AVA), team.record(BEN)
    first, second = office.hire(AVA), office.hire(BEN)
    ava.append(CONTACT, [note(f"Ava {number}") for number in range(30)], AVA)
    ben.append(CONTACT, [note(f"Ben {number}") for number in range(30)], BEN)
    settle((ava, first), (ben, second))
    assert told(ava) == told(ben)
    assert [place for _, place in told(ava)] == list(range(1, 61))
    assert office.quarantine() == {}


def test_a_bad_line_loses_nothing(office: PostgresOffice, team: Team) -> None:
    ava, ben = team.record(AVA), team.record(BEN)
    second = office.hire(BEN)
    office.hire(AVA)
    ava.append(CONTACT, [note(f"Ava {number}") for number in range(40)], AVA)
    with Proxy("127.0.0.1", office.cluster.port) as proxy:
        first = office.central(AVA, port=proxy.port)
        for bytes_ in range(500, 30_000, 2_300):
            proxy.cut_after(**{"up" if bytes_ % 200 else "down": bytes_})
            try:
                exchange(ava, first, genuine)
            except CentralAway:
                continue
        proxy.cut_after()
        settle((ava, first), (ben, second))
        first.close()
    assert told(ava) == told(ben)
    assert [place for _, place in told(ava)] == list(range(1, 41))


def test_a_central_from_before_gets_everything_back_from_whoever_is_left(
    old: PostgresOffice, team: Team
) -> None:
    ava, ben, cy = team.record(AVA), team.record(BEN), team.record(CY)
    first, second = old.hire(AVA), old.hire(BEN)
    old.hire(CY)
    ava.append(CONTACT, [note(f"Ava {number}") for number in range(20)], AVA)
    settle((ava, first), (ben, second))
    copy = old.cluster.backup()
    ava.append(CONTACT, [note(f"Ava later {number}") for number in range(20)], AVA)
    settle((ava, first), (ben, second))
    before = [id_ for id_, _ in told(ben)]
    assert len(before) == 40
    # Ava's computer burns, the server is put back, and a new colleague is the first to come.
    with Cluster.restored(copy) as restored:
        pairs = [(cy, elsewhere(old, restored, CY)), (ben, elsewhere(old, restored, BEN))]
        exchange(cy, pairs[0][1], genuine)
        settle(*pairs)
        assert sorted(id_ for id_, _ in told(cy)) == sorted(before)
        assert told(cy) == told(ben)
        assert len(pairs[0][1].pull(FRONT_DOOR, 0).entries) == 40
        for _, central in pairs:
            central.close()


def test_what_a_forgotten_computer_wrote_waits_for_a_supervisor_and_is_not_lost(
    old: PostgresOffice, team: Team
) -> None:
    ava, ben = team.record(AVA), team.record(BEN)
    first, second = old.hire(AVA), old.hire(BEN)
    copy = old.cluster.backup()
    ava.append(CONTACT, [note(f"Ava {number}") for number in range(5)], AVA)
    settle((ava, first), (ben, second))
    written = told(ben)
    with Cluster.restored(copy) as restored:
        central = elsewhere(old, restored, BEN)
        settle((ben, central))
        assert central.pull(FRONT_DOOR, 0).entries == ()
        there = PostgresOffice.at(restored, old)
        assert set(there.quarantine().values()) == {"unknown device"}
        there.agree(ava.device)
        settle((ben, central))
        assert [entry.id for entry in central.pull(FRONT_DOOR, 0).entries] == [id_ for id_, _ in written]
        assert told(ben) == written
        central.close()
