"""A piece of a stream as a file of its own: encrypted with a key of its own, its rows in the shape of `entries`.

    write(path, key, rows)                     # whoever packs (`sync.packing`)
    for row in look(path, key): ...            # whoever checks what came (`sync.unpacking`): nothing is believed
    with attached(engine, path, key) as cx: pour(cx, ...)    # and takes it over: SQLite copies, Python does not

While a piece is checked and taken over it lies beside the record as `<record>.segment-N`. What a crash left of it
cannot be read by anybody, for its key was in memory alone; the next start takes it away (`sweep`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from workstation.store import rows
from workstation.store.cipher import connect, translated
from workstation.store.engine import reading, run
from workstation.store.leftovers import ENDING
from workstation.store.schema import NOT_REPLACED
from workstation.trouble import Trouble

_COLUMNS: Final = ", ".join(rows.NAMES)
_SHAPE: Final = "CREATE TABLE entries ({})".format(
    ", ".join("position INTEGER PRIMARY KEY" if name == "position" else name for name in rows.NAMES)
)
"""The only thing in such a file, letter for letter: one that holds a view or a trigger is not read."""
_POUR: Final = (
    f"INSERT INTO main.entries ({_COLUMNS}) SELECT {_COLUMNS} FROM seg.entries"  # noqa: S608 - our own names
    " WHERE position > ? AND position <= ? ORDER BY position"
)


Row = tuple[Any, ...]


class BadSegment(Trouble):
    """A packed piece of the record is not what it should be."""

    advice = "Nothing of it was taken over: the same is read in the slower way. Tell the service desk the code."
    code = "LT-114"


def write(path: Path, key: bytes, found: Iterable[Row]) -> None:
    """Make a file of these rows (`rows.to_row`); there must be none yet."""
    with translated(), contextlib.closing(connect(path, key, "mode=rwc")) as raw:
        raw.execute("PRAGMA journal_mode=OFF")  # a half one is thrown away and made anew
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute(_SHAPE)
        raw.execute("BEGIN")
        raw.executemany(rows.INSERT, found)
        raw.execute("COMMIT")


def look(path: Path, key: bytes) -> Iterator[Row]:
    """The rows by position, in the order of `rows.NAMES`. `BadSegment` when this is no such file."""
    with contextlib.closing(connect(path, key, "mode=ro&immutable=1")) as raw:
        try:
            for pragma in ("trusted_schema=OFF", "cell_size_check=ON"):
                raw.execute(f"PRAGMA {pragma}")
            if raw.execute("SELECT type, name, sql FROM sqlite_schema").fetchall() != [
                ("table", "entries", _SHAPE)
            ]:
                raise BadSegment
            yield from raw.execute(f"SELECT {_COLUMNS} FROM entries ORDER BY position")  # noqa: S608 - our own names
        except (sqlcipher.Error, UnicodeDecodeError):
            raise BadSegment from None


@contextlib.contextmanager
def attached(engine: sa.Engine, path: Path, key: bytes) -> Iterator[sa.Connection]:
    """A transaction that may write, with a file that was looked through beside it as `seg`."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with engine.connect() as cx:
        raw: Any = cx.connection.driver_connection
        with translated():
            raw.execute("ATTACH ? AS seg KEY ?", (address, f"x'{key.hex()}'"))
        try:
            with cx.begin():
                yield cx
        finally:
            with translated():
                raw.execute("DETACH seg")


def pour(cx: sa.Connection, after: int, last: int) -> None:
    """Copy what is behind this place into the record. `EntryRefused` when some of it is here already, or something
    else is at one of its places.
    """
    # A plain INSERT replaces nothing: what this trigger looks for three times for each row, the two unique indexes
    # say anyway. It is back before the transaction ends, or was never gone.
    run(cx, "DROP TRIGGER entries_are_not_replaced")
    run(cx, _POUR, (after, last))
    run(cx, NOT_REPLACED)


def erasing(cx: sa.Connection) -> list[str]:
    """The contacts of which words were to be erased."""
    return [contact for (contact,) in run(cx, "SELECT DISTINCT contact FROM entries WHERE kind = 'Redacted'")]


def room(engine: sa.Engine, number: int) -> Path:
    """Where a piece may lie until it is taken over."""
    with reading(engine) as cx:
        record = Path(run(cx, "PRAGMA database_list")[0][2])
    return record.with_name(f"{record.name}{ENDING}{number}")
