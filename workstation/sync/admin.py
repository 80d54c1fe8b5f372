"""What an administrator of Central does: people, computers, rights, backups. Never what entries say.

Works as the role that owns the functions (`set role lintel_fn`), so an administrator has to be a member of it;
`lintelctl central install` sees to that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, LiteralString

import msgspec
from msgspec import Struct

from workstation.domain.people import Role
from workstation.sync.address import IN_SESSION, OWN_FILES, PROVEN, SET_IN_SESSION, WAITS, forget_environment
from workstation.sync.proof import check_list
from workstation.trouble import Trouble

if TYPE_CHECKING:
    import psycopg

RIGHTS: Final = ("worker", "manager", "auditor")
USUAL: Final = 60
"""Seconds for one statement of an administrator,"""
LONG: Final = 3600
"""and for one that may have to look at every row."""
_GRACE: Final = 5
"""Seconds more until a server that should have ended a statement counts as silent."""
_WAITS: Final = {**WAITS, "connect_timeout": 10}
_OF_ADMINS: Final = {"lock_timeout": "30s", "idle_in_transaction_session_timeout": "60s"}
_SET: Final = SET_IN_SESSION.replace("$1", "%s").replace("$2", "%s").encode()
_CONNECTIONS: Final = 5
_FOR_LOGINS: Final = (
    "statement_timeout = '15s'", "lock_timeout = '3s'", "idle_in_transaction_session_timeout = '5s'",
    "client_connection_check_interval = '2s'", "tcp_user_timeout = '10s'",
)  # fmt: skip


class AdminTrouble(Trouble):
    """The server did not do that."""

    advice = "Nothing was changed. Check the rights of the login you used, and `lintelctl central check`."
    code = "LT-812"


@contextmanager
def connected(dsn: str, password: str | None, longest: int = USUAL) -> Iterator[psycopg.Connection[Any]]:
    """A connection for an administrator: over the server's own socket, or with a certificate that is checked. No
    statement takes longer than so many seconds.
    """
    import psycopg  # noqa: PLC0415 - slow to load, and only administrators come here

    forget_environment()
    said = _said(dsn, password)
    there = False
    try:
        with _opened(said, longest) as cx:
            there = True
            yield cx
    except psycopg.Error as error:
        raise _not_done(error.sqlstate or (_SILENT if there else "")) from None


def _said(dsn: str, password: str | None) -> dict[str, Any]:
    """What is said to libpq: what the administrator says, and for the rest what a workstation says."""
    import psycopg  # noqa: PLC0415 - as above
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - the same

    try:
        told = dict(conninfo_to_dict(dsn))
    except psycopg.ProgrammingError:
        raise AdminTrouble("That is no connection string.", "Write: host=... user=... dbname=...") from None
    if "password" in told:
        raise AdminTrouble("A password does not belong on a command line.", "Leave it out: it is asked for.")
    if told.get("sslcrl"):
        check_list(Path(str(told["sslcrl"])))
    secret = {} if password is None else {"password": password}
    if str(told.get("host") or "").startswith("/"):
        # Whoever put that socket there may know us without a password, and never gets one in clear.
        return {**OWN_FILES, "require_auth": "scram-sha-256,none", **told, **secret, **_WAITS}
    if told.get("sslmode", "verify-full") != "verify-full" or not told.get("sslrootcert"):
        raise AdminTrouble(
            "Say which authority vouches for the server.", "Add sslrootcert=FILE to the connection string."
        )
    # Without a password: single sign-on, or a certificate, for which nothing is asked.
    proofs = {"require_auth": "gss,sspi,none" if password is None else "scram-sha-256", **told}
    bound = "require" if proofs["require_auth"] == "scram-sha-256" else "prefer"
    return {**OWN_FILES, **PROVEN, "channel_binding": bound, **proofs, **secret, **_WAITS}


def _opened(said: dict[str, Any], longest: int) -> psycopg.Connection[Any]:
    """Both ends keep the time: the server ends what takes too long, and nobody waits for one that fell silent."""
    import psycopg  # noqa: PLC0415 - as above
    from psycopg import conninfo  # noqa: PLC0415 - the same

    class Patient(psycopg.Connection[Any]):
        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401
            try:
                return super().wait(gen, interval, longest + _GRACE if timeout is None else timeout)
            except psycopg.OperationalError:
                self.pgconn.finish()  # else leaving it would wait once more
                raise

    cx = Patient.connect(conninfo.make_conninfo(**said))
    times = {**IN_SESSION, "statement_timeout": f"{longest}s", **_OF_ADMINS}
    try:
        cx.execute(_SET, (list(times), list(times.values())))
        cx.commit()
    except BaseException:
        cx.close()
        raise
    return cx


_SILENT: Final = "silent"
_WHY: Final = {
    "23503": ("There is nobody with that id, or no such stream.", "See `lintelctl central worker list`."),
    "23505": ("Somebody has that id or that login already.", "See `lintelctl central worker list`."),
    "23514": (
        "That id or name is too long, or has letters in it that it may not have.",
        "Take small letters, digits and hyphens, without spaces.",
    ),
    "42704": ("The server knows no such login.", "See `lintelctl central worker list`."),
    "57014": (
        "That took too long and was ended.",
        "Nothing was changed. Try again when less is going on there.",
    ),
    "55P03": ("Somebody else is at work there.", "Nothing was changed. Try again in a minute."),
    _SILENT: (
        "The server stopped answering.",
        "What you asked for may have been done or not: look (`list`, `check`) before you ask again.",
    ),
    "": (
        "The server did not answer, or did not let you in.",
        "Nothing was changed. Check its name, its certificate, your login and your password.",
    ),
}
"""What an administrator most often meets, by the server's own code. Its own words may quote what was typed."""


