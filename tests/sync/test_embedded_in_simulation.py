"""The Central in a file goes through simulated histories beside the simulated one, and they must answer alike.

What an owner of the database does to it, and old backups, stay out: there is only one file here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sync.embedded_office import KEY
from tests.sync.simulator.office import STREAMS, Office
from tests.sync.simulator.weather import Weather, forecast
from tests.sync.simulator.world import World
from tests.sync.simulator.writing import LONGEST, PEOPLE
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, DeviceId
from workstation.domain.travel import DeviceKey
from workstation.sync import embedded_rules
from workstation.sync.central import Answer, Page, Proof, Welcome
from workstation.sync.embedded import Embedded

_NOT_HERE = {"restore", "rewrite", "slip_in", "swap_key", "settle"}


class TwinOffice(Office):
    """Asks both, and compares."""

    def __init__(self, page: int, file: Embedded) -> None:
        super().__init__(page)
        self.file = file
        for who in PEOPLE:
            file.hire(who)
        self.lines = {who: file.line(who) for who in PEOPLE}

    def hello(self, worker: AuthorId, device: DeviceId) -> Welcome:
        ours, theirs = super().hello(worker, device), self.lines[worker].hello(device)
        assert (ours.seq, ours.seq_chain, ours.enrolled, ours.revoked) == (
            theirs.seq, theirs.seq_chain, theirs.enrolled, theirs.revoked,
        )  # fmt: skip
        heads = sorted((head.stream, head.head, head.chain, head.write) for head in ours.streams)
        assert heads == [(head.stream, head.head, head.chain, head.write) for head in theirs.streams]
        return ours

    def push(
        self, worker: AuthorId, stream: str, entries: Sequence[Entry], *, slow: bool = False
    ) -> tuple[Answer, ...]:
        ours = super().push(worker, stream, entries, slow=slow)
        theirs = self.lines[worker].push(stream, entries)
        assert ours == theirs
        return theirs

    def pull(self, worker: AuthorId, stream: str, cursor: int, most: int) -> Page:
        ours = super().pull(worker, stream, cursor, most)
        theirs = self.lines[worker].pull(stream, cursor, min(most, self.page))
        assert (ours.head, ours.chain, ours.entries) == (theirs.head, theirs.chain, theirs.entries)
        return ours

    def proofs(self, worker: AuthorId, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        ours = super().proofs(worker, stream, positions)
        assert self.lines[worker].proofs(stream, positions) == ours
        return ours

    def devices(self) -> tuple[DeviceKey, ...]:
        ours = super().devices()
        assert set(self.lines[PEOPLE[0]].devices()) == set(ours)
        return ours

    def enrol(self, worker: AuthorId, key: DeviceKey) -> None:
        super().enrol(worker, key)
        self.lines[worker].enrol(key)

    def grant(self, rights: Mapping[tuple[AuthorId, str], bool]) -> None:
        super().grant(rights)
        for who in PEOPLE:
            for stream in STREAMS:
                write = rights.get((who, stream))
                if write is None:
                    self.file.ungrant(who, stream)
                else:
                    self.file.hire(who, *((stream,) if write else ()), reads=() if write else (stream,))

    def lock_out(self, devices: Mapping[DeviceId, int]) -> None:
        super().lock_out(devices)
        for device in devices:
            self.file.revoke(device)

    def agree(self) -> None:
        claims = list(self.state.claims) if self.open is None else []
        super().agree()
        for device in claims:
            self.file.agree(device)


class Twin(World):
    """A history whose Central is a file, too."""

    def __init__(self, seed: int, file: Embedded) -> None:
        super().__init__(seed, weather=_without(forecast(random.Random(seed))), office=TwinOffice(5, file))
        self.file = file


def _without(weather: Weather) -> Weather:
    steps = [step for step in weather.steps if step not in _NOT_HERE]
    return replace(weather, steps=steps, slow=0.0)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Embedded]:
    monkeypatch.setattr(embedded_rules, "MOST_BYTES", LONGEST)
    made = Embedded(tmp_path / "central", KEY)
    yield made
    made.close()


@pytest.mark.parametrize("seed", range(20))
def test_both_centrals_go_through_a_history_alike(seed: int, file: Embedded) -> None:
    world = Twin(seed, file)
    world.run()
    assert set(file.quarantine()) == {id_ for id_, _ in world.office.state.kept}
    for stream in STREAMS:
        world.office.grant({**world.rights, (PEOPLE[0], stream): True})
        world.office.pull(PEOPLE[0], stream, 0, 500)
