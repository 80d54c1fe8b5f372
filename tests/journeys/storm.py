"""Rounds in bad weather: each turn a fault by chance, in the middle of somebody's work.

The faults are those of `trust.md` 3.1: the line is cut after any number of bytes, either way; it stalls, swallows,
resets or refuses; the server is stopped the hard way, or ends its connections; a workstation is killed, between any
two steps or at any instant.
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from tests.journeys.desk import Desk, Died, everybody
from tests.journeys.desk_process import CONTACTS, STEPS, Trip
from tests.journeys.fleet import Fleet

_CONVERSATION: Final = 9_000
"""Bytes that a round with a new connection takes each way, about."""
_A_MOMENT: Final = 0.04
"""Seconds within which most of a round happens."""


class Storm:
    """What goes wrong, and how often it did. The dice know the seed; the scheduler of the machine does not."""

    def __init__(self, fleet: Fleet, seed: int, *, most_words: int = 6) -> None:
        self.fleet, self.dice, self.most_words = fleet, random.Random(seed), most_words
        self.done: Counter[str] = Counter()
        self._faults: dict[Callable[[Desk], None], int] = {
            self.cut: 12, self.cut_handshake: 4, self.die_between_steps: 6, self.die_any_instant: 3,
            self.end_connections: 3, self.stop_server: 1, self.reset: 2, self.refuse: 1, self.swallow: 1,
            self.stall: 2, self.all_well: 4,
        }  # fmt: skip

    def turns(self, many: int) -> None:
        """So many turns, each with one workstation that writes and exchanges while something goes wrong."""
        for _ in range(many):
            desk = self.dice.choice(list(everybody(self.fleet.desks)))
            (fault,) = self.dice.choices(list(self._faults), list(self._faults.values()))
            self.fleet.calm()
            self.done[fault.__name__.replace("_", " ")] += 1
            try:
                fault(desk)
            except Died:
                self.done["(deaths)"] += 1

    def work(self, desk: Desk) -> None:
        """Some words, and a round."""
        desk.write(self.dice.randint(0, self.most_words), contact=self.dice.choice(CONTACTS))
        if isinstance(desk.exchange(), Trip):
            self.done["(rounds that broke)"] += 1

    # -- faults -------------------------------------------------------------------------------------------

    def all_well(self, desk: Desk) -> None:
        self.work(desk)

    def cut(self, desk: Desk) -> None:
        """After so many bytes of this round, with the connection that is there."""
        self._cut(self.dice.randint(0, 2_500))
        self.work(desk)

    def cut_handshake(self, desk: Desk) -> None:
        """The same with a new connection, so that the cut may fall into making it."""
        self.fleet.proxy.reset()
        desk.exchange()
        self._cut(self.dice.randint(0, _CONVERSATION))
        self.work(desk)

    def _cut(self, after: int) -> None:
        if self.dice.random() < 0.5:
            self.fleet.proxy.cut_after(up=after)
        else:
            self.fleet.proxy.cut_after(down=after)

    def die_between_steps(self, desk: Desk) -> None:
        point = f"{self.dice.choice(('before', 'after'))} {self.dice.choice(STEPS)}"
        desk.die_at(point, self.dice.randint(1, 2))
        for _ in range(3):
            self.work(desk)
        desk.die_at("")

    def die_any_instant(self, desk: Desk) -> None:
        with self._soon(desk.shoot):
            self.work(desk)
        self.work(desk)

    def end_connections(self, desk: Desk) -> None:
        with self._soon(self._end_connections):
            self.work(desk)

    def _end_connections(self) -> None:
        self.fleet.office.sql(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lintel'"
        )

    def stop_server(self, desk: Desk) -> None:
        with self._soon(lambda: self.fleet.cluster.stop("immediate")):
            self.work(desk)
        self.fleet.cluster.start()

    def reset(self, desk: Desk) -> None:
        with self._soon(self.fleet.proxy.reset):
            self.work(desk)

    def refuse(self, desk: Desk) -> None:
        self.fleet.proxy.refuse = True
        self.fleet.proxy.reset()
        self.work(desk)

    def swallow(self, desk: Desk) -> None:
        """A network that went away without a word: the workstation has to notice by itself."""
        self.fleet.proxy.swallow = True
        self.work(desk)
        self.fleet.proxy.reset()

    def stall(self, desk: Desk) -> None:
        """Everything is late, now and then later than anybody waits."""
        self.fleet.proxy.latency = self.dice.choice((0.05, 0.2, self.fleet.patience + 0.5))
        self.work(desk)

    @contextmanager
    def _soon(self, act: Callable[[], object]) -> Iterator[None]:
        timer = threading.Timer(self.dice.uniform(0, _A_MOMENT), act)
        timer.start()
        try:
            yield
        finally:
            timer.join()
