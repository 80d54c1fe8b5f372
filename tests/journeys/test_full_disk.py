"""The disk of a workstation is full: it stops with a plain word, and goes on when there is room (R7)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.desk import Desk, Failed
from tests.journeys.desk_process import Trip, note
from tests.journeys.fleet import Fleet
from workstation.sync.exchange import Round

ROOM = range(0, 400_000, 40_000)
LIMITS: dict[str, tuple[Callable[[Desk, int], None], Trip]] = {
    "full": (Desk.fill_disk, Trip("DiskFull", "LT-106")),
    "quota": (Desk.lower_quota, Trip("StoreTrouble", "LT-100")),
}


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("order", ["receive", "confirm"])
def test_an_exchange_stops_and_goes_on(fleet: Fleet, order: str, limit: str) -> None:
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    writer = ben if order == "receive" else ava
    writer.write(150)
    if order == "receive":
        writer.exchange()
    leave, trip = LIMITS[limit]
    rounds = []
    for room in ROOM:
        leave(ava, room)
        rounds.append(ava.exchange())
        assert ava.look(thorough=False).ids <= fleet.told
    assert rounds[0] == trip
    assert all(done == trip for done in rounds if not isinstance(done, Round))
    leave(ava, -1)
    ben.write(1)
    fleet.settle()
    fleet.check()


@pytest.mark.parametrize("limit", LIMITS)
def test_what_could_not_be_saved_was_never_called_saved(fleet: Fleet, limit: str) -> None:
    ava = fleet.desk("ava")
    ava.write(3)
    leave, trip = LIMITS[limit]
    leave(ava, 60_000)
    with pytest.raises(Failed) as failed:
        ava.say(*[note(f"{number} " + "word " * 400) for number in range(100)])
    assert failed.value.trip == trip
    assert 0 < len(ava.saved) < 100
    leave(ava, 0)
    with pytest.raises(Failed):
        ava.say(note("word " * 4000))
    leave(ava, -1)
    ava.write(1)
    fleet.settle()
    (sight,) = fleet.check()
    assert sight.ids == fleet.told
