"""Nothing is believed of who packed a piece: neither by Central nor by a new computer."""

import hashlib

import msgspec
import psycopg
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.central.office import PostgresOffice
from tests.central.packs import (
    MANY,
    SIZE,
    Change,
    NewDesk,
    desk,
    forge,
    near,
    pack,
    told,
    upload,
    with_value,
)
from tests.store.conftest import KEY
from tests.store.stories import note
from workstation.domain.entries import FRONT_DOOR, digest, encode
from workstation.store import rows, segments
from workstation.sync import packing
from workstation.sync.central import CentralRefuses

__all__ = ["desk", "near"]


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
    "cut short": lambda found: found[:-1],
    "nothing": lambda found: found[:0],
    "one more": lambda found: [*found, with_value(found[-1], position=SIZE + 1, id="more")],
    "two changed places": lambda found: [
        found[1], found[0], *found[2:]
    ],
    "a number that is none": _each(3, seq=2**63),
    "one of them twice": lambda found: [*found[:-1], found[0]],
    "answers with a comma": _each(3, answers='[""]'),
}  # fmt: skip


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_piece_is_not_taken_over_and_told(
    office: PostgresOffice, desk: NewDesk, change: Change
) -> None:
    entries = told(office, 3 * SIZE)
    forge(office, entries, change)
    done = desk.exchange()
    assert (done.spoiled, done.finished, done.doubtful) == (1, True, 0)
    assert desk.told() == entries
    assert desk.beside() == []


def test_a_second_piece_that_is_forged_leaves_the_first(office: PostgresOffice, desk: NewDesk) -> None:
    entries = told(office)
    forge(office, entries, FORGERIES["other words"], first=SIZE + 1)
    assert pack(office) == 4
    done = desk.exchange()
    assert done.spoiled == 1
    assert desk.central.pulled == MANY - SIZE
    assert desk.told() == entries


def _sealed(content: object) -> bytes:
    """Something else, encrypted as a piece is."""
    return AESGCM(KEY).encrypt(bytes(12), msgspec.msgpack.encode(content), b"lintel piece 1")


@pytest.mark.parametrize("number", range(6))
def test_what_is_no_piece_is_not_opened(office: PostgresOffice, desk: NewDesk, number: int) -> None:
    entries = told(office, 3 * SIZE)
    honest, key = packing.encrypted([rows.to_row(entry) for entry in entries[:SIZE]])
    many: list[list[object]] = [[] for _ in segments.Columns.__struct_fields__]
    file = (
        b"no piece at all", honest, _sealed("words"), _sealed(many[:-1]), _sealed([*many, []]),
        _sealed([["one"], *many[1:]]),
    )[number]  # fmt: skip
    assert upload(office, 1, file, KEY, entries)
    assert desk.exchange().spoiled == 1
    assert desk.told() == entries
    with pytest.raises(segments.BadSegment):
        packing.decrypted(file, KEY)
    assert packing.decrypted(honest, key).id == [entry.id for entry in entries[:SIZE]]


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
