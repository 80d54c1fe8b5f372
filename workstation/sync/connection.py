"""One connection to PostgreSQL, with nothing left to chance: every setting said, every wait bounded.

libpq looks for settings in the environment and in files of the user's folder. Here it finds none: variables that
begin with PG are taken out of this process, and each file it might read is named as one that is not there. By its
own choice it would hand a password to anybody who answers; here the server has to prove its name by a certificate
of *our* authority, and may ask for the password in one way only (`trust.md` 6 F).

A connection that fell silent looks like a slow one. So no call waits longer than its deadline; then the
connection is dropped, never asked to cancel, and what was asked may or may not have happened.
"""

from __future__ import annotations

import os
import selectors
import socket
import ssl
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from workstation.sync.central import CentralAway, CentralOdd, CentralRefuses, DoorShut
from workstation.sync.values import BYTES, Value, texts

if TYPE_CHECKING:
    from psycopg.pq.abc import PGconn, PGresult

_NOWHERE: Final = os.devnull + os.sep + "none"
"""A file that cannot be there: one that is only missing might be put there by somebody."""
_OLDEST_SERVER: Final = 150000
_CHUNKS_SINCE: Final = 170000
"""The first libpq that hands over rows by the dozen and not only one by one."""
_CHUNK: Final = 200
_TLS_PLEASE: Final = struct.pack("!ii", 8, 80877103)
_DATES: Final = (9, 10)
"""OpenSSL's numbers for "not yet valid" and "has expired"."""
_SETTINGS: Final = {
    "statement_timeout": "15s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "5s",
    "client_connection_check_interval": "2s",
    "client_min_messages": "notice",
}
"""A comfort for the server. They are the client's to change, so what must hold is inside the functions."""

_PREPARE: Final = (
    "select case when pg_catalog.current_setting(w.name, true) is not null"
    " then pg_catalog.set_config(w.name, w.value, false) end from unnest($1, $2) w (name, value)"
)


class NotOurServer(CentralOdd):
    """Whoever answered could not prove that they are the council's server."""

    advice = (
        "No password was sent. Ring the service desk before you try again: the server's certificate may have been "
        "changed, or this network may not be what it seems."
    )
    code = "LT-805"


class CertificateOutOfDate(CentralOdd):
    """The server's certificate is not valid today."""

    advice = (
        "No password was sent. Check the date of this computer first. If it is right, ring the service desk: the "
        "certificate has to be renewed."
    )
    code = "LT-806"


class WrongLogin(CentralRefuses):
    """The server does not know this name with this password."""

    code = "LT-807"


class Address(Struct, frozen=True, kw_only=True):
    """Where Central is and how we make sure of it. `root` is the certificate of the authority that vouches for it.

    `method` is how people prove who they are: `scram-sha-256`; `gss` (single sign-on); `none` together with
    `certificate` and `key`; `password` where the server has to ask a directory (LDAP) and so sees it. `bound` ties
    a proof to this TLS connection; a pooler in between may not be able to (PgBouncer).
    """

    host: str
    root: Path
    port: int = 5432
    database: str = "lintel"
    method: str = "scram-sha-256"
    bound: bool = True
    certificate: Path | None = None
    key: Path | None = None
    patience: float = 10.0
    """Seconds for making a connection, and for one small question."""
    long_patience: float = 30.0
    """Seconds for a call that carries a megabyte over a slow line."""


