"""A long page is folded after it is taken over, and the lists are never wrong for it, whatever comes between."""

from itertools import chain as joined
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEN, clock, lines, note, numbered, ready, story
from tests.store.test_register import rebuilt, rows
from workstation.domain import kinds
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import ContactId
from workstation.domain.travel import Mark
from workstation.store.engine import run, writing
from workstation.store.file import Store
from workstation.trouble import StoreTrouble

CONTACTS = 60
PAGE, AFTER = numbered(
    joined.from_iterable(ready(f"c{each}", story(f"c{each}", each), f"d{each}") for each in range(CONTACTS))
)


def take(store: Store) -> None:
    """A page of everything there is."""
    store.journal.receive(FRONT_DOOR, Mark(), PAGE, AFTER, {})


def fold(store: Store) -> list[int]:
    """How many contacts were folded each time."""
    return [len(folded) for folded in iter(store.journal.fold_some, frozenset())]


def listed(store: Store) -> int:
    return sum(store.register.contact(ContactId(f"c{each}")) is not None for each in range(CONTACTS))


def behind(store: Store) -> int:
    with writing(store._engine) as cx:
        return len(run(cx, "SELECT contact FROM behind"))


def test_a_long_page_is_folded_in_small_parts_after_it(store: Store) -> None:
    take(store)
    assert store.journal.count() == len(PAGE)
    assert listed(store) == 0
    assert sum(fold(store)) == listed(store) == CONTACTS
    assert rows(store) == rebuilt(store)
    assert behind(store) == 0


def test_a_short_page_is_in_the_lists_at_once(store: Store) -> None:
    page, after = numbered(PAGE[:24])
    store.journal.receive(FRONT_DOOR, Mark(), page, after, {})
    assert listed(store) == 2
    assert fold(store) == []


def test_the_next_start_folds_what_a_crash_left(path: Path) -> None:
    told: list[int] = []
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        take(store)
        store.journal.fold_some()
    with Store.open(path, KEY, clock=clock()) as store:
        left = CONTACTS - listed(store)
        assert 0 < left < CONTACTS
        store.register.follow(lines, progress=told.append)
        assert told[-1] == left
        assert listed(store) == CONTACTS
        assert rows(store) == rebuilt(store)


def test_what_is_written_meanwhile_is_in_the_lists_at_once_and_stays(store: Store) -> None:
    take(store)
    store.journal.append(ContactId("c7"), [kinds.Allocated(worker=BEN)], AVA)
    line = store.register.contact(ContactId("c7"))
    assert line
    assert line.worker == BEN
    assert line.child.startswith("TAMSIN-ODE")
    fold(store)
    assert store.register.contact(ContactId("c7")) == line
    assert rows(store) == rebuilt(store)


def test_what_was_kept_in_memory_of_a_contact_behind_is_not_believed(store: Store) -> None:
    first, mark = numbered(PAGE[:1])
    store.journal.receive(FRONT_DOOR, Mark(), first, mark, {})  # c0 is in memory now, with one entry
    rest, after = numbered(PAGE[1:], mark)
    store.journal.receive(FRONT_DOOR, mark, rest, after, {})
    store.journal.append(ContactId("c0"), [note()], AVA)
    line = store.register.contact(ContactId("c0"))
    assert line
    assert line.child == "FARROW, Ellie0"


def test_a_rebuild_leaves_nobody_behind(store: Store) -> None:
    take(store)
    store.register.rebuild()
    assert listed(store) == CONTACTS
    assert fold(store) == []


def test_a_page_that_came_while_nobody_followed_is_not_missed(path: Path) -> None:
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
    with Store.open(path, KEY, clock=clock()) as store:
        take(store)
        assert fold(store) == []
        store.register.follow(lines)
        assert listed(store) == CONTACTS


def test_many_that_wait_again_are_folded_later_too(store: Store) -> None:
    take(store)
    fold(store)
    assert store.journal.forget(FRONT_DOOR, Mark(), []) == len(PAGE)
    assert behind(store) == CONTACTS
    fold(store)
    assert rows(store) == rebuilt(store)
    store.journal.confirm(FRONT_DOOR, {entry.id: place for place, entry in enumerate(PAGE, start=1)})
    assert behind(store) == CONTACTS
    fold(store)
    assert rows(store) == rebuilt(store)


def safety(store: Store) -> int:
    with writing(store._engine) as cx:
        return int(run(cx, "PRAGMA synchronous")[0][0])


FULL = 2


def test_after_a_long_page_the_next_act_waits_for_the_disk_again(store: Store) -> None:
    take(store)
    assert safety(store) == FULL
    fold(store)
    assert safety(store) == FULL


def test_after_a_long_page_that_failed_too(store: Store) -> None:
    false = [*PAGE[:200], *numbered([PAGE[300]])[0]]
    for _ in range(5):  # more often than there are connections
        with pytest.raises(StoreTrouble):
            store.journal.receive(FRONT_DOOR, Mark(), false, AFTER, {})
        assert safety(store) == FULL
    assert store.journal.count() == 0
