"""The thread that talks with Central: it goes on whatever happens, and nobody waits for it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.store.conftest import KEY
from tests.store.stories import AVA, clock, lines
from tests.sync.seals import TestSeals, genuine
from workstation.domain.entries import Entry
from workstation.domain.ids import DeviceId
from workstation.domain.travel import DeviceKey
from workstation.store.carrying import Carrying
from workstation.store.file import Store
from workstation.sync.central import Answer, CentralAway, CentralTrouble, Page, Proof, Welcome
from workstation.sync.exchange import Round
from workstation.sync.pace import Pace
from workstation.sync.runner import Ears, Runner
from workstation.trouble import Trouble


@dataclass
class Scripted:
    """A Central without a story, that answers `hello` as it is told to."""

    hellos: list[Callable[[], None]] = field(default_factory=list)
    asked: int = 0
    closed: int = 0

    def hello(self, device: DeviceId) -> Welcome:
        self.asked += 1
        if self.hellos:
            self.hellos.pop(0)()
        return Welcome(worker=AVA, at=datetime(2026, 11, 25, tzinfo=UTC), streams=())

    def push(self, stream: str, entries: Sequence[Entry]) -> tuple[Answer, ...]:
        raise CentralAway

    def pull(self, stream: str, cursor: int, most: int = 500) -> Page:
        raise CentralAway

    def proofs(self, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        return ()

    def devices(self) -> tuple[DeviceKey, ...]:
        return ()

    def enrol(self, device: DeviceKey) -> None:
        """Nobody keeps it."""

    def close(self) -> None:
        self.closed += 1


@dataclass
class Heard:
    rounds: list[Round] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    some: threading.Event = field(default_factory=threading.Event)

    def went(self, done: Round) -> None:
        self.rounds.append(done)
        self.some.set()

    def failed(self, trouble: Trouble) -> None:
        self.troubles.append(trouble)
        self.some.set()

    def wait(self) -> None:
        assert self.some.wait(20)
        self.some.clear()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Carrying]:
    with Store.open(tmp_path / "record", KEY, clock=clock(), create=True) as store:
        store.register.follow(lines)
        store.journal.sit(AVA, TestSeals("ava"))
        yield store.journal


def running(journal: Carrying, central: Scripted, heard: Heard) -> Runner:
    ears = Ears(lambda _: None, heard.went, heard.failed, lambda: None)
    return Runner(journal, lambda: central, genuine, ears, Pace(Random(1)))


def away() -> None:
    raise CentralAway


def mistake() -> None:
    raise ZeroDivisionError


def test_it_tries_again_after_silence_and_after_our_own_mistakes(journal: Carrying) -> None:
    heard, central = Heard(), Scripted([away, mistake])
    runner = running(journal, central, heard)
    runner.start()
    for _ in range(3):
        heard.wait()
        runner.nudge()
    runner.stop()
    assert [type(trouble) for trouble in heard.troubles] == [CentralAway, CentralTrouble]
    assert heard.rounds
    assert central.closed >= 2  # a line that failed is never used again


def test_a_nudge_begins_a_round_at_once(journal: Carrying) -> None:
    heard, central = Heard(), Scripted()
    runner = running(journal, central, heard)
    runner.start()
    for _ in range(20):  # each would come after two seconds by itself
        heard.wait()
        runner.nudge()
    runner.stop()
    assert central.asked >= 20


def test_a_line_that_hangs_keeps_nobody_from_going_home(journal: Carrying) -> None:
    asked, hangs = threading.Event(), threading.Event()

    def hang() -> None:
        asked.set()
        hangs.wait(30)

    heard, central = Heard(), Scripted([hang])
    runner = running(journal, central, heard)
    runner.start()
    assert asked.wait(20)
    runner.stop(0.05)
    assert heard.rounds == []
    hangs.set()