def conninfo(address: Address, login: str, password: str) -> bytes:
    """Everything libpq would otherwise look for elsewhere."""
    if not address.host or set(address.host) & set("/,\0 "):
        raise CentralOdd(
            "The name of the server is not one.", "Ring the service desk: the settings are wrong."
        )
    said: dict[str, object] = {
        "host": address.host, "hostaddr": "", "port": address.port, "dbname": address.database, "user": login,
        "password": password, "passfile": _NOWHERE,
        "sslmode": "verify-full", "sslrootcert": address.root, "sslcert": address.certificate or _NOWHERE,
        "sslkey": address.key or _NOWHERE, "sslcrl": "", "sslcrldir": "", "sslcertmode": "allow",
        "ssl_min_protocol_version": "TLSv1.2", "sslnegotiation": "postgres", "sslcompression": 0,
        "require_auth": address.method, "gssencmode": "disable", "gssdelegation": 0,
        "channel_binding": "require" if address.bound and address.method == "scram-sha-256" else "prefer",
        "connect_timeout": max(2, int(address.patience)), "tcp_user_timeout": 10_000,
        "keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
        "target_session_attrs": "any", "load_balance_hosts": "disable",
        "client_encoding": "UTF8", "application_name": "lintel", "options": "",
    }  # fmt: skip
    return " ".join(f"{name}={_quoted(str(value))}" for name, value in said.items()).encode()


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def forget_environment() -> None:
    """Take libpq's variables out of this process: it would believe them."""
    for name in [name for name in os.environ if name.upper().startswith("PG")]:
        del os.environ[name]


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
        self.ask(_PREPARE, (texts(list(_SETTINGS)), texts(list(_SETTINGS.values()))))

    @property
    def open(self) -> bool:
        return bool(self._conn.status == self._pq.ConnStatus.OK)

    def close(self) -> None:
        """Drop it without waiting for anybody."""
        self._ready.close()
        self._conn.finish()

    # -- making it ----------------------------------------------------------------------------------------

    def _opened(self, address: Address, login: str, password: str) -> PGconn:
        pq = self._pq
        end = time.monotonic() + address.patience
        conn: PGconn = pq.PGconn.connect_start(conninfo(address, login, password))
        try:
            while (state := self._poll(conn)) != pq.PollingStatus.OK:
                _wait(conn, read=state == pq.PollingStatus.READING, until=end)
            # Otherwise closing a connection whose other end is gone could wait for it.
            conn.nonblocking = 1
            conn.notice_handler = self._note
        except NotOurServer:
            conn.finish()
            if _out_of_date(address):
                raise CertificateOutOfDate from None
            raise
        except BaseException:
            conn.finish()
            raise
        return conn

    def _poll(self, conn: PGconn) -> int:
        failed = self._pq.PollingStatus.FAILED
        state = failed if conn.status == self._pq.ConnStatus.BAD else conn.connect_poll()
        if state == failed:
            raise _not_opened(conn.error_message)
        return int(state)

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
_UNPROVEN: Final = (
    b"certificate", b"channel binding", b"authentication method requirement", b"does not support SSL", b"ssl",
    b"expected authentication request", b"server sent an error response during",
)  # fmt: skip


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
    if b"eof detected" in words or b"connection reset" in words or b"closed the connection" in words:
        return CentralAway()
    if any(sign.lower() in words for sign in _UNPROVEN):
        return NotOurServer()
    return CentralAway()


def _out_of_date(address: Address) -> bool:
    """Whether the only thing wrong with the certificate is its date. The driver does not say; so, for the words
    on the screen alone, the server is asked for it once more.
    """
    try:
        context = ssl.create_default_context(cafile=address.root)
        with socket.create_connection((address.host, address.port), timeout=address.patience) as plain:
            plain.sendall(_TLS_PLEASE)
            if plain.recv(1) == b"S":
                context.wrap_socket(plain, server_hostname=address.host).close()
    except ssl.SSLCertVerificationError as error:
        return error.verify_code in _DATES
    except (OSError, ValueError):
        return False
    return False


def _not_answered(code: str) -> CentralAway | CentralRefuses | CentralOdd:
    if code[:2] == "28" or code == "42501":
        return CentralRefuses()
    # No such function or schema: a database without Lintel, or one from before this version.
    if code in ("42883", "3F000", "42P01") or code[:2] in ("22", "42", "LT"):
        return CentralOdd()
    return CentralAway()
