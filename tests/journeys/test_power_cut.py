"""The power goes: only what was synced to the disk survives, and of the rest whatever chance left (R10).

The disk of `disk.c` keeps a copy of each file at each fsync. After a cut those copies are the files; in the second
kind of cut single blocks of what was written since have reached the disk as well, and others have not.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.desk import Desk, Died
from tests.journeys.fleet import Fleet

BLOCK = 4096


def forget_unsynced(kept: Path, file: Path, dice: random.Random) -> None:
    """Nothing that was not synced is there."""
    for path in file.parent.glob(file.name + "*"):
        path.unlink()
    for path in kept.iterdir():
        shutil.copy2(path, file.parent / path.name)


def keep_some_blocks(kept: Path, file: Path, dice: random.Random) -> None:
    """Of what was not synced some blocks are there, in no order."""
    for path in file.parent.glob(file.name + "*"):
        now = path.read_bytes()
        synced = kept / path.name
        then = synced.read_bytes() if synced.exists() else b""
        size = dice.choice((len(then), max(len(then), len(now))))
        blocks = (
            dice.choice((now, then))[at : at + BLOCK].ljust(BLOCK, b"\0") for at in range(0, size, BLOCK)
        )
        path.write_bytes(b"".join(blocks)[:size])
    file.with_name(file.name + "-shm").unlink(missing_ok=True)  # memory, not disk


CUTS: dict[str, Callable[[Path, Path, random.Random], None]] = {
    "only what was synced": forget_unsynced, "some of the rest": keep_some_blocks,
}  # fmt: skip


def watched(fleet: Fleet, worker: str) -> Desk:
    """A workstation whose disk keeps what would survive."""
    desk = fleet.desk(worker)
    desk.write(2)
    desk.close()
    kept = fleet.folder / f"{worker}-kept"
    kept.mkdir()
    shutil.copy2(desk.place.file, kept)
    desk.place = replace(desk.place, kept=kept)
    desk.open()
    return desk


@pytest.mark.parametrize("cut", CUTS)
def test_whatever_was_called_saved_is_there_after_a_power_cut(fleet: Fleet, cut: str) -> None:
    dice = random.Random(cut)
    ava, ben = watched(fleet, "ava"), fleet.desk("ben")
    kept = ava.place.kept
    assert kept is not None
    for turn in range(12):
        much = turn % 3 == 1  # a long page does not wait for the disk (`Carrying.receive`)
        ben.write(dice.randint(101, 150) if much else dice.randint(0, 30))
        ben.exchange()
        told: set[object] = set()
        try:
            ava.die_at_change(dice.randint(2, 600 if much else 60))
            for _ in range(20):
                ava.write(dice.randint(1, 3))
                told.update(ava.saved)
                if dice.random() < 0.4:
                    ava.exchange()
        except Died:
            told.update(ava.saved)
        ava.kill()
        CUTS[cut](kept, ava.place.file, dice)
        ava.open()
        assert told <= ava.look().ids, f"lost in turn {turn}"
        assert ava.look().faults == ()
    assert ava.deaths >= 10
    fleet.settle()
    fleet.check()


def test_a_workstation_dies_before_any_change_of_its_files(fleet: Fleet) -> None:
    """Kill -9 between any two writes of SQLite's, in an append and in each step of a round."""
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    ava.write(1)
    fleet.settle()
    change, survived = 1, False
    while not survived:
        ben.write(2)
        ben.exchange()
        if not ava.is_open:
            ava.open()
        try:
            ava.die_at_change(change)
            ava.write(1)
            ava.exchange()
            ava.die_at_change(0)
            survived = True
        except Died:
            change += 2
    assert change > 20
    fleet.settle()
    fleet.check()
