"""The way from one computer to Central, with everything that can happen on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from workstation.domain.entries import Entry
from workstation.domain.ids import DeviceId
from workstation.domain.travel import DeviceKey
from workstation.sync.central import MOST_PULLED, Answer, CentralAway, Page, Proof, Welcome

if TYPE_CHECKING:
    from tests.sync.simulator.world import Computer, World

T = TypeVar("T")


class Line:
    """`Central` for the person at one computer. A question may get lost, or come late when nobody waits for it any
    more; an answer may get lost, or come after Central was put back; the power may go before and after each.
    """

    def __init__(self, world: World, computer: Computer) -> None:
        self._world, self._computer = world, computer
        self.hello_at = 0
        self.forked: set[DeviceId] = set()
        """Names that Central said somebody else goes on under."""

    def hello(self, device: DeviceId) -> Welcome:
        office, worker = self._world.office, self._computer.worker

        def ask() -> Welcome:
            self.hello_at = office.commits
            return office.hello(worker, device)

        return self._asked("hello", ask)

    def push(self, stream: str, entries: Sequence[Entry]) -> tuple[Answer, ...]:
        world, worker = self._world, self._computer.worker
        slow = world.lively and world.chance(world.weather.slow)

        def ask() -> tuple[Answer, ...]:
            answers = world.office.push(worker, stream, entries, slow=slow)
            if slow:
                raise CentralAway
            return answers

        answers = self._asked("push", ask, late=ask, of=entries)
        for entry, answer in zip(entries, answers, strict=True):
            if answer.forked:
                self.forked.add(entry.device)
        return answers

    def pull(self, stream: str, cursor: int, most: int = MOST_PULLED) -> Page:
        office, worker = self._world.office, self._computer.worker
        return self._asked("pull", lambda: office.pull(worker, stream, cursor, most))

    def proofs(self, stream: str, positions: Sequence[int]) -> tuple[Proof, ...]:
        office, worker = self._world.office, self._computer.worker
        return self._asked("proofs", lambda: office.proofs(worker, stream, positions))

    def devices(self) -> tuple[DeviceKey, ...]:
        return self._asked("devices", self._world.office.devices)

    def enrol(self, device: DeviceKey) -> None:
        office, worker = self._world.office, self._computer.worker
        return self._asked("enrol", lambda: office.enrol(worker, device))

    def _asked(
        self,
        what: str,
        question: Callable[[], T],
        late: Callable[[], object] | None = None,
        of: Sequence[Entry] = (),
    ) -> T:
        """The answer, if question and answer come through."""
        world, journal = self._world, self._computer.journal
        if not world.lively:
            return question()
        weather = world.weather
        if journal.fuse >= 0:
            journal.gate()
        world.meanwhile(self._computer)
        if world.office.away:
            raise CentralAway
        if weather.lost_question > 0 and world.chance_of() < weather.lost_question:
            world.tell(f"    {_named(what, of)} of {self._computer.name} gets lost")
            if late is not None and world.chance(weather.late_question):
                world.late.append(late)
            raise CentralAway
        answer = question()
        if weather.lost_answer > 0 and world.chance_of() < weather.lost_answer:
            world.tell(f"    the answer to {_named(what, of)} of {self._computer.name} gets lost")
            raise CentralAway
        world.meanwhile(self._computer)
        if journal.fuse >= 0:
            journal.gate()
        return answer


def _named(what: str, entries: Sequence[Entry]) -> str:
    return f"{what} {', '.join([entry.id for entry in entries])}" if entries else what
