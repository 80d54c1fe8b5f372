"""What an administrator does with copies of the server."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from tests.central.cluster import Cluster
from tests.central.office import install_in
from tests.journeys.fleet import Fleet


class PutBack(Protocol):
    """Puts the copy back, in place of what is there now. As often as one likes."""

    def __call__(self) -> None: ...


def base_backup(fleet: Fleet) -> PutBack:
    """Copy the whole server while it runs (`pg_basebackup`)."""
    cluster, copy = fleet.cluster, fleet.cluster.backup()

    def put_back() -> None:
        cluster.stop("immediate")
        shutil.rmtree(cluster.data)
        shutil.copytree(copy, cluster.data, symlinks=True)
        cluster.use(cluster.authority)
        cluster.start()

    return put_back


def dump(fleet: Fleet) -> PutBack:
    """Write the database out as SQL (`pg_dump`)."""
    cluster, database = fleet.cluster, fleet.office.database
    file = cluster.folder / f"{database}.sql"
    file.write_text(cluster.run("pg_dump", "--schema=lintel", "--dbname", database))
    file.chmod(0o644)

    def put_back() -> None:
        cluster.sql(f"drop database {database} with (force)")
        cluster.sql(f"create database {database}")
        cluster.run("psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", file)
        # The rights of a database are in no dump of it.
        install_in(cluster, database)

    return put_back


BACKUPS: dict[str, Callable[[Fleet], PutBack]] = {"base backup": base_backup, "dump": dump}


def standby_of(cluster: Cluster) -> Cluster:
    """A second server, to be started, that follows the first (streaming, asynchronous) and answers questions."""
    copy = cluster.folder / "standby"
    cluster.run("pg_basebackup", "-D", copy, "-R", "-c", "fast", "-X", "stream", "--no-sync")
    made = Cluster(durable=True, data=copy)
    made.use(cluster.authority)
    return made


def take_over(standby: Cluster) -> None:
    """The first server is gone: the standby becomes the one that writes."""
    standby.sql("select pg_promote(true, 60)")


def copied(file: Path, to: Path) -> Path:
    """A copy of a workstation's file, as whoever copies files makes one: the small files beside it come along."""
    to.parent.mkdir(parents=True, exist_ok=True)
    for path in file.parent.glob(file.name + "*"):
        shutil.copy2(path, to.with_name(to.name + path.name.removeprefix(file.name)))
    return to


def put_back_in_place(copy: Path, file: Path) -> None:
    """The old state of a file under its old name and number, as a virtual machine's snapshot brings it back."""
    for path in file.parent.glob(file.name + "-*"):
        path.unlink()
    for path in copy.parent.glob(copy.name + "*"):
        place = file.with_name(file.name + path.name.removeprefix(copy.name))
        with path.open("rb") as source, place.open("r+b" if place.exists() else "wb") as target:
            target.truncate()
            shutil.copyfileobj(source, target)
