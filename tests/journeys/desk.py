"""A workstation as a test sees it: orders go in, answers come back, and it can die at any moment.

What it said "saved" about is written into `told` as it says so, and stays there when it dies.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from tests.journeys import desk_process
from tests.journeys.desk_process import CONTACTS, Place, Sight, Trip, note
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.kinds import Body
from workstation.sync.exchange import Round

_PRELOADED: Final = "LINTEL_NURSERY"
_PATIENCE: Final = 60.0
"""Seconds after which a workstation that says nothing has hung: longer than any wait of its own."""


class Died(Exception):
    """The process is gone."""


class Failed(Exception):
    """It could not do it; what a person would read is in `trip`."""

    def __init__(self, trip: Trip) -> None:
        super().__init__(f"{trip.kind} {trip.code}")
        self.trip = trip


def nursery() -> multiprocessing.context.ForkServerContext:
    """Where desks come from: a process that has loaded everything already, so that a new one takes no time. What
    comes from it has the disk of `disk.c`, which does nothing until it is told to.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([desk_process.__name__, "workstation.store.upgrade"])
    if not os.environ.get(_PRELOADED):
        os.environ[_PRELOADED] = "1"
        os.environ["LD_PRELOAD"] = str(disk())
        forkserver.ensure_running()
        del os.environ["LD_PRELOAD"]
    return context


def disk() -> Path:
    """Compile `disk.c`. The folder goes when this process ends."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise RuntimeError("These tests need a C compiler: ./dev setup installs one.")
    folder = Path(tempfile.mkdtemp(prefix="lintel-disk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source, made = Path(desk_process.__file__).with_name("disk.c"), folder / "disk.so"
    command: list[str | Path] = [compiler, "-O1", "-shared", "-fPIC", "-o", made, source, "-ldl"]
    subprocess.run(command, check=True)
    return made


class Desk:
    """One workstation and what it promised."""

    def __init__(self, place: Place, told: set[EntryId]) -> None:
        self.place, self.told = place, told
        self.saved: list[EntryId] = []
        """What the last `say` was told, also when it ended badly."""
        self.deaths = 0
        self.rounds: list[Round | Trip] = []
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    # -- its life -----------------------------------------------------------------------------------------

    def open(self) -> DeviceId:
        """Switch it on; under which name it writes. `Failed` when its file cannot be opened."""
        context = nursery()
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=desk_process.main, args=(theirs, self.place), daemon=True)
        self._process.start()
        theirs.close()
        try:
            return DeviceId(self._answer())
        except Failed:
            self._gone()
            raise

    @property
    def is_open(self) -> bool:
        return self._process is not None

    def close(self) -> None:
        """Switch it off as one should."""
        if self._pipe is not None and self._process is not None:
            self._pipe.send(())
            self._process.join(_PATIENCE)
            self._gone()

    def kill(self) -> None:
        """`kill -9`, wherever it is."""
        if self._process is not None:
            self._process.kill()
            self._gone()
            self.deaths += 1

    def shoot(self) -> None:
        """The same while somebody waits for its answer, who hears of it."""
        if self._process is not None:
            self._process.kill()

    def _gone(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(_PATIENCE)
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    # -- orders -------------------------------------------------------------------------------------------

    def say(
        self, *words: Body, contact: ContactId = CONTACTS[0], answers: tuple[EntryId, ...] = ()
    ) -> list[EntryId]:
        """Write these down; what was saved of them. `Died` and `Failed` leave what was in `told`."""
        self.saved.clear()
        self._do("say", contact, list(words), answers)
        return list(self.saved)

    def write(self, many: int, *, contact: ContactId = CONTACTS[0]) -> list[EntryId]:
        """Write so many notes."""
        return self.say(*[note(f"Note {number} of {many}.") for number in range(many)], contact=contact)

    def slip_in(self, body: bytes, happened: datetime, kind: str = "NoteMade") -> EntryId:
        """Have an entry that no window would let through."""
        return EntryId(self._do("slip_in", body, happened, kind))

    def redact(self, target: EntryId) -> None:
        self._do("redact", target)

    def exchange(self) -> Round | Trip:
        """Go one round with Central."""
        done: Round | Trip = self._do("exchange")
        self.rounds.append(done)
        return done

    def reconnect(self) -> Round | Trip:
        """A round after the line broke: a first try may only find that out."""
        done = self.exchange()
        return self.exchange() if isinstance(done, Trip) else done

    def hang_up(self) -> None:
        """Drop the line; the next round makes one."""
        self._do("hang_up")

    def ask_again(self) -> None:
        self._do("ask_again")

    def look(self, *, thorough: bool = True) -> Sight:
        """What it holds; `thorough` also checks every page and chain, which needs some room on the disk."""
        sight: Sight = self._do("look", thorough)
        return sight

    def die_at(self, point: str, times: int = 1) -> None:
        self._do("die_at", point, times)

    def fill_disk(self, bytes_left: int) -> None:
        """There is room for so many bytes; less than nothing: as much as anybody wants."""
        self._do("fill_disk", bytes_left)

    def lower_quota(self, bytes_left: int) -> None:
        """The same by a limit of the system, which SQLite tells as an error of the disk."""
        self._do("lower_quota", bytes_left)

    def die_at_change(self, number: int) -> None:
        """Die just before the n-th change of a file from now on."""
        self._do("die_at_change", number)

    def begin(self, order: str, *values: object) -> None:
        """Give an order and do not wait: `finish` does."""
        assert self._pipe is not None
        self._pipe.send((order, *values))

    def finish(self) -> Any:  # noqa: ANN401 - each order has its own answer
        return self._answer()

    def _do(self, order: str, *values: object) -> Any:  # noqa: ANN401 - as above
        try:
            self.begin(order, *values)
        except OSError:
            self._gone()
            self.deaths += 1
            raise Died from None
        return self._answer()

    def _answer(self) -> Any:  # noqa: ANN401 - as above
        assert self._pipe is not None
        try:
            while self._pipe.poll(_PATIENCE):
                word, value = self._pipe.recv()
                if word == "saved":
                    self.told.add(value)
                    self.saved.append(value)
                elif word == "failed":
                    raise Failed(value)
                else:
                    return value
        except (EOFError, ConnectionResetError):
            self._gone()
            self.deaths += 1
            raise Died from None
        raise TimeoutError("A workstation has hung.")


def everybody(desks: Sequence[Desk]) -> Iterator[Desk]:
    """Every desk, switched on if need be."""
    for desk in desks:
        if not desk.is_open:
            desk.open()
        yield desk
