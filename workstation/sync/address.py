"""Where Central is, and all that is said to libpq on the way there.

libpq looks for settings in the environment and in files of the user's folder. Here it finds none: variables that
begin with PG are taken out of this process, and each file it might read is named as one that is not there. By its
own choice it would hand a password to anybody who answers; here the server has to prove its name by a certificate
of *our* authority, and may ask for the password in one way only (`trust.md` 6 F).

Workstations connect in one way (`connection.Line`), administrators in another (`admin.connected`): what holds for
both is here once.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

_NOWHERE: Final = os.devnull + os.sep + "none"
"""A file that cannot be there: one that is only missing might be put there by somebody."""

WAITS: Final[Mapping[str, object]] = {
    "tcp_user_timeout": 10_000,
    "keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
}  # fmt: skip
"""When a line counts as dead."""
OWN_FILES: Final[Mapping[str, object]] = {
    "passfile": _NOWHERE, "sslcert": _NOWHERE, "sslkey": _NOWHERE, "sslcrl": _NOWHERE, "sslcrldir": "",
}  # fmt: skip
"""The files libpq would look for in the user's folder."""
PROVEN: Final[Mapping[str, object]] = {
    "sslmode": "verify-full", "ssl_min_protocol_version": "TLSv1.2", "sslnegotiation": "postgres",
    "sslcompression": 0, "gssencmode": "disable", "gssdelegation": 0,
}  # fmt: skip
"""A server over the network proves its name."""

IN_SESSION: Final[Mapping[str, str]] = {
    "statement_timeout": "15s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "5s",
    "client_connection_check_interval": "2s",
    "tcp_user_timeout": "10s",  # whoever takes nothing more of an answer is given up
    "client_min_messages": "notice",
}
"""A comfort for the server. They are the client's to change, so what must hold is inside the functions."""
SET_IN_SESSION: Final = (
    "select case when pg_catalog.current_setting(w.name, true) is not null"
    " then pg_catalog.set_config(w.name, w.value, false) end from unnest($1::text[], $2::text[]) w (name, value)"
)
"""Asked once a connection is there, and not said while it is made: a pooler shuts the door on a setting that it
does not know.
"""


class Address(Struct, frozen=True, kw_only=True):
    """Where Central is and how we make sure of it. `root` is the certificate of the authority that vouches for it.

    `method` is how people prove who they are: `scram-sha-256`; `gss` (single sign-on); `none` together with
    `certificate` and `key`; `password` where the server has to ask a directory (LDAP) and so sees it. `bound` ties
    a proof to this TLS connection; a pooler in between may not be able to (PgBouncer). `revoked` is the authority's
    list of certificates that count no more; without one, a stolen key is good until its certificate expires.
    """

    host: str
    root: Path
    port: int = 5432
    database: str = "lintel"
    method: str = "scram-sha-256"
    bound: bool = True
    certificate: Path | None = None
    key: Path | None = None
    revoked: Path | None = None
    patience: float = 10.0
    """Seconds for making a connection, and for one small question."""
    long_patience: float = 30.0
    """Seconds for a call that carries a megabyte over a slow line."""


def conninfo(address: Address, place: str, login: str, password: str) -> bytes:
    """Everything libpq would otherwise look for elsewhere: also the server's place on the network (`lookup`). The
    certificate has to carry the name.
    """
    said: dict[str, object] = {
        "host": address.host, "hostaddr": place, "port": address.port, "dbname": address.database, "user": login,
        "password": password, **OWN_FILES, **PROVEN, "sslrootcert": address.root, "sslcertmode": "allow",
        "require_auth": address.method,
        "channel_binding": "require" if address.bound and address.method == "scram-sha-256" else "prefer",
        "connect_timeout": max(2, int(address.patience)), **WAITS,
        "target_session_attrs": "any", "load_balance_hosts": "disable",
        "client_encoding": "UTF8", "application_name": "lintel", "options": "",
    }  # fmt: skip
    given = {"sslcert": address.certificate, "sslkey": address.key, "sslcrl": address.revoked}
    said |= {name: file for name, file in given.items() if file is not None}
    return " ".join(f"{name}={_quoted(str(value))}" for name, value in said.items()).encode()


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def forget_environment() -> None:
    """Take libpq's variables out of this process: it would believe them."""
    for name in [name for name in os.environ if name.upper().startswith("PG")]:
        del os.environ[name]
