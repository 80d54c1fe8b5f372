"""The real journal goes through simulated histories beside the simulated one, and they must never differ."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec import structs

from tests.store import test_register
from tests.store.conftest import KEY
from tests.store.stories import clock, lines
from tests.sync.simulator.digests import chain
from tests.sync.simulator.journal import Disk, SimJournal
from tests.sync.simulator.line import Line
from tests.sync.simulator.weather import Weather, forecast
from tests.sync.simulator.world import Computer, World
from tests.sync.simulator.writing import key_of, sign
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark, Reason
from workstation.store import carrying, rows
from workstation.store.carrying import Carrying
from workstation.store.engine import run, writing
from workstation.store.file import Store
from workstation.trouble import StoreTrouble

T = TypeVar("T")
_NOT_HERE = {"clone", "roll_back", "take_image", "disk_full"}
"""What would have to happen to the real file as well."""


class _Seals:
    def public(self, device: DeviceId) -> bytes:
        return key_of(device)

    def sign(self, device: DeviceId, digest: bytes) -> bytes:
        return sign(key_of(device), digest)


def plain(entries: Sequence[Entry]) -> list[Entry]:
    return [structs.replace(entry, position=None) for entry in entries]


class Both(SimJournal):
    """Asks both, and compares."""

    def __init__(self, disk: Disk, worker: AuthorId, real: Carrying, batch: int) -> None:
        self.real = real
        super().__init__(disk, worker, itertools.count(), batch)

    def _same(self, ours: Callable[[], T], theirs: Callable[[], T]) -> T:
        """What both answer; or the trouble that both have."""
        try:
            said = ours()
        except StoreTrouble as trouble:
            with pytest.raises(type(trouble)):
                theirs()
            raise
        assert theirs() == said
        return said

    def new_name(self) -> DeviceId:
        return self.real.rename()

    def append(self, entry: Entry) -> None:
        super().append(entry)
        if entry.sig == sign(key_of(entry.device), chain(entry)):
            entry = structs.replace(entry, sig=b"")  # the real one signs what leaves
        with writing(self.real._engine) as cx:
            run(cx, rows.INSERT, rows.to_row(entry))
        self.real._register.owe([entry])
        self.real._tip = None

    def tip(self, device: DeviceId) -> tuple[int, bytes]:
        return self._same(lambda: super(Both, self).tip(device), lambda: self.real.tip(device))

    def digests_at(self, device: DeviceId, seq: int) -> tuple[bytes, ...]:
        ours = super().digests_at(device, seq)
        assert sorted(ours) == sorted(self.real.digests_at(device, seq))
        return ours

    def keys(self) -> Mapping[DeviceId, DeviceKey]:
        return self._same(super().keys, self.real.keys)

    def learn(self, keys: Sequence[DeviceKey]) -> None:
        self._same(lambda: super(Both, self).learn(keys), lambda: self.real.learn(keys))

    def waiting(self, most: int, most_bytes: int) -> tuple[Entry, ...]:
        theirs = self.real.waiting(min(most, self.batch), most_bytes)
        # Not in which order: what was set aside and came again came later for the real one, not for the simulated.
        # And the real one stops where another stream begins, where the simulated one passes over it.
        wait = [self.disk.entries[id_] for id_ in self.disk.waits if id_ not in self.disk.refused]
        assert all(entry in plain(wait) for entry in plain(theirs))
        assert bool(wait) == bool(theirs)
        return theirs

    def confirm(self, stream: str, positions: Mapping[EntryId, int]) -> None:
        self._same(
            lambda: super(Both, self).confirm(stream, positions), lambda: self.real.confirm(stream, positions)
        )

    def refuse(self, reasons: Mapping[EntryId, Reason]) -> None:
        self._same(lambda: super(Both, self).refuse(reasons), lambda: self.real.refuse(reasons))

    def ask_again(self) -> None:
        self._same(super().ask_again, self.real.ask_again)

    def aside(self, most: int) -> tuple[Entry, ...]:
        ours, theirs = super().aside(most), self.real.aside(most)
        # The real one keeps, and tells of, also what came again and was taken in then.
        assert set(map(chain, ours)) <= set(map(chain, theirs))
        return theirs

    def told_aside(self, entries: Sequence[Entry]) -> None:
        self._same(lambda: super(Both, self).told_aside(entries), lambda: self.real.told_aside(entries))

    def streams(self) -> tuple[str, ...]:
        ours = super().streams()
        assert set(ours) == set(self.real.streams())
        return ours

    def mark(self, stream: str) -> Mark:
        return self._same(lambda: super(Both, self).mark(stream), lambda: self.real.mark(stream))

    def fold_some(self) -> frozenset[ContactId]:
        return self.real.fold_some()

    def furthest(self, stream: str) -> int:
        return self._same(lambda: super(Both, self).furthest(stream), lambda: self.real.furthest(stream))

    def beyond(self, stream: str) -> Mapping[int, bytes]:
        return self._same(lambda: super(Both, self).beyond(stream), lambda: self.real.beyond(stream))

    def links(self, stream: str, positions: Sequence[int]) -> tuple[bytes, ...]:
        return self._same(
            lambda: super(Both, self).links(stream, positions), lambda: self.real.links(stream, positions)
        )

    def forget(self, stream: str, after: Mark, positions: Sequence[int]) -> int:
        return self._same(
            lambda: super(Both, self).forget(stream, after, positions),
            lambda: self.real.forget(stream, after, positions),
        )

    def receive(
        self, stream: str, before: Mark, page: Sequence[Entry], after: Mark, doubtful: Mapping[EntryId, Doubt]
    ) -> frozenset[ContactId]:
        said = frozenset[ContactId]()

        def ours() -> None:
            super(Both, self).receive(stream, before, page, after, doubtful)

        def theirs() -> None:
            nonlocal said
            said = self.real.receive(stream, before, page, after, doubtful)

        self._same(ours, theirs)
        return said


class Doubled(World):
    """A history in which every computer has a real file, too."""

    def __init__(self, seed: int, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        self.stores: list[Store] = []
        super().__init__(seed, weather=_without(forecast(random.Random(seed))))

    def new_computer(self, disk: Disk, worker: AuthorId) -> Computer:
        path = self.folder / f"record-{len(self.computers)}"
        store = self.stack.enter_context(Store.open(path, KEY, clock=clock(), create=True))
        store.register.follow(lines)
        self.stores.append(store)
        disk.device = store.journal.sit(worker, _Seals())
        both = Both(disk, worker, store.journal, self.weather.batch)
        made = Computer(f"{worker}{len(self.computers)}", worker, both)
        made.line = Line(self, made)
        self.computers.append(made)
        return made


def _without(weather: Weather) -> Weather:
    steps = [step for step in weather.steps if step not in _NOT_HERE]
    return replace(weather, steps=steps, crash=0.0, computers=2)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def unsigned(entries: Sequence[Entry]) -> dict[EntryId, Entry]:
    """What was written here has no signature before it leaves."""
    return {entry.id: structs.replace(entry, sig=b"") for entry in entries}


def same_words(computer: Computer) -> None:
    journal = computer.journal
    assert isinstance(journal, Both)
    for contact in (ContactId("c1"), ContactId("c2"), ContactId("c3")):
        assert unsigned(journal.told(contact)) == unsigned(journal.real.of_contact(contact))


@pytest.mark.parametrize("seed", range(10))
def test_both_journals_go_through_a_history_alike(
    seed: int, tmp_path: Path, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "_FEW", seed % 3)  # hardly any page is long here
    world = Doubled(seed, tmp_path, stack)
    world.run()
    for computer in world.alive():
        same_words(computer)
    for store in world.stores:
        while store.journal.fold_some():
            pass
        assert test_register.rows(store) == test_register.rebuilt(store)
