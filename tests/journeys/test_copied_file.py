"""A workstation's file is copied, or an old state of it comes back: both branches are kept (R4, I22).

Two computers that go on under one name give one number to two entries. It has to be noticed before the second save
of either reaches Central, and whoever notices takes a new name.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.journeys.backups import copied, put_back_in_place
from tests.journeys.desk import Desk, Failed
from tests.journeys.fleet import Fleet
from workstation.domain.ids import DeviceId
from workstation.sync.exchange import Round


def names_at_central(fleet: Fleet) -> dict[DeviceId, list[int]]:
    """Which numbers each computer gave, as Central has them."""
    found: dict[DeviceId, list[int]] = {}
    for entry in fleet.story()[0]:
        found.setdefault(entry.device, []).append(entry.seq)
    return found


def given_twice(fleet: Fleet) -> int:
    """The most numbers that one name gave to two entries."""
    return max(len(seqs) - len(set(seqs)) for seqs in names_at_central(fleet).values())


@pytest.mark.parametrize("behind", [0, 1, 10])
@pytest.mark.parametrize("writes", [0, 1, 4])
def test_an_old_state_that_comes_back_is_noticed(fleet: Fleet, behind: int, writes: int) -> None:
    """A virtual machine goes back to its snapshot: name, place and number of the file are what they were."""
    ava, ben = fleet.desk("ava"), fleet.desk("ben")
    ava.write(5)
    fleet.settle()
    ava.close()
    image = copied(ava.place.file, fleet.folder / "image" / "record")
    first = ava.open()
    ava.write(behind)
    fleet.settle()
    ava.close()
    put_back_in_place(image, ava.place.file)
    assert ava.open() == first  # nothing on the computer itself could know
    ava.write(writes)
    done = ava.exchange()
    assert isinstance(done, Round)
    ava.write(3)
    fleet.settle()
    ben.write(1)
    fleet.settle()
    fleet.check()
    assert done.renamed is bool(behind)
    assert (ava.look().device != first) is bool(behind)
    # What was written before anybody could know keeps its name; nothing after that is written under it.
    assert given_twice(fleet) == min(behind, writes)


def test_a_copy_in_another_place_writes_under_another_name(fleet: Fleet) -> None:
    ava = fleet.desk("ava")
    ava.write(5)
    fleet.settle()
    ava.write(2)  # these two wait in both files
    ava.close()
    other = replace(ava.place, file=copied(ava.place.file, fleet.folder / "other" / "record"))
    twin = fleet.at(other, opened=False)
    assert twin.open() != ava.open()
    for desk in (twin, ava):
        desk.write(3)
    fleet.settle()
    fleet.check()
    assert len(fleet.story()[0]) == 5 + 2 + 3 + 3
    assert given_twice(fleet) == 0


def test_two_that_go_on_under_one_name_are_told_apart(fleet: Fleet) -> None:
    """The image of a disk runs twice, in turn: neither can see it, and Central has both tell their story."""
    ava = fleet.desk("ava")
    ava.write(5)
    fleet.settle()
    ava.close()
    image = copied(ava.place.file, fleet.folder / "image" / "record")
    states = [image]
    for turn in range(6):  # two computers take turns at the same file
        now = states[turn % len(states)]
        put_back_in_place(now, ava.place.file)
        ava.open()
        ava.write(2)
        assert isinstance(ava.exchange(), Round)
        ava.close()
        kept = copied(ava.place.file, fleet.folder / f"image-{turn}" / "record")
        states = [*states[-1:], kept] if turn else [image, kept]
    fleet.settle()
    fleet.check()
    assert given_twice(fleet) == 2


def test_a_second_process_on_one_file_is_refused(fleet: Fleet) -> None:
    ava = fleet.desk("ava")
    ava.write(2)
    second = Desk(ava.place, fleet.told)
    with pytest.raises(Failed) as failed:
        second.open()
    assert (failed.value.trip.kind, failed.value.trip.code) == ("StoreBusy", "LT-105")
    ava.write(2)
    ava.kill()
    second.open()  # a dead process holds nothing
    fleet.desks.remove(ava)
    fleet.desks.append(second)
    fleet.settle()
    fleet.check()
