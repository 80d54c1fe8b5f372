"""A private PostgreSQL for tests: TLS, SCRAM, a port of its own, and nothing left behind.

    with Cluster() as cluster:
        cluster.sql("CREATE ROLE ...")               as superuser, over a socket only we can reach
        cluster.port, cluster.authority.root         for everybody else: verify-full, SCRAM
        cluster.stop("immediate"), cluster.crash(), cluster.freeze(), cluster.start()
        Cluster.restored(cluster.backup())           what a council has after putting an old copy back

PostgreSQL refuses to run as root, so then it runs as the account its package made. `durable` keeps fsync on: for
tests that crash it.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import functools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import psycopg

from tests.central.certificates import Authority, Pair

_SETTINGS: Final = """
listen_addresses = '127.0.0.1'
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
ssl_ca_file = 'root.crt'
ssl_min_protocol_version = 'TLSv1.2'
password_encryption = 'scram-sha-256'
log_destination = stderr
logging_collector = off
log_error_verbosity = terse
log_parameter_max_length_on_error = 0
max_connections = 60
shared_buffers = 32MB
wal_level = replica
max_wal_senders = 4
timezone = 'UTC'
lc_messages = 'C'
"""
_QUICK: Final = """
fsync = off
full_page_writes = off
autovacuum = off
"""
_WHO_MAY: Final = """
# The administrator comes over the socket alone; its folder is closed to everybody else.
local    all          postgres                trust
local    replication  postgres                trust
# A login that is in this group has no password: its certificate names it.
hostssl  all          +cert_only 127.0.0.1/32 cert
# As with a directory (LDAP): the server has to see the password itself.
hostssl  all          +directory 127.0.0.1/32 password
hostssl  all          all        127.0.0.1/32 scram-sha-256
hostnossl all         all        127.0.0.1/32 reject
"""
_STOP: Final = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}
_READY_LINE: Final = 7
"""The line of postmaster.pid that says `ready`."""


def programs() -> Path:
    """The folder of PostgreSQL's server programs: not on the path on Debian."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    if found is None:
        raise RuntimeError("These tests need PostgreSQL's server programs: ./dev setup installs them.")
    return Path(found).resolve().parent


