"""Computers on which nobody works pack the record by themselves, one of them each piece, until they are needed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.central.office import PostgresOffice
from tests.central.packs import MANY, SIZE, NewDesk, desk, near, pieces, supervise, told
from tests.store.conftest import KEY
from tests.store.stories import AVA, clock, lines
from tests.sync.seals import TestSeals, genuine
from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import DeviceId
from workstation.settings import load
from workstation.store.file import Store
from workstation.sync import idle_packing, packing, runner
from workstation.sync.idle_packing import Packer, pack_piece
from workstation.sync.pace import Pace
from workstation.sync.runner import Besides, Ears, Runner

__all__ = ["desk", "near"]
PC = DeviceId("pc-duty")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pieces, and no chance in when it looks."""
    monkeypatch.setattr(packing, "SIZE", SIZE)
    monkeypatch.setattr(idle_packing, "SELDOM", 1)


def quiet() -> bool:
    return True


def test_a_supervisors_idle_computer_packs_what_is_whole(office: PostgresOffice, desk: NewDesk) -> None:
    told(office)
    packer, central = Packer(Random(1)), office.central("duty")
    assert [packer.look(central, PC, quiet) for _ in range(7)] == [True] * 5 + [False] * 2
    assert pieces(office) == [(n * SIZE + 1, (n + 1) * SIZE) for n in range(MANY // SIZE)]
    desk.exchange()
    assert desk.central.pulled == MANY % SIZE
    assert [entry.id for entry in desk.told()] == [e.id for e in central.pull(FRONT_DOOR, 0).entries]


def test_who_may_not_pack_asks_once_and_nothing_is_held_up(office: PostgresOffice, desk: NewDesk) -> None:
    told(office)
    packer = Packer(Random(1))
    assert not packer.look(desk.central, PC, quiet)
    desk.central.close()
    assert not packer.look(desk.central, PC, quiet)
    assert desk.central._line is None  # it was not even asked
    assert pieces(office) == []


def test_it_stops_when_somebody_works_and_begins_anew_later(office: PostgresOffice, desk: NewDesk) -> None:
    told(office)
    packer, central = Packer(Random(1)), office.central("duty")
    for steps in range(4):
        left = iter(range(steps))
        assert not packer.look(central, PC, lambda left=left: next(left, None) is not None)  # type: ignore[misc]
        assert pieces(office) == []
    assert packer.look(central, PC, quiet)
    assert pieces(office) == [(1, SIZE)]


def test_of_two_at_once_one_packs_a_piece(office: PostgresOffice, desk: NewDesk) -> None:
    told(office)
    office.add("second", "manager")
    office.grant("second", FRONT_DOOR, write=True)
    lines = [office.central(worker) for worker in ("duty", "second")]
    came = threading.Barrier(2)
    done: list[bool] = []

    def both(which: int) -> None:
        came.wait()
        done.append(pack_piece(lines[which], FRONT_DOOR, 1, SIZE))

    threads = [threading.Thread(target=both, args=(which,)) for which in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, True]
    assert pieces(office) == [(1, SIZE)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "record", KEY, clock=clock(), create=True) as made:
        made.register.follow(lines)
        made.journal.sit(AVA, TestSeals("duty"))
        yield made


def test_the_thread_of_the_exchange_packs_while_nobody_works(
    office: PostgresOffice, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(office)
    supervise(office)
    went = threading.Event()
    monkeypatch.setattr(runner, "_QUIET", -1.0)  # nobody ever worked here
    ears = Ears(lambda _: None, lambda _: went.set(), lambda _: None, lambda: None)
    besides = Besides(packer=Packer(Random(1)))
    made = Runner(store.journal, lambda: office.central("duty"), genuine, ears, Pace(Random(1)), besides)
    made.start()
    for _ in range(600):
        went.wait(1)
        went.clear()
        if pieces(office):
            break
        made.nudge()
    made.stop(20)
    assert pieces(office)


def test_a_council_can_switch_it_off(tmp_path: Path) -> None:
    machine, user = tmp_path / "machine.toml", tmp_path / "user.toml"
    assert load(machine, user).pack_pieces
    machine.write_text("pack_pieces = false\n")
    user.write_text("pack_pieces = true\n")
    assert not load(machine, user).pack_pieces
