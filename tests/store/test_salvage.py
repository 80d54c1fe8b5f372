"""What is not damaged is got out of a damaged file, and nothing that was never written (R8, G03, G05)."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.store.conftest import KEY
from tests.store.damage import OTHER, OWNER, PAGE, everything, fill, flip, made, page_count, wipe
from tests.store.stories import AVA, agree, clock, lines, note
from tests.sync.seals import TestSeals
from workstation.domain.entries import Entry, chain, genuine
from workstation.domain.ids import ContactId, EntryId
from workstation.store import rows, salvage
from workstation.store.cipher import connect
from workstation.store.file import Store
from workstation.store.loose_rows import rows as loose_rows
from workstation.store.sealed_pages import USABLE, NothingToRead, opened
from workstation.store.upgrade import copy_beside
from workstation.trouble import DiskFull, StoreTrouble

C = ContactId("c")
Whole = dict[EntryId, Entry]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Whole]:
    path = tmp_path_factory.mktemp("image") / "record"
    return path, made(path)


@pytest.fixture
def full(image: tuple[Path, Whole], path: Path) -> tuple[Path, Whole]:
    shutil.copyfile(image[0], path)
    return path, image[1]


def salvaged(path: Path) -> tuple[salvage.Found, Path]:
    found = salvage.read(path, KEY)
    return found, salvage.put_in_place(path, KEY, found.things)


def kinds_of_pages(path: Path) -> dict[int, int]:
    """The first byte of each page: what it is to SQLite."""
    with opened(path, KEY) as pages:
        found = {n: pages.page(n) for n in range(1, pages.count + 1)}
    return {n: page[100 if n == 1 else 0] for n, page in found.items() if page is not None}


def leaves_of_entries(path: Path) -> list[int]:
    """The pages on which the rows of entries lie."""
    leaves = [number for number, kind in kinds_of_pages(path).items() if kind == 13]
    with opened(path, KEY) as pages:
        return [number for number in leaves if b"front-door" in (pages.page(number) or b"")]


# -- reading -----------------------------------------------------------------------------------------------


def test_of_a_whole_file_everything_is_read(full: tuple[Path, Whole]) -> None:
    path, whole = full
    found = salvage.read(path, KEY)
    assert found.things.entries == whole
    assert (found.damaged, found.things.false, found.pages) == ((), 0, page_count(path))
    assert len(found.things.aside) == 1
    assert {key for _, key in found.things.drafts} == {"contact/c3/why", "search"}
    assert found.things.people == {AVA: OWNER}
    assert found.things.notes == {"note copies": "17"}


def test_whatever_page_is_damaged_only_what_lies_on_it_is_lost(full: tuple[Path, Whole]) -> None:
    """An entry that lies on one page is lost with that page and with no other, be that the root of its tree."""
    path, whole = full
    lost: Counter[EntryId] = Counter()
    kinds = kinds_of_pages(path)
    for page in range(1, page_count(path) + 1):
        flip(path, (page - 1) * PAGE + 1000)
        found = salvage.read(path, KEY)
        flip(path, (page - 1) * PAGE + 1000)
        assert found.damaged == (page,)
        assert found.things.false == 0
        missing = whole.keys() - found.things.entries.keys()
        assert all(found.things.entries[id_] == whole[id_] for id_ in found.things.entries)
        if kinds[page] in (2, 5, 10):  # an index, or the way to other pages
            assert missing == set()
        lost.update(missing)
    assert set(kinds.values()) >= {0, 2, 5, 10, 13}
    short = {id_ for id_, entry in whole.items() if len(entry.body or b"") < 3_000}
    assert {lost[id_] for id_ in short} == {1}
    assert {lost[id_] for id_ in whole.keys() - short} == {3}  # 11,411 bytes: a leaf, and two pages more


@pytest.mark.parametrize("hurt", [(0.1, 0.2, 0.3), (0.5, 0.55, 0.9), (0.25, 0.5, 0.75)])
def test_what_sqlite_can_still_read_is_there_too(full: tuple[Path, Whole], hurt: tuple[float, ...]) -> None:
    path, whole = full
    for share in hurt:
        wipe(path, int(page_count(path) * share) * PAGE, PAGE)
    found = salvage.read(path, KEY).things.entries
    assert set(read_by_sqlite(path)) <= found.keys()
    assert len(found) > len(whole) * 0.6
    assert all(whole[id_] == entry for id_, entry in found.items())


def read_by_sqlite(path: Path) -> Iterator[EntryId]:
    """One row after the other, each with a fresh connection, because a damaged page ends the one that met it."""
    for number in range(1, 600):
        with closing(connect(path, KEY, "mode=rw")) as raw:
            try:
                row = raw.execute(
                    f"SELECT {', '.join(rows.NAMES)} FROM entries WHERE no = ?", [number]
                ).fetchone()
            except Exception:  # noqa: BLE001, S112 - whatever it says
                continue
        if row is not None and genuine(entry := rows.of_row(row)):  # of a wiped page SQLCipher reads zeros
            yield entry.id


def test_a_file_that_was_cut_off(full: tuple[Path, Whole]) -> None:
    path, whole = full
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 + 100)
    found = salvage.read(path, KEY)
    assert 0 < len(found.things.entries) < len(whole)
    assert len(found.damaged) == found.pages - path.stat().st_size // PAGE


def test_words_that_are_not_those_of_the_digest_are_left_out(full: tuple[Path, Whole]) -> None:
    """Somebody with the key changed a word: the pages are all well sealed."""
    path, whole = full
    changed = next(id_ for id_, entry in whole.items() if entry.body)
    with closing(connect(path, KEY, "mode=rw")) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE entries SET body = ? WHERE id = ?", [b'{"text":"No further action."}', changed])
    found = salvage.read(path, KEY)
    assert (found.things.false, found.damaged) == (1, ())
    assert found.things.entries.keys() == whole.keys() - {changed}


@pytest.mark.parametrize("seed", range(12))
def test_old_and_new_pages_in_one_file_invent_nothing(path: Path, seed: int) -> None:
    """G04: every seal holds, and the pages are of two days. What is read was written on one of them."""
    early = made(path, contacts=8)
    before = path.read_bytes()
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        store.journal.sit(AVA, TestSeals("ava"))
        for each in range(40):
            store.journal.append(ContactId(f"c{each % 8}"), [note(f"{each} " * 40 * (each % 9)), note()], AVA)
        late = everything(store)
    dice, after = Random(seed), path.read_bytes()
    with path.open("r+b") as file:
        for page in range(1, len(before) // PAGE):
            if dice.random() < 0.5:
                file.seek(page * PAGE)
                file.write(before[page * PAGE : (page + 1) * PAGE])
    written = {chain(entry) for entry in (*early.values(), *late.values())}
    found, _ = salvaged(path)
    assert found.damaged == ()
    assert {chain(entry) for entry in found.things.entries.values()} <= written
    assert all(genuine(entry) for entry in found.things.entries.values())
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        assert everything(store).keys() == found.things.entries.keys() - found.things.doubts.keys()
    assert len(found.things.entries) > len(late) // 3
    assert after != path.read_bytes()


# -- the first page, and the log ---------------------------------------------------------------------------


def test_a_first_page_that_kept_its_salt_costs_nothing(full: tuple[Path, Whole]) -> None:
    path, whole = full
    wipe(path, 16, PAGE - 16)
    assert salvage.read(path, KEY).things.entries == whole


@pytest.mark.parametrize("key", [KEY, bytes(32)])
def test_without_salt_or_key_nothing_can_be_read_and_nothing_is_changed(
    full: tuple[Path, Whole], key: bytes
) -> None:
    path, _ = full
    if key == KEY:
        wipe(path, 0, PAGE)
    before = path.read_bytes()
    with pytest.raises(NothingToRead):
        salvage.read(path, key)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == {path.name: before}


@pytest.fixture
def crashed(path: Path) -> tuple[Path, Whole]:
    """A computer stopped: much is only in the log beside the file."""
    running = path.with_name("running")
    with Store.open(running, KEY, clock=clock(), create=True, first=OWNER) as store:
        store.journal.sit(AVA, TestSeals("ava"))
        for each in range(40):
            store.journal.append(ContactId("c"), [note(f"{each} " * 200)], AVA)
        whole = everything(store)
        shutil.copyfile(running, path)
        shutil.copyfile(f"{running}-wal", f"{path}-wal")
    return path, whole


def test_what_only_the_log_has_is_read(crashed: tuple[Path, Whole]) -> None:
    path, whole = crashed
    assert salvage.read(path, KEY).things.entries == whole
    wipe(path, 0, PAGE)  # its first page is in the log as well, with the salt
    found = salvage.read(path, KEY)
    assert found.things.entries == whole
    log = path.with_name(f"{path.name}-wal")
    log.unlink()
    with pytest.raises(NothingToRead):
        salvage.read(path, KEY)


def test_a_log_that_was_cut_gives_what_came_before(crashed: tuple[Path, Whole]) -> None:
    """G05: never a hole in the middle, and never more than was committed."""
    path, whole = crashed
    log = path.with_name(f"{path.name}-wal")
    long, before = log.read_bytes(), -1
    for size in range(0, len(long) + 1, 3000):
        log.write_bytes(long[:size])
        found = salvage.read(path, KEY).things.entries
        assert sorted(entry.seq for entry in found.values()) == list(range(1, len(found) + 1))
        assert len(found) >= before
        before = len(found)
    log.write_bytes(long)
    assert salvage.read(path, KEY).things.entries == whole


def test_a_damaged_page_in_the_log_hides_no_other(crashed: tuple[Path, Whole]) -> None:
    """SQLite reads the log up to the first frame that is odd, and says nothing of what comes after."""
    path, whole = crashed
    flip(path.with_name(f"{path.name}-wal"), 32 + 10 * (24 + PAGE) + 500)
    found = salvage.read(path, KEY).things.entries
    assert len(found) >= len(whole) - 1
    shutil.copyfile(path, path.with_name("other"))
    shutil.copyfile(f"{path}-wal", path.with_name("other-wal"))
    assert len(list(read_by_sqlite(path.with_name("other")))) < 20


# -- a fresh file in its place ------------------------------------------------------------------------------


def test_the_fresh_file_is_whole_and_the_damaged_one_is_kept(full: tuple[Path, Whole]) -> None:
    path, whole = full
    with Store.open(path, KEY, clock=clock()) as store:
        names = store.journal.keys().keys()
    flip(path, (leaves_of_entries(path)[3] - 1) * PAGE + 1000)
    before = path.read_bytes()
    found, kept = salvaged(path)
    assert (kept.name, kept.read_bytes()) == (f"{path.name}.damaged-1", before)
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        store.journal.sit(AVA, TestSeals("ava"))
        assert everything(store) == found.things.entries
        assert 0 < len(whole) - len(found.things.entries) < 20
        assert store.journal.verify() == []
        assert store.journal.device not in names
        assert store.people.all() == (OWNER,)
        assert {draft.key for draft in store.drafts.of_worker(AVA)} == {"contact/c3/why", "search"}
        assert store.notes.get("copies") == "17"
        (on,) = store.journal.append(ContactId("c3"), [note("and on")], AVA)
        assert on.seq == 1
    assert not path.with_name(f"{path.name}.salvaged").exists()
    assert salvaged(path)[1].name == f"{path.name}.damaged-2"


class _Stopped(BaseException):
    """The computer stops."""


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("moment", range(4))
def test_a_salvage_that_is_cut_short_can_be_begun_again(
    crashed: tuple[Path, Whole], monkeypatch: pytest.MonkeyPatch, moment: int, *, log: bool
) -> None:
    path, whole = crashed
    if not log:
        path.with_name(f"{path.name}-wal").unlink()
        whole = {}
    image = {one.name: one.read_bytes() for one in path.parent.iterdir() if one.name.startswith(path.name)}
    moves, replace = iter(range(99)), Path.replace

    def stops(self: Path, target: Path) -> Path:
        if next(moves) == moment:
            raise _Stopped
        return replace(self, target)

    with monkeypatch.context() as stopping:
        stopping.setattr(Path, "replace", stops)
        try:
            salvaged(path)
        except _Stopped:
            if moment == 0:
                for name, content in image.items():
                    assert path.with_name(name).read_bytes() == content
    salvage.put_back(path)
    _, kept = salvaged(path)
    if moment < 2 + log:
        assert kept.name.endswith(".damaged-1")
        assert kept.read_bytes() == image[path.name]
    with Store.open(path, KEY, clock=clock()) as store:
        assert everything(store) == whole
    salvage.put_back(path)
    assert path.exists()


@pytest.mark.parametrize("moment", range(3))
def test_a_file_that_cannot_be_moved_stays_in_its_place(
    crashed: tuple[Path, Whole], monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Another program holds it or its log, as Windows lets it."""
    path, whole = crashed
    image = {one: one.read_bytes() for one in path.parent.iterdir() if one.name.startswith(path.name)}
    moves, replace = iter(range(99)), Path.replace

    def refuses(self: Path, target: Path) -> Path:
        if next(moves) == moment:
            raise PermissionError(13, "The file is being used by another process")
        return replace(self, target)

    with monkeypatch.context() as held:
        held.setattr(Path, "replace", refuses)
        with pytest.raises(StoreTrouble):
            salvaged(path)
    assert {one: one.read_bytes() for one in image} == image
    assert not path.with_name(f"{path.name}.salvaged").exists()
    salvaged(path)
    with Store.open(path, KEY, clock=clock()) as store:
        assert everything(store) == whole


