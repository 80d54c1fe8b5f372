"""A new computer gets the record by packed pieces, whatever happens on the way."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice
from tests.central.packs import (
    MANY,
    SIZE,
    NewDesk,
    Watched,
    desk,
    near,
    pack,
    pieces,
    supervise,
    told,
)
from tests.store.stories import note
from tests.sync.telling import Computer
from workstation.access.seals import genuine
from workstation.domain.entries import FRONT_DOOR, Entry, chain
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.domain.travel import Mark, link
from workstation.store import segments
from workstation.sync import first_sync, packing
from workstation.sync.central import Central, CentralAway
from workstation.sync.exchange import exchange
from workstation.sync.postgres import PostgresCentral

__all__ = ["desk", "near"]


# -- as it should be ---------------------------------------------------------------------------------------------


def test_a_new_computer_gets_by_pieces_what_it_would_have_read(
    office: PostgresOffice, desk: NewDesk, tmp_path: Path
) -> None:
    entries = told(office)
    office.hire("dee")
    slow = NewDesk.of(office, tmp_path, "dee")
    slow.exchange()  # nothing is packed yet
    assert pack(office) == 5
    assert pack(office) == 0
    desk.store.journal.append(ContactId("mine"), [note("On my first day.")], AuthorId("ben"))
    done = desk.exchange()
    assert (done.received, done.sent, done.spoiled, done.doubtful) == (MANY + 1, 1, 0, 0)
    assert desk.central.pulled == MANY % SIZE + 1
    assert desk.told()[:MANY] == slow.told() == entries
    slow.exchange()
    assert desk.listed() == slow.listed()
    assert desk.store.journal.mark(FRONT_DOOR) == slow.store.journal.mark(FRONT_DOOR)
    assert desk.store.journal.verify() == []
    assert desk.beside() == []
    slow.close()


def test_what_waits_here_need_not_wait_for_the_whole_record(
    office: PostgresOffice, desk: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = told(office)
    pack(office)
    monkeypatch.setattr(first_sync, "PIECES", 2)
    desk.central.at_once = 3
    desk.store.journal.append(ContactId("mine"), [note("On my first day.")], AuthorId("ben"))
    first = exchange(desk.store.journal, desk.central, genuine, pages=1)
    assert (first.sent, first.finished, first.of) == (1, False, MANY)
    assert first.ahead == MANY - desk.store.journal.mark(FRONT_DOOR).cursor > 0
    assert len(desk.listed()) > 1
    desk.exchange()
    assert desk.told()[:MANY] == entries


def test_whoever_is_nearly_there_reads_page_by_page(office: PostgresOffice, desk: NewDesk) -> None:
    told(office, 2 * SIZE - 1)
    pack(office)
    desk.exchange()
    assert (desk.central.pulled, desk.central.fetched) == (2 * SIZE - 1, 0)


def test_a_gap_between_pieces_is_read(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office)
    pack(office)
    with office.connect("duty") as cx:
        cx.execute("select lintel.segment_drop_v1(%s, %s)", (FRONT_DOOR, SIZE + 1))
    desk.exchange()
    assert desk.central.fetched == 1
    assert desk.told() == entries
    assert pack(office) == 1


def test_a_piece_that_begins_before_our_mark_is_taken_from_there(
    office: PostgresOffice, desk: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = told(office)
    page = desk.central.pull(FRONT_DOOR, 0, 7)
    journal, some = desk.store.journal, page.entries
    journal.receive(FRONT_DOOR, Mark(), some, Mark(7, page.chain), {})
    pack(office)
    done = desk.exchange()
    assert desk.central.pulled == 7 + MANY % SIZE
    assert (done.spoiled, desk.told()) == (0, entries)


def test_what_is_here_already_is_no_reason_for_alarm(office: PostgresOffice, desk: NewDesk) -> None:
    """Somebody's own words came back to them: they are looked at one by one."""
    entries = told(office)
    pack(office)
    desk.store.journal.append_entries([replace(entries[30], position=None)])
    done = desk.exchange()
    assert (done.spoiled, done.finished) == (0, True)
    assert desk.told() == entries
    assert desk.beside() == []


# -- erasure -----------------------------------------------------------------------------------------------------


def erase(office: PostgresOffice, target: Entry) -> None:
    """Two people erase the words of an entry."""
    for worker, verb in (("ava", "agree"), ("cy", "redact")):
        pc = Computer(AuthorId(worker), DeviceId(f"pc-{worker}-2"))
        central = office.central(worker)
        central.enrol(pc.key)
        entry = getattr(pc, verb)(target.id, contact=target.contact)
        central.push(FRONT_DOOR, [entry])


def test_an_erasure_reaches_what_was_packed(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office)
    pack(office)
    erase(office, entries[25])
    assert pieces(office) == [(1, 20), (41, 60), (61, 80), (81, 100)]
    assert office.sql("select 1 from lintel.segment_part where first = 21") == []
    assert pack(office) == 1
    desk.exchange()
    assert [entry.position for entry in desk.told() if entry.body is None] == [26]
    assert desk.central.pulled == MANY % SIZE + 2


