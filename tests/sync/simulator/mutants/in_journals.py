"""Mistakes in the file of a computer, and in how people there write."""

# ruff: noqa: ANN401 - what is replaced is of every kind, and inside

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from tests.sync.simulator import people
from tests.sync.simulator.journal import SimJournal
from tests.sync.simulator.mutants.planting import mutant
from tests.sync.simulator.violation import Crash
from tests.sync.simulator.writing import FROM_NEWER
from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark, Reason


@mutant(SimJournal, "receive")
def _cursor_before_rows(_: object) -> object:
    """The mark is saved in one transaction, and the entries in the next."""

    def receive(
        self: SimJournal,
        stream: str,
        before: Mark,
        page: Sequence[Entry],
        after: Mark,
        doubtful: Mapping[EntryId, Doubt],
    ) -> frozenset[object]:
        self.begin()
        self.check_page(stream, page)
        self.disk.marks[stream] = after
        self.gate()
        self.disk.marks[stream] = before
        self.take_rows(stream, page, doubtful)
        self.move_mark(stream, after)
        self.gate()
        return frozenset()

    return receive


@mutant(SimJournal, "append")
def _entry_and_outbox_apart(_: object) -> object:
    """An entry is written in one transaction, and that it waits in the next."""

    def append(self: SimJournal, entry: Entry) -> None:
        self.begin()
        self.keep(entry)
        waits = self.disk.waits.pop(entry.id)
        self.gate()
        self.disk.waits[entry.id] = waits

    return append


@mutant(SimJournal, "append")
def _saved_is_shown_before_the_disk(right: Any) -> object:
    """The screen says saved, and the transaction begins a moment later."""

    def append(self: SimJournal, entry: Entry) -> None:
        with contextlib.suppress(Crash):
            right(self, entry)

    return append


@mutant(SimJournal, "waiting")
def _acknowledged_on_send(right: Any) -> object:
    """What was handed to the line counts as sent, whether an answer came or not."""

    def waiting(self: SimJournal, most: int, most_bytes: int) -> tuple[Entry, ...]:
        batch: tuple[Entry, ...] = right(self, most, most_bytes)
        sent = self.disk.__dict__.setdefault("sent", set())
        fresh = [entry for entry in batch if entry.id not in sent]
        sent.update([entry.id for entry in fresh])
        self.disk.refused.update(dict.fromkeys([entry.id for entry in batch], Reason.CLASH))
        return tuple(fresh)

    return waiting


@mutant(SimJournal, "forget")
def _acknowledged_is_forgotten(right: Any) -> object:
    """What Central had once confirmed is not kept for sending again."""

    def forget(self: SimJournal, stream: str, after: Mark, positions: Sequence[int]) -> int:
        waited = set(self.disk.waits)
        count: int = right(self, stream, after, positions)
        self.disk.waits = {id_: at for id_, at in self.disk.waits.items() if id_ in waited}
        return count

    return forget


@mutant(SimJournal, "forget")
def _only_own_are_sent_again(right: Any) -> object:
    """After Central went back everybody sends only what they wrote themselves."""

    def forget(self: SimJournal, stream: str, after: Mark, positions: Sequence[int]) -> int:
        disk, waited = self.disk, set(self.disk.waits)
        count: int = right(self, stream, after, positions)
        own = {id_ for id_, entry in disk.entries.items() if entry.author == self.worker}
        disk.waits = {id_: at for id_, at in disk.waits.items() if id_ in waited or id_ in own}
        return count

    return forget


@mutant(SimJournal, "forget")
def _absence_is_deletion(right: Any) -> object:
    """What Central does not have any more is taken away here as well."""

    def forget(self: SimJournal, stream: str, after: Mark, positions: Sequence[int]) -> int:
        disk, waited = self.disk, set(self.disk.waits)
        count: int = right(self, stream, after, positions)
        for id_ in [id_ for id_ in disk.waits if id_ not in waited]:
            for held in (disk.waits, disk.entries, disk.chains):
                held.pop(id_)
        return count

    return forget


@mutant(SimJournal, "check_places")
def _clash_of_places_is_accepted(_: object) -> object:
    """A position that another entry has here is accepted in an answer."""
    return lambda *_: None


@mutant(SimJournal, "learn")
def _keys_are_replaced(_: object) -> object:
    """A computer that is known gets another key when Central says so."""

    def learn(self: SimJournal, keys: Sequence[DeviceKey]) -> None:
        self.disk.keys.update({key.device: key for key in keys})

    return learn


@mutant(SimJournal, "told")
def _doubtful_is_shown(_: object) -> object:
    """An entry whose signature is false is shown like any other."""

    def told(self: SimJournal, contact: str) -> list[Entry]:
        return [
            replace(entry, position=self.position(id_))
            for id_, entry in self.disk.entries.items()
            if entry.contact == contact
        ]

    return told


@mutant(SimJournal, "tip")
def _next_follows_on_a_forgery(_: object) -> object:
    """The next entry follows on whatever came last under our name, though we did not write it."""

    def tip(self: SimJournal, device: str) -> tuple[int, bytes]:
        own = [(seq, marks[-1]) for (name, seq), marks in self.disk.numbers.items() if name == device]
        return max(own, default=(0, b""))

    return tip


@mutant(SimJournal, "rename")
def _new_name_is_not_saved(right: Any) -> object:
    """After a copy was found, the new name is not written down."""

    def rename(self: SimJournal) -> str:
        old = self.disk.device
        right(self)
        self.disk.device = old
        return old

    return rename


@mutant(SimJournal, "is_agreed")
def _one_person_erases(_: object) -> object:
    """Words go when one person says so."""
    return lambda self, by: by.id not in self.disk.doubts


@mutant(SimJournal, "erase")
def _words_stay_on_computers(_: object) -> object:
    """Words are erased at Central, and stay where they were read."""
    return lambda *_: None


@mutant(SimJournal, "keep")
def _unknown_kinds_are_written_anew(right: Any) -> object:
    """What a newer version wrote is read and written again."""

    def keep(self: SimJournal, entry: Entry, doubt: Doubt | None = None) -> None:
        if entry.kind == FROM_NEWER and entry.body is not None:
            with contextlib.suppress(msgspec.DecodeError):
                entry = replace(entry, body=msgspec.json.encode(msgspec.json.decode(entry.body)))
        right(self, entry, doubt)

    return keep


@mutant(SimJournal, "take_rows")
def _first_doubt_stays(right: Any) -> object:
    """An entry that was once doubted is doubted for ever, though later it came with a good signature."""

    def take_rows(
        self: SimJournal, stream: str, page: Sequence[Entry], doubtful: Mapping[EntryId, Doubt]
    ) -> None:
        before = {entry.id: self.disk.doubts[entry.id] for entry in page if entry.id in self.disk.doubts}
        right(self, stream, page, {**before, **doubtful})

    return take_rows


@mutant(SimJournal, "take_rows")
def _own_words_are_doubted(right: Any) -> object:
    """What was written here is hidden when Central's copy of it is odd."""

    def take_rows(
        self: SimJournal, stream: str, page: Sequence[Entry], doubtful: Mapping[EntryId, Doubt]
    ) -> None:
        right(self, stream, page, doubtful)
        self.disk.doubts.update({entry.id: doubtful[entry.id] for entry in page if entry.id in doubtful})

    return take_rows


@mutant(people, "next_hybrid")
def _the_bare_clock(_: object) -> object:
    """An entry is stamped with the clock as it stands, wherever it jumped to."""
    return lambda _last, now: int(now.timestamp() * 1000) << 16
