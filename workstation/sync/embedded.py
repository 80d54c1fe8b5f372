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
from datetime import datetime
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
from workstation.sync import embedded_guard, embedded_schema
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
    Shut,
    StreamHead,
    Verdict,
    Welcome,
)
from workstation.sync.embedded_rules import Taking

_MINE: Final = """SELECT s.name, s.head, s.chain, g.may_write FROM granted g JOIN stream s ON s.name = g.stream
    WHERE g.worker = ? AND g.may_read
    AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.worker = g.worker AND b.stream = g.stream) ORDER BY s.name"""
_WRITES: Final = """SELECT 1 FROM granted g WHERE g.worker = ? AND g.stream = ? AND g.may_write
    AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.worker = g.worker AND b.stream = g.stream)"""
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
            embedded_schema.make(self._raw)
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
            _begin(raw, stream, base)

    def hire(self, worker: AuthorId, *streams: str, reads: Sequence[str] = (), manager: bool = True) -> None:
        """Let a person in, and have them write to these streams and read those; as a `manager`, or not."""
        with self.writing() as raw:
            for stream in (*streams, *reads):
                _begin(raw, stream, Mark())
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
        now = self._office.clock.now()
        with self.asking() as raw:
            granted = raw.execute(_MINE, (self.worker,)).fetchall()
            guarded = [embedded_guard.standing(raw, self.worker, row[0], now) for row in granted]
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
                tuple(EntryId(entry) for stream, entry in awaited if stream == name), kept.until,
            )
            for (name, head, told, write), kept in zip(granted, guarded, strict=True) if not kept.shut
        )  # fmt: skip
        shut = [row for row, kept in zip(granted, guarded, strict=True) if kept.shut]
        return Welcome(
            worker=self.worker, at=now, streams=heads, seq=seq, seq_chain=seq_chain,
            enrolled=mine is not None, revoked=revoked_after is not None,
            shut=tuple(Shut(name, bool(write)) for name, _, _, write in shut),
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

    def ask(self, stream: str, why: str) -> str:
        """Say why we have to read what is kept closed (`central.Guards`)."""
        with self.asking(write=True) as raw:
            return embedded_guard.ask(raw, self.worker, stream, why, self._office.clock.now())

    def open(self, ticket: str) -> datetime:
        """Open it."""
        with self.asking(write=True) as raw:
            return embedded_guard.use(raw, self.worker, ticket, self._office.clock.now())

    @contextlib.contextmanager
    def asking(self, *, write: bool = False, manager: bool = False) -> Iterator[Any]:
        """A transaction for somebody who is let in, and is a `manager` where one is asked for."""
        with self._office.writing() if write else self._office.reading() as raw:
            active = "SELECT 1 FROM worker WHERE id = ? AND active AND manager >= ?"
            if raw.execute(active, (self.worker, manager)).fetchone() is None:
                raise CentralRefuses
            yield raw

    def may_read(self, raw: Any, stream: str) -> bool:  # noqa: ANN401
        """Whether this person may read this stream now."""
        return embedded_guard.may_read(raw, self.worker, stream, self._office.clock.now())

    def _look(self, raw: Any, stream: str, cursor: int) -> tuple[int, int, bytes]:  # noqa: ANN401
        """Where a stream this person may read begins and ends, and its chain at the cursor."""
        if not self.may_read(raw, stream):
            raise CentralRefuses
        there = "SELECT base, head, base_chain FROM stream WHERE name = ?"
        base, head, base_chain = raw.execute(there, (stream,)).fetchone()
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
    there = raw.execute("SELECT head, chain FROM stream WHERE name = ?", (stream,)).fetchone()
    if there is None or (raw.execute(_WRITES, (worker, stream)).fetchone() is None and not forgive):
        taking = Taking(raw, worker, stream, 0, b"")
        for entry in entries:
            taking.keep_apart(entry, Reason.NOT_GRANTED)
        return tuple(Answer(e.id, Verdict.QUARANTINED, reason=Reason.NOT_GRANTED) for e in entries)
    taking = Taking(raw, worker, stream, *there)
    answers = tuple(taking.take(entry, forgive=forgive) for entry in entries)
    raw.execute("UPDATE stream SET head = ?, chain = ? WHERE name = ?", (taking.head, taking.told, stream))
    return answers


def _begin(raw: Any, stream: str, base: Mark) -> None:  # noqa: ANN401 - the library brings no types
    row = (stream, base.cursor, base.chain, base.cursor, base.chain)
    raw.execute("INSERT OR IGNORE INTO stream VALUES (?, ?, ?, ?, ?)", row)


def _enrol(raw: Any, device: str, worker: str, key: bytes) -> None:  # noqa: ANN401 - the library brings no types
    """Make a computer known; what it wrote and others handed over goes in."""
    raw.execute("INSERT INTO device (id, worker, key) VALUES (?, ?, ?)", (device, worker, key))
    raw.execute("DELETE FROM claim WHERE device = ?", (device,))
    waits = "SELECT stream, wire, handed_by FROM quarantine WHERE device = ? AND reason = ? ORDER BY seq"
    for stream, wire, by in raw.execute(waits, (device, Reason.UNKNOWN_DEVICE.value)).fetchall():
        taken(raw, by, stream, [from_wire(wire)])


@contextlib.contextmanager
def _answering() -> Iterator[None]:
    """A file that cannot be used is a Central that cannot be reached."""
    try:
        yield
    except (sqlcipher.Error, OSError) as error:
        raise CentralAway from error
