"""A Central in a file, with what a supervisor asks it (`supervising`)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId
from workstation.domain.travel import Reason
from workstation.domain.wire import from_wire
from workstation.sync.central import Answer, CentralRefuses
from workstation.sync.embedded import Line, taken
from workstation.sync.supervising import NEWEST, Alarm, Apart, Look, Newest

_MOST, _MOST_BYTES = 200, 20_000
_APART: Final = """SELECT q.mark, q.stream, q.wire, q.reason, q.handed_by FROM quarantine q
    WHERE q.left_out = '' ORDER BY q.rowid"""
_WAITS: Final = """SELECT q.stream, q.wire, q.handed_by FROM quarantine q
    JOIN granted g ON g.stream = q.stream AND g.worker = ? AND g.may_write
    WHERE q.left_out = '' AND q.mark = ?
    AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.worker = g.worker AND b.stream = g.stream)"""

_ALARMS: Final = """SELECT a.kind, a.entry, a.device, a.stream, a.worker, a.at, count(*) OVER () FROM alarm a
    WHERE NOT EXISTS (SELECT 1 FROM barred b WHERE b.worker = ? AND b.stream = a.stream)
    AND NOT (a.kind = 'erasure waits' AND EXISTS (
        SELECT 1 FROM erasing r JOIN erased x ON x.target = r.target AND x.stream = r.stream
        WHERE r.entry = a.entry
    )) ORDER BY a.at DESC LIMIT ?"""
_LOOKS: Final = """SELECT worker, stream, why, at, ends, count(*) OVER () FROM look l
    WHERE NOT EXISTS (SELECT 1 FROM barred b WHERE b.worker = ? AND b.stream = l.stream)
    ORDER BY at DESC, ticket DESC LIMIT ?"""


class SupervisorLine(Line):
    """For a manager."""

    def apart(self) -> tuple[Apart, ...]:
        with self.asking(manager=True) as raw:
            rows = [row for row in raw.execute(_APART).fetchall() if self.may_read(raw, row[1])]
        return tuple(
            _apart(mark, stream, from_wire(wire), why, by) for mark, stream, wire, why, by in rows[:_MOST]
        )

    def let_in(self, mark: bytes) -> Answer:
        with self.asking(write=True, manager=True) as raw:
            found = raw.execute(_WAITS, (self.worker, mark)).fetchone()
            if found is None:
                raise CentralRefuses
            stream, wire, by = found
            return taken(raw, by, stream, [from_wire(wire)], forgive=True)[0]

    def leave_out(self, mark: bytes, why: str) -> bool:
        with self.asking(write=True, manager=True) as raw:
            if raw.execute(_WAITS, (self.worker, mark)).fetchone() is None:
                return False
            raw.execute("UPDATE quarantine SET left_out = ? WHERE mark = ?", (why, mark))
            return True

    def alarms(self) -> Newest[Alarm]:
        rows = self._newest(_ALARMS)
        told = (
            Alarm(kind, entry, device, stream, AuthorId(worker), _time(at))
            for kind, entry, device, stream, worker, at, _ in rows
        )
        return Newest(tuple(told), rows[0][-1] if rows else 0)

    def looks(self) -> Newest[Look]:
        rows = self._newest(_LOOKS)
        told = (
            Look(AuthorId(worker), stream, why, _time(at), None if ends is None else _time(ends))
            for worker, stream, why, at, ends, _ in rows
        )
        return Newest(tuple(told), rows[0][-1] if rows else 0)

    def _newest(self, question: str) -> list[Any]:
        with self.asking(manager=True) as raw:
            rows: list[Any] = raw.execute(question, (self.worker, NEWEST)).fetchall()
        return rows


def _apart(mark: bytes, stream: str, entry: Entry, why: str, by: str) -> Apart:
    body = entry.body if entry.body is not None and len(entry.body) <= _MOST_BYTES else None
    return Apart(
        mark=mark, stream=stream, entry=entry.id, contact=entry.contact, kind=entry.kind, author=entry.author,
        device=entry.device, body=body, why=Reason(why), brought_by=type(entry.author)(by), at=entry.happened,
    )  # fmt: skip


def _time(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