def test_a_full_disk_changes_nothing(full: tuple[Path, Whole], monkeypatch: pytest.MonkeyPatch) -> None:
    path, whole = full
    before = path.read_bytes()
    found = salvage.read(path, KEY)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as crowded:
        crowded.setattr(salvage, "run_many", no_room)
        with pytest.raises(DiskFull):
            salvage.put_in_place(path, KEY, found.things)
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == {path.name: before}
    assert salvaged(path)[0].things.entries == whole


# -- copies -------------------------------------------------------------------------------------------------


def test_a_copy_from_before_an_upgrade_helps_and_brings_no_erased_words_back(path: Path) -> None:
    with Store.open(path, KEY, clock=clock(), create=True, first=OWNER) as store:
        (one,) = store.journal.append(ContactId("c1"), [note("early")], AVA)
    copy = path.with_name(f"{path.name}.before-0007")
    copy_beside(path, copy, KEY)
    early = copy.read_bytes()
    with Store.open(path, KEY, clock=clock()) as store:
        fill(store, 3)
        whole = everything(store)
    assert not copy.exists()  # words were erased
    copy.write_bytes(early)
    wipe(path, 0, page_count(path) * PAGE)
    found = salvage.read(path, KEY).things
    assert found.entries == {one.id: whole[one.id]}
    assert found.people == {AVA: OWNER}


