"""Opening the file: every way it can be refused, and that a refusal changes nothing."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.store.conftest import KEY
from tests.store.damage import flip
from tests.store.stories import AVA, clock, note, ready, story
from workstation.domain.entries import Entry
from workstation.domain.ids import ContactId
from workstation.domain.people import Role, Worker
from workstation.settings import PRACTICE_KEY
from workstation.store.cipher import connect
from workstation.store.engine import open_engine, reading, run, writing
from workstation.store.file import Store
from workstation.trouble import (
    DiskFull,
    NotOurFile,
    StoreBusy,
    StoreDamaged,
    StoreTrouble,
    WrongKey,
    WrongStore,
)

ROOT = Path(__file__).parents[2]
CONTACT = ContactId("c")


def contents(folder: Path) -> dict[str, str]:
    """Every file of a folder but the lock, with its digest."""
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.iterdir()
        if not each.name.endswith(".lock")
    }


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    before = contents(folder)
    yield
    assert contents(folder) == before


@pytest.fixture
def full(path: Path) -> Path:
    """A closed file with some pages in it."""
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        for each in range(40):
            store.journal.append_entries(ready(f"c{each}", story(f"c{each}", each), f"d{each}"))
    return path


def reopen(path: Path, key: bytes = KEY) -> Store:
    return Store.open(path, key, clock=clock())


@pytest.mark.parametrize("key", [bytes(32), KEY[:-1] + b"\xff", KEY[:16], b""])
def test_a_wrong_key(full: Path, key: bytes) -> None:
    """G02."""
    with unchanged(full.parent), pytest.raises(WrongKey):
        reopen(full, key)
    reopen(full).close()


def test_a_wrong_key_after_a_crash_leaves_the_log_alone(full: Path, tmp_path: Path) -> None:
    """G02. The log beside the file holds entries that are only there."""
    with reopen(full) as store:
        store.journal.append(CONTACT, [note("only in the log")], AVA)
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for name in (full.name, f"{full.name}-wal"):
            shutil.copyfile(full.with_name(name), crashed / name)
    with unchanged(crashed), pytest.raises(WrongKey):
        reopen(crashed / full.name, bytes(32))
    with reopen(crashed / full.name) as store:
        assert len(store.journal.of_contact(CONTACT)) == 1


def test_a_first_page_torn_by_a_crash_is_mended_by_the_log(full: Path, tmp_path: Path) -> None:
    with reopen(full) as store:
        engine = store._engine
        with engine.begin() as cx:
            cx.exec_driver_sql("PRAGMA user_version = 7")  # puts page 1 into the log
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for name in (full.name, f"{full.name}-wal"):
            shutil.copyfile(full.with_name(name), crashed / name)
    torn = crashed / full.name
    with torn.open("r+b") as file:
        file.seek(2000)
        file.write(bytes(500))
    with reopen(torn) as store:
        assert store.journal.verify() == []


def test_a_plain_file_in_its_place(path: Path) -> None:
    """G01."""
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE entries (id)")
    plain.commit()
    plain.close()
    with unchanged(path.parent), pytest.raises(NotOurFile):
        reopen(path)


@pytest.mark.parametrize("written", [b"", b"short", bytes(4096), b"x" * 10_000])
def test_something_else_in_its_place(path: Path, written: bytes) -> None:
    """G01."""
    path.write_bytes(written)
    with unchanged(path.parent), pytest.raises(WrongKey):
        reopen(path)


def test_nothing_in_its_place_makes_no_new_file(path: Path) -> None:
    with pytest.raises(StoreTrouble):
        reopen(path)
    assert contents(path.parent) == {}


def test_nothing_is_made_over_a_file(full: Path) -> None:
    with unchanged(full.parent), pytest.raises(StoreTrouble):
        Store.open(full, KEY, clock=clock(), create=True)


def test_a_start_that_was_cut_short_begins_anew(path: Path) -> None:
    for leftover in ("", "-wal", "-shm", ".lock"):
        path.with_name(f"{path.name}.new{leftover}").write_bytes(b"half a file")
    Store.open(path, KEY, clock=clock(), create=True).close()
    assert set(contents(path.parent)) == {path.name}


def test_an_encrypted_file_without_a_record(path: Path) -> None:
    engine = open_engine(path, KEY, create=True)
    with engine.begin() as cx:
        cx.exec_driver_sql("CREATE TABLE other (a)")
    engine.dispose()
    with unchanged(path.parent), pytest.raises(StoreTrouble, match="no record"):
        reopen(path)


def test_practice_and_real_are_never_mixed(full: Path) -> None:
    practice = full.with_name("practice")
    Store.open(practice, PRACTICE_KEY, clock=clock(), kind="practice", create=True).close()
    with unchanged(full.parent):
        with pytest.raises(WrongStore):
            Store.open(practice, PRACTICE_KEY, clock=clock())
        with pytest.raises(WrongStore):
            Store.open(full, KEY, clock=clock(), kind="practice")
        with pytest.raises(WrongStore):
            Store.open(full.with_name("new"), PRACTICE_KEY, clock=clock(), create=True)


def test_nothing_can_be_read_without_the_key(full: Path) -> None:
    with reopen(full) as store:
        store.journal.append(CONTACT, [note("Marrowbone and quince")], AVA)
        kept = b"".join(each.read_bytes() for each in full.parent.iterdir())
    assert b"SQLite format 3" not in kept
    for words in (b"Marrowbone", b"Farrow", b"CREATE TABLE", b"07700"):
        assert words not in kept
    assert full.stat().st_mode & 0o077 == 0


# -- damage ------------------------------------------------------------------------------------------------


def test_one_bit_in_any_page_is_noticed(full: Path) -> None:
    """G03: page by page; the first looks like a wrong key, each other is named."""
    for page in range(full.stat().st_size // 4096):
        flip(full, page * 4096 + 1000)
        with unchanged(full.parent):
            try:
                with reopen(full) as store:
                    assert [f"page {page + 1}" in fault for fault in store.journal.verify()] == [True]
            except WrongKey:
                assert page == 0
            except StoreDamaged:
                assert page > 0  # a page that opening needs
        flip(full, page * 4096 + 1000)
    with reopen(full) as store:
        assert store.journal.verify() == []


def test_a_damaged_page_is_named_and_poisons_no_later_read(full: Path) -> None:
    pages = full.stat().st_size // 4096
    for page in range(pages // 2, pages):
        flip(full, page * 4096 + 77)
    engine = open_engine(full, KEY)
    with pytest.raises(StoreDamaged), reading(engine) as cx:
        cx.exec_driver_sql("SELECT count(body) FROM entries").all()
    with reading(engine) as cx:  # a fresh connection reads what is whole
        assert cx.exec_driver_sql("SELECT value FROM meta WHERE key = 'kind'").scalar() == "real"
    with pytest.raises(StoreDamaged), reading(engine) as cx:
        run(cx, "SELECT sum(length(body)), sum(length(digest)) FROM entries")
    with reading(engine) as cx:
        assert run(cx, "SELECT value FROM meta WHERE key = 'kind'") == [("real",)]
    engine.dispose()
    with reopen(full) as store:
        assert any("seal of a page is broken" in fault for fault in store.journal.verify())


# -- one window per file ------------------------------------------------------------------------------------


def test_a_second_window_is_refused_until_the_first_closes(full: Path) -> None:
    """R23."""
    first = reopen(full)
    with pytest.raises(StoreBusy):
        reopen(full)
    first.close()
    reopen(full).close()


def test_the_lock_ends_with_the_process_that_held_it(full: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from workstation.store.engine import open_engine
engine = open_engine(Path({str(full)!r}), bytes(range(32)))
print("open", flush=True)
sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdout.readline() == "open\n"
    with pytest.raises(StoreBusy):
        reopen(full)
    holder.kill()
    holder.communicate()
    reopen(full).close()


def test_a_closed_file_stays_closed(full: Path) -> None:
    store = reopen(full)
    store.close()
    store.close()
    with pytest.raises(StoreTrouble, match="closed"):
        store.journal.count()


# -- the disk -------------------------------------------------------------------------------------------------


def fill(store: Store, kept: list[Entry]) -> None:
    for each in range(500):
        kept += store.journal.append(CONTACT, [note(f"{each} " + "words " * 400)], AVA)


def test_a_full_disk_loses_nothing_that_was_kept(store: Store) -> None:
    """G10, R7."""
    with writing(store._engine) as cx:
        pages = cx.exec_driver_sql("PRAGMA page_count").scalar_one()
        cx.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    kept: list[Entry] = []
    with pytest.raises(DiskFull):
        fill(store, kept)
    assert kept
    assert store.journal.of_contact(CONTACT) == tuple(kept)
    with writing(store._engine) as cx:
        cx.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2000}")
    after = store.journal.append(CONTACT, [note("there is room again")], AVA)
    assert after[0].seq == kept[-1].seq + 1
    assert store.journal.verify() == []


def test_a_disk_that_refuses_to_write_loses_nothing(path: Path) -> None:
    """G10, R7. The system's own limit on the size of a file, as a disk that fails in the middle of a write."""
    code = f"""
import resource
from pathlib import Path
from tests.store.stories import AVA, clock, note
from workstation.store.file import Store
from workstation.trouble import StoreTrouble
store = Store.open(Path({str(path)!r}), bytes(range(32)), clock=clock(), create=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    for each in range(500):
        print(store.journal.append("c", [note("words " * 200)], AVA)[0].id, flush=True)
except StoreTrouble as trouble:
    print(trouble.code)
"""
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    *acknowledged, trouble_code = told.stdout.split()
    assert trouble_code in ("LT-100", "LT-106")
    assert acknowledged
    with Store.open(path, KEY, clock=clock()) as store:
        assert [entry.id for entry in store.journal.of_contact(CONTACT)] == acknowledged
        assert store.journal.verify() == []


