"""The journal, with what an exchange with Central needs (`sync.carried.Carried`): each call is one transaction.

What waits is what has no position. A position comes with Central's answer (`confirm`) or with its story
(`receive`), and goes only when Central went back to an older state and lost the entry (`forget`). `streams` says
how far each story was followed: everything up to the mark is here, and what has a position after it was promised
to us and not read yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

import sqlalchemy as sa
from msgspec import structs

from workstation.domain.entries import Entry, chain
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId, uuid7
from workstation.domain.times import milliseconds
from workstation.domain.travel import DeviceKey, Doubt, Mark, Reason, link
from workstation.store import places, rows
from workstation.store.engine import forget_old_pages, reading, run_many
from workstation.store.journal import Journal
from workstation.store.record import PlaceTaken, contacts_of, heard, number
from workstation.store.schema import devices, entries

_e = entries.c
_ENVELOPE: Final = 500
"""Bytes that an entry takes on the way besides its body, about."""


class Seals(Protocol):
    """What this computer signs with, for each name it writes under (`access.seals`)."""

    def public(self, device: DeviceId) -> bytes:
        """The key that checks the signatures of this name."""
        ...

    def sign(self, device: DeviceId, digest: bytes) -> bytes:
        """The signature of a chain digest, as this name."""
        ...


class Carrying(Journal):
    """A journal whose entries travel. `sit` says who writes, and with which seals; before that nobody signs."""

    _worker: AuthorId | None = None
    _seals: Seals | None = None

    # -- whose hand it is ---------------------------------------------------------------------------------

    def sit(self, worker: AuthorId, seals: Seals) -> DeviceId:
        """This person writes from now on, under the name they have at this file: a name is one person's."""
        with reading(self._engine) as cx:
            known = places.note(cx, places.SEAT + worker)
        self._worker, self._seals, self._tip = worker, seals, None
        return self._write_as(DeviceId(known)) if known else self.rename()

    def rename(self) -> DeviceId:
        """Write under a new name from now on: somebody else goes on under the one we had."""
        device = DeviceId(uuid7(milliseconds(self._clock.now())))
        with self._writing() as cx:
            places.keep_note(cx, places.SEAT + self._sitting(), device)
            places.learn(cx, [DeviceKey(device, self._sitting(), self._sealing().public(device))])
        return self._write_as(device)

    def own_key(self) -> DeviceKey:
        """How the name we write under is enrolled."""
        return DeviceKey(self.device, self._sitting(), self._sealing().public(self.device))

    def keys(self) -> dict[DeviceId, DeviceKey]:
        """The devices that were ever told here, as first told."""
        with reading(self._engine) as cx:
            found = cx.execute(sa.select(devices.c.device, devices.c.worker, devices.c.public))
            return {DeviceId(d): DeviceKey(DeviceId(d), AuthorId(w), public) for d, w, public in found}

    def learn(self, keys: Sequence[DeviceKey]) -> None:
        """Keep the keys of devices that are new here; a known one never gets another key."""
        with self._writing() as cx:
            places.learn(cx, keys)

    def tip(self, device: DeviceId) -> tuple[int, bytes]:
        """The highest number of a device here and the chain digest of that entry; (0, b"") before the first."""
        query = rows.chosen().where(_e.device == device).order_by(_e.seq.desc()).limit(1)
        with reading(self._engine) as cx:
            last = cx.execute(query).first()
        return (0, b"") if last is None else ((entry := rows.of_row(last)).seq, chain(entry))

    def digests_at(self, device: DeviceId, seq: int) -> tuple[bytes, ...]:
        """The chain digests of the entries of a device with this number: none, one, or two after a fork."""
        query = rows.chosen().where(_e.device == device, _e.seq == seq)
        with reading(self._engine) as cx:
            return tuple(chain(rows.of_row(row)) for row in cx.execute(query))

    # -- ours ---------------------------------------------------------------------------------------------

    def waiting(self, most: int, most_bytes: int) -> tuple[Entry, ...]:
        """The oldest entries without a position, as they came, of one stream, signed if they are ours."""
        query = rows.chosen().where(_e.position.is_(None), _e.refused == "").order_by(_e.no).limit(most)
        found: list[Entry] = []
        size = 0
        with reading(self._engine) as cx:
            for row in cx.execute(query):
                entry = rows.of_row(row)
                size += len(entry.body or b"") + _ENVELOPE
                if found and (entry.stream != found[0].stream or size > most_bytes):
                    break
                found.append(entry)
        return tuple(self._signed(found))

    def unnumbered(self, most: int) -> tuple[Entry, ...]:
        """The oldest entries that have no position, refused or not, of every stream: for whoever shows them."""
        query = rows.chosen().where(_e.position.is_(None), _e.doubt == "").order_by(_e.no).limit(most)
        with reading(self._engine) as cx:
            return tuple(rows.of_row(row) for row in cx.execute(query))

    def confirm(self, stream: str, positions: Mapping[EntryId, int]) -> None:
        """Central holds these entries there. `PlaceTaken` when another entry is at one of the places here."""
        with self._writing() as cx:
            for place, entry in places.at(cx, stream, list(positions.values())).items():
                if positions.get(entry) != place:
                    raise PlaceTaken
            number(cx, positions)
            self._follow(cx, contacts_of(cx, list(positions)))

    def refuse(self, reasons: Mapping[EntryId, Reason]) -> None:
        """Central keeps these in quarantine: they are not sent again until `ask_again`."""
        with self._writing() as cx:
            run_many(
                cx,
                "UPDATE entries SET refused = ? WHERE id = ? AND position IS NULL",
                [(reason.value, entry) for entry, reason in reasons.items()],
            )

    def ask_again(self) -> None:
        """Send what was refused once more."""
        with self._writing() as cx:
            cx.execute(entries.update().where(_e.refused != "").values(refused=""))

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

    def furthest(self, stream: str) -> int:
        """The highest position here: the mark's, or one after it that Central confirmed to us."""
        with reading(self._engine) as cx:
            return max(places.mark(cx, stream).cursor, cx.execute(places.highest(stream)).scalar() or 0)

    def receive(
        self, stream: str, before: Mark, page: Sequence[Entry], after: Mark, doubtful: Mapping[EntryId, Doubt]
    ) -> frozenset[ContactId]:
        """Take over a page and move the mark; which contacts have something new (`Carried.receive`)."""
        with self._writing() as cx:
            if places.mark(cx, stream) != before:
                return frozenset()
            found = places.compare(cx, stream, page)
            fresh = places.let_in(cx, found, doubtful)
            places.keep_mark(cx, stream, after)
            self._follow(cx, dict.fromkeys(entry.contact for entry in (*fresh, *found.numbered)))
        self._tip = heard(self._tip, fresh, self.device, self._clock.now())
        if any(entry.kind == "Redacted" for entry in fresh):
            forget_old_pages(self._engine)
        return frozenset(entry.contact for entry in fresh)

    def begin_story(self, stream: str) -> Mark:
        """Number everything that waits in this stream as it lies here, as if it had been read from Central: the
        years before, with which a practice authority begins. The mark behind it.
        """
        with self._writing() as cx:
            before = places.mark(cx, stream)
            query = rows.chosen().where(_e.stream == stream, _e.position.is_(None)).order_by(_e.no)
            cursor, told = before.cursor, before.chain
            numbers: dict[EntryId, int] = {}
            for row in cx.execute(query):
                entry = rows.of_row(row)
                cursor, told = cursor + 1, link(told, chain(entry))
                numbers[entry.id] = cursor
            number(cx, numbers)
            places.keep_mark(cx, stream, Mark(cursor, told))
        return Mark(cursor, told)

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
            self._follow(cx, contacts_of(cx, lost))
        return len(lost)

    # -- small things -------------------------------------------------------------------------------------

    def _write_as(self, device: DeviceId) -> DeviceId:
        self.device, self._tip = device, None
        return device

    def _sitting(self) -> AuthorId:
        if self._worker is None:
            raise ValueError("nobody sits at this file")
        return self._worker

    def _sealing(self) -> Seals:
        if self._seals is None:
            raise ValueError("nobody sits at this file")
        return self._seals

    def _signed(self, found: Sequence[Entry]) -> Iterator[Entry]:
        """What was written here gets its signature when it leaves: nothing else needs it before."""
        own = self._own_names() if any(not entry.sig for entry in found) else frozenset()
        for entry in found:
            if not entry.sig and entry.device in own:
                yield structs.replace(entry, sig=self._sealing().sign(entry.device, chain(entry)))
            else:
                yield entry

    def _own_names(self) -> frozenset[DeviceId]:
        """Every name that was ever ours: those whose key comes from our seals."""
        seals = self._seals
        return frozenset(d for d, key in self.keys().items() if seals and seals.public(d) == key.key)
