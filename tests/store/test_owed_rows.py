"""Rows of the register that are made a moment after what was said: nobody notices, whatever happens in between."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, clock, lines, note, story
from tests.store.test_register import rebuilt, rows, tell
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.store.engine import reading, run, writing
from workstation.store.file import Store
from workstation.store.schema import contact_rows

A = ContactId("a")


def written(store: Store) -> set[str]:
    """Contacts that have a row in the file by now."""
    with reading(store._engine) as cx:
        return set(cx.execute(contact_rows.select()).scalars())


def test_whoever_reads_finds_what_was_just_said(store: Store) -> None:
    tell(store, "a")
    assert not written(store)
    assert store.register.contact(A)
    assert written(store) == {"a"}


def test_so_does_another_thread(store: Store) -> None:
    tell(store, "a")
    with ThreadPoolExecutor(1) as other:
        assert other.submit(store.register.contact, A).result()
        store.journal.append(A, [kinds.Allocated(worker=AVA)], AVA)
        line = other.submit(store.register.contact, A).result()
    assert line
    assert line.worker == AVA
    assert rebuilt(store) == rows(store)


def test_whoever_said_it_is_asked_to_make_them_soon(store: Store) -> None:
    soon: list[Callable[[], None]] = []
    store.register.soon = soon.append
    tell(store, "a")
    store.journal.append(A, [note()], AVA)
    assert len(soon) == 1
    soon.pop()()
    assert written(store) == {"a"}
    store.journal.append(A, [note()], AVA)
    assert len(soon) == 1


def test_a_program_that_ends_before_makes_them_at_the_next_start(store: Store, path: Path) -> None:
    tell(store, "a")
    assert store.register.contact(A)
    store.journal.append(A, [kinds.Allocated(worker=AVA)], AVA)
    tell(store, "b", serial=2)
    after = path.with_name("after the power cut")
    for end in ("", "-wal"):
        shutil.copy(path.with_name(path.name + end), after.with_name(after.name + end))
    with Store.open(after, KEY, clock=clock()) as again:
        assert written(again) == {"a"}
        again.register.follow(lines)
        assert written(again) == {"a", "b"}
        assert rows(again) == rows(store) == rebuilt(again)


def test_closing_makes_them(path: Path) -> None:
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        tell(store, "a")
    with Store.open(path, KEY, clock=clock()) as store:
        assert written(store) == {"a"}


@pytest.mark.parametrize("upto", ["an entry that is not here", None])
def test_where_nobody_can_tell_up_to_where_they_are_made(path: Path, upto: str | None) -> None:
    """All are made anew, unless an older program made them together with the entries: then none are owed."""
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        tell(store, "a")
    with Store.open(path, KEY, clock=clock()) as store:
        with writing(store._engine) as cx:
            run(cx, "UPDATE meta SET value = ? WHERE key = 'register up to'", [upto]) if upto else run(
                cx, "DELETE FROM meta WHERE key = 'register up to'"
            )
        done: list[int] = []
        store.register.follow(lines, progress=done.append)
        assert done == ([1] if upto else [])
        tell(store, "b", serial=2)
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines, progress=done.append)
        assert done == ([1] if upto else [])
        assert rows(store) == rebuilt(store)


def test_a_full_disk_keeps_what_was_said_and_lists_as_they_were(store: Store) -> None:
    tell(store, "a")
    before = store.register.contact(A)
    store.journal.append(A, [kinds.Allocated(worker=AVA)], AVA)
    many = [body for serial in range(60) for body in story(f"more{serial}", serial)]
    for at in range(20):
        store.journal.append(ContactId(f"b{at}"), many, AVA)
    with writing(store._engine) as cx:
        ((pages,),) = run(cx, "PRAGMA page_count")
        run(cx, f"PRAGMA max_page_count = {pages}")  # of this connection: after the trouble there is another
    assert store.register.contact(A) == before
    assert store.journal.of_contact(A)[-1].kind == "Allocated"
    line = store.register.contact(A)
    assert line
    assert line.worker == AVA
    assert rebuilt(store) == rows(store)


def test_what_fails_owes_nothing(store: Store) -> None:
    tell(store, "a")
    assert store.register.contact(A)
    with pytest.raises(Exception, match="hidden character"):
        store.journal.append(A, [kinds.Allocated(worker=AVA), note("\x00")], AVA)
    line = store.register.contact(A)
    assert line
    assert line.worker is None
