"""Gets out of a damaged file what can be read of it, into a fresh file in its place. The damaged one is kept.

    found = read(path, key)
    kept = put_in_place(path, key, found.things)   # the damaged file is now `path.damaged-1`

Until the last step nothing has changed; a salvage that was cut short can be begun again (`put_back`). The fresh
file has no name to write under yet, so it gets a new one: the end of the old one's chain may be lost. It follows
Central's story from the start; what of it is here already is only compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId
from workstation.domain.wire import to_wire
from workstation.store import earlier, places, rows, schema
from workstation.store.cipher import translated
from workstation.store.engine import forget_old_pages, open_engine, run, run_many, writing
from workstation.store.loose_rows import rows as loose_rows
from workstation.store.loose_things import Things, add_earlier, things
from workstation.store.people import write_down
from workstation.store.record import obey
from workstation.store.sealed_pages import NothingToRead, opened

_DAMAGED: Final = ".damaged-"
_BESIDE: Final = ("-wal", "-shm", ".lock")
_WHOLE_COPY: Final = re.compile(r"\.before-\d{4}$")


@dataclass(frozen=True)
class Found:
    """What was read, and from how many pages; `damaged` are the numbers of those that could not be."""

    things: Things
    pages: int
    damaged: tuple[int, ...]


def read(path: Path, key: bytes) -> Found:
    """Everything that can be read; nothing is written. `NothingToRead` when there is no such thing."""
    copies = [one for one in earlier.copies(path) if _WHOLE_COPY.search(one.name)]
    try:
        found = _read(path, key)
    except NothingToRead:
        if not copies:
            raise
        found = Found(Things(), 0, ())
    if earlier.OWED not in found.things.notes:
        for copy in reversed(copies):
            try:
                add_earlier(found.things, _read(copy, key).things)
            except NothingToRead:
                continue
    return found


def put_back(path: Path) -> None:
    """Undo what a salvage that was cut short had moved already."""
    kept = kept_of(path)
    if path.exists() or not kept:
        return
    with translated():
        log = kept[-1].with_name(kept[-1].name + "-wal")
        if log.exists():
            log.replace(path.with_name(path.name + "-wal"))
        kept[-1].replace(path)


def put_in_place(path: Path, key: bytes, found: Things) -> Path:
    """Make a fresh file of what was found, and give it the damaged one's place; where that one is kept now. Whoever
    calls holds the file (`FileLock`).
    """
    fresh = path.with_name(path.name + earlier.SALVAGED)
    with translated():
        _clear(fresh)
        try:
            _make(fresh, key, found)
            return _exchange(path, fresh)
        except OSError:
            put_back(path)
            raise
        finally:
            _clear(fresh)


def _read(path: Path, key: bytes) -> Found:
    damaged = set[int]()
    with opened(path, key) as pages:
        return Found(things(loose_rows(pages, damaged)), pages.count, tuple(sorted(damaged)))


def _make(fresh: Path, key: bytes, found: Things) -> None:
    engine = open_engine(fresh, key, create=True)
    try:
        with writing(engine) as cx:
            schema.create_all(cx)
            _write(cx, found)
        forget_old_pages(engine)  # the log stays behind when the file gets its name
    finally:
        engine.dispose()


def _write(cx: sa.Connection, found: Things) -> None:
    run(cx, "INSERT INTO meta (key, value) VALUES ('kind', 'real')")
    run_many(cx, "INSERT INTO meta (key, value) VALUES (?, ?)", found.notes.items())
    for worker in found.people.values():
        write_down(cx, worker)
    places.learn(cx, list(found.devices.values()))
    said = list(_each_place_once(found.in_order))
    run_many(cx, rows.INSERT, map(rows.to_row, said))
    run_many(
        cx, "UPDATE entries SET doubt = ? WHERE id = ?", [(why, id_) for id_, why in found.doubts.items()]
    )
    for digest, entry in found.aside.items():
        row = (entry.id, digest, entry.device, to_wire(entry), found.told[digest])
        run(cx, "INSERT INTO set_aside (id, chain, device, wire, told) VALUES (?, ?, ?, ?, ?)", row)
    drafts = [(*key, *draft) for key, draft in found.drafts.items()]
    run_many(cx, "INSERT INTO drafts (worker, key, contact, text, at) VALUES (?, ?, ?, ?, ?)", drafts)
    _erase_again(cx, said, found.doubts)


def _each_place_once(said: Iterable[Entry]) -> Iterable[Entry]:
    """Of two entries at one place of Central's, one is from an old page: it waits again, and Central knows it."""
    taken = set[tuple[str, int]]()
    for entry in said:
        if entry.position is not None and (entry.stream, entry.position) in taken:
            yield rows.of_row((*rows.to_row(entry)[:13], None, *rows.to_row(entry)[14:]))
            continue
        if entry.position is not None:
            taken.add((entry.stream, entry.position))
        yield entry


def _erase_again(cx: sa.Connection, said: Iterable[Entry], doubts: dict[EntryId, str]) -> None:
    """Words that were erased stay erased, should an old state of their page have been read."""
    erasing = [entry for entry in said if entry.kind == "Redacted" and entry.id not in doubts]
    obey(cx, [entry for entry in erasing if not entry.sig and entry.position is None])
    places.erase_agreed(cx, list(dict.fromkeys(entry.contact for entry in erasing)))


def _exchange(path: Path, fresh: Path) -> Path:
    """The file first: where it is not in its place, nobody can open it without its log."""
    kept = _next(path)
    path.replace(kept)
    log = path.with_name(path.name + "-wal")
    if log.exists():
        log.replace(kept.with_name(kept.name + "-wal"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    fresh.replace(path)
    return kept


def _next(path: Path) -> Path:
    last = kept_of(path)[-1:]
    number = int(last[0].name.removeprefix(path.name + _DAMAGED)) if last else 0
    return path.with_name(f"{path.name}{_DAMAGED}{number + 1}")


def kept_of(path: Path) -> list[Path]:
    """The damaged files that were kept of this one, the last of them last."""
    beginning = path.name + _DAMAGED
    numbers = [
        int(one.name.removeprefix(beginning))
        for one in (path.parent.iterdir() if path.parent.is_dir() else ())
        if one.name.startswith(beginning) and one.name.removeprefix(beginning).isdecimal()
    ]
    return [path.with_name(f"{beginning}{number}") for number in sorted(numbers)]


def _clear(fresh: Path) -> None:
    for one in (fresh, *(fresh.with_name(fresh.name + end) for end in _BESIDE)):
        one.unlink(missing_ok=True)
