"""The next page is asked for while the last one is written down; nobody may ever notice, but by the clock."""

import pytest

from tests.central.office import PostgresOffice
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, DeviceId
from workstation.sync.central import CentralAway, CentralRefuses
from workstation.sync.postgres import PostgresCentral

HEAD, PAGE = 1100, 500


@pytest.fixture
def central(office: PostgresOffice) -> PostgresCentral:
    """A line to an office whose front door has three pages to tell."""
    pc, writer = Computer(AuthorId("ava"), DeviceId("pc")), office.hire("ava")
    writer.enrol(pc.key)
    for start in range(0, HEAD, PAGE):
        writer.push(FRONT_DOOR, [pc.note(str(each)) for each in range(start, min(start + PAGE, HEAD))])
    return office.hire("ben")


def places(central: PostgresCentral, cursor: int, most: int = PAGE) -> list[int | None]:
    return [entry.position for entry in central.pull(FRONT_DOOR, cursor, most).entries]


def test_pages_one_after_the_other(central: PostgresCentral) -> None:
    read = [place for cursor in range(0, HEAD, PAGE) for place in places(central, cursor)]
    assert read == list(range(1, HEAD + 1))
    assert places(central, HEAD) == []


def test_another_question_comes_between(central: PostgresCentral) -> None:
    assert len(places(central, 0)) == PAGE
    assert central.hello(DeviceId("other")).streams[0].head == HEAD
    assert places(central, PAGE) == list(range(PAGE + 1, 2 * PAGE + 1))
    assert [proof.position for proof in central.proofs(FRONT_DOOR, [3, 7])] == [3, 7]
    assert places(central, 2 * PAGE) == list(range(2 * PAGE + 1, HEAD + 1))


def test_a_page_is_not_older_than_what_was_heard_since(
    office: PostgresOffice, central: PostgresCentral
) -> None:
    assert len(places(central, 0)) == PAGE
    pc, writer = Computer(AuthorId("ava"), DeviceId("another")), office.central("ava")
    writer.enrol(pc.key)
    writer.push(FRONT_DOOR, [pc.note("Later.")])
    assert central.hello(DeviceId("other")).streams[0].head == HEAD + 1
    assert central.pull(FRONT_DOOR, PAGE, PAGE).head == HEAD + 1


def test_another_page_is_wanted(central: PostgresCentral) -> None:
    assert len(places(central, 0)) == PAGE
    assert places(central, 40) == list(range(41, 41 + PAGE))
    assert places(central, 40 + PAGE, 10) == list(range(41 + PAGE, 51 + PAGE))
    assert places(central, 0, 3) == [1, 2, 3]


def test_a_line_that_dies_meanwhile_is_one_trouble_and_no_page(
    office: PostgresOffice, central: PostgresCentral
) -> None:
    read, troubles = places(central, 0), 0
    end = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = %s"
    assert office.sql(end, office.login("ben")) == [(True,)]
    while len(read) < HEAD:
        try:
            read += places(central, len(read))
        except CentralAway:
            troubles += 1
    assert read == list(range(1, HEAD + 1))
    assert troubles == 1


def test_who_is_shut_out_meanwhile_is_told(office: PostgresOffice, central: PostgresCentral) -> None:
    assert len(places(central, 0)) == PAGE
    office.ungrant("ben", FRONT_DOOR)
    assert central.hello(DeviceId("other")).streams == ()
    with pytest.raises(CentralRefuses):
        central.pull(FRONT_DOOR, PAGE)
