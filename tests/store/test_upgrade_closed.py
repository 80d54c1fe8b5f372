"""A file written by the commit that closed the first issue is all there for the program of today: each entry and
chain, draft, copy number, print log and list is what that program itself read in it (`closed_story`).
"""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.report.contacts import CONTACT
from tests.store import closed_story
from tests.store.test_upgrade import NEXT, next_steps
from workstation.domain import copies, kinds
from workstation.domain.times import FixedClock
from workstation.services import prints
from workstation.settings import PRACTICE_KEY
from workstation.store import upgrade
from workstation.store.engine import open_engine, reading
from workstation.store.head import HEAD

CLOSED = Path(__file__).with_name("golden") / "closed.lintel"
TOLD: dict[str, Any] = json.loads(CLOSED.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return shutil.copyfile(CLOSED, tmp_path / "practice.lintel")


def read(path: Path) -> dict[str, Any]:
    """What the program of today reads in it."""
    desk = closed_story.desk_over(path, FixedClock(datetime.fromisoformat(TOLD["at"])))
    try:
        told: dict[str, Any] = json.loads(json.dumps(closed_story.everything(desk)))
        return told
    finally:
        desk.close()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as it lies in the file."""
    engine = open_engine(path, PRACTICE_KEY)
    with reading(engine) as cx:
        tables = sa.inspect(cx).get_table_names()
        found = {
            table: sorted((tuple(row) for row in cx.exec_driver_sql(f'SELECT * FROM "{table}"')), key=repr)
            for table in tables
        }
    engine.dispose()
    return found


def test_everything_is_what_it_was_when_it_was_written(path: Path) -> None:
    before = upgrade_of(path)
    told = {"at": TOLD["at"], **read(path)}
    for part, known in TOLD.items():
        assert told[part] == known, part
    assert before == upgrade_of(path) or path.with_name(f"{path.name}.before-{HEAD}").exists()


def upgrade_of(path: Path) -> str:
    engine = open_engine(path, PRACTICE_KEY)
    found = upgrade.version(engine)
    engine.dispose()
    return found


def test_it_tells_of_every_kind_there_was_and_nothing_is_empty() -> None:
    kinds_there = {entry[2] for entry in TOLD["entries"]}
    assert kinds_there <= set(kinds.KINDS)
    assert len(kinds_there) >= 80
    assert [entry[2] for entry in TOLD["entries"] if entry[-2] is None] == ["NoteMade"], "one was erased"
    assert TOLD["chains"]["wrong"] == []
    assert {copy[1] for copy in TOLD["copies"]["c-farrow"]} == {"printed", "saved", "failed", "unknown"}
    assert all(TOLD[part] for part in ("drafts", "refused", "packs", "people", "files"))
    assert sum(map(bool, TOLD["lists"].values())) >= 9
    assert [end[0] for end in TOLD["chains"]["ends"].values()] == [98, 2, 1, 60]


def test_the_next_step_is_taken_after_a_copy_and_leaves_every_row_as_it_was(
    path: Path, tmp_path: Path
) -> None:
    if upgrade_of(path) < HEAD:
        read(path)  # the steps since then come first
    before = rows(path)
    engine = open_engine(path, PRACTICE_KEY)
    upgrade.bring_up_to_date(engine, path, PRACTICE_KEY, head=NEXT, folder=next_steps(tmp_path, fails=False))
    engine.dispose()
    after, copy = rows(path), path.with_name(f"{path.name}.before-{NEXT}")
    assert after.pop("alembic_version") == [(NEXT,)]
    assert [row[:-1] for row in after.pop("drafts")] == before["drafts"], "the step gives drafts a colour"
    assert after == {
        table: found for table, found in before.items() if table not in ("alembic_version", "drafts")
    }
    assert rows(copy) == before
    told = read(copy)
    assert told["entries"] == TOLD["entries"]
    assert told["copies"] == TOLD["copies"]


def test_work_goes_on_and_no_copy_number_comes_again(path: Path) -> None:
    desk = closed_story.desk_over(path, FixedClock(datetime.fromisoformat(TOLD["at"])))
    try:
        order = prints.Order("case file")
        read_ = prints.look(desk, CONTACT, order).seen
        taken = prints.take(desk, CONTACT, prints.Order("case file", read=read_.hidden_found))
        numbers = [copy.number for copy in copies.copies(desk.file(CONTACT))]
        assert numbers[-1] == taken.number
        assert numbers[:-1] == [copy[0] for copy in TOLD["copies"]["c-farrow"]]
        assert len(set(numbers)) == len(numbers) == 7
        assert desk.store.journal.verify() == []
        assert "Quillet" not in read_.text
    finally:
        desk.close()
