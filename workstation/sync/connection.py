"""One connection to PostgreSQL, with nothing left to chance: every setting said, every wait bounded.

What is said on the way there is in `address`.

A connection that fell silent looks like a slow one. So no call waits longer than its deadline; then the
connection is dropped, never asked to cancel, and what was asked may or may not have happened.
"""

from __future__ import annotations

import selectors
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from workstation.sync.address import IN_SESSION, SET_IN_SESSION, Address, conninfo, forget_environment
from workstation.sync.central import CentralAway, CentralOdd, CentralRefuses, DoorShut, WrongLogin
from workstation.sync.lookup import places
from workstation.sync.proof import NotOurServer, check_list, doubt
from workstation.sync.values import BYTES, Value, texts

if TYPE_CHECKING:
    from psycopg.pq.abc import PGconn, PGresult

_OLDEST_SERVER: Final = 150000
_CHUNKS_SINCE: Final = 170000
"""The first libpq that hands over rows by the dozen and not only one by one."""
_CHUNK: Final = 200


class Line:
    """An open connection. After any trouble but `CentralRefuses` it is closed for good."""

    def __init__(self, address: Address, login: str, password: str) -> None:
        from psycopg import adapt, pq  # noqa: PLC0415 - slow to load, and not needed by those who work alone

        forget_environment()
        self._pq, self._adapt = pq, adapt
        self._patience = address.patience
        self.warned = False
        self._conn: PGconn = self._opened(address, login, password)
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._conn.socket, selectors.EVENT_READ)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> None:
        if self._conn.server_version < _OLDEST_SERVER:
            raise CentralOdd("The server's database is too old for Lintel.")
        self.ask(SET_IN_SESSION, (texts(list(IN_SESSION)), texts(list(IN_SESSION.values()))))

    @property
    def open(self) -> bool:
        return bool(self._conn.status == self._pq.ConnStatus.OK)

    def close(self) -> None:
        """Drop it without waiting for anybody."""
        self._ready.close()
        self._conn.finish()

    # -- making it ----------------------------------------------------------------------------------------

    def _opened(self, address: Address, login: str, password: str) -> PGconn:
        """A connection to the first place that answers, of those the server's name leads to."""
        if address.revoked is not None:
            check_list(address.revoked)
        end = time.monotonic() + address.patience
        away = CentralAway()
        found = places(address.host, end)
        for number, place in enumerate(found):
            now = time.monotonic()
            try:
                # A place that swallows everything must not use up the time of those after it.
                said = conninfo(address, place, login, password)
                return self._made(said, reach=now + (end - now) / (len(found) - number), end=end)
            except NotOurServer as stranger:
                raise doubt(address, place) or stranger from None
            except CentralAway as nobody:
                away = nobody
        raise away

    def _made(self, said: bytes, *, reach: float, end: float) -> PGconn:
        """The connection, reached and made until these times."""
        ways, of = self._pq.PollingStatus, self._pq.ConnStatus
        silent_yet = (of.STARTED, of.SSL_STARTUP)  # nobody there, or somebody who accepts and says nothing
        conn: PGconn = self._pq.PGconn.connect_start(said)
        try:
            # Until it is reached it must not be asked how far it is: it would take itself for connected.
            state = ways.WRITING if conn.status != self._pq.ConnStatus.BAD else ways.FAILED
            while state != ways.OK:
                _not_failed(conn, failed=state == ways.FAILED)
                until = reach if conn.status in silent_yet else end
                _wait(conn, read=state == ways.READING, until=until)
                state = ways(conn.connect_poll())
            # Otherwise closing a connection whose other end is gone could wait for it.
            conn.nonblocking = 1
            conn.notice_handler = self._note
        except BaseException:
            conn.finish()
            raise
        return conn

    def _note(self, _result: PGresult) -> None:
        # What it says is not kept: it may quote the record.
        self.warned = True

    # -- asking -------------------------------------------------------------------------------------------

    def ask(
        self, statement: str, values: Sequence[Value], *, most: int = 10_000, patience: float | None = None,
        columns: Sequence[int] = (),
    ) -> list[Row]:  # fmt: skip
        """Run one statement by itself. `most` rows at the most: a server that sends more, or never ends, is not
        believed. Every value comes as bytes; where `columns` says for each what it is to be, `TEXT` comes as text.
        What the server calls its columns is never asked.
        """
        end = time.monotonic() + (self._patience if patience is None else patience)
        with self._ended_by_trouble():
            self._send(statement, values, end)
            rows, failure = self._rows(end, most, columns)
            if failure is not None:
                raise _not_answered(failure.decode("ascii", "replace"))
            return rows

    def set_own_password(self, login: str, password: str) -> None:
        """Have the server keep another password for whoever this line belongs to. Only the proof of it is sent:
        neither the server nor its log ever sees the password itself.
        """
        proof = self._conn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
        said = bytes(self._pq.Escaping(self._conn).escape_literal(proof)).decode()
        self.ask(f"alter role session_user password {said}", ())

    def _send(self, statement: str, values: Sequence[Value], end: float) -> None:
        self.warned = False
        self._conn.send_query_params(
            statement.encode(), [value.raw for value in values], [value.oid for value in values],
            [1] * len(values), 1,
        )  # fmt: skip
        if self._pq.version() >= _CHUNKS_SINCE:
            self._conn.set_chunked_rows_mode(_CHUNK)
        else:
            self._conn.set_single_row_mode()
        while self._conn.flush():
            if _wait(self._conn, read=True, write=True, until=end):
                self._conn.consume_input()

    def _rows(self, end: float, most: int, columns: Sequence[int]) -> tuple[list[Row], bytes | None]:
        """The rows of an answer, and the code of what went wrong."""
        pq = self._pq.ExecStatus
        rows: list[Row] = []
        failure: bytes | None = None
        while True:
            while self._conn.is_busy():
                if not self.open or not self._ready.select(max(0.0, end - time.monotonic())):
                    raise CentralAway
                self._conn.consume_input()
            result = self._conn.get_result()
            if result is None:
                break
            if result.status in (pq.SINGLE_TUPLE, pq.TUPLES_CHUNK):
                if len(rows) + result.ntuples > most:
                    raise CentralOdd("The server sent more than it was asked for.")
                rows += self._read(result, columns)
                if time.monotonic() > end:
                    raise CentralAway
            elif result.status not in (pq.TUPLES_OK, pq.COMMAND_OK):
                failure = result.error_field(self._pq.DiagnosticField.SQLSTATE) or b""
        return rows, failure

    def _read(self, result: PGresult, columns: Sequence[int]) -> list[Row]:
        """The rows of a result, as what we take them for, whatever the server says that they are."""
        columns = columns or (BYTES,) * result.nfields
        if len(columns) != result.nfields:
            raise CentralOdd
        reader = self._adapt.Transformer()
        reader.set_pgresult(result, set_loaders=False)
        reader.set_loader_types(columns, self._pq.Format.BINARY)
        try:
            return reader.load_rows(0, result.ntuples, tuple)
        except UnicodeDecodeError:
            raise CentralOdd from None

    @contextmanager
    def _ended_by_trouble(self) -> Iterator[None]:
        from psycopg import OperationalError  # noqa: PLC0415 - as above

        try:
            yield
        except OperationalError:
            self.close()
            raise CentralAway from None
        except CentralRefuses:
            raise
        except BaseException:
            self.close()
            raise


