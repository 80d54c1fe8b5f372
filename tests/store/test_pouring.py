"""A checked piece goes into the record whole, with its mark, or not at all."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.stories import AVA, BEGINNING, note, numbered, ready
from tests.sync.seals import TestSeals
from workstation.domain.entries import FRONT_DOOR, Entry
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.travel import Doubt, Mark
from workstation.store import rows, segments
from workstation.store.carrying import Carrying
from workstation.store.engine import run
from workstation.store.file import Store
from workstation.store.segments import Piece

C = ContactId("c")


@pytest.fixture
def journal(store: Store) -> Carrying:
    store.journal.sit(AVA, TestSeals("ava"))
    return store.journal


def piece_of(entries: Sequence[Entry], after: Mark, doubtful: Mapping[EntryId, Doubt] | None = None) -> Piece:
    columns = segments.opened(segments.packed(map(rows.to_row, entries)))
    assert list(columns.rows(FRONT_DOOR, 1)) == [rows.to_row(entry) for entry in entries]
    return Piece(list(rows.lots(columns.rows(FRONT_DOOR, 1))), after, doubtful or {}, frozenset({C}))


def page(many: int = 3) -> tuple[tuple[Entry, ...], Mark]:
    return numbered(ready("c", tuple(note(f"{number}") for number in range(many)), "other"))


def test_a_piece_and_its_mark_come_together(journal: Carrying) -> None:
    entries, after = page()
    piece = piece_of(entries, after, {entries[1].id: Doubt.SIGNATURE})
    assert journal.pour(FRONT_DOOR, Mark(2, b"x"), piece) is False  # our mark is another one
    assert journal.count() == 0
    assert journal.pour(FRONT_DOOR, BEGINNING, piece) is True
    assert journal.pour(FRONT_DOOR, BEGINNING, piece) is False
    assert journal.mark(FRONT_DOOR) == after
    assert journal.of_contact(C) == (entries[0], entries[2])
    assert journal.fold_some() == {C}
    assert journal.verify() == []


def test_a_long_piece_goes_in_whole_or_not_at_all(journal: Carrying) -> None:
    entries, after = page(2 * rows.AT_ONCE + 3)
    journal.append_entries([replace(entries[rows.AT_ONCE + 7], position=None)])
    assert journal.pour(FRONT_DOOR, BEGINNING, piece_of(entries, after)) is False
    assert (journal.count(), journal.mark(FRONT_DOOR)) == (1, BEGINNING)
    journal.receive(FRONT_DOOR, BEGINNING, entries, after, {})
    assert journal.of_contact(C) == entries
    assert journal.verify() == []


def test_a_long_piece_is_what_its_entries_are(journal: Carrying) -> None:
    entries, after = page(2 * rows.AT_ONCE + 3)
    assert journal.pour(FRONT_DOOR, BEGINNING, piece_of(entries, after)) is True
    assert journal.of_contact(C) == entries
    assert journal.verify() == []


def test_a_piece_with_something_that_is_here_is_left(journal: Carrying) -> None:
    entries, after = page()
    journal.append_entries([replace(entries[1], position=None)])
    piece = piece_of(entries, after)
    assert journal.pour(FRONT_DOOR, BEGINNING, piece) is False
    assert (journal.count(), journal.mark(FRONT_DOOR)) == (1, BEGINNING)


def test_the_rules_of_the_file_are_the_same_after_a_piece(journal: Carrying) -> None:
    def rules() -> list[object]:
        with journal._writing() as cx:
            return run(cx, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")

    before = rules()
    entries, after = page()
    for mark in (BEGINNING, BEGINNING):  # once it is poured, and once it is not
        piece = piece_of(entries, after)
        journal.pour(FRONT_DOOR, mark, piece)
        assert rules() == before


def test_what_was_poured_goes_into_the_file_when_somebody_is_asked_to_see_to_it(
    journal: Carrying, path: Path
) -> None:
    """Else whoever pours, or the next save, would have to: more than a thousand pages take their time."""
    entries, after = page(14_000)
    assert journal.pour(FRONT_DOOR, BEGINNING, piece_of(entries, after)) is True
    small = path.stat().st_size
    journal.empty_log()
    assert path.stat().st_size > small + 4_000_000
    log = path.with_name(f"{path.name}-wal").stat().st_size
    journal.append(ContactId("later"), [note()], AVA)
    assert path.with_name(f"{path.name}-wal").stat().st_size == log  # it began anew
