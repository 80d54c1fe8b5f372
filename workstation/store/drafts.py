"""Half-typed words. They are kept at once, on this computer only, and are never sent anywhere.

A key names the place on screen, for example `contact/<id>/history.why`; each worker has drafts of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from workstation.domain.ids import ContactId
from workstation.store.look import Look

if TYPE_CHECKING:
    import sqlalchemy as sa


_PUT = "INSERT OR REPLACE INTO drafts (worker, key, contact, text, at) VALUES (?, ?, ?, ?, ?)"


class Draft(NamedTuple):
    """Words that are not said yet: `text` is JSON of the screen's own making."""

    key: str
    contact: ContactId | None
    text: str
    at: datetime


class Drafts:
    """The drafts of one file."""

    def __init__(self, look: Look, engine: Callable[[], sa.Engine]) -> None:
        self._look, self._engine = look, engine

    def put(self, key: str, contact: ContactId | None, text: str, now: datetime, *, worker: str = "") -> None:
        """Keep these words in place of the ones before; they are on the disk when this returns."""
        from workstation.store.engine import run, writing  # noqa: PLC0415 - a start writes nothing

        with writing(self._engine()) as cx:
            run(cx, _PUT, [worker, key, contact, text, now.isoformat()])

    def get(self, key: str, *, worker: str = "") -> Draft | None:
        """The words of one place, or None."""
        found = self._read("worker = ? AND key = ?", worker, key)
        return found[0] if found else None

    def of_worker(self, worker: str = "") -> tuple[Draft, ...]:
        """All drafts of a worker, newest first."""
        return self._read("worker = ?", worker)

    def of_contact(self, contact: ContactId, *, worker: str = "") -> tuple[Draft, ...]:
        """A worker's drafts about one contact, newest first."""
        return self._read("worker = ? AND contact = ?", worker, contact)

    def drop(self, key: str, *, worker: str = "") -> None:
        """The words are not wanted any more."""
        from workstation.store.engine import run, writing  # noqa: PLC0415 - a start writes nothing

        with writing(self._engine()) as cx:
            run(cx, "DELETE FROM drafts WHERE worker = ? AND key = ?", [worker, key])

    def _read(self, which: str, *values: str) -> tuple[Draft, ...]:
        query = f"SELECT key, contact, text, at FROM drafts WHERE {which} ORDER BY at DESC, key"  # noqa: S608
        found = self._look.rows(query, values)
        return tuple(
            Draft(key, None if contact is None else ContactId(contact), text, datetime.fromisoformat(at))
            for key, contact, text, at in found
        )
