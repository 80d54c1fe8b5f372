"""Who works with this file. Roles are kept inside the encrypted file, where nobody can give themselves one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from workstation.domain.ids import AuthorId
from workstation.domain.people import Role, Worker
from workstation.store.look import Look

if TYPE_CHECKING:
    import sqlalchemy as sa

_CHOSEN = "SELECT id, name, role, team, pronoun FROM people"
_PUT = "INSERT OR REPLACE INTO people (id, name, role, team, pronoun) VALUES (?, ?, ?, ?, ?)"


class StoredPeople:
    """The workers of one file."""

    def __init__(self, look: Look, engine: Callable[[], sa.Engine]) -> None:
        self._look, self._engine = look, engine

    def all(self) -> tuple[Worker, ...]:
        """Everybody, by name."""
        return tuple(_worker(row) for row in self._look.rows(f"{_CHOSEN} ORDER BY name"))

    def get(self, worker: AuthorId) -> Worker | None:
        """One worker, or None for somebody this file does not know."""
        found = self._look.rows(f"{_CHOSEN} WHERE id = ?", [worker])
        return _worker(found[0]) if found else None

    def add(self, worker: Worker) -> None:
        """Write a worker down, in place of what was written about them before."""
        from workstation.store.engine import writing  # noqa: PLC0415 - a start writes nothing

        with writing(self._engine()) as cx:
            write_down(cx, worker)


def write_down(cx: sa.Connection, worker: Worker) -> None:
    """The same inside a transaction that somebody else began."""
    from workstation.store.engine import run  # noqa: PLC0415 - as above

    run(cx, _PUT, [worker.id, worker.name, worker.role.value, worker.team, worker.pronoun])


def _worker(row: Iterable[str]) -> Worker:
    id_, name, role, team, pronoun = row
    return Worker(AuthorId(id_), name, Role(role), team, pronoun)
