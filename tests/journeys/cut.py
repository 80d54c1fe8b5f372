"""One fault at every place of a round: `python -m tests.journeys.cut [--step 1] [--way up] [--silent]`.

A round begins with making the connection: TLS, the proof of the password, the settings of the session. It has
something to fetch and something to hand over. The line is cut, or falls silent, after so many bytes in one
direction, then in the next round after a few more, until that place lies behind the end of it. Every so many
places everything that was told "saved" has to be there, once. With a step of one byte there are 11,000 such rounds;
they take three quarters of an hour.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.central.cluster import Cluster
from tests.central.office import prepare
from tests.journeys.desk_process import Trip
from tests.journeys.fleet import Fleet
from workstation.sync.central import CentralAway
from workstation.sync.exchange import Round

WAYS: Final = ("up", "down")
_WHOLE: Final = 3
"""So many rounds in a row have to be whole: their lengths differ by some bytes (signatures, numbers)."""


@dataclass
class Walk:
    """The places of a round in one direction, `step` bytes apart. `walk` stops after so many; `next` is where the
    following call goes on, and `over` whether there is anything left.
    """

    way: str
    step: int
    next: int = 0
    silent: bool = False
    whole: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    """How the rounds ended."""

    @property
    def over(self) -> bool:
        return self.whole >= _WHOLE

    def walk(self, fleet: Fleet, most: int) -> None:
        """A fault at so many places, in an office of its own; in the end nothing is lost and nothing is doubled."""
        desks = itertools.cycle([fleet.desk("ava"), fleet.desk("ben")])
        for desk in itertools.islice(desks, 2):
            desk.write(2)
            desk.exchange()  # now its key is known
        for desk in itertools.islice(desks, most):
            desk.write(2)
            fleet.proxy.reset()  # first: the bytes of saying good-bye are none of the round
            desk.hang_up()
            fault = fleet.proxy.silent_after if self.silent else fleet.proxy.cut_after
            fault(**{self.way: self.next})
            self._count(desk.exchange())
            fleet.calm()
            fleet.proxy.reset()
            if self.over:
                break
            # What the other will have to fetch; and what waited longer would make its own next round longer.
            assert isinstance(desk.reconnect(), Round)
        fleet.settle()
        fleet.check()

    def _count(self, done: Round | Trip) -> None:
        if isinstance(done, Trip):
            assert done.kind == CentralAway.__name__, "a line that breaks is no server that lies"
        self.ends["broken" if isinstance(done, Trip) else "whole"] += 1
        self.whole = 0 if isinstance(done, Trip) else self.whole + 1
        self.next += self.step


def main(words: list[str]) -> int:
    """Walk both ways and tell what happened; what is lost or doubled ends it with the place."""
    parser = argparse.ArgumentParser(prog="python -m tests.journeys.cut")
    parser.add_argument("--step", type=int, default=1, help="bytes between two places")
    parser.add_argument("--way", choices=WAYS, action="append", help="only this direction")
    parser.add_argument("--first", type=int, default=0, help="the first place: to go on at")
    parser.add_argument("--silent", action="store_true", help="fall silent and do not break")
    parser.add_argument("--patience", type=float, default=0, help="how many seconds a workstation waits")
    parser.add_argument("--batch", type=int, default=250, help="places until everything is looked at")
    asked = parser.parse_args(words)
    patience = asked.patience or (1.0 if asked.silent else 2.0)
    with Cluster() as cluster:  # nobody stops it, so it need not wait for its disk
        prepare(cluster)
        for way in asked.way or WAYS:
            walk, started, told = Walk(way, asked.step, asked.first, asked.silent), time.monotonic(), 0
            while not walk.over:
                first = walk.next
                with (
                    tempfile.TemporaryDirectory() as folder,
                    Fleet(cluster, Path(folder), patience=patience) as fleet,
                ):
                    try:
                        walk.walk(fleet, asked.batch)
                    except BaseException:
                        print(f"{way}: from byte {first} to {walk.next}", flush=True)
                        raise
                    told += len(fleet.told)
                minutes = (time.monotonic() - started) / 60
                print(
                    f"{way}: to byte {walk.next}, {told} told saved, none lost or doubled, {minutes:.1f} min"
                )
                print(f"    {dict(walk.ends)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