def test_a_folder_that_went_away_or_may_not_be_written(path: Path, tmp_path: Path) -> None:
    """G10. It is told in words, and nothing half is left behind."""
    nowhere = tmp_path / "gone" / "record"
    with pytest.raises(StoreTrouble):
        Store.open(nowhere, KEY, clock=clock(), create=True)
    assert not nowhere.parent.exists()
    store = Store.open(path, KEY, clock=clock(), create=True)
    kept = store.journal.append(CONTACT, [note("kept")], AVA)
    with writing(store._engine) as cx:
        cx.exec_driver_sql("PRAGMA query_only = ON")  # as a file that may only be read answers
    with pytest.raises(StoreTrouble):
        store.journal.append(CONTACT, [note("refused")], AVA)
    store.close()
    with reopen(path) as again:
        assert again.journal.of_contact(CONTACT) == kept


# -- settings of the connection ---------------------------------------------------------------------------------


def test_every_connection_is_as_it_must_be(store: Store) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2,
        "trusted_schema": 0, "recursive_triggers": 1,
    }  # fmt: skip
    with reading(store._engine) as one, reading(store._engine) as two:
        for cx in (one, two):
            found = {name: cx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
            assert found == wanted
            assert cx.exec_driver_sql("PRAGMA cipher_version").scalar()


def test_what_was_typed_is_in_no_exception(store: Store) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    with pytest.raises(SQLAlchemyError) as error, reading(store._engine) as cx:
        cx.exec_driver_sql("SELECT * FROM nowhere WHERE a = ?", ("Marrowbone",))
    assert "Marrowbone" not in str(error.value)


def test_a_copy_needs_the_key_too(store: Store, tmp_path: Path) -> None:
    from workstation.store.upgrade import copy_to

    store.journal.append(CONTACT, [note("Marrowbone")], AVA)
    copy_to(store._engine, tmp_path / "copy", KEY)
    assert b"Marrowbone" not in (tmp_path / "copy").read_bytes()
    raw = connect(tmp_path / "copy", KEY, "mode=rw")
    assert raw.execute("SELECT count(*) FROM entries").fetchone() == (1,)
    raw.close()


def test_reading_lists_loads_no_engine_and_getting_ready_does(store: Store, path: Path) -> None:
    store.close()
    with Store.open(path, KEY, clock=clock()) as again:
        assert again.register.queue("all", now=clock().now())[1] == 0
        assert again.drafts.of_worker("ava") == ()
        assert again._file._engine is None
        again.get_ready()
        assert again._file._engine is not None


def test_a_closed_file_is_not_read_any_more(store: Store) -> None:
    look = store._file.look
    with look.steady() as ask:
        store.close()
        assert list(ask("SELECT 1", ()))  # who reads may finish
    assert look._free == []
    with pytest.raises(StoreTrouble, match="closed"):
        store.people.all()


def test_a_look_that_failed_is_not_looked_through_again(store: Store) -> None:
    look = store._file.look
    assert store.people.all() == ()
    with pytest.raises(RuntimeError), look.steady():
        raise RuntimeError
    assert look._free == []
    assert store.people.all() == ()


def test_what_is_read_together_belongs_to_one_state_of_the_file(store: Store) -> None:
    look = store._file.look
    with store.register.together():
        assert look.value("SELECT count(*) FROM people") == 0
        store.people.add(Worker(AVA, "Ava Lindqvist", Role.MANAGER))
        assert look.value("SELECT count(*) FROM people") == 0
    assert look.value("SELECT count(*) FROM people") == 1
    with pytest.raises(RuntimeError), store.register.together():
        raise RuntimeError
    assert look.value("SELECT count(*) FROM people") == 1
