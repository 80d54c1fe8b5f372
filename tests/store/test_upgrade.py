"""An older file is copied, then brought up to date; a fresh file is the same as an upgraded one."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.store.stories import AVA, clock, lines, note, story
from workstation.domain.ids import AuthorId, ContactId, DeviceId
from workstation.services import find, opening, prints
from workstation.settings import PRACTICE_KEY
from workstation.store import schema, upgrade
from workstation.store.cipher import check_key
from workstation.store.engine import open_engine, reading, writing
from workstation.store.file import Store
from workstation.store.head import HEAD
from workstation.store.journal import Journal
from workstation.trouble import StoreFromNewer

KEY = bytes(range(32))
FIRST = Path(__file__).with_name("golden") / "first.lintel"
"""Written by the first version that people could try: two contacts, an erasure, a draft."""
SIGNED = FIRST.with_name("signed.lintel")
"""A practice file written by the program as commit fecea7d left it, before there was a second step: one contact,
from the phone to the signature, in 46 entries.
"""
NEXT_STEP = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "{next}", "{head}"
def upgrade():
    op.add_column("drafts", sa.Column("colour", sa.Text))
    if {fails}:
        op.execute("SELECT * FROM nothing")
"""
NEXT = f"{int(HEAD) + 1:04}"


def shape(engine: sa.Engine) -> set[str]:
    """Every table, index and trigger as it was written, less its blanks and quotes."""
    with reading(engine) as cx:
        written = cx.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars()
        return {"".join(sql.replace('"', "").split()) for sql in written}


def stamped(engine: sa.Engine) -> str:
    return upgrade.version(engine)


@pytest.fixture
def old(tmp_path: Path) -> sa.Engine:
    """A file of this version with two entries in it, that has taken every step since the first."""
    engine = open_engine(tmp_path / "store", KEY, create=True)
    upgrade.take_steps(engine)
    Journal(engine, clock(), DeviceId("d")).append(ContactId("c"), [note("one"), note("two")], AVA)
    return engine


def next_steps(folder: Path, *, fails: bool) -> Path:
    steps = folder / "steps 50%"
    steps.mkdir()
    for step in upgrade.STEPS.glob("step_*.py"):
        (steps / step.name).write_text(step.read_text())
    (steps / f"step_{NEXT}.py").write_text(NEXT_STEP.format(fails=fails, next=NEXT, head=HEAD))
    return steps


def test_a_fresh_file_is_the_same_as_an_upgraded_one(tmp_path: Path, old: sa.Engine) -> None:
    fresh = open_engine(tmp_path / "fresh", KEY, create=True)
    with writing(fresh) as cx:
        schema.create_all(cx)
    assert shape(fresh) == shape(old)
    assert stamped(fresh) == stamped(old) == HEAD
    fresh.dispose()
    old.dispose()


def test_an_old_file_keeps_its_entries_and_is_copied_first(tmp_path: Path, old: sa.Engine) -> None:
    steps = next_steps(tmp_path, fails=False)
    upgrade.bring_up_to_date(old, tmp_path / "store", KEY, head=NEXT, folder=steps)
    assert stamped(old) == NEXT
    with reading(old) as cx:
        assert "colour" in {column["name"] for column in sa.inspect(cx).get_columns("drafts")}
    journal = Journal(old, clock(), DeviceId("d"))
    assert [entry.seq for entry in journal.of_contact(ContactId("c"))] == [1, 2]
    assert journal.verify() == []
    old.dispose()

    copy = tmp_path / f"store.before-{NEXT}"
    check_key(copy, KEY)
    engine = open_engine(copy, KEY)
    assert stamped(engine) == HEAD
    assert Journal(engine, clock(), DeviceId("d")).count() == 2
    engine.dispose()


def test_a_file_of_the_first_version_is_all_there(tmp_path: Path) -> None:
    path = tmp_path / "record"
    shutil.copyfile(FIRST, path)
    with Store.open(path, KEY, clock=clock()) as store:
        store.register.follow(lines)
        assert store.journal.verify() == []
        assert [entry.kind for entry in store.journal.of_contact(ContactId("b"))[:2]] == [
            "NoteMade",
            "Redacted",
        ]
        assert store.journal.of_contact(ContactId("b"))[0].body is None
        assert "Ọláńrewájú, 张伟, محمد".encode() in (store.journal.of_contact(ContactId("b"))[-1].body or b"")
        told = store.journal.of_contact(ContactId("a"))
        assert [entry.kind for entry in told] == [type(body).__name__ for body in story("a")]
        assert store.drafts.get("key", worker=AVA)
        (on,) = store.journal.append(ContactId("a"), [note("and on")], AVA)
        assert (on.seq, on.device != told[0].device) == (
            1,
            True,
        )  # it is a copy: it writes under another name
        assert store.journal.waiting_count() == store.journal.count() == 28
        assert store.journal.verify() == []
    before = open_engine(tmp_path / f"record.before-{HEAD}", KEY)
    assert stamped(before) == "0001"
    before.dispose()


def test_a_signed_contact_of_the_first_version_is_read_found_and_printed(tmp_path: Path) -> None:
    path = tmp_path / "practice.lintel"
    shutil.copyfile(SIGNED, path)
    old = open_engine(path, PRACTICE_KEY)
    assert stamped(old) == "0001"
    with reading(old) as cx:
        rows = cx.exec_driver_sql("SELECT id, kind, author, digest, body FROM entries ORDER BY no").all()
        before = [tuple(row) for row in rows]
    old.dispose()
    desk = opening.practice_desk(path, clock=clock())
    try:
        kept = desk.store.journal.of_contact(ContactId("c-farrow"))
        after = [(e.id, e.kind, e.author, e.digest, e.body) for e in kept]
        assert after == before
        assert len(before) == 46
        assert desk.store.journal.verify() == []
        opening.sit_down(desk, AuthorId("w-rukhsana"))
        assert "C26-18412-K" in [line.number for line in find.search(desk, "farrow").contacts]
        seen = prints.preview(desk, ContactId("c-farrow"), "case file").text
        assert "Signed off 24 Nov 2026 14:05 by Bola Mensah, team manager." in " ".join(seen.split())
        assert "Quillet" not in seen, "what was hidden then is hidden now"
    finally:
        desk.close()


def test_a_step_that_fails_leaves_no_trace(tmp_path: Path, old: sa.Engine) -> None:
    before = shape(old)
    steps = next_steps(tmp_path, fails=True)
    with pytest.raises(sa.exc.OperationalError):
        upgrade.bring_up_to_date(old, tmp_path / "store", KEY, head=NEXT, folder=steps)
    assert shape(old) == before
    assert stamped(old) == HEAD
    old.dispose()


def test_a_newer_file_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store"
    Store.open(path, KEY, clock=clock(), create=True).close()
    engine = open_engine(path, KEY)
    with writing(engine) as cx:
        cx.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")
    engine.dispose()
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(StoreFromNewer):
        Store.open(path, KEY, clock=clock())
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert {each.name for each in tmp_path.iterdir()} == {"store", "store.lock"}


def test_alembic_is_not_loaded_for_a_file_that_is_up_to_date(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from workstation.domain.times import SystemClock
from workstation.settings import PRACTICE_KEY
from workstation.store.file import Store
path = Path({str(tmp_path / "store")!r})
for create in (True, False):
    Store.open(path, PRACTICE_KEY, clock=SystemClock(), kind="practice", create=create).close()
assert "alembic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
    assert PRACTICE_KEY
