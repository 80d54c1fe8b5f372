"""Opens the encrypted file for whoever writes: SQLCipher (`cipher`) through SQLAlchemy Core.

    engine = open_engine(path, key)            # key: 32 random bytes; StoreTrouble when it cannot be used
    with writing(engine) as cx: ...            # BEGIN IMMEDIATE, on the disk when the block is left
    with writing(engine, lasting=False) as cx: # the same without waiting for the disk: what can be had again
    empty_log(engine)                          # what was written goes from the log into the file
    with reading(engine) as cx: ...            # one consistent look, never waits for a writer
    engine.dispose()                           # closes the file and lets go of its lock

Whatever goes wrong, at opening or at any later read, becomes a `StoreTrouble` (`cipher.trouble_of`). A file
that is refused stays as it was, byte for byte.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from workstation.store.cipher import check_encrypted, hold, open_held, translated, trouble_of
from workstation.store.lock import FileLock
from workstation.trouble import NotOurFile, StoreDamaged, StoreTrouble

_USUAL_LOG, _LONG_LOG = 1_000, 16_000
"""Pages in the log from which whoever writes empties it: 4 MB, and 64 MB where somebody else does so meanwhile."""
_READS: Final = "lintel_reads"
_PEN: Final = "lintel_pen"
_PATH: Final = "lintel_path"
_FEW, _ROWS_AT_ONCE = 50, 500
"""Rows in one statement: SQLite takes 32,766 values."""


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

    def give_back(self, *, spoilt: bool = False) -> None:
        """Let go of the connection; what was begun on it is undone. One that is spoilt nobody gets again."""
        cx, self._cx = self._cx, None
        if cx is not None:
            if self.over or spoilt:
                cx.invalidate()  # if the file was closed, the pool it came from is gone: close it here
            cx.close()


def open_engine(path: Path, key: bytes, *, create: bool = False) -> sa.Engine:
    """The store at `path`, held by this process. With `create` the file must not exist yet, else it must."""
    lock = hold(path, key, create=create)
    try:
        return engine_of(path, key, lock)
    except BaseException:
        lock.release()
        raise


@contextlib.contextmanager
def writing(engine: sa.Engine, *, lasting: bool = True, log_grows: bool = False) -> Iterator[sa.Connection]:
    """A transaction that may write: all of it is on the disk when the block is left, or none of it. One that is
    not `lasting` is there, but a power cut may undo it until the next one that is: the log keeps their order, so
    never without what came after it. With `log_grows` too, the log is not emptied by it: whoever writes very much
    has another thread do that (`empty_log`).
    """
    pen: _Pen = engine.get_execution_options()[_PEN]
    if not pen.free.acquire(blocking=False):  # somebody else is writing: wait as SQLite waits
        with engine.begin() as cx:
            yield cx
        return
    try:
        cx = pen.taken(engine)
        if not lasting:
            run(cx, "PRAGMA synchronous=NORMAL")
            run(cx, f"PRAGMA wal_autocheckpoint={_LONG_LOG if log_grows else _USUAL_LOG}")
        run(cx, "BEGIN IMMEDIATE")
        yield cx
        if cx.in_transaction():  # SQLAlchemy was asked to do something and has begun, too (`_begin`)
            cx.commit()
        else:
            run(cx, "COMMIT")
        if not lasting:
            run(cx, "PRAGMA synchronous=FULL")
            run(cx, f"PRAGMA wal_autocheckpoint={_USUAL_LOG}")
    except BaseException:
        pen.give_back(spoilt=not lasting)
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
        found: list[Any] = _raw(cx).execute(statement, values).fetchall()
    except sqlcipher.Error as error:
        raise _of_run(cx, error) from error
    return found


def marks(values: Sequence[object]) -> str:
    """The places of these values in a statement: `(?, ?, ?)`."""
    return f"({', '.join('?' * len(values))})"


def run_many(cx: sa.Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """The same statement for many rows."""
    try:
        _raw(cx).executemany(statement, rows)
    except sqlcipher.Error as error:
        raise _of_run(cx, error) from error


def insert_many(cx: sa.Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """The same for one row or very many, in few statements: SQLite then works for itself, and does not ask for
    Python's lock between any two rows, which another thread may be holding (bringing in a file).
    """
    if len(rows) < _FEW:
        run_many(cx, statement, rows)
        return
    one_more = f", {marks(rows[0])}"
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        lot = rows[start : start + _ROWS_AT_ONCE]
        run(cx, statement + one_more * (len(lot) - 1), [value for row in lot for value in row])


def _raw(cx: sa.Connection) -> Any:  # noqa: ANN401
    return cx.connection.driver_connection


def _of_run(cx: sa.Connection, error: sqlcipher.Error) -> Exception:
    trouble = trouble_of(error)
    if isinstance(trouble, StoreDamaged):
        cx.invalidate(error)
    return trouble or error


def empty_log(engine: sa.Engine) -> None:
    """Copy what the log holds into the file, beside whoever writes and reads: nobody waits for it. Whoever writes
    after it was copied to its end begins the log anew.
    """
    _checkpoint(engine, "PASSIVE")


def forget_old_pages(engine: sa.Engine) -> None:
    """Fold the log into the file and empty it, so that erased words are in neither."""
    _checkpoint(engine, "TRUNCATE")


def _checkpoint(engine: sa.Engine, how: str) -> None:
    with translated(), contextlib.closing(engine.raw_connection()) as raw:
        raw.cursor().execute(f"PRAGMA wal_checkpoint({how})")


def path_of(engine: sa.Engine) -> Path:
    """Where the open file lies."""
    path: Path = engine.get_execution_options()[_PATH]
    return path


def engine_of(path: Path, key: bytes, lock: FileLock) -> sa.Engine:
    """An engine over a file that is held; it lets go of the file when it is disposed of."""

    def creator() -> Any:  # noqa: ANN401
        return open_held(path, key, lock)

    pen = _Pen()
    engine = sa.create_engine(
        "sqlite+pysqlite://", module=sqlcipher, creator=creator, poolclass=QueuePool,
        pool_size=2, max_overflow=2, hide_parameters=True, execution_options={_PEN: pen, _PATH: path},
    )  # fmt: skip
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    event.listen(engine, "engine_disposed", lambda _engine: pen.put_away())
    event.listen(engine, "engine_disposed", lambda _engine: lock.release())
    with translated():
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
    try:
        with reading(engine) as cx:
            check_encrypted(cx.exec_driver_sql("PRAGMA cipher_version").scalar(), path)
    except NotOurFile:
        engine.dispose()
        raise
