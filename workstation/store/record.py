"""Steps on the table of entries, each inside a transaction that somebody else began (`journal`, `register`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from workstation.domain.entries import Entry, chain, decode, genuine, in_order
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.kinds import ErasureAgreed, Redacted
from workstation.domain.times import hybrid, milliseconds
from workstation.domain.wire import from_wire
from workstation.store import rows
from workstation.store.engine import insert_many, marks, run, run_many
from workstation.store.schema import entries, set_aside
from workstation.trouble import StoreTrouble

_T = TypeVar("_T")
_BATCH: Final = 500
_TOLD: Final = "SELECT contact, max(answers <> '[]') FROM entries WHERE contact IN {} GROUP BY contact"


class EntryDiffers(StoreTrouble):
    """Two different entries carry one identity. The one that was here first was kept."""

    advice = "Nothing was changed. Ring the service desk: the file it came from was altered or is not ours."
    code = "LT-111"


class ErasureNotAgreed(StoreTrouble):
    """Words are erased only when two people agree."""

    advice = "Nothing was erased. Ask a colleague to agree first, under the same authority."
    code = "LT-113"


class PlaceTaken(StoreTrouble):
    """Central gave one place to two entries: it went back to an earlier state meanwhile."""

    code = "LT-112"


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a device's chain ends, and a hybrid time that its next entry must be after. `ahead`: somebody's clock
    is so far ahead that we do not follow it, unless to answer them.
    """

    seq: int
    previous: bytes
    recorded: int
    ahead: bool = False


_FOLLOWED: Final = timedelta(days=1)
"""How far ahead of ours another clock may be and still push ours on."""


# A device's clock never goes back, so the latest of each device are enough: of what has a position the index finds
# them one by one, what waits is looked through.
# What is doubted was written by somebody else in its name, and nothing follows on it.
_LATEST: Final = """WITH RECURSIVE d(device) AS (
    SELECT min(device) FROM entries WHERE position IS NOT NULL
    UNION ALL SELECT (SELECT min(device) FROM entries WHERE position IS NOT NULL AND device > d.device)
    FROM d WHERE d.device IS NOT NULL)
    SELECT e.recorded FROM d JOIN entries AS e
    ON e.device = d.device AND e.position IS NOT NULL AND e.doubt = '' AND e.seq =
    (SELECT l.seq FROM entries AS l WHERE l.device = d.device AND l.position IS NOT NULL AND l.doubt = ''
    ORDER BY l.seq DESC LIMIT 1)
    UNION ALL SELECT max(recorded) FROM entries WHERE position IS NULL AND doubt = '' GROUP BY device"""


def find_tip(cx: sa.Connection, device: DeviceId, now: datetime) -> Tip:
    """The tip of a device's chain; the very beginning when it has said nothing yet."""
    times = [time for (time,) in run(cx, _LATEST)]
    limit = hybrid(milliseconds(now + _FOLLOWED))
    recorded = max((time for time in times if time <= limit), default=0)
    ahead = any(time > limit for time in times)
    entry = last_of(cx, device)
    if entry is None:
        return Tip(0, b"", recorded, ahead)
    return Tip(entry.seq, chain(entry), max(recorded, entry.recorded), ahead)


def by_device(device: DeviceId, *which: sa.ColumnElement[bool]) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """The entries of a device, in two questions, each with an index of its own: numbered by Central, and not."""
    mine = rows.chosen().where(entries.c.device == device, *which)
    return mine.where(entries.c.position.is_not(None)), mine.where(entries.c.position.is_(None))


def last_of(cx: sa.Connection, device: DeviceId) -> Entry | None:
    """The last entry that a device wrote. What is doubted somebody else wrote in its name. What was set aside
    counts, if it was written here (then it has no signature in the file): no number is used twice.
    """
    last = [
        (row.seq, row.no, rows.of_row(row[:-1]))
        for query in by_device(device, entries.c.doubt == "")
        for row in cx.execute(
            query.add_columns(entries.c.no).order_by(entries.c.seq.desc(), entries.c.no.desc()).limit(1)
        )
    ]
    told = [entry for *_, entry in sorted(last, reverse=True)[:1]]
    wires = cx.execute(sa.select(set_aside.c.wire).where(set_aside.c.device == device)).scalars()
    told += [entry for entry in map(from_wire, wires) if not entry.sig]
    return max(told, key=lambda entry: entry.seq, default=None)


def heard(tip: Tip | None, fresh: Sequence[Entry], device: DeviceId, now: datetime) -> Tip | None:
    """The tip after these entries of others were read; None when it has to be looked up anew."""
    if tip is None or any(entry.device == device for entry in fresh):
        return None
    limit = hybrid(milliseconds(now + _FOLLOWED))
    recorded = max((entry.recorded for entry in fresh if entry.recorded <= limit), default=0)
    ahead = tip.ahead or any(entry.recorded > limit for entry in fresh)
    return Tip(tip.seq, tip.previous, max(tip.recorded, recorded), ahead)


def latest_of(cx: sa.Connection, ids: Sequence[EntryId]) -> int:
    """The greatest hybrid time of these entries; 0 for none."""
    query = sa.select(sa.func.max(entries.c.recorded)).where(entries.c.id.in_(ids))
    return cx.execute(query).scalar() or 0


def insert(cx: sa.Connection, made: Sequence[Entry]) -> None:
    """Write these entries, and erase the words that a `Redacted` among them names."""
    if not made:
        return
    if len(made) == 1:
        run(cx, rows.INSERT, rows.to_row(made[0]))
    else:
        insert_many(cx, rows.INSERT, [rows.to_row(entry) for entry in made])
    obey(cx, made)


