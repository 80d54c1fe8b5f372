"""The file of one simulated computer, as `Carried` says it must behave. Each call is all or nothing.

`Disk` is what is left after a crash, and can be copied (a second computer with the same file) or put back (an
old image). `gate` is where the power may go: once before and once after every change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import accumulate, repeat
from operator import attrgetter
from typing import Any, Final, Self

from tests.sync.simulator.digests import chain, link, placed, skeleton
from tests.sync.simulator.violation import Crash
from tests.sync.simulator.writing import AGREED, ERASED, key_of, sign, target_of
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark, Reason
from workstation.store.record import EntryDiffers, PlaceTaken
from workstation.store.segments import Piece
from workstation.trouble import DiskFull


@dataclass
class Disk:
    """What one computer keeps. Every value in these containers is immutable, so a copy is quick."""

    device: DeviceId
    last: int = 0
    """The greatest hybrid time that is here."""
    entries: dict[EntryId, Entry] = field(default_factory=dict)
    """In the order in which they came; without positions."""
    chains: dict[EntryId, bytes] = field(default_factory=dict)
    aside: dict[tuple[EntryId, bytes], Entry] = field(default_factory=dict)
    """Entries whose identity Central gave to another one."""
    aside_told: frozenset[tuple[EntryId, bytes]] = frozenset()
    written: dict[EntryId, None] = field(default_factory=dict)
    """Those that were said here."""
    erasures: frozenset[EntryId] = frozenset()
    """Those among the entries that erase."""
    numbers: dict[tuple[DeviceId, int], tuple[bytes, ...]] = field(default_factory=dict)
    tips: dict[DeviceId, tuple[int, bytes]] = field(default_factory=dict)
    """Where each device's chain ends; what is doubted was not written by it."""
    places: dict[EntryId, tuple[str, int]] = field(default_factory=dict)
    at: dict[tuple[str, int], EntryId] = field(default_factory=dict)
    ahead: frozenset[tuple[str, int]] = frozenset()
    marks: dict[str, Mark] = field(default_factory=dict)
    waits: dict[EntryId, int] = field(default_factory=dict)
    """Those without a position, and as which they came here."""
    came: dict[EntryId, int] = field(default_factory=dict)
    refused: dict[EntryId, Reason] = field(default_factory=dict)
    doubts: dict[EntryId, Doubt] = field(default_factory=dict)
    keys: dict[DeviceId, DeviceKey] = field(default_factory=dict)

    def copy(self) -> Self:
        parts: list[Any] = [part.copy() if type(part) is dict else part for part in _parts(self)]
        return type(self)(*parts)


_parts: Final = attrgetter(*[each.name for each in fields(Disk)])


