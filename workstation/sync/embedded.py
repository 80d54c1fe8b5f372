"""Central in one encrypted file on this computer: for practice, where one plays both the worker and the manager.

    office = Embedded(path, key)               # made if it is not there; several programs may use it at once
    office.hire("w-ava", FRONT_DOOR)
    central = office.line("w-ava")             # what `exchange` talks to

A stream may begin at a *base*: everything up to it lies in the practice file itself, which was numbered when it
was made, so that the years before need no second copy here.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace
from sqlcipher3 import dbapi2 as sqlcipher

from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, DeviceId, EntryId
from workstation.domain.times import Clock, SystemClock
from workstation.domain.travel import DeviceKey, Mark, Reason
from workstation.domain.wire import from_wire
from workstation.store.cipher import check_encrypted, connect
from workstation.sync.central import (
    MOST_BYTES,
    MOST_ENTRIES,
    MOST_PULLED,
    Answer,
    CentralAway,
    CentralOdd,
    CentralRefuses,
    Page,
    Proof,
    StreamHead,
    Verdict,
    Welcome,
)
from workstation.sync.embedded_rules import Taking

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS worker (
    id TEXT PRIMARY KEY, active INTEGER NOT NULL DEFAULT 1, manager INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stream (
    name TEXT PRIMARY KEY, head INTEGER NOT NULL, chain BLOB NOT NULL, base INTEGER NOT NULL,
    base_chain BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS granted (
    worker TEXT NOT NULL, stream TEXT NOT NULL, may_read INTEGER NOT NULL, may_write INTEGER NOT NULL,
    PRIMARY KEY (worker, stream)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS device (
    id TEXT PRIMARY KEY, worker TEXT NOT NULL, key BLOB NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
    seq_chain BLOB NOT NULL DEFAULT x'', revoked_after INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claim (
    device TEXT NOT NULL, worker TEXT NOT NULL, key BLOB NOT NULL, said_by TEXT NOT NULL,
    PRIMARY KEY (device, worker, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry (
    stream TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, contact TEXT NOT NULL,
    kind TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, chain BLOB NOT NULL,
    wire BLOB NOT NULL, handed_by TEXT NOT NULL, UNIQUE (stream, position)
);
CREATE INDEX IF NOT EXISTS entry_device ON entry (device, seq);
CREATE TABLE IF NOT EXISTS quarantine (
    mark BLOB NOT NULL UNIQUE, id TEXT NOT NULL, stream TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL,
    reason TEXT NOT NULL, wire BLOB NOT NULL, handed_by TEXT NOT NULL, left_out TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS erasing (
    entry TEXT PRIMARY KEY, stream TEXT NOT NULL, contact TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
    author TEXT NOT NULL, handed_by TEXT NOT NULL, vouched INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS erasing_target ON erasing (target);
CREATE TABLE IF NOT EXISTS erased (target TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (target, stream))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alarm (kind TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (kind, entry)) WITHOUT ROWID;
"""
_PRAGMAS: Final = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "busy_timeout=5000")
_MOST_NAME: Final = 63
"""Letters in the name of a stream."""