def test_erased_words_come_back_from_no_copy_whatever_is_damaged(path: Path) -> None:
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        (secret,) = store.journal.append(C, [note("Marrowbone")], AVA)
        many = [note(f"{each} " * 200) for each in range(20)]
        store.journal.append(C, many, AVA)
    copy = path.with_name(f"{path.name}.before-0007")
    copy_beside(path, copy, KEY)
    early = copy.read_bytes()
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        store.journal.append(C, [*many, agree(secret.id)], AVA)
        store.journal.redact(secret.id, "Court order 12", "wrong child", OTHER)
    copy.write_bytes(early)  # somebody put it back
    bodies = []
    for leaf in leaves_of_entries(path)[:-1]:  # in the last one is the word that erases
        flip(path, (leaf - 1) * PAGE + 1000)
        found = salvage.read(path, KEY).things
        bodies.append(found.entries[secret.id].body)
        flip(path, (leaf - 1) * PAGE + 1000)
    assert len(bodies) > 2
    assert set(bodies) == {None}


def test_words_that_an_old_page_still_has_are_erased_again(path: Path) -> None:
    """A page was put back to what it was before the erasure: its seal holds."""
    with Store.open(path, KEY, clock=clock(), create=True) as store:
        (secret,) = store.journal.append(C, [note("Marrowbone")], AVA)
        store.journal.append(C, [note(f"{each} " * 200) for each in range(40)], AVA)
        store.journal.append(C, [agree(secret.id)], AVA)
    early, leaf = path.read_bytes(), leaves_of_entries(path)[0]
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        store.journal.redact(secret.id, "Court order 12", "wrong child", OTHER)
    with path.open("r+b") as file:
        file.seek((leaf - 1) * PAGE)
        file.write(early[(leaf - 1) * PAGE : leaf * PAGE])
    found, _ = salvaged(path)
    assert found.things.entries[secret.id].body is not None
    with Store.open(path, KEY, clock=clock()) as store:
        assert everything(store)[secret.id].body is None
        assert store.journal.verify() == []


def test_no_row_is_read_from_a_page_that_goes_round_in_a_circle() -> None:
    """Old and new pages beside each other can say anything: reading ends all the same."""

    class Circle:
        count = 3

        def page(self, number: int) -> bytes:
            return number.to_bytes(4, "big") + bytes(USABLE - 4) if number > 1 else leaf()

    def leaf() -> bytes:
        cell = bytes([0xFF, 0xFF, 0x7F, 1]) + bytes(2000)  # a row of two million bytes
        head = bytes(100) + bytes([13, 0, 0, 0, 1, 0, 0, 0]) + (1000).to_bytes(2, "big")
        return (head + bytes(1000 - len(head)) + cell).ljust(USABLE, b"\0")

    assert list(loose_rows(Circle(), set())) == []  # type: ignore[arg-type]
