"""Who works with this file. Roles are kept inside the encrypted file, where nobody can give themselves one."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.store.engine import reading, writing
from workstation.store.schema import people


class StoredPeople:
    """The workers of one file (`workstation.access.people.People`)."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def all(self) -> tuple[Worker, ...]:
        """Everybody, by name."""
        with reading(self._engine) as cx:
            return tuple(_worker(row) for row in cx.execute(_CHOSEN.order_by(people.c.name)))

    def get(self, worker: AuthorId) -> Worker | None:
        """One worker, or None for somebody this file does not know."""
        with reading(self._engine) as cx:
            row = cx.execute(_CHOSEN.where(people.c.id == worker)).first()
        return None if row is None else _worker(row)

    def add(self, worker: Worker) -> None:
        """Write a worker down, in place of what was written about them before."""
        row = {
            "id": worker.id, "name": worker.name, "role": worker.role.value, "team": worker.team,
            "pronoun": worker.pronoun,
        }  # fmt: skip
        with writing(self._engine) as cx:
            cx.execute(people.insert().prefix_with("OR REPLACE").values(row))


_CHOSEN = sa.select(people.c.id, people.c.name, people.c.role, people.c.team, people.c.pronoun)


def _worker(row: Iterable[str]) -> Worker:
    id_, name, role, team, pronoun = row
    return Worker(AuthorId(id_), name, Role(role), team, pronoun)
