"""The encrypted file itself: who holds it, whether a key opens it, a raw connection, and what failures mean.

Everything here is SQLCipher alone. SQLAlchemy takes longer to load than the queue takes to read, so what a start
needs stands here and in `look`; `engine` builds on it for whoever writes.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

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

# The library has its own fast way for text and numbers alone. For each other value of each row it would look for a
# protocol that nobody has, by raising two errors: with 17 values in a row that took longer than SQLite's own work.
sqlcipher.register_adapter(bytes, bytes)
sqlcipher.register_adapter(type(None), {}.get)

KEY_BYTES: Final = 32
PLAIN: Final = b"SQLite format 3\0"
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


def hold(path: Path, key: bytes, *, create: bool = False) -> FileLock:
    """The file at `path`, held by this process. With `create` it must not exist yet, else `key` must open it."""
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
        except BaseException:
            lock.release()
            raise
    return lock


def check_key(path: Path, key: bytes) -> None:
    """Raise `WrongKey` or `NotOurFile` unless `key` opens the file, without touching it.

    Only the first page is read, as on a read-only disk. After a crash that page may be half written and mended
    by the log beside it: then an (encrypted) copy of the two is tried before the key is called wrong.
    """
    with path.open("rb") as file:
        if file.read(len(PLAIN)) == PLAIN:
            raise NotOurFile
    if _opens(path, key, "immutable=1"):
        return
    log = _log_of(path)
    if log.exists() and log.stat().st_size:
        import shutil  # noqa: PLC0415 - after a crash only
        import tempfile  # noqa: PLC0415

        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(log, _log_of(copy))
            if _opens(copy, key, "mode=rw"):
                return
    raise WrongKey


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


def open_held(path: Path, key: bytes, lock: FileLock) -> Any:  # noqa: ANN401 - the library brings no types
    """A connection with all its settings to a file that is held."""
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


def check_encrypted(version: str | None, path: Path) -> None:
    """A build without the cipher, or a forgotten key, would write the record in plain: stop before that."""
    with path.open("rb") as file:
        plain = file.read(len(PLAIN)) == PLAIN
    if not version or plain:
        raise NotOurFile
