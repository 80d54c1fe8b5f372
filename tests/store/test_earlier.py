"""The copy that an upgrade makes goes: when nobody can need it any more, and at once when words are erased."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, BEGINNING, BEN, agree, clock, lines, note, numbered
from tests.store.test_journal import erasing, opened
from tests.store.test_upgrade import FIRST
from tests.sync.seals import TestSeals
from workstation.domain import kinds
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import ContactId, EntryId
from workstation.store.file import Store
from workstation.store.head import HEAD
from workstation.store.upgrade import copy_beside

C = ContactId("c")
SECRET = "Marrowbone"
NAMES = ("record.before-0003", f"record.before-{HEAD}", f"record.before-{HEAD}.half", "record.salvaged")


@pytest.fixture
def secret(path: Path) -> EntryId:
    """A record with words that are to be erased, beside copies that two upgrades made of it."""
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        (one,) = store.journal.append(C, [kinds.NoteMade(text=SECRET)], AVA)
    for name in NAMES:
        copy_beside(path, path.with_name(name), KEY)
    assert SECRET in opened(path.with_name(NAMES[0]))
    return one.id


def left(path: Path) -> tuple[str, ...]:
    return tuple(sorted(one.name for one in path.parent.iterdir() if one.name in NAMES))


def redacted(store: Store, target: EntryId) -> None:
    store.journal.append(C, [agree(target)], AVA)
    store.journal.redact(target, "Court order 12", "wrong child", BEN)


def told_by_central(store: Store, target: EntryId) -> None:
    page, after = numbered(erasing(target))
    store.journal.receive(FRONT_DOOR, BEGINNING, page, after, {})


def brought_over(store: Store, target: EntryId) -> None:
    store.journal.append_entries(erasing(target))


ERASURES = (redacted, told_by_central, brought_over)


@pytest.mark.parametrize("erase", ERASURES)
def test_with_the_words_the_copies_go(
    path: Path, secret: EntryId, erase: Callable[[Store, EntryId], None]
) -> None:
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        assert left(path) == NAMES
        erase(store, secret)
        assert left(path) == ()
        kept = store.journal.by_id(secret)
    assert kept is not None
    assert kept.body is None
    assert [SECRET in opened(one) for one in path.parent.iterdir() if one.stat().st_size] == [False]


def test_a_page_that_erases_nothing_leaves_them(path: Path, secret: EntryId) -> None:
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        page, after = numbered(erasing(secret)[1:])  # one person's word alone
        store.journal.receive(FRONT_DOOR, BEGINNING, page, after, {})
        assert left(path) == NAMES


@pytest.mark.parametrize("erase", ERASURES)
def test_a_copy_that_somebody_holds_goes_the_next_time(
    path: Path, secret: EntryId, erase: Callable[[Store, EntryId], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the computer stops right after the words went: it is the same for whoever starts next."""
    with Store.open(path, KEY, clock=clock()) as store, monkeypatch.context() as held:
        store.register.follow(lines)
        held.setattr(Path, "unlink", refused)
        erase(store, secret)
        assert left(path) == NAMES
    with Store.open(path, KEY, clock=clock()):
        assert left(path) == ()
    shutil.copyfile(path, path.with_name(NAMES[1]))
    with Store.open(path, KEY, clock=clock()):
        assert left(path) == NAMES[1:2]  # one that is made later has no such words


def refused(*_: object, **__: object) -> None:
    raise PermissionError(13, "The file is being used by another process")


def test_a_copy_waits_until_central_has_everything(path: Path) -> None:
    shutil.copyfile(FIRST, path)
    for expected in ((f"record.before-{HEAD}",), ()):
        with Store.open(path, KEY, clock=clock()) as store:
            store.journal.sit(AVA, TestSeals("ava"))
            store.exchanged()
            assert left(path) == (f"record.before-{HEAD}",)  # much waits here
            for number, entry in enumerate(store.journal.unnumbered(99), start=1):
                store.journal.confirm(FRONT_DOOR, {entry.id: number} if not expected else {})
            if not expected:
                store.exchanged()
                assert left(path) == ()
                store.exchanged()


def test_a_computer_that_works_alone_keeps_it_until_the_start_after_the_next(path: Path) -> None:
    shutil.copyfile(FIRST, path)
    for expected in ((f"record.before-{HEAD}",), ()):
        with Store.open(path, KEY, clock=clock()) as store:
            store.opened_well()
            assert left(path) == expected
            store.opened_well()
            assert left(path) == expected


def test_it_keeps_a_copy_that_has_more_than_the_file(path: Path, secret: EntryId) -> None:
    older = path.with_name("older")
    shutil.copyfile(path, older)
    with Store.open(path, KEY, clock=clock()) as store:
        store.journal.append(C, [note("only in the copy")], AVA)
    for name in NAMES:
        path.with_name(name).unlink()
    copy_beside(path, path.with_name(NAMES[1]), KEY)
    shutil.copyfile(older, path)
    with Store.open(path, KEY, clock=clock()) as store:
        store.opened_well()
        assert left(path) == NAMES[1:2]


@pytest.mark.parametrize("found", [b"", b"words", bytes(8192)])
def test_what_is_no_copy_breaks_nothing(path: Path, secret: EntryId, found: bytes) -> None:
    path.with_name(NAMES[1]).write_bytes(found)
    with Store.open(path, KEY, clock=clock()) as store:
        store.opened_well()
        assert store.journal.verify() == []
        for name in NAMES:
            path.with_name(name).unlink()
        store.opened_well()
        store.exchanged()
