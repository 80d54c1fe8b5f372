"""Central in the council's PostgreSQL: the six questions are six functions there, each one call in one statement.

Nothing here begins a transaction: a client that did, and then lost its network, would keep its colleagues waiting
for the lock it holds. The server answers for each entry; a warning beside a push ("committed locally, but might
not have been replicated") means that the promise behind the answer does not hold, so it is taken as no answer.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar

from msgspec import Struct

from workstation.domain.entries import Entry, chain
from workstation.domain.ids import AuthorId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Reason
from workstation.sync import pages
from workstation.sync.address import Address
from workstation.sync.ahead import Ahead
from workstation.sync.central import (
    MOST_PULLED,
    PROTOCOL,
    Answer,
    CentralAway,
    CentralOdd,
    CentralTooNew,
    Packed,
    Page,
    Proof,
    Shut,
    StreamHead,
    Verdict,
    Welcome,
)
from workstation.sync.connection import Line, Row
from workstation.sync.values import Value, binaries, binary, integer, long, longs, text, texts

_T = TypeVar("_T")
_MOST_OTHERS: Final = 100_000
_MOST_NUMBER: Final = 2**63 - 1
_MOST_CARRIED: Final = 4_000_000
"""A call with a longer body is refused as a whole; a shorter one that is too long is kept in quarantine."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_VERDICTS: Final[dict[bytes | None, Verdict]] = {verdict.encode(): verdict for verdict in Verdict}
_NOT: Final = b"\0"
_YES: Final = b"\1"
_HELLO: Final = "select * from lintel.hello_v1($1)"
_PUSH: Final = "select * from lintel.push_v1($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)"
_PROOFS: Final = "select * from lintel.proofs_v1($1,$2)"
_DEVICES: Final = "select * from lintel.devices_v1()"
_STAFF: Final = "select * from lintel.staff_v1()"
_PACKED: Final = "select * from lintel.segments_v1($1,$2)"
_PART: Final = "select * from lintel.segment_v1($1,$2,$3,$4)"
_BEGIN: Final = "select lintel.segment_begin_v1($1,$2,$3)"
_ADD: Final = "select lintel.segment_add_v1($1,$2,$3,$4)"
_END: Final = "select lintel.segment_done_v1($1,$2,$3,$4,$5,$6)"
_ASK: Final = "select lintel.ask_v1($1,$2)::text"
_OPEN: Final = "select lintel.open_v1($1::text::uuid)"
_ENROL: Final = "select lintel.enrol_v1($1,$2,$3)::text"


class Colleague(Struct, frozen=True):
    """A person Central knows, as told to everybody: for names on the screen."""

    id: AuthorId
    name: str
    role: str
    team: str
    pronoun: str
    active: bool


