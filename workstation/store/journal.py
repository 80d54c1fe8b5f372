"""The only writer of entries. Everything a worker says goes through `Journal.append`.

An act is one transaction: its entries, and the draft that became them. When `append` returns, it is on the disk.
The rows of the register that follow from it are made before anybody reads them (`register`). Whatever else writes
entries makes them in its own transaction. Only one thread uses a journal at a time.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Protocol

import sqlalchemy as sa

from workstation.domain.entries import Entry, chain, check, digest, encode
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, uuid7
from workstation.domain.kinds import Body, Redacted
from workstation.domain.times import Clock, milliseconds, next_hybrid
from workstation.store import rows
from workstation.store.act import Act
from workstation.store.earlier import forget_words, owe
from workstation.store.engine import reading, run, writing
from workstation.store.record import (
    ErasureNotAgreed,
    Tip,
    agreed_by_another,
    batched,
    entries_of,
    find_tip,
    fresh_of,
    here,
    insert,
    latest_of,
    stories,
    told_of,
)
from workstation.store.schema import entries
from workstation.store.streams import Streams, streams_of
from workstation.store.verify import faults
from workstation.trouble import StoreTrouble

_SALT_BYTES: Final = 16

Here = tuple[frozenset[str], frozenset[ContactId], frozenset[ContactId]]
"""Entries that are in the file; contacts that something is said of, and those in which something answers."""


class Follower(Protocol):
    """What is kept in step with the entries (the register)."""

    def owe(self, said: Sequence[Entry]) -> None:
        """These entries are in the file: make the rows of their contacts before anybody reads them."""
        ...

    def settle(self) -> None:
        """Make all rows that are owed."""
        ...

    def refold(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None:
        """Make the rows of these contacts anew."""
        ...

    def heard(
        self, fresh: Sequence[Entry], cx: sa.Connection, begun: frozenset[ContactId] = frozenset()
    ) -> None:
        """The same for the contacts of these new entries, to which nothing else happened; `begun` are new."""
        ...

    def defer(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None:
        """Write down that the rows of these contacts are to be made anew: `catch_up` does it, or the next start."""
        ...

    def catch_up(self, most: int, cx: sa.Connection) -> frozenset[ContactId]:
        """Make anew some of the rows that were put off; for which contacts."""
        ...

    def forget(self, contacts: Iterable[ContactId] | None = None) -> None:
        """Hold nothing of these contacts (or of any) in memory: the file says something else."""
        ...


class _Nobody:
    """Nothing is kept in step."""

    def owe(self, said: Sequence[Entry]) -> None: ...
    def settle(self) -> None: ...
    def refold(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None: ...
    def heard(
        self, fresh: Sequence[Entry], cx: sa.Connection, begun: frozenset[ContactId] = frozenset()
    ) -> None: ...
    def defer(self, contacts: Iterable[ContactId], cx: sa.Connection) -> None: ...
    def forget(self, contacts: Iterable[ContactId] | None = None) -> None: ...

    def catch_up(self, most: int, cx: sa.Connection) -> frozenset[ContactId]:  # noqa: ARG002 - as any follower
        return frozenset()


class Journal:
    """The entries of one file, written as `device`."""

    def __init__(
        self, engine: sa.Engine, clock: Clock, device: DeviceId, register: Follower | None = None
    ) -> None:
        self.device = device
        self._engine, self._clock, self._register = engine, clock, register or _Nobody()
        self._tip: Tip | None = None
        self._streams = Streams()

    # -- writing ----------------------------------------------------------------------------------------

    def append(
        self,
        contact: ContactId,
        acts: Sequence[Act | Body],
        author: AuthorId,
        *,
        happened: datetime | None = None,
        answers: tuple[EntryId, ...] = (),
        edition: str = "",
        draft: str | None = None,
    ) -> tuple[Entry, ...]:
        """Say these things about a contact, all or none, and drop the draft they came from.

        `happened`, `answers` and `edition` hold for every act that does not bring its own. `BadInput` when
        the words cannot be kept, a `StoreTrouble` when the disk says no: then nothing was written.
        """
        usual = Act(Body(), contact, happened, answers, edition)
        whole = [_completed(act if isinstance(act, Act) else Act(act), usual) for act in acts]
        with self._writing(at_once=True) as cx:
            made, tip = self._chained(cx, whole, author)
            insert(cx, made)
            if draft is not None:
                run(cx, "DELETE FROM drafts WHERE key = ? AND worker IN (?, '')", (draft, author))
        self._tip = tip
        self._register.owe(made)
        return made

    def bring_in(self, acts: Sequence[Act], author: AuthorId) -> tuple[Entry, ...]:
        """Say what a file says: acts with an identity. What is here already or comes twice is left alone."""
        with self._writing() as cx:
            known = here(cx, [act.entry for act in acts if act.entry is not None])
            fresh = _once(acts, known)
            streams = streams_of(cx, dict.fromkeys(act.contact for act in fresh if act.contact is not None))
            made, tip = self._chained(cx, fresh, author, streams)
            self._write(cx, made, frozenset(e.contact for e in made if e.contact not in streams))
        self._tip = tip
        return made

    def append_entries(self, ready: Iterable[Entry]) -> int:
        """Take over entries that are entries already (practice, a file from a colleague); how many were new.

        One that is here already is left alone, so the same file may come twice; `EntryDiffers` when one with
        its id says something else, and then none is taken.
        """
        with self._writing() as cx:
            new = self._take(cx, ready)
            if erased := any(entry.kind == "Redacted" for entry in new):
                owe(cx)
        if erased:
            forget_words(self._engine)
        return len(new)

    def redact(self, target: EntryId, authority: str, because: str, author: AuthorId) -> Entry:
        """Erase the words of an entry under an authority. The entry, its digest and the chain remain.
        `ErasureNotAgreed` unless somebody else has said `ErasureAgreed` about it.
        """
        with self._writing() as cx:
            contact = cx.execute(sa.select(entries.c.contact).where(entries.c.id == target)).scalar()
            if contact is None:
                raise StoreTrouble("The entry to be erased is not in this file.")
            if not agreed_by_another(cx, contact, target, author):
                raise ErasureNotAgreed
            act = Act(Redacted(target=target, authority=authority, because=because), contact)
            made, tip = self._chained(cx, [act], author)
            self._write(cx, made)
            owe(cx)
        self._tip = tip
        forget_words(self._engine)
        return made[0]

    # -- reading ----------------------------------------------------------------------------------------

    def of_contact(self, contact: ContactId) -> tuple[Entry, ...]:
        """Everything said about a contact, in reading order."""
        with reading(self._engine) as cx:
            return entries_of(cx, contact)

    def of_contacts(self, contacts: Sequence[ContactId]) -> dict[ContactId, tuple[Entry, ...]]:
        """The same for several; a contact nobody said anything about has an empty story."""
        with reading(self._engine) as cx:
            return {contact: entries_of(cx, contact) for contact in contacts}

    def by_id(self, entry: EntryId) -> Entry | None:
        """The entry with this id, believed or not."""
        with reading(self._engine) as cx:
            row = cx.execute(rows.chosen().where(entries.c.id == entry)).first()
        return None if row is None else rows.of_row(row)

    def here(self, ids: Sequence[EntryId], contacts: Iterable[ContactId]) -> Here:
        """Which of these entries and contacts are in this file."""
        with reading(self._engine) as cx:
            return frozenset(here(cx, ids)), *told_of(cx, contacts)

    def of_kind(self, kind: str, *, last: int = 0) -> tuple[Entry, ...]:
        """Every entry of a kind that is believed, oldest first; with `last`, of the newest so many of any kind."""
        with reading(self._engine) as cx:
            return tuple(rows.of_row(row) for row in cx.execute(_of_kind(kind, last)))

    def all_contacts(self) -> tuple[ContactId, ...]:
        """Every contact, oldest first."""
        told = sa.select(entries.c.contact).where(entries.c.doubt == "")
        query = told.group_by(entries.c.contact).order_by(sa.func.min(entries.c.no))
        with reading(self._engine) as cx:
            return tuple(cx.execute(query).scalars())

    def iterate(self) -> Iterator[tuple[ContactId, tuple[Entry, ...]]]:
        """Every contact with its story, one after the other, without holding them all in memory."""
        with reading(self._engine) as cx:
            yield from stories(cx)

    def waiting_count(self) -> int:
        """How many entries Central has not numbered."""
        return self._number_of(entries.c.position.is_(None))

    def count(self) -> int:
        """How many entries there are."""
        return self._number_of(sa.true())

    def verify(self) -> list[str]:
        """Every fault found in the file: pages, chains, words. Nothing when all is well; takes a while."""
        return faults(self._engine)

    # -- inside one transaction ---------------------------------------------------------------------------

    @contextmanager
    def _writing(self, *, at_once: bool = False, **how: bool) -> Iterator[sa.Connection]:
        """A transaction; when it fails, what memory made of it goes with it. `at_once` leaves owed rows owed, and
        so makes none.
        """
        if not at_once:
            self._register.settle()
        try:
            with writing(self._engine, **how) as cx:
                yield cx
        except BaseException:
            self._tip = None
            self._register.forget()
            raise

    def _chained(
        self,
        cx: sa.Connection,
        acts: Sequence[Act],
        author: AuthorId,
        streams: Mapping[ContactId, str] | None = None,
    ) -> tuple[tuple[Entry, ...], Tip]:
        """The acts as the next entries of this device, and the tip of the chain once they are on the disk.
        `streams` are those of all contacts that are here, where somebody has looked.
        """
        now = self._clock.now()
        tip = self._tip = self._tip or find_tip(cx, self.device, now)
        made: list[Entry] = []
        for act in acts:
            if (
                tip.ahead and act.answers
            ):  # an answer is never before what it answers, whatever the clocks say
                tip = replace(tip, recorded=max(tip.recorded, latest_of(cx, act.answers)))
            stream = self._streams.of(cx, act.contact, streams)
            entry = _entry_of(act, author, self.device, tip, now, stream)
            tip = Tip(entry.seq, chain(entry), entry.recorded, tip.ahead)
            made.append(entry)
        return tuple(made), tip

    def _write(
        self, cx: sa.Connection, made: Sequence[Entry], begun: frozenset[ContactId] = frozenset()
    ) -> None:
        insert(cx, made)
        if any(entry.kind == "Redacted" for entry in made):  # it changed an earlier entry
            self._register.refold(dict.fromkeys(entry.contact for entry in made), cx)
        else:
            self._register.heard(made, cx, begun)

    def _take(self, cx: sa.Connection, ready: Iterable[Entry]) -> list[Entry]:
        self._tip = None
        new: list[Entry] = []
        for batch in batched(ready):
            self._register.forget([entry.contact for entry in batch])  # one that is here may get its number
            fresh = fresh_of(cx, batch)
            insert(cx, fresh)
            new += fresh
        self._register.refold(dict.fromkeys(entry.contact for entry in new), cx)
        return new

    def _number_of(self, which: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count()).select_from(entries).where(which)
        with reading(self._engine) as cx:
            return cx.execute(query).scalar_one()


def _entry_of(act: Act, author: AuthorId, device: DeviceId, tip: Tip, now: datetime, stream: str) -> Entry:
    """The next entry of this device."""
    body, happened, salt = encode(act.body), act.happened or now, secrets.token_bytes(_SALT_BYTES)
    if happened.tzinfo is None or act.contact is None:
        raise ValueError("an act needs a contact, and a time with a zone")
    entry = Entry(
        id=act.entry or EntryId(uuid7(milliseconds(now))), contact=act.contact, kind=type(act.body).__name__,
        author=author, device=device, seq=tip.seq + 1, previous=tip.previous, happened=happened,
        recorded=next_hybrid(tip.recorded, now), answers=act.answers, edition=act.edition,
        digest=digest(body, salt), body=body, stream=stream, salt=salt,
    )  # fmt: skip
    check(entry)
    return entry


def _once(acts: Sequence[Act], known: Mapping[EntryId, bytes]) -> list[Act]:
    """The acts that are not known yet, each once, in their order."""
    fresh: dict[object, Act] = {}
    for act in acts:
        if act.entry is None or act.entry not in known:
            fresh.setdefault(act.entry or act, act)
    return list(fresh.values())


def _completed(act: Act, usual: Act) -> Act:
    return Act(
        act.body, act.contact or usual.contact, act.happened or usual.happened, act.answers or usual.answers,
        act.edition or usual.edition, act.entry,
    )  # fmt: skip


def _of_kind(kind: str, last: int) -> sa.Select[Any]:
    query = rows.chosen().where(entries.c.kind == kind, entries.c.doubt == "").order_by(entries.c.no)
    if not last:
        return query
    newest = sa.select(sa.func.max(entries.c.no)).scalar_subquery()
    return query.where(entries.c.no > newest - last)
