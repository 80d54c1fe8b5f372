"""A new computer gets the record by packed pieces, and believes nothing of who packed them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psycopg
import pytest
from msgspec.structs import replace

from tests.central.cluster import Cluster
from tests.central.office import PASSWORD, PostgresOffice, prepare
from tests.central.packs import (
    SIZE,
    Change,
    NewDesk,
    Watched,
    forge,
    pack,
    pieces,
    supervise,
    upload,
    with_value,
)
from tests.store.conftest import KEY
from tests.store.stories import note
from tests.sync.telling import Computer
from workstation.domain.entries import FRONT_DOOR, Entry, chain, digest, encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.domain.travel import Mark, link
from workstation.store import rows, segments
from workstation.store.cipher import connect
from workstation.store.leftovers import sweep
from workstation.sync import first_sync
from workstation.sync.central import Central, CentralAway, CentralRefuses
from workstation.sync.postgres import PostgresCentral

MANY = 5 * SIZE + 7


@pytest.fixture(autouse=True)
def _near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here two small pieces are far."""
    monkeypatch.setattr(first_sync, "FAR", 2 * SIZE)


def told(office: PostgresOffice, many: int = MANY) -> list[Entry]:
    """What two computers wrote about several contacts, at Central."""
    ava, cy = office.hire("ava"), office.hire("cy")
    first, second = Computer(AuthorId("ava"), DeviceId("pc-a")), Computer(AuthorId("cy"), DeviceId("pc-c"))
    ava.enrol(first.key)
    cy.enrol(second.key)
    for number in range(many):
        pc, central = ((first, ava), (second, cy))[number % 3 == 0]
        central.push(FRONT_DOOR, [pc.note(f"Line {number}.", contact=ContactId(f"c-{number % 9}"))])
    return list(ava.pull(FRONT_DOOR, 0).entries)


@pytest.fixture
def desk(office: PostgresOffice, tmp_path: Path) -> Iterator[NewDesk]:
    """Ben's first day. A supervisor is there, too."""
    office.hire("ben")
    supervise(office)
    made = NewDesk.of(office, tmp_path, "ben")
    yield made
    made.close()


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


# -- Central takes in what is its own story ----------------------------------------------------------------------


def test_central_takes_a_piece_only_if_it_is_of_its_own_story(office: PostgresOffice, desk: NewDesk) -> None:
    told(office)
    with office.connect("duty") as cx:

        def ask(function: str, *values: object) -> object:
            marks = ", ".join(["%s"] * len(values))
            row = cx.execute(f"select lintel.{function}({marks})".encode(), values).fetchone()
            return row[0] if row else None

        end = office.sql("select chain from lintel.entry where position = %s", SIZE)[0][0]
        sha = hashlib.sha256(b"file").digest()
        good = (b"", end, sha, KEY)
        for bad in ((b"x" * 32, *good[1:]), (b"", b"x" * 32, sha, KEY), (b"", end, b"x" * 32, KEY)):
            assert ask("segment_begin_v1", FRONT_DOOR, 1, SIZE) is True
            assert ask("segment_add_v1", FRONT_DOOR, 1, 2, b"file") is False
            assert ask("segment_add_v1", FRONT_DOOR, 1, 1, b"file") is True
            assert ask("segment_done_v1", FRONT_DOOR, 1, *bad) is False
            assert ask("segment_done_v1", FRONT_DOOR, 1, *good) is False  # it is gone
        assert office.sql("select 1 from lintel.segment_part") == []
        assert ask("segment_begin_v1", FRONT_DOOR, MANY - 2, MANY + 1) is False  # not there yet
        assert ask("segment_begin_v1", FRONT_DOOR, 1, SIZE) is True
        ask("segment_add_v1", FRONT_DOOR, 1, 1, b"file")
        assert ask("segment_done_v1", FRONT_DOOR, 1, *good) is True
        assert ask("segment_begin_v1", FRONT_DOOR, SIZE, SIZE + 5) is False  # one of them is packed
        assert ask("segment_add_v1", FRONT_DOOR, 1, 2, b"more") is False


def test_pieces_are_for_those_who_may_read_the_stream(office: PostgresOffice, desk: NewDesk) -> None:
    told(office)
    pack(office)
    other = office.hire("eve", "adoption")
    with pytest.raises(CentralRefuses):
        other.packed(FRONT_DOOR, 0)
    piece = desk.central.packed(FRONT_DOOR, 0)[0]
    with pytest.raises(CentralRefuses):
        other.part(FRONT_DOOR, piece, 1)
    assert desk.central.part(FRONT_DOOR, piece, 1) is not None
    assert desk.central.part(FRONT_DOOR, piece, 2) is None
    office.add("spare", "manager")  # who may read nothing
    with office.connect("spare") as cx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        cx.execute("select lintel.segment_begin_v1(%s, 101, 105)", (FRONT_DOOR,))
    with office.connect("ben") as cx, pytest.raises(psycopg.errors.InsufficientPrivilege):
        cx.execute("select lintel.segment_begin_v1(%s, 101, 105)", (FRONT_DOOR,))


# -- nothing is believed of who packed ---------------------------------------------------------------------------


def _each(place: int, **values: object) -> Change:
    return lambda found: [*found[:place], with_value(found[place], **values), *found[place + 1 :]]


