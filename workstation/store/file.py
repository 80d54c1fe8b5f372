"""The whole file of one workstation, opened once: journal, register, drafts and people."""

from __future__ import annotations

import hashlib
import platform
import threading
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from workstation.domain.ids import DeviceId, uuid7
from workstation.domain.people import Worker
from workstation.domain.times import Clock, milliseconds
from workstation.settings import PRACTICE_KEY
from workstation.store import earlier
from workstation.store.cipher import hold, translated
from workstation.store.drafts import Drafts
from workstation.store.head import HEAD, SEAT
from workstation.store.lock import FileLock
from workstation.store.look import Look
from workstation.store.notes import Notes
from workstation.store.people import StoredPeople, write_down
from workstation.store.register import Register
from workstation.store.written import WrittenDown
from workstation.trouble import StoreTrouble, WrongStore

if TYPE_CHECKING:
    import sqlalchemy as sa

    from workstation.domain.ids import AuthorId
    from workstation.store.carrying import Carrying
    from workstation.store.seated import Seals

Kind = Literal["real", "practice"]


class Earlier(Enum):
    """What is kept beside the file of the time before an upgrade (`store.earlier`)."""

    NONE = "nothing"
    KEPT = "kept since an earlier start"
    JUST_MADE = "made at this start"


class _Held:
    """A file this process holds, with its two ways in: a look that is there at once, an engine when needed."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path, self.key = path, key
        self._lock = hold(path, key)
        self._guard = threading.Lock()
        self._engine: sa.Engine | None = None
        try:
            self.look = Look(path, key, self._lock)
        except BaseException:
            self._lock.release()
            raise

    def engine(self) -> sa.Engine:
        """The engine, made when somebody first asks."""
        from workstation.store.engine import engine_of  # noqa: PLC0415 - SQLAlchemy is slow to load

        with self._guard:
            if self._engine is None:
                self._engine = engine_of(self.path, self.key, self._lock)
            return self._engine

    def close(self) -> None:
        """Let go of the file. A second time does nothing."""
        self.look.close()
        if self._engine is not None:
            self._engine.dispose()
        self._lock.release()


class Store:
    """Everything that is kept on this computer. `close` it, or use it in a `with`.

    Lists, people and drafts are read in plain SQL from the first moment. What writes, or reads the journal, waits
    for SQLAlchemy, which is loaded when it is first asked for (`get_ready`).
    """

    def __init__(self, file: _Held, clock: Clock, device: DeviceId, kind: Kind) -> None:
        self.kind, self.device = kind, device
        self._seat = threading.Lock()
        self._sits: tuple[AuthorId, Seals] | None = None
        self._seated: Carrying | None = None
        self._file, self._clock = file, clock
        self.register = Register(file.look, file.engine)
        self.drafts = Drafts(file.look, file.engine)
        self.people = StoredPeople(file.look, file.engine)
        self.notes = Notes(file.look, file.engine)
        self.written = WrittenDown(file.look)
        self.earlier = Earlier.NONE

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        *,
        clock: Clock,
        kind: Kind = "real",
        create: bool = False,
        first: Worker | None = None,
    ) -> Store:
        """Open the file, or make it (then with its `first` worker inside, whatever happens after). A `StoreTrouble`
        says why not; then the file is as it was.
        """
        if kind == "real" and key == PRACTICE_KEY:
            raise WrongStore
        if create:
            _make(path, key, kind, first)
        file = _Held(path, key)
        try:
            _check_kind(file.look, kind)
            stepped = _bring_up_to_date(file)
            store = cls(file, clock, _device(file, clock), kind)
            store.earlier = _earlier(file, stepped=stepped)
            return store
        except BaseException:
            file.close()
            raise

    @cached_property
    def journal(self) -> Carrying:
        """The entries of this file."""
        from workstation.store.carrying import Carrying  # noqa: PLC0415 - a start reads the register only

        with self._seat:
            journal = Carrying(self._engine, self._clock, self.device, self.register)
            if self._sits is not None:
                journal.sit(*self._sits)
            self._seated = journal
            return journal

    def sit(self, worker: AuthorId, seals: Seals) -> None:
        """This person writes from now on, and signs with these seals. What that needs is loaded when they write."""
        with self._seat:
            self._sits = (worker, seals)
            if self._seated is not None:
                self._seated.sit(worker, seals)

    def get_ready(self) -> None:
        """Load what the first act would have to wait for."""
        _ = self.journal

    def exchanged(self) -> None:
        """An exchange with Central finished well. If nothing of ours waits for the next one, what an upgrade copied
        before it has served. What Central keeps in quarantine does not wait: Central has it.
        """
        if self.earlier is not Earlier.NONE and not self.journal.waiting(1, 1):
            self._forget_earlier()

    def opened_well(self) -> None:
        """This file works alone, and everything in it could be opened: if no upgrade came just before, and each
        entry of what one copied is here, the copy has served.
        """
        if self.earlier is Earlier.KEPT and earlier.has_every_entry(self._file.path, self._file.key):
            self._forget_earlier()

    def _forget_earlier(self) -> None:
        if earlier.remove(self._file.path):
            self.earlier = Earlier.NONE

    @property
    def name(self) -> str:
        """What the file is called, without its folder."""
        return self._file.path.name

    @property
    def _engine(self) -> sa.Engine:
        return self._file.engine()

    def close(self) -> None:
        """Let go of the file. A second time does nothing."""
        self.register.settle_if_possible()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _make(path: Path, key: bytes, kind: Kind, first: Worker | None) -> None:
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
            _fill(half, key, kind, first)
            half.rename(path)
            beside[-1].unlink(missing_ok=True)
        finally:
            lock.release()


def _fill(half: Path, key: bytes, kind: Kind, first: Worker | None) -> None:
    from workstation.store import schema  # noqa: PLC0415 - a file is made once
    from workstation.store.engine import open_engine, writing  # noqa: PLC0415

    engine = open_engine(half, key, create=True)
    try:
        with writing(engine) as cx:
            schema.create_all(cx)
            cx.execute(schema.meta.insert().values(key="kind", value=kind))
            if first is not None:
                write_down(cx, first)
    finally:
        engine.dispose()


def _has_table(look: Look, name: str) -> bool:
    return bool(look.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]))


def _check_kind(look: Look, kind: Kind) -> None:
    if not _has_table(look, "meta"):
        raise StoreTrouble("This file holds no record of Lintel.")
    if _meta(look, "kind") != kind:
        raise WrongStore


def _bring_up_to_date(file: _Held) -> bool:
    """Nearly always the file is up to date, and nothing that could change it is even loaded. Whether it was not."""
    stepped = _has_table(file.look, "alembic_version")
    if stepped and file.look.value("SELECT max(version_num) FROM alembic_version") == HEAD:
        return False
    from workstation.store.upgrade import bring_up_to_date  # noqa: PLC0415

    bring_up_to_date(file.engine(), file.path, file.key)
    return True


def _earlier(file: _Held, *, stepped: bool) -> Earlier:
    """What upgrades left beside the file. If words were erased since, it goes now: it should have gone then."""
    if not earlier.copies(file.path):
        return Earlier.NONE
    if not stepped and _meta(file.look, earlier.OWED):
        earlier.pay(file.engine())
    return Earlier.JUST_MADE if stepped else Earlier.KEPT


def _device(file: _Held, clock: Clock) -> DeviceId:
    """Who writes here: the same as last time, or somebody new when this is a copy of the file.

    Two copies that went on under one name would give two entries one number, and Central would refuse both.
    """
    place = _place(file.path)
    device = _meta(file.look, "device")
    if device and _meta(file.look, "place") == place:
        return DeviceId(device)
    from workstation.store.engine import run, writing  # noqa: PLC0415 - once for each copy of a file

    device = uuid7(milliseconds(clock.now()))
    with writing(file.engine()) as cx:
        run(cx, "DELETE FROM meta WHERE key LIKE ? || '%'", [SEAT])
        for name, value in (("device", device), ("place", place)):
            run(cx, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [name, value])
    return DeviceId(device)


def _place(path: Path) -> str:
    """What tells this file from a copy of it: computer, path and the file's number on its disk."""
    words = (platform.node(), str(path.resolve()), str(path.stat().st_ino))
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()


def _meta(look: Look, name: str) -> str:
    return look.value("SELECT value FROM meta WHERE key = ?", [name]) or ""
