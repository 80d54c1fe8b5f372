"""A piece of a stream as a file of its own: encrypted with a key of its own, its rows in the shape of `entries`.

    write(path, key, rows)                     # whoever packs (`sync.packing`)
    opened = Opened(engine, path, key)         # beside the record, on one connection
    for row in opened.rows(): ...              # whoever checks what came (`sync.unpacking`): nothing is believed
    with opened.writing() as cx: pour(cx, ...)        # and takes it over: SQLite copies, Python does not

Both go through one connection, because that keeps what it deciphered. The file lies beside the record meanwhile, as
`<record>.segment-N`. What a crash leaves of it cannot be read by anybody, for its key was in memory alone; the next
start takes it away (`leftovers`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from workstation.domain.ids import ContactId, EntryId
from workstation.domain.travel import Doubt, Mark
from workstation.store import places, rows
from workstation.store.cipher import connect, translated
from workstation.store.engine import reading, run
from workstation.store.leftovers import ENDING
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
_KILO: Final = 1024

Row = tuple[Any, ...]


class BadSegment(Trouble):
    """A packed piece of the record is not what it should be."""

    advice = (
        "Nothing of it was taken over: the same is read in the slower way. Tell the service desk the code."
    )
    code = "LT-115"


@dataclass(frozen=True)
class Piece:
    """A piece of which every entry was checked: where it ends, what is doubted, which contacts it is about."""

    opened: Opened
    after: Mark
    doubtful: Mapping[EntryId, Doubt]
    contacts: frozenset[ContactId]


def write(path: Path, key: bytes, found: Iterable[Row]) -> None:
    """Make a file of these rows (`rows.to_row`); there must be none yet."""
    with translated(), contextlib.closing(connect(path, key, "mode=rwc")) as raw:
        raw.execute("PRAGMA journal_mode=OFF")  # a half one is thrown away and made anew
        raw.execute("PRAGMA synchronous=OFF")
        raw.execute(_SHAPE)
        raw.execute("BEGIN")
        raw.executemany(rows.INSERT, found)
        raw.execute("COMMIT")


class Opened:
    """A piece beside the record. `close` it. `BadSegment` when this is no such file."""

    def __init__(self, engine: sa.Engine, path: Path, key: bytes) -> None:
        self._cx = engine.connect()
        self._raw: Any = self._cx.connection.driver_connection
        try:
            self._attach(path, key)
        except (sqlcipher.Error, UnicodeDecodeError):
            self.close()
            raise BadSegment from None
        except BaseException:
            self.close()
            raise

    def _attach(self, path: Path, key: bytes) -> None:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._raw.execute("ATTACH ? AS seg KEY ?", (address, f"x'{key.hex()}'"))
        self._raw.execute("PRAGMA cell_size_check=ON")
        # As with a long page (`engine.writing`): what a power cut takes is asked for again.
        self._raw.execute("PRAGMA main.synchronous=NORMAL")
        self._raw.execute(f"PRAGMA seg.cache_size=-{path.stat().st_size // _KILO + _KILO}")
        found = self._raw.execute("SELECT type, name, sql FROM seg.sqlite_schema").fetchall()
        if found != [("table", "entries", _SHAPE)]:
            raise BadSegment

    def rows(self) -> Generator[Row, None, None]:
        """The rows by position, in the order of `rows.NAMES`. To be closed by who does not read them all."""
        cursor = self._raw.cursor()
        try:
            yield from cursor.execute(f"SELECT {_COLUMNS} FROM seg.entries ORDER BY position")  # noqa: S608 - ours
        except (sqlcipher.Error, UnicodeDecodeError):
            raise BadSegment from None
        finally:
            cursor.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction of the record that may write, with the piece beside it as `seg`."""
        with self._cx.begin():
            yield self._cx

    def close(self) -> None:
        """Let go of it. A second time does nothing."""
        if not self._cx.closed:
            try:
                self._raw.execute("PRAGMA main.synchronous=FULL")
                self._raw.execute("DETACH seg")
            except sqlcipher.Error:
                self._cx.invalidate()  # whoever gets it next would promise too much
            self._cx.close()


def pour(cx: sa.Connection, after: int, last: int) -> None:
    """Copy what is behind this place into the record. `EntryRefused` when some of it is here already, or something
    else is at one of its places.
    """
    with places.unguarded(cx):
        run(cx, _POUR, (after, last))


def erasing(cx: sa.Connection) -> list[str]:
    """The contacts of which words were to be erased."""
    return [contact for (contact,) in run(cx, "SELECT DISTINCT contact FROM entries WHERE kind = 'Redacted'")]


def room(engine: sa.Engine, number: int) -> Path:
    """Where a piece may lie until it is taken over."""
    with reading(engine) as cx:
        record = Path(run(cx, "PRAGMA database_list")[0][2])
    return record.with_name(f"{record.name}{ENDING}{number}")