Row = tuple[Any, ...]
"""What the server sent: bytes and None, and text where that was asked for (`Line.ask`)."""


def _wait(conn: PGconn, *, until: float, read: bool, write: bool = False) -> bool:
    """Wait until the connection can be read or written; whether it can be read. `CentralAway` when time is up."""
    events = (selectors.EVENT_READ if read else 0) | (selectors.EVENT_WRITE if write or not read else 0)
    with selectors.DefaultSelector() as selector:
        selector.register(conn.socket, events)
        ready = selector.select(max(0.0, until - time.monotonic()))
    if not ready:
        raise CentralAway
    return bool(ready[0][1] & selectors.EVENT_READ)


# -- what went wrong: by code where there is one; the message itself is never passed on ------------------------

_REFUSED: Final = (b"is not permitted to log in", b"password has expired")
_SHUT: Final = (b"pg_hba.conf", b"does not exist", b"permission denied for database")
"""Nobody gets in from here, whoever they are: no word about this person."""
_WRONG: Final = (b"password authentication failed", b"authentication failed")
_BROKEN: Final = (
    b"ssl syscall error", b"unexpected eof", b"connection reset", b"closed the connection", b"could not send",
)  # fmt: skip
"""The line was cut, or nobody answered, in the middle of TLS as well: that says nothing about a certificate."""
_UNPROVEN: Final = (
    b"certificate", b"channel binding", b"authentication method requirement", b"does not support SSL", b"ssl",
    b"expected authentication request", b"server sent an error response during",
)  # fmt: skip


def _not_failed(conn: PGconn, *, failed: bool) -> None:
    if failed:
        raise _not_opened(conn.error_message)


def _not_opened(message: bytes) -> CentralAway | CentralRefuses | CentralOdd:
    """The driver gives no code for a connection that was not made, so this reads its words, which are English."""
    words = message.lower()
    if b"root certificate file" in words:
        return NotOurServer("This computer lacks the file that says how to know the server.")
    if any(sign in words for sign in _WRONG) and b"certificate verify failed" not in words:
        return WrongLogin()
    if any(sign in words for sign in _REFUSED) and b"certificate verify failed" not in words:
        return CentralRefuses()
    if any(sign in words for sign in _SHUT) and b"certificate verify failed" not in words:
        return DoorShut()
    if any(sign in words for sign in _BROKEN):
        return CentralAway()
    if any(sign.lower() in words for sign in _UNPROVEN):
        return NotOurServer()
    return CentralAway()


def _not_answered(code: str) -> CentralAway | CentralRefuses | CentralOdd:
    if code[:2] == "28" or code == "42501":
        return CentralRefuses()
    # No such function or schema: a database without Lintel, or one from before this version.
    if code in ("42883", "3F000", "42P01") or code[:2] in ("22", "42", "LT"):
        return CentralOdd()
    return CentralAway()
