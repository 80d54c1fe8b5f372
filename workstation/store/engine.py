"""Opens the encrypted file: SQLCipher through SQLAlchemy Core, one opener for the whole program.

    engine = open_engine(path, key)            # key: 32 random bytes; StoreTrouble when it cannot be used
    with writing(engine) as cx: ...            # BEGIN IMMEDIATE, on the disk when the block is left
    with reading(engine) as cx: ...            # one consistent look, never waits for a writer
    engine.dispose()                           # closes the file and lets go of its lock

Whatever goes wrong, at opening or at any later read, becomes a `StoreTrouble` here (`trouble_of`). A file
that is refused stays as it was, byte for byte.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from workstation.store.lock import FileLock
from workstation.trouble import (
    DiskFull,
    EntryRefused,
    NotOurFile,
    StoreBusy,
    StoreDamaged,
    StoreTrouble,
    WrongKey,
)

KEY_BYTES: Final = 32
_PLAIN: Final = b"SQLite format 3\0"
_READS: Final = "lintel_reads"
_PEN: Final = "lintel_pen"
_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",  # with NORMAL a power cut may take the last entries, which the screen called saved
    "foreign_keys=ON",
    "recursive_triggers=ON",  # or INSERT OR REPLACE would delete without asking the delete trigger
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cache_size=-32000",
    "busy_timeout=5000",
)


class _Pen:
    """The connection that writes, kept open between acts: to borrow one from the pool for each of them takes
    the processor longer than SQLite's work. After any trouble it is given back, and the next act has another.
    """

    def __init__(self) -> None:
        self.free = threading.Lock()
        self._cx: sa.Connection | None = None
        self.over = False

    def taken(self, engine: sa.Engine) -> sa.Connection:
        """The connection, for whoever holds `free`."""
        if self._cx is None:
            self._cx = engine.connect()
        return self._cx

    def put_away(self) -> None:
        """The file is being closed: close the connection, or leave that to whoever is writing."""
        self.over = True
        if self.free.acquire(blocking=False):
            try:
                self.give_back()
            finally:
                self.free.release()

    def give_back(self) -> None:
        """Let go of the connection; what was begun on it is undone."""
        cx, self._cx = self._cx, None
        if cx is not None:
            if self.over:
                cx.invalidate()  # the pool it came from is gone: close it here
            cx.close()


def open_engine(path: Path, key: bytes, *, create: bool = False) -> sa.Engine:
    """The store at `path`, held by this process. With `create` the file must not exist yet, else it must."""
    if len(key) != KEY_BYTES:
        raise WrongKey
    with translated():
        if create and path.exists():
            raise StoreTrouble(
                "There is a file in this place already.", "Nothing was changed. Choose another."
            )
        if not create and not path.is_file():
            raise StoreTrouble("The file with the record is not in its place.")
        lock = FileLock(path)
        try:
            if create:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            else:
                check_key(path, key)
            return _engine(path, key, lock)
        except BaseException:
            lock.release()
            raise


def check_key(path: Path, key: bytes) -> None:
    """Raise `WrongKey` or `NotOurFile` unless `key` opens the file, without touching it.

    Only the first page is read, as on a read-only disk. After a crash that page may be half written and mended
    by the log beside it: then an (encrypted) copy of the two is tried before the key is called wrong.
    """
    with path.open("rb") as file:
        if file.read(len(_PLAIN)) == _PLAIN:
            raise NotOurFile
    if _opens(path, key, "immutable=1"):
        return
    log = _log_of(path)
    if log.exists() and log.stat().st_size:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(log, _log_of(copy))
            if _opens(copy, key, "mode=rw"):
                return
    raise WrongKey


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that may write: all of it is on the disk when the block is left, or none of it."""
    pen: _Pen = engine.get_execution_options()[_PEN]
    if not pen.free.acquire(blocking=False):  # somebody else is writing: wait as SQLite waits
        with engine.begin() as cx:
            yield cx
        return
    try:
        cx = pen.taken(engine)
        run(cx, "BEGIN IMMEDIATE")
        yield cx
        if cx.in_transaction():  # SQLAlchemy was asked to do something and has begun, too (`_begin`)
            cx.commit()
        else:
            run(cx, "COMMIT")
    except BaseException:
        pen.give_back()
        raise
    finally:
        pen.free.release()
        if pen.over:  # the file was closed meanwhile
            pen.put_away()


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that only reads: one state of the file from its first row to its last."""
    with engine.connect() as cx, cx.execution_options(**{_READS: True}).begin():
        yield cx


def run(cx: sa.Connection, statement: str, values: Sequence[Any] = ()) -> list[Any]:
    """One statement as it is written, inside a transaction. For the few that every single act needs:
    SQLAlchemy's own way round takes longer than SQLite's work.
    """
    try:
        return list(_raw(cx).execute(statement, values).fetchall())
    except sqlcipher.Error as error:
        raise _of_run(cx, error) from error


def run_many(cx: sa.Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """The same statement for many rows."""
    try:
        _raw(cx).executemany(statement, rows)
    except sqlcipher.Error as error:
        raise _of_run(cx, error) from error


def _raw(cx: sa.Connection) -> Any:  # noqa: ANN401
    return cx.connection.driver_connection


def _of_run(cx: sa.Connection, error: sqlcipher.Error) -> Exception:
    trouble = trouble_of(error)
    if isinstance(trouble, StoreDamaged):
        cx.invalidate(error)
    return trouble or error


def forget_old_pages(engine: sa.Engine) -> None:
    """Fold the log into the file and empty it, so that erased words are in neither."""
    with translated(), contextlib.closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLCipher and the file system raise in this block into a `StoreTrouble`."""
    try:
        yield
    except (sqlcipher.Error, OSError) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error