def _not_done(code: str | None) -> AdminTrouble:
    title, advice = _WHY.get(code or "", (f"The server did not do that ({code}).", ""))
    return AdminTrouble(title, advice) if advice else AdminTrouble(title)


def act(cx: psycopg.Connection[Any]) -> None:
    """From here to the end of the transaction, work as the owner of the functions."""
    cx.execute("set local role lintel_fn")


def rows(
    cx: psycopg.Connection[Any], statement: LiteralString, values: Sequence[object] = ()
) -> list[dict[str, Any]]:
    """What a question gives, each row with the names of its columns."""
    cursor = cx.execute(statement, values or None)
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


# -- people ----------------------------------------------------------------------------------------------------


def add_worker(cx: psycopg.Connection[Any], worker: dict[str, str], login: str, password: str | None) -> None:
    """A person with a login of their own. Without a password the login proves itself in another way (`pg_hba`)."""
    from psycopg import sql  # noqa: PLC0415 - as above

    name = sql.Identifier(login)
    if not cx.execute("select 1 from pg_roles where rolname = %s", (login,)).fetchone():
        cx.execute(sql.SQL("create role {} login connection limit {}").format(name, _CONNECTIONS))
    if password is not None:
        set_password(cx, login, password)
    for setting in _FOR_LOGINS:
        cx.execute(sql.SQL("alter role {} set ").format(name) + sql.SQL(setting))
    _give_rights(cx, login, worker["rights"])
    act(cx)
    cx.execute(
        "insert into lintel.worker (id, login, name, role, team, pronoun, rights)"
        " values (%(id)s, %(login)s, %(name)s, %(role)s, %(team)s, %(pronoun)s, %(rights)s)",
        {**worker, "login": login},
    )
    cx.execute("reset role")


def set_password(cx: psycopg.Connection[Any], login: str, password: str) -> None:
    """Only the proof of a password goes to the server: neither it nor its log ever sees the password itself."""
    from psycopg import sql  # noqa: PLC0415 - as above

    proof = cx.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    cx.execute(sql.SQL("alter role {} password {}").format(sql.Identifier(login), sql.Literal(proof)))


def set_active(cx: psycopg.Connection[Any], worker: str, *, active: bool) -> int:
    """Somebody has left, or is back. Their next call is refused at once; how many connections were ended."""
    from psycopg import sql  # noqa: PLC0415 - as above

    login = _login(cx, worker)
    act(cx)
    cx.execute("update lintel.worker set active = %s where id = %s", (active, worker))
    cx.execute("reset role")
    verb = sql.SQL("login" if active else "nologin")
    cx.execute(sql.SQL("alter role {} ").format(sql.Identifier(login)) + verb)
    cx.commit()
    if active:
        return 0
    ended = cx.execute(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = %s", (login,)
    ).fetchone()
    return int(ended[0]) if ended else 0


def set_role(cx: psycopg.Connection[Any], worker: str, role: str, rights: str) -> None:
    """Another role, and with it what they may do here. What they signed as a manager stands, also when it has to be
    handed over once more; what such a person still has to hand over waits for a supervisor.
    """
    login = _login(cx, worker)
    _give_rights(cx, login, rights)
    act(cx)
    cx.execute(
        "update lintel.device d set managed_upto = d.seq from lintel.worker w"
        " where w.id = d.worker and w.id = %s and w.role = %s and w.role <> %s",
        (worker, Role.MANAGER.value, role),
    )
    cx.execute("update lintel.worker set role = %s, rights = %s where id = %s", (role, rights, worker))


