"""Small things that are remembered with the entries, and what is asked of them before a contact is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.times import milliseconds, of_hybrid
from workstation.store.look import Look

if TYPE_CHECKING:
    import sqlalchemy as sa

_PUT = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"


class Notes:
    """The notes of one file, and a few questions about who wrote what in it."""

    def __init__(self, look: Look, engine: Callable[[], sa.Engine]) -> None:
        self._look, self._engine = look, engine

    def get(self, name: str) -> str:
        """What was kept under this name; empty when nothing was."""
        return self._look.value("SELECT value FROM meta WHERE key = ?", [f"note {name}"]) or ""

    def keep(self, name: str, value: str) -> None:
        """Keep a small text, in place of the one before."""
        self._write(f"note {name}", value)

    def forget_name(self) -> None:
        """Write under other names from the next opening on: this file is not what this computer last wrote."""
        self._write("place", "")

    def last_written(self) -> int:
        """The wall clock, in milliseconds, of the newest entry written here; 0 before the first."""
        query = (
            "WITH d AS (SELECT value FROM meta WHERE key = 'device' OR key LIKE 'device of %')"
            " SELECT max(recorded) FROM (SELECT (SELECT recorded FROM entries AS e WHERE e.device = d.value"
            " AND position IS NOT NULL ORDER BY seq DESC LIMIT 1) AS recorded FROM d"
            " UNION ALL SELECT recorded FROM entries WHERE position IS NULL AND device IN (SELECT value FROM d))"
        )
        newest = self._look.value(query)
        return milliseconds(of_hybrid(newest)) if newest else 0

    def waiting(self) -> int:
        """How many entries have not reached Central."""
        return int(self._look.value("SELECT count(*) FROM entries WHERE position IS NULL"))

    def oldest_waiting(self) -> datetime | None:
        """When the oldest of them was written."""
        oldest = self._look.value("SELECT min(recorded) FROM entries WHERE position IS NULL")
        return of_hybrid(oldest) if oldest else None

    def only_waiting(self, worker: AuthorId) -> frozenset[ContactId]:
        """The contacts in which this worker wrote everything, and nothing has reached Central."""
        query = (
            "SELECT DISTINCT contact FROM entries AS e WHERE position IS NULL AND NOT EXISTS (SELECT 1 FROM"
            " entries AS o WHERE o.contact = e.contact AND (o.position IS NOT NULL OR o.author <> ?))"
        )
        return frozenset(ContactId(row[0]) for row in self._look.rows(query, [worker]))

    def known_elsewhere(self, contact: ContactId, worker: AuthorId) -> bool:
        """Whether anybody else wrote about this contact, or Central has any of it."""
        query = "SELECT 1 FROM entries WHERE contact = ? AND (position IS NOT NULL OR author <> ?) LIMIT 1"
        return self._look.value(query, [contact, worker]) is not None

    def _write(self, key: str, value: str) -> None:
        from workstation.store.engine import run, writing  # noqa: PLC0415 - a start only reads

        with writing(self._engine()) as cx:
            run(cx, _PUT, [key, value])