def test_words_that_were_read_before_their_erasure_are_not_packed(
    office: PostgresOffice, desk: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = told(office)
    encrypted = packing.encrypted

    def meanwhile(found: Iterator[segments.Row]) -> tuple[bytes, bytes]:
        made = encrypted(found)
        if not office.sql("select 1 from lintel.erased"):
            erase(office, entries[5])
        return made

    monkeypatch.setattr(packing, "encrypted", meanwhile)
    assert pack(office) == 4
    assert pieces(office)[0] == (21, 40)


def test_words_go_when_their_erasure_comes_by_a_piece(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office, 2 * SIZE)
    desk.exchange()
    assert desk.central.fetched == 0
    erase(office, entries[5])
    pc = Computer(AuthorId("ava"), DeviceId("pc-a-3"))
    central = office.central("ava")
    central.enrol(pc.key)
    central.push(FRONT_DOOR, pc.notes(3 * SIZE))
    assert pack(office) == 5
    desk.exchange()
    assert desk.central.fetched == 3
    assert [entry.position for entry in desk.told() if entry.body is None] == [6]


# -- what goes wrong on the way ----------------------------------------------------------------------------------


def test_a_line_that_breaks_between_pieces_leaves_what_came(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office)
    pack(office)

    def cut(number: int) -> None:
        if number == 3:
            raise CentralAway

    desk.central.before_part = cut
    with pytest.raises(CentralAway):
        desk.exchange()
    assert desk.store.journal.mark(FRONT_DOOR).cursor == 3 * SIZE
    assert desk.beside() == []
    assert len(desk.listed()) == 9  # what came is shown already
    desk.central.before_part = lambda _number: None
    desk.central.fetched = 0
    desk.exchange()
    assert desk.told() == entries
    assert desk.central.fetched == 2


class _PowerCut(BaseException):
    """Nothing that comes after this is done."""


def test_a_crash_between_pieces_is_mended_at_the_next_start(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office)
    pack(office)
    desk.central.before_part = lambda number: number < 3 or _die()
    with pytest.raises(_PowerCut):
        desk.exchange()
    assert desk.listed() == []
    desk.store.close()
    desk.open()
    assert desk.beside() == []
    assert len(desk.listed()) == 9
    assert desk.store.journal.mark(FRONT_DOOR).cursor == 3 * SIZE
    desk.central.before_part = lambda _number: None
    desk.exchange()
    assert desk.told() == entries
    assert desk.store.journal.verify() == []


def _die(*_: object) -> int:
    raise _PowerCut


def test_a_piece_that_goes_while_it_is_fetched_is_no_alarm(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office)
    pack(office)

    def meanwhile(number: int) -> None:
        if number == 1:
            erase(office, entries[25])

    desk.central.before_part = meanwhile
    assert desk.exchange().spoiled == 0
    assert [entry.position for entry in desk.told() if entry.body is None] == [26]


def test_a_central_that_went_back_in_the_middle_gets_everything_again(
    old: PostgresOffice, tmp_path: Path
) -> None:
    ava = old.hire("ava")
    pc = Computer(AuthorId("ava"), DeviceId("pc-a"))
    ava.enrol(pc.key)
    ava.push(FRONT_DOOR, pc.notes(3 * SIZE))
    old.hire("ben")
    old.hire("dee")
    supervise(old)
    assert pack(old) == 3
    copy = old.cluster.backup()
    ava.push(FRONT_DOOR, pc.notes(2 * SIZE))
    assert pack(old) == 2
    ben = NewDesk.of(old, tmp_path, "ben")
    ben.exchange()
    assert ben.central.pulled == 0
    with Cluster.restored(copy) as restored:
        there = PostgresOffice.at(restored, old)
        address = msgspec.structs.replace(old.address(), port=restored.port, root=restored.authority.root)
        central = Watched(address, old.login("ben"), PASSWORD)
        ben.central.close()
        ben.central = central
        assert ben.exchange().spoiled == 0
        assert [entry.id for entry in ben.told()] == [entry.id for entry in pc.said]
        assert pack(there) == 2
        dee = NewDesk(tmp_path / "dee", Watched(address, old.login("dee"), PASSWORD), AuthorId("dee"))
        dee.exchange()
        assert dee.central.pulled == 0
        assert dee.told() == ben.told()
        for desk in (ben, dee):
            desk.close()


def test_pieces_of_another_story_wait_for_the_healing(office: PostgresOffice, desk: NewDesk) -> None:
    """Central went back and went on otherwise, and was packed: our own story is offered before theirs is taken."""
    entries = told(office, SIZE)
    desk.exchange()
    pc = Computer(AuthorId("ava"), DeviceId("pc-a-3"))
    central: Central = office.central("ava")
    central.enrol(pc.key)
    own = [pc.note(f"Told to us alone {number}.") for number in range(5)]
    journal, mark = desk.store.journal, desk.store.journal.mark(FRONT_DOOR)
    page = [replace(entry, position=SIZE + 1 + at) for at, entry in enumerate(own)]
    after = mark.chain
    for entry in page:
        after = link(after, chain(entry))
    journal.receive(FRONT_DOOR, mark, page, Mark(SIZE + 5, after), {})
    cy = Computer(AuthorId("cy"), DeviceId("pc-c-3"))
    office.central("cy").enrol(cy.key)
    office.central("cy").push(FRONT_DOOR, cy.notes(3 * SIZE))
    pack(office)
    assert desk.exchange().spoiled == 0
    desk.exchange()
    assert len(desk.told()) == 4 * SIZE + 5
    assert {entry.id for entry in desk.told()} >= {entry.id for entry in (*entries, *own, *cy.said)}


def test_postgres_packs(office: PostgresOffice) -> None:
    """What a test of every Central cannot say: this one answers, though nothing is packed."""
    central = office.hire("ava")
    assert isinstance(central, PostgresCentral)
    assert central.packed(FRONT_DOOR, 0) == ()
