"""Whether the file is what was written: its pages, every device's chain, the words of every entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import sqlalchemy as sa

from workstation.domain.entries import broken_links
from workstation.domain.ids import DeviceId
from workstation.domain.wire import from_wire
from workstation.store import places, rows
from workstation.store.cipher import translated
from workstation.store.engine import forget_old_pages, reading
from workstation.store.record import by_device
from workstation.store.schema import entries, set_aside


def faults(engine: sa.Engine) -> list[str]:
    """Each fault as a sentence for the service desk; no words of the record are in it."""
    forget_old_pages(engine)  # the check reads the file alone: what only the log holds has to be in it
    damaged = _damaged_pages(engine)
    if damaged:  # to read on over a damaged page would only fail
        return damaged
    with reading(engine) as cx:
        devices = cx.execute(sa.select(entries.c.device).distinct()).scalars().all()
        broken = [fault for device in devices for fault in _of_device(cx, DeviceId(device))]
        return broken + list(_emptied(cx))


def _damaged_pages(engine: sa.Engine) -> list[str]:
    with translated(), closing(engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute("PRAGMA cipher_integrity_check")
        sealed = [f"the seal of a page is broken: {row[0]}" for row in cursor.fetchall()]
        if sealed:
            raw.invalidate()
            return sealed
        cursor.execute("PRAGMA quick_check")
        return [f"the file is damaged: {row[0]}" for row in cursor.fetchall() if row[0] != "ok"]


def _of_device(cx: sa.Connection, device: DeviceId) -> list[str]:
    """The faults of one device's chain. What was set aside is part of it; what is doubted cannot break it. Of
    other computers we hold what their streams let us see, which need not be all.
    """
    asked = by_device(device, entries.c.doubt == "")
    told = [rows.of_row(row) for query in asked for row in cx.execute(query)]
    aside = sa.select(set_aside.c.wire).where(set_aside.c.device == device)
    told += [from_wire(raw) for raw in cx.execute(aside).scalars()]
    return broken_links(sorted(told, key=lambda entry: entry.seq), whole=device in places.own_names(cx))


def _emptied(cx: sa.Connection) -> Iterator[str]:
    """Entries without words that no erasure names."""
    erased = sa.text(
        "SELECT id FROM entries AS e WHERE body IS NULL AND NOT EXISTS (SELECT 1 FROM entries AS r"
        " WHERE r.contact = e.contact AND r.kind = 'Redacted'"
        # What is doubted may be no JSON at all.
        " AND CASE WHEN r.doubt = '' THEN json_extract(CAST(r.body AS TEXT), '$.target') END = e.id)"
    )
    for id_ in cx.execute(erased).scalars():
        yield f"the words of entry {id_} are gone without an authority"