_WORDS = encode(note("Something else."))
FORGERIES: dict[str, Change] = {
    "other words": _each(3, body=_WORDS),
    "other words and their digest": _each(3, body=_WORDS, salt=b"", digest=digest(_WORDS)),
    "no words": _each(3, body=None, salt=b""),
    "no words, but a salt": _each(3, body=None),
    "words as text": _each(3, body=_WORDS.decode()),
    "another salt": _each(3, salt=b"y" * 16),
    "another signature": _each(3, sig=b"z" * 64),
    "another author": _each(3, author="dee"),
    "another contact": _each(3, contact="c-0x"),
    "another time": _each(3, happened="2026-11-24T09:18:00.000000+00:00"),
    "no time": _each(3, happened="yesterday"),
    "a number as text": _each(3, seq="4"),
    "a foreign stream": lambda found: [with_value(row, stream="adoption") for row in found],
    "cut short": lambda found: found[:-1],
    "nothing": lambda found: found[:0],
    "one more": lambda found: [*found, with_value(found[-1], position=SIZE + 1, id="more")],
    "two changed places": lambda found: [
        with_value(found[1], position=1), with_value(found[0], position=2), *found[2:]
    ],
    "answers with a comma": _each(3, answers='[""]'),
}  # fmt: skip


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_piece_is_not_taken_over_and_told(
    office: PostgresOffice, desk: NewDesk, tmp_path: Path, change: Change
) -> None:
    entries = told(office, 3 * SIZE)
    forge(office, entries, tmp_path, change)
    done = desk.exchange()
    assert (done.spoiled, done.finished, done.doubtful) == (1, True, 0)
    assert desk.told() == entries
    assert desk.beside() == []


def test_a_second_piece_that_is_forged_leaves_the_first(
    office: PostgresOffice, desk: NewDesk, tmp_path: Path
) -> None:
    entries = told(office)
    forge(office, entries, tmp_path, FORGERIES["other words"], first=SIZE + 1)
    assert pack(office) == 4
    done = desk.exchange()
    assert done.spoiled == 1
    assert desk.central.pulled == MANY - SIZE
    assert desk.told() == entries


def test_a_file_that_is_no_piece_is_not_opened(office: PostgresOffice, desk: NewDesk, tmp_path: Path) -> None:
    entries = told(office, 3 * SIZE)
    other = tmp_path / "other"
    segments.write(other, KEY, [rows.to_row(entry) for entry in entries[:SIZE]])
    raw = connect(other, KEY, "mode=rw")
    raw.execute("ALTER TABLE entries RENAME TO hidden")
    raw.execute("CREATE VIEW entries AS SELECT * FROM hidden")
    raw.close()
    assert upload(office, 1, b"no database at all", KEY, entries)
    assert upload(office, SIZE + 1, other.read_bytes(), KEY, entries)
    assert desk.exchange().spoiled == 1
    assert desk.told() == entries
    for packed in desk.central.packed(FRONT_DOOR, 0):
        part = desk.central.part(FRONT_DOOR, packed, 1)
        assert part is not None
        (tmp_path / "look").write_bytes(part)
        with pytest.raises(segments.BadSegment):
            desk.store.journal.open_piece(tmp_path / "look", packed.key)


def test_what_a_page_would_have_doubted_is_doubted(office: PostgresOffice, desk: NewDesk) -> None:
    """A piece says honestly that somebody wrote in another's name: Central keeps that, and we know better."""
    entries = told(office)
    office.sql("update lintel.entry set sig = %s where position = 33", b"z" * 64)
    later = [entry for entry in entries if entry.device == entries[32].device and (entry.position or 0) > 33]
    office.sql("update lintel.entry set sig = %s where position = %s", b"z" * 64, later[0].position)
    pack(office)
    office.hire("dee")
    slow = NewDesk.of(office, desk.path.parent, "dee")
    slow.central.packed = lambda *_: ()  # type: ignore[method-assign]
    slow.exchange()
    done = desk.exchange()
    assert (done.spoiled, desk.central.pulled) == (0, MANY % SIZE)
    assert desk.told() == slow.told()
    slow.close()


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
    write = segments.write

    def meanwhile(path: Path, key: bytes, found: Iterator[segments.Row]) -> None:
        write(path, key, found)
        if not office.sql("select 1 from lintel.erased"):
            erase(office, entries[5])

    monkeypatch.setattr("workstation.sync.packing.write", meanwhile)
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


def test_a_crash_between_pieces_is_mended_at_the_next_start(
    office: PostgresOffice, desk: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = told(office)
    pack(office)
    with monkeypatch.context() as patch:
        patch.setattr(type(desk.store.journal), "fold_owed", _die)
        desk.central.before_part = lambda number: number < 3 or _die()
        with pytest.raises(_PowerCut):
            desk.exchange()
    (desk.path.parent / "ben.segment-0").write_bytes(b"left behind")
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


def test_a_sweep_takes_only_what_was_left_of_pieces(tmp_path: Path) -> None:
    for name in ("record", "record-wal", "record.segment-0", "other.segment-0"):
        (tmp_path / name).touch()
    sweep(tmp_path / "record")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.segment-0", "record", "record-wal"]


def test_a_piece_that_goes_while_it_is_fetched_is_no_alarm(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office)
    pack(office)

    def meanwhile(number: int) -> None:
        if number == 1:
            erase(office, entries[25])

    desk.central.before_part = meanwhile
    assert desk.exchange().spoiled == 0
    assert [entry.position for entry in desk.told() if entry.body is None] == [26]


@pytest.fixture
def old() -> Iterator[PostgresOffice]:
    """An office with a server of its own, of which a copy can be made."""
    with Cluster(durable=True) as cluster:
        prepare(cluster)
        office = PostgresOffice(cluster)
        yield office
        office.close()


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
