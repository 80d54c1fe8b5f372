"""An office whose Central is a real database: its own in the test run's server, its people with logins."""

from __future__ import annotations

import itertools
from typing import Final

import psycopg
import sqlalchemy as sa

from tests.central.cluster import Cluster
from workstation.domain.ids import DeviceId, EntryId
from workstation.domain.people import Role
from workstation.sync import admin
from workstation.sync.address import Address
from workstation.sync.postgres import PostgresCentral
from workstation.sync.postgres_supervisor import PostgresSupervisor
from workstation.sync.schema.install import install

TEMPLATE: Final = "lintel_template"
PASSWORD: Final = "correct-horse-9"
_numbers = itertools.count(1)


def prepare(cluster: Cluster, database: str = TEMPLATE) -> None:
    """Install Central into a new database."""
    cluster.sql(f"create database {database}")
    install_in(cluster, database)


def install_in(cluster: Cluster, database: str) -> None:
    """What `lintelctl central install` does."""
    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(cluster.admin(database)),
        poolclass=sa.NullPool,
    )
    with engine.begin() as cx:
        install(cx)


class PostgresOffice:
    """One database of a cluster that has the template."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.number = next(_numbers)
        self.database = f"office_{self.number}"
        self._open: list[PostgresCentral] = []
        cluster.sql(f"create database {self.database} template {TEMPLATE}")
        # The rights of a database are not copied with it.
        install_in(cluster, self.database)
        self.stream("front-door")

    @classmethod
    def at(cls, cluster: Cluster, original: PostgresOffice) -> PostgresOffice:
        """The same office on a server that was restored from a copy."""
        made = cls.__new__(cls)
        made.cluster, made.number, made.database, made._open = cluster, original.number, original.database, []
        return made

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """As the administrator."""
        return self.cluster.sql(statement, *values, database=self.database)

    def stream(self, name: str) -> None:
        self.sql("insert into lintel.stream (name) values (%s) on conflict do nothing", name)

    def login(self, worker: str) -> str:
        return f"{worker}_{self.number}"

    def address(self, *, port: int = 0, patience: float = 10.0) -> Address:
        return Address(
            host="localhost", port=port or self.cluster.port, database=self.database,
            root=self.cluster.authority.root, patience=patience, long_patience=patience,
        )  # fmt: skip

    def add(self, worker: str, rights: str = "worker", role: str = Role.MANAGER) -> None:
        """A person with a login, and nothing granted."""
        login = self.login(worker)
        self.sql(f"create role \"{login}\" login password '{PASSWORD}' connection limit 10")
        self.sql(f'grant lintel_{rights} to "{login}"')
        self.sql(
            "insert into lintel.worker (id, login, name, role, rights) values (%s, %s, %s, %s, %s)",
            worker, login, worker.title(), role, rights,
        )  # fmt: skip

    def grant(self, worker: str, stream: str, *, write: bool) -> None:
        self.stream(stream)
        self.sql(
            "insert into lintel.granted (worker, stream, may_write) values (%s, %s, %s)"
            " on conflict (worker, stream) do update set may_write = excluded.may_write", worker, stream, write,
        )  # fmt: skip

    # -- what every office can do (tests/sync/office.py) --------------------------------------------------

    def hire(
        self, worker: str, *streams: str, reads: tuple[str, ...] = (), manager: bool = True
    ) -> PostgresCentral:
        self.add(worker, role=Role.MANAGER if manager else Role.SOCIAL_WORKER)
        for stream in streams or ("front-door",):
            self.grant(worker, stream, write=True)
        for stream in reads:
            self.grant(worker, stream, write=False)
        return self.central(worker)

    def central(self, worker: str, *, port: int = 0, patience: float = 10.0) -> PostgresCentral:
        made = PostgresCentral(self.address(port=port, patience=patience), self.login(worker), PASSWORD)
        self._open.append(made)
        return made

    def supervisor(self, worker: str, stream: str = "front-door") -> PostgresSupervisor:
        self.add(worker, "manager")
        self.grant(worker, stream, write=True)
        made = PostgresSupervisor(self.address(), self.login(worker), PASSWORD)
        self._open.append(made)
        return made

    def ungrant(self, worker: str, stream: str) -> None:
        with psycopg.connect(self.cluster.admin(self.database)) as cx:
            admin.ungrant(cx, worker, stream)

    def guard(self, stream: str) -> None:
        with psycopg.connect(self.cluster.admin(self.database)) as cx:
            admin.guard(cx, stream)

    def bar(self, worker: str, stream: str) -> None:
        with psycopg.connect(self.cluster.admin(self.database)) as cx:
            admin.bar(cx, worker, stream)

    def disable(self, worker: str) -> None:
        self.sql("update lintel.worker set active = false where id = %s", worker)

    def revoke(self, device: DeviceId) -> None:
        self._as_manager("select lintel.revoke_v1(%s)", device)

    def agree(self, device: DeviceId) -> None:
        claim = self.sql("select device, worker, key from lintel.claim where device = %s", device)[0]
        self._as_manager("select lintel.agree_v1(%s, %s, %s)", *claim)

    def quarantine(self) -> dict[EntryId, str]:
        rows = self.sql("select id, reason from lintel.quarantine where state = 'waiting'")
        return {EntryId(str(id_)): str(reason) for id_, reason in rows}

    def release(self, entry: EntryId) -> str:
        mark = self.sql("select mark from lintel.quarantine where id = %s and state = 'waiting'", entry)[0][0]
        return str(self._as_manager("select verdict from lintel.release_v1(%s)", mark)[0][0])

    def confirm_erasure(self, entry: EntryId, worker: str) -> bool:
        if not self.sql("select 1 from lintel.worker where id = %s", worker):
            self.add(worker, "manager")
            self.grant(worker, "front-door", write=True)
        self.sql("update lintel.worker set rights = 'manager' where id = %s", worker)
        self.sql(f'grant lintel_manager to "{self.login(worker)}"')
        return bool(self.as_person(worker, "select lintel.erase_confirm_v1(%s)", entry)[0][0])

    def alarms(self) -> set[tuple[str, EntryId]]:
        rows = self.sql("select kind, entry from lintel.alarm")
        return {(str(kind), EntryId(str(entry))) for kind, entry in rows}

    def close(self) -> None:
        for central in self._open:
            central.close()
        self.cluster.sql(f"drop database {self.database} with (force)")
        for (login,) in self.cluster.sql(
            "select rolname from pg_roles where rolname like %s", f"%\\_{self.number}"
        ):
            self.cluster.sql(f'drop role "{login}"')

    def _as_manager(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        if not self.sql("select 1 from lintel.worker where id = 'duty'"):
            self.add("duty", "manager")
            for (stream,) in self.sql("select name from lintel.stream"):
                self.grant("duty", str(stream), write=True)
        return self.as_person("duty", statement, *values)

    def as_person(self, worker: str, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Any SQL, as this person with any SQL tool."""
        with self.connect(worker) as cx:
            cursor = cx.execute(statement.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def connect(self, worker: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host="localhost", port=self.cluster.port, dbname=self.database, user=self.login(worker),
            password=PASSWORD, sslmode="verify-full", sslrootcert=str(self.cluster.authority.root),
            autocommit=True,
        )  # fmt: skip
