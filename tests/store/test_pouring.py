"""A checked piece goes into the record whole, with its mark, or not at all."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEGINNING, note, numbered, ready
from tests.sync.seals import TestSeals
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import ContactId
from workstation.domain.travel import Doubt, Mark
from workstation.store import rows, segments
from workstation.store.carrying import Carrying
from workstation.store.engine import run
from workstation.store.file import Store
from workstation.store.segments import Opened, Piece

C = ContactId("c")


@pytest.fixture
def journal(store: Store) -> Carrying:
    store.journal.sit(AVA, TestSeals("ava"))
    return store.journal


def opened(journal: Carrying, entries: Sequence[Entry]) -> Opened:
    room = journal.room(0)
    room.unlink(missing_ok=True)
    segments.write(room, KEY, map(rows.to_row, entries))
    return journal.open_piece(room, KEY)


def page(many: int = 3) -> tuple[tuple[Entry, ...], Mark]:
    return numbered(ready("c", tuple(note(f"{number}") for number in range(many)), "other"))


def test_a_piece_and_its_mark_come_together(journal: Carrying) -> None:
    entries, after = page()
    piece = Piece(opened(journal, entries), after, {entries[1].id: Doubt.SIGNATURE}, frozenset({C}))
    assert list(piece.opened.rows()) == [rows.to_row(entry) for entry in entries]
    assert journal.pour(FRONT_DOOR, Mark(2, b"x"), piece) is False  # our mark is another one
    assert journal.count() == 0
    assert journal.pour(FRONT_DOOR, BEGINNING, piece) is True
    assert journal.pour(FRONT_DOOR, BEGINNING, piece) is False
    piece.opened.close()
    piece.opened.close()
    assert journal.mark(FRONT_DOOR) == after
    assert journal.of_contact(C) == (entries[0], entries[2])
    assert journal.fold_some() == {C}
    assert journal.verify() == []


def test_what_is_before_the_mark_is_not_poured_again(journal: Carrying) -> None:
    entries, after = page()
    first, mark = numbered(entries[:1])
    journal.receive(FRONT_DOOR, BEGINNING, first, mark, {})
    piece = Piece(opened(journal, entries), after, {}, frozenset({C}))
    assert journal.pour(FRONT_DOOR, mark, piece) is True
    piece.opened.close()
    assert journal.of_contact(C) == entries


def test_a_piece_with_something_that_is_here_is_left(journal: Carrying) -> None:
    entries, after = page()
    journal.append_entries([replace(entries[1], position=None)])
    piece = Piece(opened(journal, entries), after, {}, frozenset({C}))
    assert journal.pour(FRONT_DOOR, BEGINNING, piece) is False
    piece.opened.close()
    assert (journal.count(), journal.mark(FRONT_DOOR)) == (1, BEGINNING)


def test_the_rules_of_the_file_are_the_same_after_a_piece(journal: Carrying) -> None:
    def rules() -> list[object]:
        with journal._writing() as cx:
            return run(cx, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")

    before = rules()
    entries, after = page()
    for mark in (BEGINNING, BEGINNING):  # once it is poured, and once it is not
        piece = Piece(opened(journal, entries), after, {}, frozenset({C}))
        journal.pour(FRONT_DOOR, mark, piece)
        piece.opened.close()
        assert rules() == before


def test_a_connection_comes_back_as_it_was(journal: Carrying, tmp_path: Path) -> None:
    entries, _ = page()
    for _ in range(6):
        piece = opened(journal, entries)
        next(piece.rows())  # and no further
        piece.close()
        with journal._engine.connect() as cx:
            raw = cx.connection.driver_connection
            assert raw is not None
            assert len(raw.execute("PRAGMA database_list").fetchall()) == 1
            assert raw.execute("PRAGMA synchronous").fetchone() == (2,)
