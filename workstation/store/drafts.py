"""Half-typed words. They are kept at once, on this computer only, and are never sent anywhere.

A key names the place on screen, for example `contact/<id>/history.why`; each worker has drafts of their own.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from workstation.domain.ids import ContactId
from workstation.store.engine import reading, writing
from workstation.store.schema import drafts


class Draft(NamedTuple):
    """Words that are not said yet: `text` is JSON of the screen's own making."""

    key: str
    contact: ContactId | None
    text: str
    at: datetime


class Drafts:
    """The drafts of one file."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def put(self, key: str, contact: ContactId | None, text: str, now: datetime, *, worker: str = "") -> None:
        """Keep these words in place of the ones before; they are on the disk when this returns."""
        row = {"worker": worker, "key": key, "contact": contact, "text": text, "at": now.isoformat()}
        with writing(self._engine) as cx:
            cx.execute(drafts.insert().prefix_with("OR REPLACE").values(row))

    def get(self, key: str, *, worker: str = "") -> Draft | None:
        """The words of one place, or None."""
        found = self._read(drafts.c.worker == worker, drafts.c.key == key)
        return found[0] if found else None

    def of_worker(self, worker: str = "") -> tuple[Draft, ...]:
        """All drafts of a worker, newest first."""
        return self._read(drafts.c.worker == worker)

    def of_contact(self, contact: ContactId, *, worker: str = "") -> tuple[Draft, ...]:
        """A worker's drafts about one contact, newest first."""
        return self._read(drafts.c.worker == worker, drafts.c.contact == contact)

    def drop(self, key: str, *, worker: str = "") -> None:
        """The words are not wanted any more."""
        with writing(self._engine) as cx:
            cx.execute(drafts.delete().where(drafts.c.worker == worker, drafts.c.key == key))

    def _read(self, *which: sa.ColumnElement[bool]) -> tuple[Draft, ...]:
        query = sa.select(drafts.c.key, drafts.c.contact, drafts.c.text, drafts.c.at).where(*which)
        with reading(self._engine) as cx:
            found = cx.execute(query.order_by(drafts.c.at.desc(), drafts.c.key)).all()
        return tuple(
            Draft(key, None if contact is None else ContactId(contact), text, datetime.fromisoformat(at))
            for key, contact, text, at in found
        )
