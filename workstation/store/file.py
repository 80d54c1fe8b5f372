"""The whole file of one workstation, opened once: journal, register, drafts and people."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path
from typing import Literal, Self

import sqlalchemy as sa

from workstation.domain.ids import DeviceId, uuid7
from workstation.domain.times import Clock, milliseconds
from workstation.settings import PRACTICE_KEY
from workstation.store import places, schema
from workstation.store.carrying import Carrying
from workstation.store.drafts import Drafts
from workstation.store.engine import open_engine, reading, translated, writing
from workstation.store.lock import FileLock
from workstation.store.people import StoredPeople
from workstation.store.register import Register
from workstation.store.upgrade import bring_up_to_date
from workstation.trouble import StoreTrouble, WrongStore

Kind = Literal["real", "practice"]


class Store:
    """Everything that is kept on this computer. `close` it, or use it in a `with`."""

    def __init__(self, engine: sa.Engine, clock: Clock, device: DeviceId, kind: Kind) -> None:
        self.kind, self.device = kind, device
        self._engine = engine
        self.register = Register(engine)
        self.journal = Carrying(engine, clock, device, self.register)
        self.drafts = Drafts(engine)
        self.people = StoredPeople(engine)

    @classmethod
    def open(
        cls, path: Path, key: bytes, *, clock: Clock, kind: Kind = "real", create: bool = False
    ) -> Store:
        """Open the file, or make it. A `StoreTrouble` says why not; then the file is as it was."""
        if kind == "real" and key == PRACTICE_KEY:
            raise WrongStore
        if create:
            _make(path, key, kind)
        engine = open_engine(path, key)
        try:
            _check_kind(engine, kind)
            bring_up_to_date(engine, path, key)
            return cls(engine, clock, _device(engine, path, clock), kind)
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Let go of the file. A second time does nothing."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _make(path: Path, key: bytes, kind: Kind) -> None:
    """A new file. It appears under its name only when it is whole, so a start that was cut short begins anew."""
    half = path.with_name(path.name + ".new")
    beside = [half.with_name(half.name + end) for end in ("-wal", "-shm", ".lock")]
    with translated():
        lock = FileLock(path)
        try:
            if path.exists():
                raise StoreTrouble("There is a file in this place already.", "Choose another place for it.")
            for leftover in (half, *beside):
                leftover.unlink(missing_ok=True)
            _fill(half, key, kind)
            half.rename(path)
            beside[-1].unlink(missing_ok=True)
        finally:
            lock.release()


def _fill(half: Path, key: bytes, kind: Kind) -> None:
    engine = open_engine(half, key, create=True)
    try:
        with writing(engine) as cx:
            schema.create_all(cx)
            cx.execute(schema.meta.insert().values(key="kind", value=kind))
    finally:
        engine.dispose()


def _check_kind(engine: sa.Engine, kind: Kind) -> None:
    with reading(engine) as cx:
        if not sa.inspect(cx).has_table("meta"):
            raise StoreTrouble("This file holds no record of Lintel.")
        written = _meta(cx, "kind")
    if written != kind:
        raise WrongStore


def _device(engine: sa.Engine, path: Path, clock: Clock) -> DeviceId:
    """Who writes here: the same as last time, or somebody new when this is a copy of the file.

    Two copies that went on under one name would give two entries one number, and Central would refuse both.
    """
    place = _place(path)
    with reading(engine) as cx:
        device = _meta(cx, "device")
        if device and _meta(cx, "place") == place:
            return DeviceId(device)
    device = uuid7(milliseconds(clock.now()))
    with writing(engine) as cx:
        cx.execute(schema.meta.delete().where(schema.meta.c.key.startswith(places.SEAT)))
        for name, value in (("device", device), ("place", place)):
            cx.execute(schema.meta.delete().where(schema.meta.c.key == name))
            cx.execute(schema.meta.insert().values(key=name, value=value))
    return DeviceId(device)


def _place(path: Path) -> str:
    """What tells this file from a copy of it: computer, path and the file's number on its disk."""
    words = (platform.node(), str(path.resolve()), str(path.stat().st_ino))
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


def _meta(cx: sa.Connection, name: str) -> str:
    return cx.execute(sa.select(schema.meta.c.value).where(schema.meta.c.key == name)).scalar() or ""