class Embedded:
    """The file, with what an administrator and a supervisor do there."""

    def __init__(self, path: Path, key: bytes, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._turn = threading.Lock()
        with _answering():
            self._raw = connect(path, key, "mode=rwc")
            for pragma in _PRAGMAS:
                self._raw.execute(f"PRAGMA {pragma}")
            self._raw.executescript(_SCHEMA)
            _have_columns(self._raw)
            check_encrypted(self._raw.execute("PRAGMA cipher_version").fetchone()[0], path)

    def close(self) -> None:
        """Close the file. A second time does nothing."""
        with self._turn:
            self._raw.close()

    def line(self, worker: AuthorId) -> Line:
        """Central, for this person."""
        return Line(self, worker)

    # -- an administrator ---------------------------------------------------------------------------------

    def begin(self, stream: str, base: Mark) -> None:
        """Make a stream that begins after `base`; one that is there stays as it is."""
        with self.writing() as raw:
            row = (stream, base.cursor, base.chain, base.cursor, base.chain)
            raw.execute("INSERT OR IGNORE INTO stream VALUES (?, ?, ?, ?, ?)", row)

    def hire(self, worker: AuthorId, *streams: str, reads: Sequence[str] = (), manager: bool = True) -> None:
        """Let a person in, and have them write to these streams and read those; as a `manager`, or not."""
        for stream in (*streams, *reads):
            self.begin(stream, Mark())
        with self.writing() as raw:
            raw.execute("INSERT OR REPLACE INTO worker VALUES (?, 1, ?)", (worker, manager))
            for stream, write in (*((each, 1) for each in streams), *((each, 0) for each in reads)):
                raw.execute("INSERT OR REPLACE INTO granted VALUES (?, ?, 1, ?)", (worker, stream, write))

    def ungrant(self, worker: AuthorId, stream: str) -> None:
        """This person has nothing to do with that stream any more."""
        with self.writing() as raw:
            mine = (worker, stream)
            raw.execute(
                "UPDATE granted SET may_read = 0, may_write = 0 WHERE worker = ? AND stream = ?", mine
            )

    def disable(self, worker: AuthorId) -> None:
        """This person has left."""
        with self.writing() as raw:
            raw.execute("UPDATE worker SET active = 0 WHERE id = ?", (worker,))

    # -- a supervisor -------------------------------------------------------------------------------------

    def revoke(self, device: DeviceId) -> None:
        """What this computer wrote up to now stands; what it says from now on is kept apart."""
        with self.writing() as raw:
            raw.execute(
                "UPDATE device SET revoked_after = seq WHERE id = ? AND revoked_after IS NULL", (device,)
            )

    def agree(self, device: DeviceId) -> None:
        """What was claimed about a computer is true."""
        with self.writing() as raw:
            claim = raw.execute("SELECT worker, key FROM claim WHERE device = ?", (device,)).fetchone()
            if claim is not None:
                _enrol(raw, device, *claim)

    def quarantine(self) -> dict[EntryId, Reason]:
        """What is kept apart, and why."""
        with self.reading() as raw:
            rows = raw.execute("SELECT id, reason FROM quarantine WHERE left_out = ''").fetchall()
        return {EntryId(entry): Reason(reason) for entry, reason in rows}

    def release(self, entry: EntryId) -> Verdict:
        """Let one in that only a lock-out or a missing right kept out."""
        with self.writing() as raw:
            waits = "SELECT stream, wire, handed_by FROM quarantine WHERE id = ?"
            stream, wire, worker = raw.execute(waits, (entry,)).fetchone()
            return taken(raw, worker, stream, [from_wire(wire)], forgive=True)[0].verdict

    def confirm_erasure(self, entry: EntryId, worker: AuthorId) -> bool:
        """A third person, `worker`, says that the two whose erasure waits meant it; whether it is erased now."""
        with self.writing() as raw:
            erasing = "SELECT stream, target FROM erasing WHERE entry = ? AND kind = 'Redacted'"
            found = raw.execute(erasing, (entry,)).fetchone()
            return found is not None and Taking(raw, worker, found[0], 0, b"").erase(found[1], worker)

    def alarms(self) -> set[tuple[str, EntryId]]:
        """What a supervisor should look at."""
        with self.reading() as raw:
            rows = raw.execute("SELECT kind, entry FROM alarm").fetchall()
        return {(kind, EntryId(entry)) for kind, entry in rows}

    # -- the file -----------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self) -> Iterator[Any]:
        """A transaction: all of it is on the disk when the block is left, or none of it."""
        with self._turn, _answering():
            yield from self._within("BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Any]:
        """One look."""
        with self._turn, _answering():
            yield from self._within("BEGIN")

    def _within(self, begin: str) -> Iterator[Any]:
        self._raw.execute(begin)
        try:
            yield self._raw
            self._raw.execute("COMMIT")
        except BaseException:
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")
            raise


class Line:
    """The six questions, asked by one person (`sync.central.Central`)."""

    def __init__(self, office: Embedded, worker: AuthorId) -> None:
        self._office, self.worker = office, worker

    def close(self) -> None:
        """Nothing was opened for this line alone."""

    def hello(self, device: DeviceId) -> Welcome:
        """How things stand."""
        with self.asking() as raw:
            granted = raw.execute(
                "SELECT s.name, s.head, s.chain, g.may_write FROM granted g JOIN stream s ON s.name = g.stream"
                " WHERE g.worker = ? AND g.may_read ORDER BY s.name",
                (self.worker,),
            ).fetchall()
            awaited = raw.execute(
                "SELECT e.stream, e.entry FROM erasing e LEFT JOIN erased x ON x.target = e.target"
                " AND x.stream = e.stream WHERE e.author = ? AND NOT e.vouched AND x.target IS NULL"
                " ORDER BY e.entry",
                (self.worker,),
            ).fetchall()
            mine = raw.execute(
                "SELECT seq, seq_chain, revoked_after FROM device WHERE id = ? AND worker = ?",
                (device, self.worker),
            ).fetchone()
        seq, seq_chain, revoked_after = mine or (0, b"", None)
        heads = tuple(
            StreamHead(
                name, head, told, head, bool(write),
                tuple(EntryId(entry) for stream, entry in awaited if stream == name),
            )
            for name, head, told, write in granted
        )  # fmt: skip
        return Welcome(
            worker=self.worker, at=self._office.clock.now(), streams=heads, seq=seq, seq_chain=seq_chain,
            enrolled=mine is not None, revoked=revoked_after is not None,
        )  # fmt: skip

    def push(self, stream: str, entries: Sequence[Entry]) -> tuple[Answer, ...]:
        """Take in what can be taken in."""
        if not entries:
            return ()
        size = sum(len(entry.body or b"") for entry in entries)
        if (
            len(entries) > MOST_ENTRIES
            or (len(entries) > 1 and size > MOST_BYTES)
            or len(stream) > _MOST_NAME
        ):
            raise CentralOdd
        with self.asking(write=True) as raw:
            return taken(raw, self.worker, stream, entries)

    def pull(self, stream: str, cursor: int, most: int = MOST_PULLED) -> Page:
        """The page after `cursor`."""
        with self.asking() as raw:
            base, head, here = self._look(raw, stream, cursor)
            rows = raw.execute(
                "SELECT position, wire, chain FROM entry WHERE stream = ? AND position > ?"
                " ORDER BY position LIMIT ?",
                (stream, max(cursor, base), max(1, min(most, MOST_PULLED))),
            ).fetchall()
        if cursor < base:
            raise CentralOdd("What came before is not in this file.")
        page: list[Entry] = []
        size = 0
        for position, wire, told in rows:
            entry = replace(from_wire(wire), position=position, stream=stream)
            size += len(entry.body or b"")
            if page and size > MOST_BYTES:
                break
            page.append(entry)
            here = told
        return Page(head, here, tuple(page))

    def proofs(self, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        """What is at these positions. Of what came before the base only its end is known."""
        if len(positions) > MOST_ENTRIES:
            raise CentralOdd
        with self.asking() as raw:
            had = "SELECT 1 FROM granted WHERE worker = ? AND stream = ?"
            if raw.execute(had, (self.worker, stream)).fetchone() is None:
                return ()
            found = [
                raw.execute(
                    "SELECT position, hash, chain FROM entry WHERE stream = ? AND position = ?",
                    (stream, place),
                ).fetchone()
                or raw.execute(
                    "SELECT base, x'', base_chain FROM stream WHERE name = ? AND base = ?", (stream, place)
                ).fetchone()
                for place in positions
            ]
        return tuple(Proof(*row) for row in found if row is not None)

    def devices(self) -> tuple[DeviceKey, ...]:
        """Every computer that was enrolled."""
        with self.asking() as raw:
            rows = raw.execute("SELECT id, worker, key FROM device ORDER BY id").fetchall()
        return tuple(DeviceKey(DeviceId(device), AuthorId(worker), key) for device, worker, key in rows)

    def enrol(self, device: DeviceKey) -> None:
        """Our own counts at once, somebody else's is a claim."""
        with self.asking(write=True) as raw:
            if raw.execute("SELECT 1 FROM device WHERE id = ?", (device.device,)).fetchone():
                return
            if device.worker == self.worker:
                _enrol(raw, device.device, device.worker, device.key)
            else:
                row = (device.device, device.worker, device.key, self.worker)
                raw.execute("INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?)", row)

    @contextlib.contextmanager
    def asking(self, *, write: bool = False, manager: bool = False) -> Iterator[Any]:
        """A transaction for somebody who is let in, and is a `manager` where one is asked for."""
        with self._office.writing() if write else self._office.reading() as raw:
            active = "SELECT 1 FROM worker WHERE id = ? AND active AND manager >= ?"
            if raw.execute(active, (self.worker, manager)).fetchone() is None:
                raise CentralRefuses
            yield raw

    def _look(self, raw: Any, stream: str, cursor: int) -> tuple[int, int, bytes]:  # noqa: ANN401
        """Where a stream this person may read begins and ends, and its chain at the cursor."""
        row = raw.execute(
            "SELECT s.base, s.head, s.base_chain FROM stream s JOIN granted g ON g.stream = s.name"
            " WHERE s.name = ? AND g.worker = ? AND g.may_read",
            (stream, self.worker),
        ).fetchone()
        if row is None:
            raise CentralRefuses
        base, head, base_chain = row
        at = raw.execute(
            "SELECT chain FROM entry WHERE stream = ? AND position = ?", (stream, min(cursor, head))
        ).fetchone()
        return base, head, at[0] if at else base_chain


def taken(
    raw: Any,  # noqa: ANN401 - the library brings no types
    worker: str,
    stream: str,
    entries: Sequence[Entry],
    *,
    forgive: bool = False,
) -> tuple[Answer, ...]:
    """Take these in, as far as they can be, inside a transaction. `forgive`: a supervisor says so."""
    may = "SELECT 1 FROM granted WHERE worker = ? AND stream = ? AND may_write"
    there = raw.execute("SELECT head, chain FROM stream WHERE name = ?", (stream,)).fetchone()
    if there is None or (raw.execute(may, (worker, stream)).fetchone() is None and not forgive):
        taking = Taking(raw, worker, stream, 0, b"")
        for entry in entries:
            taking.keep_apart(entry, Reason.NOT_GRANTED)
        return tuple(Answer(e.id, Verdict.QUARANTINED, reason=Reason.NOT_GRANTED) for e in entries)
    taking = Taking(raw, worker, stream, *there)
    answers = tuple(taking.take(entry, forgive=forgive) for entry in entries)
    raw.execute("UPDATE stream SET head = ?, chain = ? WHERE name = ?", (taking.head, taking.told, stream))
    return answers


def _enrol(raw: Any, device: str, worker: str, key: bytes) -> None:  # noqa: ANN401 - the library brings no types
    """Make a computer known; what it wrote and others handed over goes in."""
    raw.execute("INSERT INTO device (id, worker, key) VALUES (?, ?, ?)", (device, worker, key))
    raw.execute("DELETE FROM claim WHERE device = ?", (device,))
    waits = "SELECT stream, wire, handed_by FROM quarantine WHERE device = ? AND reason = ? ORDER BY seq"
    for stream, wire, by in raw.execute(waits, (device, Reason.UNKNOWN_DEVICE.value)).fetchall():
        taken(raw, by, stream, [from_wire(wire)])


def _have_columns(raw: Any) -> None:  # noqa: ANN401 - the library brings no types
    """Add what a file from an earlier version lacks. Who is a manager is told at every start (`hire`)."""
    for table, column, kind in (("worker", "manager", "INTEGER NOT NULL DEFAULT 1"),
                                ("quarantine", "left_out", "TEXT NOT NULL DEFAULT ''")):  # fmt: skip
        if not any(there[1] == column for there in raw.execute(f"PRAGMA table_info({table})").fetchall()):
            raw.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


@contextlib.contextmanager
def _answering() -> Iterator[None]:
    """A file that cannot be used is a Central that cannot be reached."""
    try:
        yield
    except (sqlcipher.Error, OSError) as error:
        raise CentralAway from error