class Cluster:
    """One server with its data, its certificates and its log."""

    def __init__(self, *, durable: bool = False, extra: str = "", data: Path | None = None) -> None:
        self.folder = _folder()
        self.data, self.log = self.folder / "data", self.folder / "server.log"
        self._sockets = self.folder / "s"
        self._sockets.mkdir(mode=0o700)
        self.authority = Authority(self.folder / "certificates")
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        shutil.copytree(data or _template(), self.data, symlinks=True)
        self.use(self.authority, extra="" if durable else _QUICK, more=extra)

    @classmethod
    def restored(cls, copy: Path, *, standby: bool = False) -> Cluster:
        """A server for a copy that `backup` made; or one that stands by and is only read."""
        made = cls(durable=True, data=copy)
        if standby:
            (made.data / "standby.signal").touch()
            _give_away(made.data)
        return made

    def use(self, authority: Authority, *, extra: str = "", more: str = "") -> None:
        """Put settings and the server's certificate in place; they count from the next start."""
        self.authority = authority
        pair = authority.server()
        for source, name in ((pair.certificate, "server.crt"), (pair.key, "server.key")):
            shutil.copy(source, self.data / name)
        shutil.copy(authority.root, self.data / "root.crt")
        sockets = f"unix_socket_directories = '{self._sockets}'\n"
        (self.data / "postgresql.conf").write_text(_SETTINGS + extra + sockets + more)
        (self.data / "pg_hba.conf").write_text(_WHO_MAY)
        self.data.chmod(0o700)
        _give_away(self.folder)

    def show(self, pair: Pair) -> None:
        """Show another certificate from now on."""
        for source, name in ((pair.certificate, "server.crt"), (pair.key, "server.key")):
            shutil.copy(source, self.data / name)
        _give_away(self.data)
        self.sql("select pg_reload_conf()")
        for _ in _moments(10):
            if "reloading configuration files" in self.log.read_text(errors="replace"):
                break

    # -- running ------------------------------------------------------------------------------------------

    def start(self) -> Self:
        """Start it and wait until it answers; another port when this one was taken meanwhile."""
        for _ in range(5):
            self.port = self.port or _free_port()
            if self._started():
                return self
            if "Address already in use" not in self.log.read_text(errors="replace")[-2000:]:
                break
            self.port = 0
        raise RuntimeError("PostgreSQL did not start:\n" + self.log.read_text(errors="replace")[-2000:])

    def _started(self) -> bool:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [programs() / "postgres", "-D", self.data, "-p", str(self.port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - the child only makes one system call
                **_account(),
            )  # fmt: skip
        for _ in _moments(60):
            if self._process.poll() is not None:
                break
            if self._says_ready(self._process.pid):
                return True
        self.crash()
        return False

    def _says_ready(self, pid: int) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > _READY_LINE and lines[0] == str(pid) and lines[_READY_LINE].strip() == "ready"

    def stop(self, how: str = "fast") -> None:
        """As an administrator stops it: `smart`, `fast` or `immediate`."""
        if self._process is not None:
            self._process.send_signal(_STOP[how])
            self._process.wait(60)
            self._process = None

    def crash(self) -> None:
        """Kill every process of it at once, as a power cut does."""
        if self._process is None or self._process.poll() is not None:
            self._process = None
            return
        family = _family(self._process.pid)
        _signal_all(family, signal.SIGKILL)
        self._process.wait(10)
        self._process = None
        for _ in _moments(10):
            if not _signal_all(family, 0):
                return

    def freeze(self) -> None:
        """Accept connections and never answer, until `thaw`."""
        assert self._process is not None
        _signal_all(_family(self._process.pid), signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        _signal_all(_family(self._process.pid), signal.SIGCONT)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- using --------------------------------------------------------------------------------------------

    def admin(self, database: str = "postgres") -> str:
        """The administrator's connection string."""
        return f"host={self._sockets} port={self.port} user=postgres dbname={database}"

    def sql(self, statement: str, *values: object, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement as the administrator."""
        with psycopg.connect(self.admin(database), autocommit=True) as cx:
            cursor = cx.execute(statement.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def run(self, program: str, *arguments: str | Path) -> str:
        """Run one of PostgreSQL's programs as the administrator; gives what it printed."""
        command: Sequence[str | Path] = [programs() / program, *arguments]
        where = {"PGHOST": str(self._sockets), "PGPORT": str(self.port), "PGUSER": "postgres"}
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **where}, **_account(),
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stderr}"
        return done.stdout

    def processor_seconds(self) -> float:
        """The processor time that the processes of this server have used so far."""
        assert self._process is not None
        used = 0
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):  # it ended meanwhile
                if f" {self._process.pid} " in (folder / "stat").read_text().rpartition(")")[2][:16]:
                    used += int((folder / "schedstat").read_text().split()[0])
        return used / 1e9

    def backup(self) -> Path:
        """A copy of the whole server as it is now, checked; its folder is the caller's to delete."""
        target = _folder() / "copy"
        self.run("pg_basebackup", "-D", target, "-c", "fast", "-X", "stream", "--no-sync")
        self.run("pg_verifybackup", "-q", target)
        return target


@functools.cache
def _template() -> Path:
    """The data of an empty server, made once for each process of a test run."""
    folder = _folder()
    command: list[str | Path] = [programs() / "initdb", "-D", folder / "data", "-U", "postgres", "-E", "UTF8"]
    command += ["--locale=C.UTF-8", "--data-checksums", "--auth=trust", "--no-sync", "--no-instructions"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **_account())
    return folder / "data"


_made: list[Path] = []


def _folder() -> Path:
    # Not in pytest's folder: its parent is closed to the account the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="lintel-pg-"))
    _made.append(folder)
    _give_away(folder)
    return folder


def sweep() -> None:
    """Remove everything this process made: at the end of a test run, and at its own end if that never came."""
    _template.cache_clear()
    while _made:
        shutil.rmtree(_made.pop(), ignore_errors=True)


atexit.register(sweep)


def _account() -> dict[str, Any]:
    """Whom a program of PostgreSQL runs as: itself, or for root the account of its package."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _give_away(folder: Path) -> None:
    account = _account()
    for path in (folder, *folder.rglob("*")) if account else ():
        os.chown(path, account["user"], account["group"], follow_symlinks=False)


def _end_with_parent() -> None:
    # A test run that is killed must not leave servers behind (prctl: PR_SET_PDEATHSIG).
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _family(pid: int) -> list[int]:
    """The server and the processes it made: each of them leads a group of its own."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [pid, *map(int, children.split())]


def _signal_all(pids: Sequence[int], number: int) -> bool:
    """Send a signal to those that still live; whether any does."""
    alive = False
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
            alive = True
    return alive


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _moments(seconds: float) -> Iterator[None]:
    """Come back every hundredth of a second, until the time is over."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < end:
        yield
        pause.wait(0.01)
