"""The journal, with what an exchange with Central needs (`sync.carried.Carried`): each call is one transaction.

What waits is what has no position. A position comes with Central's answer (`confirm`) or with its story
(`receive`), and goes only when Central went back to an older state and lost the entry (`forget`). `streams` says
how far each story was followed: everything up to the mark is here, and what has a position after it was promised
to us and not read yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from workstation.domain.entries import Entry, chain
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.travel import ERASING, Doubt, Mark, Reason, link
from workstation.domain.wire import from_wire
from workstation.store import places, rows
from workstation.store.beginning import Beginning
from workstation.store.earlier import forget_words, owe
from workstation.store.engine import reading, run, run_many
from workstation.store.record import PlaceTaken, batched, contacts_of, heard, number
from workstation.store.schema import entries, set_aside, streams

_e = entries.c
_ENVELOPE: Final = 500
"""Bytes that an entry takes on the way besides its body, about."""
_FEW: Final = 100
"""Entries that are folded in the transaction that brings them. More would keep whoever wants to write waiting."""
_SOME: Final = 50
"""Contacts folded at a time, of those that were left for later."""
_ERASING_WAITS: Final = """SELECT DISTINCT contact FROM entries INDEXED BY entries_erasures
    WHERE kind = 'Redacted' AND position IS NULL AND refused = '' LIMIT 500"""


class Carrying(Beginning):
    """A journal whose entries travel."""

    # -- ours ---------------------------------------------------------------------------------------------

    def waiting(self, most: int, most_bytes: int) -> tuple[Entry, ...]:
        """The oldest entries without a position, as they came, of one stream, signed if they are ours. What erases
        comes first: a skeleton must never be at Central, and what emptied it only on a computer that may be lost.
        """
        waits = rows.chosen().where(_e.position.is_(None), _e.refused == "").order_by(_e.no).limit(most)
        with reading(self._engine) as cx:
            where = [contact for (contact,) in run(cx, _ERASING_WAITS)]
            first = waits.where(_e.contact.in_(where), _e.kind.in_(ERASING))
            found = (where and _batch(cx.execute(first), most_bytes)) or _batch(cx.execute(waits), most_bytes)
        return tuple(self.signed(found))

    def unnumbered(self, most: int) -> tuple[Entry, ...]:
        """The oldest entries that have no position, refused or not, of every stream: for whoever shows them."""
        query = rows.chosen().where(_e.position.is_(None), _e.doubt == "").order_by(_e.no).limit(most)
        with reading(self._engine) as cx:
            return tuple(rows.of_row(row) for row in cx.execute(query))

    def believed(self, ids: Sequence[EntryId]) -> tuple[Entry, ...]:
        """Those of these entries that are here and not doubted; own ones are signed."""
        query = rows.chosen().where(_e.doubt == "")
        with reading(self._engine) as cx:
            found = [
                rows.of_row(row)
                for batch in batched(ids)
                for row in cx.execute(query.where(_e.id.in_(batch)))
            ]
        return tuple(self.signed(found))

    def doubted(self, most: int) -> tuple[tuple[Entry, Doubt], ...]:
        """The oldest entries that are not believed, and why: nobody's story, for whoever looks after the record."""
        # Written out, so that the small index of these is used however long the record is.
        query = rows.chosen().add_columns(_e.doubt).where(sa.text("doubt != ''")).order_by(_e.no).limit(most)
        with reading(self._engine) as cx:
            return tuple((rows.of_row(row[:-1]), Doubt(row.doubt)) for row in cx.execute(query))

    def confirm(self, stream: str, positions: Mapping[EntryId, int]) -> None:
        """Central holds these entries there. `PlaceTaken` when another entry is at one of the places here."""
        with self._writing() as cx:
            new = {entry: positions[entry] for entry in places.without(cx, list(positions))}
            for place, entry in places.at(cx, stream, list(new.values())).items():
                if new.get(entry) != place:
                    raise PlaceTaken
            number(cx, new)
            self._fold(cx, contacts_of(cx, list(positions)), len(positions))

    def refuse(self, reasons: Mapping[EntryId, Reason]) -> None:
        """Central keeps these in quarantine: they are not sent again until `ask_again`."""
        with self._writing() as cx:
            run_many(
                cx,
                "UPDATE entries SET refused = ? WHERE id = ? AND position IS NULL",
                [(reason.value, entry) for entry, reason in reasons.items()],
            )

    def ask_again(self) -> None:
        """Send once more what was refused, and what was set aside."""
        with self._writing() as cx:
            run(cx, "UPDATE entries SET refused = '' WHERE position IS NULL AND refused <> ''")
            cx.execute(set_aside.update().values(told=0))

    def aside(self, most: int) -> tuple[Entry, ...]:
        """What was set aside, and Central was not told of yet: it keeps that in quarantine."""
        query = sa.select(set_aside.c.wire).where(set_aside.c.told == 0).limit(most)
        with reading(self._engine) as cx:
            found = [from_wire(raw) for raw in cx.execute(query).scalars()]
        return tuple(self.signed(found))

    def told_aside(self, entries: Sequence[Entry]) -> None:
        """Central was told of these that were set aside."""
        with self._writing() as cx:
            for entry in entries:
                which = (set_aside.c.id == entry.id) & (set_aside.c.chain == chain(entry))
                cx.execute(set_aside.update().where(which).values(told=1))

    def refused(self) -> dict[EntryId, Reason]:
        """What Central keeps in quarantine of what was written or passed on here, and why."""
        query = sa.select(_e.id, _e.refused).where(_e.position.is_(None), _e.refused != "")
        with reading(self._engine) as cx:
            return {EntryId(id_): Reason(reason) for id_, reason in cx.execute(query)}

    # -- theirs -------------------------------------------------------------------------------------------

    def mark(self, stream: str) -> Mark:
        """How far this stream was followed."""
        with reading(self._engine) as cx:
            return places.mark(cx, stream)

    def streams(self) -> tuple[str, ...]:
        """Every stream that was followed here, or in which Central gave us a position."""
        with reading(self._engine) as cx:
            followed = cx.execute(sa.select(streams.c.stream)).scalars()
            return tuple({*followed, *places.numbered_streams(cx)})

    def furthest(self, stream: str) -> int:
        """The highest position here: the mark's, or one after it that Central confirmed to us."""
        with reading(self._engine) as cx:
            return max(places.mark(cx, stream).cursor, places.highest(cx, stream))

    def receive(
        self, stream: str, before: Mark, page: Sequence[Entry], after: Mark, doubtful: Mapping[EntryId, Doubt]
    ) -> frozenset[ContactId]:
        """Take over a page and move the mark; which contacts have something new (`Carried.receive`). A long page
        does not wait for the disk: after a power cut it is asked for again, as if it had not come.
        """
        own = self._own_names() if doubtful else frozenset[DeviceId]()
        with self._writing(lasting=len(page) <= _FEW) as cx:
            if places.mark(cx, stream) != before:
                return frozenset()
            fresh, erased = self._let_in(cx, stream, page, doubtful, own)
            places.keep_mark(cx, stream, after)
            self._fold(cx, dict.fromkeys(entry.contact for entry in page), len(page))
            if erased:
                owe(cx)
        believed = [entry for entry in fresh if entry.id not in doubtful]
        self._tip = heard(self._tip, believed, self.device, self._clock.now())
        if erased:
            forget_words(self._engine)
        return frozenset(entry.contact for entry in believed)

    def _let_in(
        self,
        cx: sa.Connection,
        stream: str,
        page: Sequence[Entry],
        doubtful: Mapping[EntryId, Doubt],
        own: frozenset[DeviceId],
    ) -> tuple[Sequence[Entry], bool]:
        """Write down a page; what of it is new, and whether words went."""
        if len(page) > _FEW:
            erased = places.let_in_new(cx, page, doubtful)
            if erased is not None:
                return page, erased
        found = places.compare(cx, stream, page)
        return found.fresh, places.let_in(cx, found, doubtful, own)

    # -- when Central went back ---------------------------------------------------------------------------

    def beyond(self, stream: str) -> dict[int, bytes]:
        """Positions after the mark that Central confirmed to us, each with the chain digest of its entry."""
        with reading(self._engine) as cx:
            cursor = places.mark(cx, stream).cursor
            query = rows.chosen().where(_e.stream == stream, _e.position > cursor)
            found = [rows.of_row(row) for row in cx.execute(query)]
        return {entry.position: chain(entry) for entry in found if entry.position is not None}

    def links(self, stream: str, positions: Sequence[int]) -> tuple[bytes, ...]:
        """The stream's chain at these positions (0 to the mark), worked out from what is here."""
        wanted, found, told = set(positions), {0: b""}, b""
        query = rows.chosen().where(_e.stream == stream, _e.position <= max(positions, default=0))
        with reading(self._engine) as cx:
            for row in cx.execute(query.order_by(_e.position).execution_options(yield_per=2000)):
                entry = rows.of_row(row)
                told = link(told, chain(entry))
                if entry.position in wanted:
                    found[entry.position] = told
        return tuple(found[position] for position in positions)

    def forget(self, stream: str, after: Mark, positions: Sequence[int]) -> int:
        """Let everything between this mark and ours, and at these positions, wait again; how many those are."""
        with self._writing() as cx:
            cursor = places.mark(cx, stream).cursor
            query = sa.select(_e.id).where(
                _e.stream == stream, _e.position > after.cursor, _e.position <= cursor
            )
            lost = list(cx.execute(query).scalars())
            lost += [entry for place, entry in places.at(cx, stream, positions).items() if place > cursor]
            run_many(cx, "UPDATE entries SET position = NULL WHERE id = ?", [(entry,) for entry in lost])
            places.keep_mark(cx, stream, after)
            self._fold(cx, contacts_of(cx, lost), len(lost))
        return len(lost)

    # -- the register -------------------------------------------------------------------------------------

    def fold_some(self) -> frozenset[ContactId]:
        """Fold some of the contacts that long pages left for later (`Carried.fold_some`)."""
        with self._writing(lasting=False) as cx:
            return self._register.catch_up(_SOME, cx)

    def _fold(self, cx: sa.Connection, contacts: Iterable[ContactId], entries_told: int) -> None:
        """Fold these contacts now, or leave them for `fold_some`. Either is on the disk with the entries."""
        if entries_told <= _FEW:
            self._register.refold(contacts, cx)
        else:
            self._register.defer(contacts, cx)


def _batch(told: Iterable[sa.Row[Any]], most_bytes: int) -> list[Entry]:
    """The first of these that are of one stream and go into one call: at least one, if there is any."""
    found: list[Entry] = []
    size = 0
    for row in told:
        entry = rows.of_row(row)
        size += len(entry.body or b"") + _ENVELOPE
        if found and (entry.stream != found[0].stream or size > most_bytes):
            break
        found.append(entry)
    return found
