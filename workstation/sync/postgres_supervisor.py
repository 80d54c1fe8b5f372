"""Central in PostgreSQL, with what a supervisor asks it (`supervising`)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import Reason
from workstation.sync.central import Answer, CentralOdd
from workstation.sync.connection import Row
from workstation.sync.postgres import PostgresCentral, answering
from workstation.sync.supervising import Apart
from workstation.sync.values import binary, text

_APART: Final = (
    "select mark, stream, entry, contact, kind, author, device, body, reason, handed_by,"
    " (extract(epoch from at) * 1000000)::int8 from lintel.quarantine_v1()"
)
_LET_IN: Final = "select * from lintel.release_v1($1)"
_LEAVE_OUT: Final = "select lintel.close_v1($1,$2)"
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


def _apart(row: Row) -> Apart:
    mark, stream, entry, contact, kind, author, device, body, reason, by, at = row
    if mark is None or at is None:
        raise TypeError
    # The words of a header may be anything, or missing, where that is why it is kept apart.
    told = [(value or b"").decode() for value in (stream, entry, contact, kind, author, device, by, reason)]
    return Apart(
        mark=mark, stream=told[0], entry=EntryId(told[1]), contact=ContactId(told[2]), kind=told[3],
        author=AuthorId(told[4]), device=DeviceId(told[5]), body=body, why=Reason(told[7]),
        brought_by=AuthorId(told[6]),
        at=_EPOCH + timedelta(microseconds=int.from_bytes(at, "big", signed=True)),
    )  # fmt: skip