class PostgresCentral:
    """Central, for the person whose login this is. Connects when first asked, and again after a trouble.

    One question at a time: a second thread waits for the first.
    """

    def __init__(self, address: Address, login: str, password: str = "") -> None:
        self._address, self._login, self._password = address, login, password
        self._line: Line | None = None
        self._turn = threading.Lock()
        self._pages = Ahead(self._page)

    def close(self) -> None:
        """Hang up."""
        self._pages.forget()
        with self._turn:
            if self._line is not None:
                self._line.close()
            self._line = None

    # -- the six questions --------------------------------------------------------------------------------

    def hello(self, device: DeviceId) -> Welcome:
        rows = self._ask(_HELLO, (text(device),), _welcoming)
        if not rows:
            raise CentralOdd
        welcome = rows[0][0]
        if welcome.oldest > PROTOCOL or welcome.newest < PROTOCOL:
            raise CentralTooNew if welcome.oldest > PROTOCOL else CentralOdd
        return Welcome(
            worker=welcome.worker, at=welcome.at, seq=welcome.seq, seq_chain=welcome.seq_chain,
            enrolled=welcome.enrolled, read_only=welcome.read_only, revoked=welcome.revoked,
            oldest=welcome.oldest, newest=welcome.newest,
            streams=tuple(head for _, head in rows if isinstance(head, StreamHead)),
            shut=tuple(head for _, head in rows if isinstance(head, Shut)),
        )  # fmt: skip

    def push(self, stream: str, entries: Sequence[Entry]) -> tuple[Answer, ...]:
        if _all_travel(entries):
            return self._push(stream, entries) if entries else ()
        kept = [_stays(entry) for entry in entries]
        fit = [entry for entry, reason in zip(entries, kept, strict=True) if reason is None]
        answers = iter(self._push(stream, fit) if fit else ())
        # What the database's own language cannot say would fail the whole call: it stays here, and is shown.
        return tuple(
            next(answers) if reason is None else Answer(entry.id, Verdict.QUARANTINED, None, reason)
            for entry, reason in zip(entries, kept, strict=True)
        )

    def _push(self, stream: str, entries: Sequence[Entry]) -> tuple[Answer, ...]:
        answers = self._ask(
            _PUSH, _columns(stream, entries), answering, most=len(entries),
            patience=self._address.long_patience, careful=True,
        )  # fmt: skip
        if [answer.entry for answer in answers] != [entry.id for entry in entries]:
            raise CentralOdd
        return tuple(answers)

    def pull(self, stream: str, cursor: int, most: int = MOST_PULLED) -> Page:
        page = self._pages.answer((stream, cursor, most))
        after = cursor + len(page.entries)
        if page.entries and after < page.head:
            self._pages.begin((stream, after, most))
        return page

    def _page(self, asked: tuple[str, int, int]) -> Page:
        stream, _, most = asked
        rows = self._rows(
            pages.QUESTION, pages.values(*asked), most=max(1, min(most, MOST_PULLED)),
            patience=self._address.long_patience, columns=pages.COLUMNS,
        )  # fmt: skip
        with _believed():
            return pages.page_of(stream, rows)

    def proofs(self, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        found = self._ask(_PROOFS, (text(stream), longs(positions)), _proving, most=len(positions))
        return tuple(found)

    def devices(self) -> tuple[DeviceKey, ...]:
        return tuple(self._ask(_DEVICES, (), _keyed, most=_MOST_OTHERS))

    def enrol(self, device: DeviceKey) -> None:
        values = (text(device.device), text(device.worker), binary(device.key))
        self._ask(_ENROL, values, lambda _row: None, careful=True)

    # -- and more, for what is kept closed ----------------------------------------------------------------

    def ask(self, stream: str, why: str) -> str:
        return self._ask(_ASK, (text(stream), text(why)), lambda row: _word(row[0]), most=1, careful=True)[0]

    def open(self, ticket: str) -> datetime:
        return self._ask(_OPEN, (text(ticket),), lambda row: _time(row[0]), most=1, careful=True)[0]

    # -- and more, for a first sync -----------------------------------------------------------------------

    def packed(self, stream: str, after: int) -> tuple[Packed, ...]:
        return tuple(self._ask(_PACKED, (text(stream), long(after)), _packed))

    def part(self, stream: str, packed: Packed, number: int) -> bytes | None:
        asked = (text(stream), long(packed.first), binary(packed.sha256))
        found = self._ask(
            _PART, (*asked, integer(number)), lambda row: _bytes(row[0]), most=1,
            patience=self._address.long_patience,
        )  # fmt: skip
        return found[0] if found else None

    def begin_piece(self, stream: str, first: int, last: int) -> bool:
        return self._said(_BEGIN, (text(stream), long(first), long(last)))

    def add_part(self, stream: str, first: int, number: int, data: bytes) -> bool:
        return self._said(_ADD, (text(stream), long(first), integer(number), binary(data)))

    def end_piece(self, stream: str, packed: Packed) -> bool:
        told = (packed.before, packed.chain, packed.sha256, packed.key)
        return self._said(_END, (text(stream), long(packed.first), *map(binary, told)))

    def _said(self, statement: str, values: Sequence[Value]) -> bool:
        patience = self._address.long_patience
        return self._ask(statement, values, lambda row: row[0] == _YES, most=1, patience=patience) == [True]

    def staff(self) -> tuple[Colleague, ...]:
        """Everybody who works or worked here, by id."""
        return tuple(self._ask(_STAFF, (), _introduced, most=_MOST_OTHERS))

    # -- asking -------------------------------------------------------------------------------------------

    def _ask(
        self, statement: str, values: Sequence[Value], read: Callable[[Row], _T], *, most: int = 10_000,
        patience: float | None = None, careful: bool = False,
    ) -> list[_T]:  # fmt: skip
        self._pages.forget()  # a page from before this question may say less than its answer
        rows = self._rows(statement, values, most=most, patience=patience, careful=careful)
        with _believed():
            return [read(row) for row in rows]

    def _rows(
        self, statement: str, values: Sequence[Value], *, most: int, patience: float | None = None,
        careful: bool = False, columns: Sequence[int] = (),
    ) -> list[Row]:  # fmt: skip
        """Ask once, over a new connection if the last one broke. `careful`: a warning makes the answer void."""
        with self._turn:
            if self._line is None or not self._line.open:
                self._line = Line(self._address, self._login, self._password)
            rows = self._line.ask(statement, values, most=most, patience=patience, columns=columns)
            if careful and self._line.warned:
                raise CentralAway
        return rows


@contextmanager
def _believed() -> Iterator[None]:
    """Whatever cannot be read as what it should be makes the whole answer odd."""
    try:
        yield
    except (ValueError, TypeError, LookupError, OverflowError, struct.error):
        raise CentralOdd from None


# -- there -----------------------------------------------------------------------------------------------------


def _all_travel(entries: Sequence[Entry]) -> bool:
    """Whether PostgreSQL's types can carry the headers (the bodies go as bytes), and one call each body."""
    words = [
        word for e in entries for word in (e.id, e.contact, e.kind, e.author, e.device, e.edition, *e.answers)
    ]
    try:
        whole = "".join(words).encode()
    except UnicodeEncodeError:
        return False
    numbers = [number for e in entries for number in (e.seq, e.recorded)]
    return (
        b"\0" not in whole
        and all(-_MOST_NUMBER <= number <= _MOST_NUMBER for number in numbers)
        and all(len(e.body or b"") <= _MOST_CARRIED for e in entries)
    )


def _stays(entry: Entry) -> Reason | None:
    """Why this cannot even be handed over."""
    if _all_travel([entry]):
        return None
    return Reason.TOO_LONG if len(entry.body or b"") > _MOST_CARRIED else Reason.UNREADABLE


def _columns(stream: str, entries: Sequence[Entry]) -> tuple[Value, ...]:
    return (
        text(stream), texts([e.id for e in entries]), texts([e.contact for e in entries]),
        texts([e.kind for e in entries]), texts([e.author for e in entries]), texts([e.device for e in entries]),
        longs([e.seq for e in entries]), binaries([e.previous for e in entries]),
        texts([e.happened.isoformat() for e in entries]), longs([e.recorded for e in entries]),
        texts([",".join(e.answers) for e in entries]), texts([e.edition for e in entries]),
        binaries([e.salt for e in entries]), binaries([e.digest for e in entries]),
        binaries([e.body for e in entries]), binaries([chain(e) for e in entries]),
        binaries([e.sig for e in entries]),
    )  # fmt: skip


# -- and back: a row is bytes --------------------------------------------------------------------------------------


def _word(value: bytes | None) -> str:
    return _bytes(value).decode()


def _bytes(value: bytes | None) -> bytes:
    if value is None:
        raise TypeError
    return value


def _number(value: bytes | None) -> int:
    return int.from_bytes(_bytes(value), "big", signed=True)


def _welcoming(row: Row) -> tuple[Welcome, StreamHead | Shut | None]:
    (
        worker,
        at,
        seq,
        seq_chain,
        enrolled,
        read_only,
        revoked,
        oldest,
        newest,
        stream,
        head,
        told,
        safe,
        write,
        awaited,
        open_until,
    ) = row
    welcome = Welcome(
        worker=AuthorId(_word(worker)), at=_time(at), streams=(),
        seq=_number(seq), seq_chain=_bytes(seq_chain), enrolled=_number(enrolled) != 0,
        read_only=_number(read_only) != 0, revoked=_number(revoked) != 0, oldest=_number(oldest),
        newest=_number(newest),
    )  # fmt: skip
    if stream is None:
        return welcome, None
    may_write = _number(write) != 0
    if open_until is not None and not _number(open_until):
        return welcome, Shut(_word(stream), may_write)
    return welcome, StreamHead(
        _word(stream), _number(head), _bytes(told), _number(safe), may_write, _ids(awaited),
        None if open_until is None else _time(open_until),
    )  # fmt: skip


def _time(value: bytes | None) -> datetime:
    return _EPOCH + timedelta(microseconds=_number(value))


def _ids(value: bytes | None) -> tuple[EntryId, ...]:
    return tuple(EntryId(id_) for id_ in value.decode().split(",")) if value else ()


def answering(row: Row) -> Answer:
    """What became of one entry."""
    entry, verdict, place, reason, forked = row
    return Answer(
        EntryId(_bytes(entry).decode()), _VERDICTS[verdict],
        None if place is None else int.from_bytes(place, "big", signed=True),
        None if reason is None else Reason(reason.decode()), forked != _NOT,
    )  # fmt: skip


def _proving(row: Row) -> Proof:
    place, entry, told = row
    return Proof(_number(place), _bytes(entry), _bytes(told))


def _keyed(row: Row) -> DeviceKey:
    device, worker, key, *_ = row
    return DeviceKey(DeviceId(_word(device)), AuthorId(_word(worker)), _bytes(key))


def _packed(row: Row) -> Packed:
    first, last, before, told, seal, sha256, key, size, parts = row
    return Packed(
        _number(first), _number(last), _bytes(before), _bytes(told), _bytes(seal), _bytes(sha256), _bytes(key),
        _number(size), _number(parts),
    )  # fmt: skip


def _introduced(row: Row) -> Colleague:
    id_, name, role, team, pronoun, active = row
    return Colleague(
        AuthorId(_word(id_)), _word(name), _word(role), _word(team), _word(pronoun), _number(active) != 0
    )