def obey(cx: sa.Connection, made: Sequence[Entry]) -> None:
    """Where one of these entries erases another, take its words away, and the salt they could be guessed with."""
    for entry in made:
        if entry.kind == "Redacted" and entry.body is not None:
            body = decode(entry.kind, entry.body)
            if isinstance(body, Redacted):
                cx.execute(entries.update().where(entries.c.id == body.target).values(body=None, salt=b""))


def agreed_by_another(
    cx: sa.Connection, contact: str, target: EntryId, author: str, *, heard_by_central: bool = False
) -> bool:
    """Whether somebody else agreed that the words of this entry be erased; nothing doubtful counts."""
    said = sa.select(entries.c.body).where(
        entries.c.contact == contact, entries.c.kind == "ErasureAgreed", entries.c.author != author,
        entries.c.doubt == "", entries.c.body.is_not(None),
    )  # fmt: skip
    if heard_by_central:
        said = said.where(entries.c.position.is_not(None))
    agreed = (decode("ErasureAgreed", raw) for raw in cx.execute(said).scalars())
    return any(isinstance(body, ErasureAgreed) and body.target == target for body in agreed)


_ERASING: Final = """SELECT contact, author, body FROM entries INDEXED BY entries_erasures
    WHERE kind = 'Redacted' AND doubt = '' AND body IS NOT NULL AND position IS NOT NULL AND contact IN"""


def erased_among(cx: sa.Connection, contacts: Sequence[ContactId]) -> frozenset[EntryId]:
    """The entries of these contacts that two people erased, and Central heard both."""
    found: set[EntryId] = set()
    for batch in batched(contacts):
        for contact, author, raw in run(cx, f"{_ERASING} {marks(batch)}", batch):
            body = decode("Redacted", raw)
            if isinstance(body, Redacted) and agreed_by_another(
                cx, contact, body.target, author, heard_by_central=True
            ):
                found.add(body.target)
    return frozenset(found)


def fresh_of(cx: sa.Connection, batch: Sequence[Entry]) -> list[Entry]:
    """Those of the batch that are not here yet. What is here gets its number, or raises `EntryDiffers`."""
    already = here(cx, [entry.id for entry in batch])
    fresh: dict[EntryId, Entry] = {}
    numbers: dict[EntryId, int] = {}
    for entry in batch:
        known = already.get(entry.id) or (fresh[entry.id].digest if entry.id in fresh else entry.digest)
        if known != entry.digest or not genuine(entry):
            raise EntryDiffers
        if entry.id not in already:
            fresh.setdefault(entry.id, entry)
        elif entry.position is not None:
            numbers[entry.id] = entry.position
    number(cx, numbers)
    return list(fresh.values())


def here(cx: sa.Connection, ids: Sequence[EntryId]) -> dict[EntryId, bytes]:
    """Which of these entries are here, each with the digest of its words."""
    found: dict[EntryId, bytes] = {}
    for batch in batched(ids):
        found |= run(cx, f"SELECT id, digest FROM entries WHERE id IN {marks(batch)}", batch)  # noqa: S608
    return found


def told_of(
    cx: sa.Connection, contacts: Iterable[ContactId]
) -> tuple[frozenset[ContactId], frozenset[ContactId]]:
    """About which of these contacts anything is said, and in which of them something answers something else."""
    told, answering = set[ContactId](), set[ContactId]()
    for batch in batched(contacts):
        for contact, answers in run(cx, _TOLD.format(marks(batch)), batch):
            told.add(ContactId(contact))
            if answers:
                answering.add(ContactId(contact))
    return frozenset(told), frozenset(answering)


def number(cx: sa.Connection, positions: Mapping[EntryId, int]) -> None:
    """Write down Central's numbers for entries that have none. They are refused no longer."""
    if positions:
        statement = "UPDATE entries SET position = ?, refused = '' WHERE id = ? AND position IS NULL"
        run_many(cx, statement, [(position, id_) for id_, position in positions.items()])


def contacts_of(cx: sa.Connection, ids: Sequence[EntryId]) -> dict[ContactId, None]:
    """The contacts these entries are about, each once."""
    found: dict[ContactId, None] = {}
    for batch in batched(ids):
        query = sa.select(entries.c.contact).where(entries.c.id.in_(batch)).distinct()
        found |= dict.fromkeys(cx.execute(query).scalars())
    return found


def entries_of(cx: sa.Connection, contact: ContactId) -> tuple[Entry, ...]:
    """The story of one contact, in reading order."""
    return _in_order(said_of(cx, contact))


def said_of(cx: sa.Connection, contact: ContactId) -> tuple[Entry, ...]:
    """The same in no order, for whoever folds it."""
    return tuple([rows.of_row(row) for row in run(cx, rows.OF_CONTACT, (contact,))])


def stories(cx: sa.Connection) -> Iterator[tuple[ContactId, tuple[Entry, ...]]]:
    """Every contact with its story, one after the other."""
    query = (
        rows.chosen()
        .where(entries.c.doubt == "")
        .order_by(entries.c.contact)
        .execution_options(yield_per=2000)
    )
    told = (rows.of_row(row) for row in cx.execute(query))
    for contact, story in groupby(told, key=lambda entry: entry.contact):
        yield contact, _in_order(story)


def _in_order(story: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(in_order(story))


def batched(things: Iterable[_T], size: int = _BATCH) -> Iterator[list[_T]]:
    """The things in lists of at most `size`: SQLite takes a limited number of values in one statement."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
