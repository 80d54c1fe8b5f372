"""Cut lines, killed workstations and a server that falls over: nothing that was told "saved" is lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.central.cluster import Cluster
from tests.journeys.cut import WAYS, Walk
from tests.journeys.desk import Died
from tests.journeys.desk_process import STEPS
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


@pytest.mark.parametrize("way", WAYS)
def test_the_line_is_cut_at_every_place_of_a_round(fleet: Fleet, way: str) -> None:
    """From the first byte of making the connection to the last of the answers. The places are far enough apart for
    a quick test and near enough for a cut in each message; `python -m tests.journeys.cut` goes byte by byte.
    """
    walk = Walk(way, step=59)
    walk.walk(fleet, 1_000)
    assert walk.over
    assert walk.next > 4_500, "the cuts fall into rounds that begin with a new connection"
    assert walk.ends["broken"] > 70


@pytest.mark.parametrize("way", WAYS)
def test_the_line_falls_silent_at_places_all_over_a_round(cluster: Cluster, tmp_path: Path, way: str) -> None:
    """Nothing breaks there: only the workstation's own patience ends it."""
    walk = Walk(way, step=499, silent=True)
    with Fleet(cluster, tmp_path, patience=1.0) as impatient:
        walk.walk(impatient, 1_000)
    assert walk.over
    assert walk.ends["broken"] > 8


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
