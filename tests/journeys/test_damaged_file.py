"""A workstation dies, and its disk in places: what can be read of its file reaches Central (R8, G03, G05)."""

from __future__ import annotations

import pytest

from tests.journeys.desk_process import KEY
from tests.journeys.fleet import Fleet
from tests.store.damage import hurt
from tests.store.test_salvage import leaves_of_entries
from workstation.store import salvage


@pytest.mark.parametrize(("first", "step"), [(0, 99), (1, 3), (0, 2), (0, 1)])
def test_what_can_be_read_goes_on_under_another_name(fleet: Fleet, first: int, step: int) -> None:
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    ava.write(30)
    ben.write(5)
    fleet.settle()
    ava.write(40)
    name = ava.look().device
    ava.kill()
    file = ava.place.file
    whole = salvage.read(file, KEY).things.entries
    assert fleet.told <= whole.keys()
    for page in leaves_of_entries(file)[first::step]:
        hurt(file, page)
    found = salvage.read(file, KEY)
    unsent = {id_ for id_, entry in whole.items() if entry.position is None}
    lost = whole.keys() - found.things.entries.keys()
    salvage.put_in_place(file, KEY, found.things)
    fleet.told -= unsent & lost

    assert ava.open() != name
    ava.write(3)
    fleet.settle()
    ben.write(1)
    fleet.settle()
    fleet.check()
    assert unsent - lost <= ben.look().ids
    assert lost
    assert (unsent - lost == set()) is (step == 1)