class SimJournal:
    """One file, and the person it belongs to."""

    def __init__(self, disk: Disk, worker: AuthorId, names: Iterator[int], batch: int = 500) -> None:
        self.disk, self.worker, self.names, self.batch = disk, worker, names, batch
        self.fuse = -1
        """How many more changes before the power goes; -1: it stays."""
        self.full = False
        self.disk.keys.setdefault(disk.device, self.own_key())

    def gate(self) -> None:
        """The power may go here."""
        if self.fuse >= 0:
            self.fuse -= 1
            if self.fuse < 0:
                raise Crash

    def begin(self) -> None:
        """The beginning of a change."""
        if self.fuse >= 0:
            self.gate()
        if self.full:
            raise DiskFull

    # -- whose it is ------------------------------------------------------------------------------------------

    @property
    def device(self) -> DeviceId:
        return self.disk.device

    def tip(self, device: DeviceId) -> tuple[int, bytes]:
        return self.disk.tips.get(device, (0, b""))

    def digests_at(self, device: DeviceId, seq: int) -> tuple[bytes, ...]:
        return self.disk.numbers.get((device, seq), ())

    def rename(self) -> DeviceId:
        self.begin()
        disk = self.disk
        disk.device = self.new_name()
        disk.keys[disk.device] = self.own_key()
        self.gate()
        return disk.device

    def new_name(self) -> DeviceId:
        return DeviceId(f"d{next(self.names)}")

    def own_key(self) -> DeviceKey:
        return DeviceKey(self.device, self.worker, key_of(self.device))

    def keys(self) -> Mapping[DeviceId, DeviceKey]:
        return self.disk.keys.copy()

    def learn(self, keys: Sequence[DeviceKey]) -> None:
        self.begin()
        for key in keys:
            self.disk.keys.setdefault(key.device, key)
        self.gate()

    # -- no Central here packs --------------------------------------------------------------------------------

    def pour(self, stream: str, before: Mark, piece: Piece) -> bool:
        raise NotImplementedError

    def empty_log(self) -> None:
        raise NotImplementedError

    # -- writing ----------------------------------------------------------------------------------------------

    def append(self, entry: Entry) -> None:
        """What a person here says: on the disk when this returns."""
        self.begin()
        self.keep(entry)
        if entry.sig == sign(key_of(entry.device), chain(entry)):  # as a real file, which signs what leaves
            self.disk.written[entry.id] = None
        self.gate()

    def keep(self, entry: Entry, doubt: Doubt | None = None) -> None:
        """Write an entry into the file; it waits until it has a position."""
        disk, mark, id_ = self.disk, chain(entry), entry.id
        if disk.erasures and self.is_erased(entry):
            entry = skeleton(entry)
        disk.entries[id_] = entry
        disk.chains[id_] = mark
        number = (entry.device, entry.seq)
        others = disk.numbers.get(number, ())
        if mark not in others:
            disk.numbers[number] = (*others, mark)
        if entry.kind == ERASED:
            disk.erasures |= {id_}
        if doubt is None and entry.seq >= disk.tips.get(entry.device, (0,))[0]:
            disk.tips[entry.device] = (entry.seq, mark)
        disk.last = max(disk.last, entry.recorded)
        disk.waits[id_] = disk.came.setdefault(id_, len(disk.came))

    # -- ours -------------------------------------------------------------------------------------------------

    def waiting(self, most: int, most_bytes: int) -> tuple[Entry, ...]:
        disk = self.disk
        if not disk.waits:
            return ()
        found = [id_ for id_ in disk.waits if id_ not in disk.refused]
        found.sort(key=disk.waits.__getitem__)
        if not found:
            return ()
        offered = [disk.entries[id_] for id_ in found]
        if disk.erasures:
            offered = self.erasing_first(offered)
        stream, most = offered[0].stream, min(most, self.batch)
        return tuple([entry for entry in offered if entry.stream == stream][:most])

    def erasing_first(self, offered: list[Entry]) -> list[Entry]:
        """Of these what erases, if any of it does; else all of it."""
        contacts = {entry.contact for entry in offered if entry.kind == ERASED}
        first = [entry for entry in offered if entry.kind in (AGREED, ERASED) and entry.contact in contacts]
        return first or offered

    def believed(self, ids: Sequence[EntryId]) -> tuple[Entry, ...]:
        disk = self.disk
        return tuple([disk.entries[id_] for id_ in ids if id_ in disk.entries and id_ not in disk.doubts])

    def confirm(self, stream: str, positions: Mapping[EntryId, int]) -> None:
        self.begin()
        self.check_places(stream, positions)
        for id_, position in positions.items():
            self.number(stream, id_, position)
        self.gate()

    def check_places(self, stream: str, positions: Mapping[EntryId, int]) -> None:
        """`PlaceTaken` when somebody else is there."""
        for id_, position in positions.items():
            if id_ not in self.disk.places and self.disk.at.get((stream, position), id_) != id_:
                raise PlaceTaken

    def number(self, stream: str, id_: EntryId, position: int) -> None:
        """Give an entry that waits its position."""
        if id_ in self.disk.waits:
            self.place(stream, id_, position)
            if position > self.mark(stream).cursor:
                self.disk.ahead |= {(stream, position)}

    def place(self, stream: str, id_: EntryId, position: int) -> None:
        disk, place = self.disk, (stream, position)
        del disk.waits[id_]
        disk.places[id_], disk.at[place] = place, id_
        if disk.refused:
            disk.refused.pop(id_, None)

    def refuse(self, reasons: Mapping[EntryId, Reason]) -> None:
        self.begin()
        for id_, reason in reasons.items():
            if id_ in self.disk.waits:
                self.disk.refused[id_] = reason
        self.gate()

    def ask_again(self) -> None:
        self.begin()
        self.disk.refused.clear()
        self.disk.aside_told = frozenset()
        self.gate()

    def aside(self, most: int) -> tuple[Entry, ...]:
        disk = self.disk
        if not disk.aside:
            return ()
        return tuple([entry for key, entry in disk.aside.items() if key not in disk.aside_told][:most])

    def told_aside(self, entries: Sequence[Entry]) -> None:
        self.begin()
        self.disk.aside_told |= {(entry.id, chain(entry)) for entry in entries}
        self.gate()

    # -- theirs -----------------------------------------------------------------------------------------------

    def mark(self, stream: str) -> Mark:
        return self.disk.marks.get(stream, _NOWHERE)

    def streams(self) -> tuple[str, ...]:
        disk = self.disk
        ahead = [stream for stream, _ in disk.ahead] if disk.ahead else ()
        return tuple(sorted({*disk.marks, *ahead}))

    def receive(
        self, stream: str, before: Mark, page: Sequence[Entry], after: Mark, doubtful: Mapping[EntryId, Doubt]
    ) -> frozenset[ContactId]:
        self.begin()
        if self.mark(stream) != before:
            return frozenset()
        self.check_page(stream, page)
        self.take_rows(stream, page, doubtful)
        self.move_mark(stream, after)
        self.gate()
        return frozenset([entry.contact for entry in page])

    def check_page(self, stream: str, page: Sequence[Entry]) -> None:
        """Whether this page fits what is here."""
        disk = self.disk
        for entry in page:
            id_, place = entry.id, (stream, entry.position or 0)
            here = disk.places.get(id_)
            if here is not None and disk.chains[id_] != chain(entry):
                raise EntryDiffers
            if disk.at.get(place, id_) != id_ or (here is not None and here[1] != place[1]):
                raise PlaceTaken

    def take_rows(self, stream: str, page: Sequence[Entry], doubtful: Mapping[EntryId, Doubt]) -> None:
        """Write the entries of a page, and erase what they say is to be erased."""
        disk = self.disk
        for entry in page:
            id_ = entry.id
            known = disk.chains.get(id_)
            if known is not None and known != (mark := chain(entry)):
                disk.aside[id_, known] = disk.entries.pop(id_)
                disk.written.pop(id_, None)
                disk.aside_told -= {(id_, known)}
                disk.aside.pop((id_, mark), None)
                known = None
            if known is None:
                self.keep(entry, doubtful.get(id_))
            if disk.doubts:
                disk.doubts.pop(id_, None)
            if id_ in doubtful and id_ not in disk.written:
                disk.doubts[id_] = doubtful[id_]
            if id_ in disk.waits:
                self.place(stream, id_, entry.position or 0)
        if any(entry.kind in (AGREED, ERASED) for entry in page):  # the second voice may come last
            for id_ in sorted(disk.erasures & disk.places.keys()):
                self.erase(disk.entries[id_])

    def move_mark(self, stream: str, after: Mark) -> None:
        disk = self.disk
        disk.marks[stream] = after
        if disk.ahead:
            disk.ahead = frozenset([p for p in disk.ahead if p[0] != stream or p[1] > after.cursor])

    def fold_some(self) -> frozenset[ContactId]:
        return frozenset()

    def furthest(self, stream: str) -> int:
        disk = self.disk
        ahead = [p for s, p in disk.ahead if s == stream] if disk.ahead else None
        return max(ahead) if ahead else disk.marks.get(stream, _NOWHERE).cursor

    def beyond(self, stream: str) -> Mapping[int, bytes]:
        disk = self.disk
        return {p: disk.chains[disk.at[s, p]] for s, p in sorted(disk.ahead) if s == stream}

    def links(self, stream: str, positions: Sequence[int]) -> tuple[bytes, ...]:
        disk = self.disk
        ids = map(disk.at.__getitem__, zip(repeat(stream), range(1, max(positions) + 1)))
        told = list(accumulate(map(disk.chains.__getitem__, ids), link, initial=b""))
        return tuple([told[place] for place in positions])

    def forget(self, stream: str, after: Mark, positions: Sequence[int]) -> int:
        self.begin()
        disk, cursor = self.disk, self.mark(stream).cursor
        lost = [*range(after.cursor + 1, cursor + 1), *positions]
        for place in lost:
            id_ = disk.at.pop((stream, place))
            del disk.places[id_]
            disk.waits[id_] = disk.came[id_]
        disk.ahead = disk.ahead.difference([(stream, place) for place in positions])
        disk.marks[stream] = after
        self.gate()
        return len(lost)

    # -- erasure ----------------------------------------------------------------------------------------------

    def is_erased(self, entry: Entry) -> bool:
        """Whether two people agreed that its words go, and Central heard both."""
        erasing = [self.disk.entries[id_] for id_ in self.disk.erasures if id_ in self.disk.places]
        return any(_is_about(each, entry) and self.is_agreed(each) for each in erasing)

    def erase(self, by: Entry) -> None:
        """Erase what this entry names, if it may."""
        disk, target = self.disk, target_of(by)
        if not self.is_agreed(by):
            return
        if target in disk.entries and _is_about(by, disk.entries[target]):
            disk.entries[target] = skeleton(disk.entries[target])
        for key, entry in disk.aside.items():
            if _is_about(by, entry):
                disk.aside[key] = skeleton(entry)

    def is_agreed(self, by: Entry) -> bool:
        """Whether somebody else agreed to this erasure; nothing doubtful counts."""
        disk = self.disk
        return by.id not in disk.doubts and any(
            each.kind == AGREED and each.author != by.author and each.id not in disk.doubts
            and each.id in disk.places and target_of(each) == target_of(by)
            and (each.contact, each.stream) == (by.contact, by.stream)
            for each in disk.entries.values()
        )  # fmt: skip

    def position(self, id_: EntryId) -> int | None:
        """An entry's number at Central, if it has one."""
        place = self.disk.places.get(id_)
        return place[1] if place is not None else None

    def told(self, contact: ContactId) -> list[Entry]:
        """The entries of a contact that are believed, as the fold gets them."""
        disk = self.disk
        return [
            placed(entry, self.position(id_))
            for id_, entry in disk.entries.items()
            if entry.contact == contact and id_ not in disk.doubts
        ]


def _is_about(erasure: Entry, entry: Entry) -> bool:
    """Whether this erasure names that entry, and is where the entry is."""
    about = (target_of(erasure), erasure.contact, erasure.stream)
    return about == (entry.id, entry.contact, entry.stream)


_NOWHERE = Mark()