def _give_rights(cx: psycopg.Connection[Any], login: str, rights: str) -> None:
    from psycopg import sql  # noqa: PLC0415 - as above

    for group in RIGHTS:
        verb = "grant {} to {}" if group == rights else "revoke {} from {}"
        names = sql.Identifier(f"lintel_{group}"), sql.Identifier(login)
        cx.execute(sql.SQL(verb).format(*names))


def _login(cx: psycopg.Connection[Any], worker: str) -> str:
    act(cx)
    found = cx.execute("select login::text from lintel.worker where id = %s", (worker,)).fetchone()
    cx.execute("reset role")
    if found is None:
        raise AdminTrouble("Nobody here has that id.", "See `lintelctl central worker list`.")
    return str(found[0])


# -- rights and computers --------------------------------------------------------------------------------------


def grant(cx: psycopg.Connection[Any], worker: str, stream: str, *, write: bool) -> None:
    """Let somebody read a stream, or add to it; the stream is made if there is none of this name."""
    act(cx)
    cx.execute("insert into lintel.stream (name) values (%s) on conflict do nothing", (stream,))
    cx.execute(
        "insert into lintel.granted (worker, stream, may_write) values (%s, %s, %s)"
        " on conflict (worker, stream) do update set may_write = excluded.may_write, may_read = true",
        (worker, stream, write),
    )


def ungrant(cx: psycopg.Connection[Any], worker: str, stream: str) -> bool:
    """Take it away again. What they still hand over is kept in quarantine."""
    act(cx)
    done = cx.execute(
        "update lintel.granted set may_read = false, may_write = false"
        " where worker = %s and stream = %s and may_read",
        (worker, stream),
    )
    return done.rowcount > 0


def guard(cx: psycopg.Connection[Any], stream: str) -> None:
    """Keep a stream closed: whoever may read it says first why. It is made if there is none of this name."""
    act(cx)
    cx.execute("insert into lintel.stream (name) values (%s) on conflict do nothing", (stream,))
    cx.execute("insert into lintel.guarded (stream) values (%s) on conflict do nothing", (stream,))


def unguard(cx: psycopg.Connection[Any], stream: str) -> bool:
    """Whoever may read it need not say why any more."""
    act(cx)
    return cx.execute("delete from lintel.guarded where stream = %s", (stream,)).rowcount > 0


def bar(cx: psycopg.Connection[Any], worker: str, stream: str) -> None:
    """It is this person's own family: they neither read it nor add to it, whatever else they were given. What they
    have open is ended: a transaction that has begun would still see the record as it was.
    """
    login = _login(cx, worker)
    act(cx)
    cx.execute(
        "insert into lintel.barred (worker, stream) values (%s, %s) on conflict do nothing", (worker, stream)
    )
    cx.execute("reset role")
    cx.commit()
    cx.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", (login,))


def unbar(cx: psycopg.Connection[Any], worker: str, stream: str) -> bool:
    """It is not: what they were granted counts again."""
    act(cx)
    done = cx.execute("delete from lintel.barred where worker = %s and stream = %s", (worker, stream))
    return done.rowcount > 0


def revoke(cx: psycopg.Connection[Any], device: str) -> bool:
    """Lock a computer out: what it wrote up to now stands."""
    act(cx)
    done = cx.execute(
        "update lintel.device set revoked_after = seq where id = %s and revoked_after is null", (device,)
    )
    return done.rowcount > 0


# -- backups ---------------------------------------------------------------------------------------------------


class _Head(Struct, frozen=True):
    """How far a stream went when a backup began."""

    stream: str
    head: int
    chain: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]


def note_heads(cx: psycopg.Connection[Any], file: Path) -> None:
    """Before a backup: write down how far the streams go."""
    heads = [{**row, "chain": row["chain"].hex()} for row in rows(cx, "select * from lintel.heads_v1()")]
    try:
        file.write_text(json.dumps(heads), "utf-8")
    except OSError:
        raise AdminTrouble(
            "The file with the marks could not be written.", "Name one in a folder you may write to."
        ) from None


def mark_safe(cx: psycopg.Connection[Any], file: Path) -> dict[str, bool]:
    """When that backup lies in another place: note how far it goes. Workstations are told, and forget nothing for
    it yet. Streams that went back to an earlier state meanwhile are left as they are (False).
    """
    try:
        heads = msgspec.json.decode(file.read_bytes(), type=list[_Head])
    except (OSError, msgspec.DecodeError):
        raise AdminTrouble(
            "That is no file with marks.", "Nothing was marked. Name the one that `backup-mark begin` wrote."
        ) from None
    return {head.stream: _mark(cx, head) for head in heads if head.head}


def _mark(cx: psycopg.Connection[Any], head: _Head) -> bool:
    values = (head.stream, head.head, bytes.fromhex(head.chain))
    found = cx.execute("select lintel.safe_v1(%s, %s, %s)", values).fetchone()
    return bool(found and found[0])
