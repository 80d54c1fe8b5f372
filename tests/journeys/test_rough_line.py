"""Cut lines, killed workstations and a server that falls over: nothing that was told "saved" is lost or doubled."""

from __future__ import annotations

import pytest

from tests.journeys.desk import Died
from tests.journeys.desk_process import STEPS, Trip
from tests.journeys.fleet import Fleet
from tests.journeys.storm import Storm
from workstation.sync.exchange import Round

WORKERS = ("ava", "ben", "cy")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_storm_takes_nothing(fleet: Fleet, seed: int) -> None:
    for worker in WORKERS:
        fleet.desk(worker)
    storm = Storm(fleet, seed)
    storm.turns(45)
    fleet.settle()
    fleet.check()
    assert storm.done["(deaths)"]
    assert storm.done["(rounds that broke)"]


@pytest.mark.parametrize("way", ["up", "down"])
def test_the_line_is_cut_at_every_place_of_a_round(fleet: Fleet, way: str) -> None:
    """From the first byte of making the connection to the last of the answers. The places are a few bytes more
    than a TLS record's head apart, so that in each message there is a cut.
    """
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    after = whole = 0
    while whole < 3:  # the cut falls behind the end of the round
        ben.write(1)
        ben.exchange()
        ava.write(2)
        fleet.proxy.reset()
        ava.exchange()  # this one finds the line broken
        fleet.proxy.cut_after(**{way: after})
        whole = 0 if isinstance(ava.exchange(), Trip) else whole + 1
        fleet.proxy.cut_after()
        after += 113
    assert after > 3_000
    fleet.settle()
    fleet.check()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_workstation_dies_between_any_two_steps(fleet: Fleet, moment: str) -> None:
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    died = set()
    for step in STEPS:
        ben.write(2)
        ben.exchange()
        if not ava.is_open:
            ava.open()
        ava.die_at(f"{moment} {step}")
        try:
            ava.write(2)
            assert isinstance(ava.exchange(), Round)
        except Died:
            died.add(step)
    assert died >= {"append", "hello", "pull", "receive", "waiting", "push", "confirm"}
    fleet.settle()
    fleet.check()
