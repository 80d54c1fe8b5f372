"""Steps on positions, marks and keys, each inside a transaction that somebody else began (`carrying`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from msgspec import structs

from workstation.domain.entries import Entry, chain
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark
from workstation.domain.wire import from_wire, to_wire
from workstation.store import rows
from workstation.store.engine import run_many
from workstation.store.head import SEAT
from workstation.store.record import EntryDiffers, PlaceTaken, batched, erased_among, number
from workstation.store.schema import devices, entries, meta, set_aside, streams

_e = entries.c


def mark(cx: sa.Connection, stream: str) -> Mark:
    """How far this stream was followed."""
    found = cx.execute(sa.select(streams.c.cursor, streams.c.chain).where(streams.c.stream == stream)).first()
    return Mark() if found is None else Mark(found.cursor, found.chain)


def keep_mark(cx: sa.Connection, stream: str, new: Mark) -> None:
    """Write down how far this stream was followed."""
    row = {"stream": stream, "cursor": new.cursor, "chain": new.chain}
    cx.execute(streams.insert().prefix_with("OR REPLACE").values(row))


def highest(stream: str) -> sa.Select[Any]:
    """Select the highest position of a stream."""
    # That it has one is said for SQLite: or it does not see that the index of places will do.
    return sa.select(sa.func.max(_e.position)).where(_e.stream == stream, _e.position.is_not(None))


def without(cx: sa.Connection, ids: Sequence[EntryId]) -> list[EntryId]:
    """Those of these entries that have no position."""
    found: list[EntryId] = []
    for batch in batched(ids):
        query = sa.select(_e.id).where(_e.id.in_(batch), _e.position.is_(None))
        found += [EntryId(entry) for entry in cx.execute(query).scalars()]
    return found


def at(cx: sa.Connection, stream: str, positions: Sequence[int]) -> dict[int, EntryId]:
    """Which entries are at these positions."""
    found: dict[int, EntryId] = {}
    for batch in batched(positions):
        query = sa.select(_e.position, _e.id).where(_e.stream == stream, _e.position.in_(batch))
        found |= {position: EntryId(entry) for position, entry in cx.execute(query)}
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """A page beside what is here: new entries, known ones, and those of ours that carry the identity of another one
    in the page and have no position.
    """

    fresh: tuple[Entry, ...]
    known: tuple[Entry, ...]
    replaced: tuple[Entry, ...]


def compare(cx: sa.Connection, stream: str, page: Sequence[Entry]) -> Found:
    """Look what of a page is here. `PlaceTaken` or `EntryDiffers` when the two cannot both be."""
    here = _here(cx, [entry.id for entry in page])
    taken = at(cx, stream, [entry.position for entry in page if entry.position is not None])
    fresh: list[Entry] = []
    known: list[Entry] = []
    replaced: list[Entry] = []
    for entry in page:
        ours = here.get(entry.id)
        if entry.position is None or taken.get(entry.position, entry.id) != entry.id:
            raise PlaceTaken
        if ours is None:
            fresh.append(entry)
        elif chain(ours) != chain(entry):
            if ours.position is not None:
                raise EntryDiffers
            replaced.append(ours)
            fresh.append(entry)
        elif ours.position not in (None, entry.position):
            raise PlaceTaken
        else:
            known.append(entry)
    return Found(tuple(fresh), tuple(known), tuple(replaced))


def let_in(cx: sa.Connection, found: Found, doubtful: Mapping[EntryId, Doubt]) -> bool:
    """Write down a page. What is said of its entries now holds, whatever was said of them before; words go when
    two people agreed to it. Whether any went.
    """
    _put_aside(cx, found.replaced)
    number(cx, {entry.id: entry.position for entry in found.known if entry.position is not None})
    run_many(cx, rows.INSERT, map(rows.to_row, found.fresh))  # in their order: what waits again is sent in it
    believed = [(entry.id,) for entry in found.known if entry.id not in doubtful]
    run_many(cx, "UPDATE entries SET doubt = '' WHERE id = ? AND doubt <> ''", believed)
    why = [(doubt.value, entry) for entry, doubt in doubtful.items()]
    run_many(cx, "UPDATE entries SET doubt = ? WHERE id = ?", why)
    return erase_agreed(cx, list(dict.fromkeys(entry.contact for entry in (*found.fresh, *found.known))))


def erase_agreed(cx: sa.Connection, contacts: Sequence[ContactId]) -> bool:
    """Take the words of these contacts away that two people agreed to erase, in Central's hearing."""
    gone = [entry for entry in erased_among(cx, contacts) if _erase(cx, entry)]
    return bool(gone)


def _erase(cx: sa.Connection, target: EntryId) -> bool:
    versions = cx.execute(sa.select(set_aside).where(set_aside.c.id == target)).all()
    for version in versions:
        bare = to_wire(structs.replace(from_wire(version.wire), body=None, salt=b""))
        which = (set_aside.c.id == target) & (set_aside.c.chain == version.chain)
        cx.execute(set_aside.update().where(which).values(wire=bare))
    words = entries.update().where(_e.id == target, _e.body.is_not(None))
    return bool(cx.execute(words.values(body=None, salt=b"")).rowcount)


def learn(cx: sa.Connection, keys: Sequence[DeviceKey]) -> None:
    """Keep the keys of devices that are new here."""
    for key in keys:
        row = {"device": key.device, "worker": key.worker, "public": key.key}
        cx.execute(devices.insert().prefix_with("OR IGNORE").values(row))


def note(cx: sa.Connection, name: str) -> str:
    """A note of this file; empty when there is none."""
    return cx.execute(sa.select(meta.c.value).where(meta.c.key == name)).scalar() or ""


def keep_note(cx: sa.Connection, name: str, value: str) -> None:
    """Write a note down, in place of what it said."""
    cx.execute(meta.insert().prefix_with("OR REPLACE").values(key=name, value=value))


def own_names(cx: sa.Connection) -> frozenset[str]:
    """The names under which this file is written now: a worker's own, and its own before anybody sat down."""
    names = sa.select(meta.c.value).where((meta.c.key == "device") | meta.c.key.startswith(SEAT))
    return frozenset(cx.execute(names).scalars())


def _here(cx: sa.Connection, ids: Sequence[EntryId]) -> dict[EntryId, Entry]:
    found: dict[EntryId, Entry] = {}
    for batch in batched(ids):
        told = (rows.of_row(row) for row in cx.execute(rows.chosen().where(_e.id.in_(batch))))
        found |= {entry.id: entry for entry in told}
    return found


def _put_aside(cx: sa.Connection, replaced: Sequence[Entry]) -> None:
    """Central gave these identities to other entries before it saw ours: ours are kept, but not as the record."""
    for entry in replaced:
        row = {"id": entry.id, "chain": chain(entry), "device": entry.device, "wire": to_wire(entry)}
        cx.execute(set_aside.insert().prefix_with("OR IGNORE").values(row))
        cx.execute(entries.delete().where(_e.id == entry.id))
