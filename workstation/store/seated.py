"""Who writes to a file, under which name, and with which seals.

A *device* is a name under which one person writes to one file, with a chain of its own. It is given up for a new
one when somebody else goes on under it (the file was copied, or put back).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import sqlalchemy as sa
from msgspec import structs

from workstation.domain.contact_numbers import name_with_own_letters, same_letters
from workstation.domain.entries import Entry, chain
from workstation.domain.ids import AuthorId, DeviceId, EntryId, uuid7
from workstation.domain.times import milliseconds
from workstation.domain.travel import DeviceKey
from workstation.domain.wire import from_wire
from workstation.store import places, rows
from workstation.store.engine import reading
from workstation.store.head import SEAT
from workstation.store.journal import Journal
from workstation.store.record import batched, by_device, last_of
from workstation.store.schema import devices, entries, set_aside

_e = entries.c


class Seals(Protocol):
    """What this computer signs with, for each name it writes under (`access.seals`)."""

    def public(self, device: DeviceId) -> bytes:
        """The key that checks the signatures of this name."""
        ...

    def sign(self, device: DeviceId, digest: bytes) -> bytes:
        """The signature of a chain digest, as this name."""
        ...


class Seated(Journal):
    """A journal at which somebody sits. `sit` says who, and with which seals; before that nobody signs."""

    _worker: AuthorId | None = None
    _seals: Seals | None = None

    def sit(self, worker: AuthorId, seals: Seals) -> DeviceId:
        """This person writes from now on, under the name they have at this file: a name is one person's, and so
        are the letters in its contact numbers.
        """
        with reading(self._engine) as cx:
            known = places.note(cx, SEAT + worker)
        self._worker, self._seals, self._tip = worker, seals, None
        if not known or same_letters(known, self.keys()):
            return self.rename()
        return self._write_as(DeviceId(known))

    def begin_in(self, stream: str) -> None:
        """Begin new contacts in this stream from now on: Central says into which this person may write."""
        with reading(self._engine) as cx:
            there = self._streams.home(cx)
        if stream != there:
            with self._writing() as cx:
                self._streams.begin_in(cx, stream)

    def rename(self) -> DeviceId:
        """Write under a new name from now on: somebody else goes on under the one we had, or has its letters."""
        now, others = milliseconds(self._clock.now()), self.keys()
        device = DeviceId(name_with_own_letters(lambda: uuid7(now), others))
        with self._writing() as cx:
            places.keep_note(cx, SEAT + self._sitting(), device)
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
        """The highest number of a device here and the chain digest of that entry; (0, b"") before the first. What
        is doubted does not count.
        """
        with reading(self._engine) as cx:
            last = last_of(cx, device)
        return (0, b"") if last is None else (last.seq, chain(last))

    def digests_at(self, device: DeviceId, seq: int) -> tuple[bytes, ...]:
        """The chain digests of the entries of a device with this number: none, one, or two after a fork."""
        aside = sa.select(set_aside.c.wire).where(set_aside.c.device == device)
        with reading(self._engine) as cx:
            found = [
                rows.of_row(row) for each in by_device(device, _e.seq == seq) for row in cx.execute(each)
            ]
            found += [entry for entry in map(from_wire, cx.execute(aside).scalars()) if entry.seq == seq]
            return tuple(dict.fromkeys(map(chain, found)))

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

    def signed(self, found: Sequence[Entry]) -> Iterator[Entry]:
        """What was written here gets its signature when it leaves: nothing else needs it before. What is doubted
        was not written here, whatever name it bears.
        """
        bare = [entry.id for entry in found if not entry.sig]
        own = self._own_names() if bare else frozenset()
        doubted = self._doubted(bare)
        for entry in found:
            if not entry.sig and entry.device in own and entry.id not in doubted:
                yield structs.replace(entry, sig=self._sealing().sign(entry.device, chain(entry)))
            else:
                yield entry

    def _doubted(self, ids: Sequence[EntryId]) -> frozenset[EntryId]:
        with reading(self._engine) as cx:
            batches = [
                cx.execute(sa.select(_e.id).where(_e.id.in_(batch), _e.doubt != "")).scalars()
                for batch in batched(ids)
            ]
            return frozenset(EntryId(id_) for batch in batches for id_ in batch)

    def _own_names(self) -> frozenset[DeviceId]:
        """Every name that was ever ours: those whose key comes from our seals."""
        seals = self._seals
        return frozenset(d for d, key in self.keys().items() if seals and seals.public(d) == key.key)
