"""Steps on positions, marks and keys, each inside a transaction that somebody else began (`carrying`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from msgspec import structs

from workstation.domain.entries import Entry, chain
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark
from workstation.domain.wire import from_wire, to_wire
from workstation.store import rows
from workstation.store.engine import marks, run, run_many
from workstation.store.head import SEAT
from workstation.store.record import EntryDiffers, PlaceTaken, batched, erased_among, number
from workstation.store.schema import NOT_REPLACED, devices, entries, meta, set_aside
from workstation.trouble import EntryRefused

_e = entries.c
_STREAMS: Final = """WITH RECURSIVE s(stream) AS (
    SELECT min(stream) FROM entries WHERE position IS NOT NULL
    UNION ALL SELECT (SELECT min(stream) FROM entries WHERE position IS NOT NULL AND stream > s.stream)
    FROM s WHERE s.stream IS NOT NULL) SELECT stream FROM s WHERE stream IS NOT NULL"""


def mark(cx: sa.Connection, stream: str) -> Mark:
    """How far this stream was followed."""
    found = run(cx, "SELECT cursor, chain FROM streams WHERE stream = ?", [stream])
    return Mark(*found[0]) if found else Mark()


def keep_mark(cx: sa.Connection, stream: str, new: Mark) -> None:
    """Write down how far this stream was followed."""
    run(cx, "INSERT OR REPLACE INTO streams VALUES (?, ?, ?)", [stream, new.cursor, new.chain])


def highest(cx: sa.Connection, stream: str) -> int:
    """The highest position of a stream; 0 for none. Asked in this way the index has the answer."""
    query = "SELECT max(position) FROM entries WHERE stream = ? AND position IS NOT NULL"
    return run(cx, query, [stream])[0][0] or 0


def numbered_streams(cx: sa.Connection) -> set[str]:
    """The streams in which an entry has a position: as many looks into the index as there are streams."""
    return {str(stream) for (stream,) in run(cx, _STREAMS)}


def without(cx: sa.Connection, ids: Sequence[EntryId]) -> list[EntryId]:
    """Those of these entries that have no position."""
    found: list[EntryId] = []
    for batch in batched(ids):
        query = f"SELECT id FROM entries WHERE id IN {marks(batch)} AND position IS NULL"  # noqa: S608
        found += [EntryId(entry) for (entry,) in run(cx, query, batch)]
    return found


def at(cx: sa.Connection, stream: str, positions: Sequence[int]) -> dict[int, EntryId]:
    """Which entries are at these positions."""
    found: dict[int, EntryId] = {}
    for batch in batched(positions):
        query = f"SELECT position, id FROM entries WHERE stream = ? AND position IN {marks(batch)}"  # noqa: S608
        found |= {position: EntryId(entry) for position, entry in run(cx, query, [stream, *batch])}
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


def let_in(
    cx: sa.Connection, found: Found, doubtful: Mapping[EntryId, Doubt], own: frozenset[DeviceId]
) -> bool:
    """Write down a page. What is said of its entries now holds, whatever was said of them before; words go when
    two people agreed to it. Whether any went.

    Nothing is doubted that was written here, under one of our `own` names: if it comes back with an odd signature
    or other words, Central's copy is odd. Ours stays in the story, and its number is taken.
    """
    mine = [entry.id for entry in found.known if entry.id in doubtful and entry.device in own]
    written = _written_here(cx, mine)
    doubtful = {entry: doubt for entry, doubt in doubtful.items() if entry not in written}
    _put_aside(cx, found.replaced)
    number(cx, {entry.id: entry.position for entry in found.known if entry.position is not None})
    run_many(cx, rows.INSERT, map(rows.to_row, found.fresh))  # in their order: what waits again is sent in it
    believed = [(entry.id,) for entry in found.known if entry.id not in doubtful]
    run_many(cx, "UPDATE entries SET doubt = '' WHERE id = ? AND doubt <> ''", believed)
    doubt(cx, doubtful)
    return erase_agreed(cx, list(dict.fromkeys(entry.contact for entry in (*found.fresh, *found.known))))


def doubt(cx: sa.Connection, doubtful: Mapping[EntryId, Doubt]) -> None:
    """Write down why these entries are not believed."""
    why = [(doubt.value, entry) for entry, doubt in doubtful.items()]
    run_many(cx, "UPDATE entries SET doubt = ? WHERE id = ?", why)


def let_in_new(cx: sa.Connection, page: Sequence[Entry], doubtful: Mapping[EntryId, Doubt]) -> bool | None:
    """Write down a long page of which nothing is here, as nearly always; whether words went. None, and nothing
    done, when something of it is here, or something else is at one of its places: then `compare` has to look.
    """
    run(cx, "SAVEPOINT page")
    try:
        add(cx, rows.lots(rows.rows_of(page)))
    except EntryRefused:
        run(cx, "ROLLBACK TO page")
        return None
    finally:
        run(cx, "RELEASE page")
    doubt(cx, doubtful)
    return erase_agreed(cx, list(dict.fromkeys(entry.contact for entry in page)))


def add(cx: sa.Connection, lots: Iterable[Sequence[Any]]) -> None:
    """Add rows of which none is here, in lots (`rows.lots`). `EntryRefused` when one is here.

    Each lot is one statement: while SQLite works at it, Python's other threads go on, and it does not have to ask
    them after each row whether it may go on itself.
    """
    with unguarded(cx):
        for lot in lots:
            run(cx, rows.insert_of(lot), lot)


@contextmanager
def unguarded(cx: sa.Connection) -> Iterator[None]:
    """For many rows that a plain INSERT adds. It replaces nothing, and what the trigger looks for three times for
    each row, the two unique indexes say anyway. It is back before the transaction ends, or was never gone.
    """
    run(cx, "DROP TRIGGER entries_are_not_replaced")
    yield
    run(cx, NOT_REPLACED)


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
        told = map(rows.of_row, run(cx, f"{rows.AMONG} {marks(batch)}", batch))
        found |= {entry.id: entry for entry in told}
    return found


def _written_here(cx: sa.Connection, ids: Sequence[EntryId]) -> frozenset[EntryId]:
    """Those of these entries of ours that were never anywhere else: they get their signature when they leave."""
    found: set[EntryId] = set()
    for batch in batched(ids):
        query = f"SELECT id FROM entries WHERE id IN {marks(batch)} AND sig = x'' AND doubt = ''"  # noqa: S608
        found.update(EntryId(entry) for (entry,) in run(cx, query, batch))
    return frozenset(found)


def _put_aside(cx: sa.Connection, replaced: Sequence[Entry]) -> None:
    """Central gave these identities to other entries before it saw ours: ours are kept, but not as the record."""
    for entry in replaced:
        row = {"id": entry.id, "chain": chain(entry), "device": entry.device, "wire": to_wire(entry)}
        cx.execute(set_aside.insert().prefix_with("OR IGNORE").values(row))
        # It may have been told, and have waited again since, because Central went back: then Central forgot it too.
        which = (set_aside.c.id == entry.id) & (set_aside.c.chain == row["chain"])
        cx.execute(set_aside.update().where(which).values(told=0))
        cx.execute(entries.delete().where(_e.id == entry.id))
