"""Central in PostgreSQL, with what a supervisor asks it (`supervising`)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import Reason
from workstation.sync.central import Answer, CentralOdd
from workstation.sync.connection import Row
from workstation.sync.postgres import PostgresCentral, answering
from workstation.sync.supervising import NEWEST, Alarm, Apart, Look, Newest
from workstation.sync.values import binary, long, text

_APART: Final = (
    "select mark, stream, entry, contact, kind, author, device, body, reason, handed_by,"
    " (extract(epoch from at) * 1000000)::int8 from lintel.quarantine_v1()"
)
_LET_IN: Final = "select * from lintel.release_v1($1)"
_LEAVE_OUT: Final = "select lintel.close_v1($1,$2)"
_ALARMS: Final = (
    "select kind, entry, device, stream, worker, (extract(epoch from at) * 1000000)::int8, count(*) over ()"
    " from lintel.alarms_v1() order by at desc limit $1"
)
_LOOKS: Final = (
    "select worker, stream, why, (extract(epoch from at) * 1000000)::int8,"
    " (extract(epoch from ends) * 1000000)::int8, count(*) over ()"
    " from lintel.looks_v1() order by at desc limit $1"
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresSupervisor(PostgresCentral):
    """For a person with a manager's rights."""

    def apart(self) -> tuple[Apart, ...]:
        return tuple(self._ask(_APART, (), _apart, most=200, patience=self._address.long_patience))

    def let_in(self, mark: bytes) -> Answer:
        answers = self._ask(_LET_IN, (binary(mark),), answering, most=1, careful=True)
        if not answers:
            raise CentralOdd
        return answers[0]

    def leave_out(self, mark: bytes, why: str) -> bool:
        return self._said(_LEAVE_OUT, (binary(mark), text(why)))

    def alarms(self) -> Newest[Alarm]:
        rows = self._ask(_ALARMS, (long(NEWEST),), _alarm, most=NEWEST, patience=self._address.long_patience)
        return Newest(tuple(alarm for alarm, _ in rows), rows[0][1] if rows else 0)

    def looks(self) -> Newest[Look]:
        rows = self._ask(_LOOKS, (long(NEWEST),), _look, most=NEWEST, patience=self._address.long_patience)
        return Newest(tuple(look for look, _ in rows), rows[0][1] if rows else 0)


def _apart(row: Row) -> Apart:
    mark, stream, entry, contact, kind, author, device, body, reason, by, at = row
    if mark is None:
        raise TypeError
    # The words of a header may be anything, or missing, where that is why it is kept apart.
    told = [(value or b"").decode() for value in (stream, entry, contact, kind, author, device, by, reason)]
    return Apart(
        mark=mark, stream=told[0], entry=EntryId(told[1]), contact=ContactId(told[2]), kind=told[3],
        author=AuthorId(told[4]), device=DeviceId(told[5]), body=body, why=Reason(told[7]),
        brought_by=AuthorId(told[6]),
        at=_time(at),
    )  # fmt: skip


def _alarm(row: Row) -> tuple[Alarm, int]:
    kind, entry, device, stream, worker, at, of = row
    told = [(value or b"").decode() for value in (kind, entry, device, stream, worker)]
    return Alarm(told[0], told[1], told[2], told[3], AuthorId(told[4]), _time(at)), _number(of)


def _look(row: Row) -> tuple[Look, int]:
    worker, stream, why, at, ends, of = row
    told = [(value or b"").decode() for value in (worker, stream, why)]
    until = None if ends is None else _time(ends)
    return Look(AuthorId(told[0]), told[1], told[2], _time(at), until), _number(of)


def _time(value: bytes | None) -> datetime:
    return _EPOCH + timedelta(microseconds=_number(value))


def _number(value: bytes | None) -> int:
    if value is None:
        raise TypeError
    return int.from_bytes(value, "big", signed=True)