def trouble_of(error: BaseException) -> StoreTrouble | None:
    """What a person may read about a failure of the file; None when it is a mistake in our own code.

    SQLite's messages name tables and columns, never values, so no words of the record can get into one.
    """
    if isinstance(error, OSError):
        full = error.errno in (28, 122)  # ENOSPC, EDQUOT
        return DiskFull() if full else StoreTrouble("The folder with the record could not be used.")
    name = str(getattr(error, "sqlite_errorname", ""))
    if name == "SQLITE_CONSTRAINT_TRIGGER":
        return EntryRefused(str(error))  # a sentence of our own schema
    for beginning, make in _TROUBLES:
        if name.startswith(beginning):
            return make()
    return None


def _disk_trouble() -> StoreTrouble:
    return StoreTrouble(
        "The disk of this computer could not be read or written, so your last change was not saved.",
        "Keep this window open and ring the service desk. Nothing before this was lost.",
    )


_TROUBLES: Final = (
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_IOERR_SHMSIZE", DiskFull),
    ("SQLITE_IOERR_SHORT_READ", StoreDamaged),
    ("SQLITE_IOERR", _disk_trouble),
    ("SQLITE_READONLY", _disk_trouble),
    ("SQLITE_CANTOPEN", _disk_trouble),
    ("SQLITE_CORRUPT", StoreDamaged),
    ("SQLITE_NOTADB", StoreDamaged),
    ("SQLITE_BUSY", StoreBusy),
    ("SQLITE_LOCKED", StoreBusy),
    ("SQLITE_CONSTRAINT", EntryRefused),
)


def connect(path: Path, key: bytes, options: str) -> Any:  # noqa: ANN401 - the library brings no types
    """A raw connection that has its key and no settings yet: for the engine, copies and checks."""
    address = f"{path.absolute().as_uri()}?{options}"
    raw = sqlcipher.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    raw.execute("PRAGMA cipher_log_level=NONE")  # or it writes its errors to the terminal
    # cipher_memory_security stays off: it wipes and pins every small piece of memory SQLite uses, and an append
    # took 2.1 ms with it and 1.2 ms without. The cipher wipes its own keys either way.
    raw.execute(f"PRAGMA key=\"x'{key.hex()}'\"")  # before anything that reads the file
    return raw


def _opens(path: Path, key: bytes, options: str) -> bool:
    raw = connect(path, key, options)
    try:
        return bool(raw.execute("PRAGMA schema_version").fetchone()[0])
    except sqlcipher.DatabaseError:
        return False
    finally:
        raw.close()


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _engine(path: Path, key: bytes, lock: FileLock) -> sa.Engine:
    def creator() -> Any:  # noqa: ANN401
        if not lock.held:
            raise StoreTrouble("The file with the record is closed.")
        raw = connect(path, key, "mode=rw")
        try:
            for pragma in _PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
        except BaseException:
            raw.close()
            raise
        return raw

    pen = _Pen()
    engine = sa.create_engine(
        "sqlite+pysqlite://", module=sqlcipher, creator=creator, poolclass=QueuePool,
        pool_size=2, max_overflow=2, hide_parameters=True, execution_options={_PEN: pen},
    )  # fmt: skip
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    event.listen(engine, "engine_disposed", lambda _engine: pen.put_away())
    event.listen(engine, "engine_disposed", lambda _engine: lock.release())
    _check_encrypted(engine, path)
    return engine


def _begin(cx: sa.Connection) -> None:
    if not _raw(cx).in_transaction:
        run(cx, "BEGIN" if cx.get_execution_options().get(_READS) else "BEGIN IMMEDIATE")


def _translate(context: ExceptionContext) -> StoreTrouble | None:
    trouble = trouble_of(context.original_exception)
    if isinstance(trouble, StoreDamaged):
        context.is_disconnect = True  # after one bad page the connection answers nothing more: drop them all
    return trouble


def _check_encrypted(engine: sa.Engine, path: Path) -> None:
    """A build without the cipher, or a forgotten key, would write the record in plain: stop before that."""
    with reading(engine) as cx:
        version = cx.exec_driver_sql("PRAGMA cipher_version").scalar()
    with path.open("rb") as file:
        plain = file.read(len(_PLAIN)) == _PLAIN
    if not version or plain:
        engine.dispose()
        raise NotOurFile
