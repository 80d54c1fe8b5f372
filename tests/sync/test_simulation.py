"""The exchange in simulated histories: thousands by chance, a few told step by step, and planted mistakes.

`./dev soak` runs a million; `python -m tests.bench.simulate --story SEED` tells one that failed.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sync.simulator import computers, laws, owners, people, running
from tests.sync.simulator.mutants import ALL
from tests.sync.simulator.seeds import CAUGHT
from tests.sync.simulator.weather import Weather, fair
from tests.sync.simulator.world import Computer, World

HISTORIES, PIECES = 3_000, 6
MOMENTS = 24
"""More than a round of a story here has questions, answers and writes."""


@pytest.mark.parametrize("piece", range(PIECES))
def test_no_history_breaks_a_law(piece: int) -> None:
    each = HISTORIES // PIECES
    assert list(running.broken_among(range(piece * each, (piece + 1) * each))) == []


@pytest.mark.parametrize("name", ALL)
def test_a_planted_mistake_is_caught(name: str) -> None:
    with ALL[name].planted():
        assert running.history(CAUGHT[name]) is not None, "find its seed anew: tests/sync/simulator/seeds.py"
    assert running.history(CAUGHT[name]) is None


def test_a_seed_is_one_history() -> None:
    assert running.story(7) == running.story(7)


# -- stories ------------------------------------------------------------------------------------------------------


class Told(World):
    """A history that is told by hand. `at` says what happens at which moment of the rounds that follow."""

    def __init__(self, weather: Weather | None = None) -> None:
        super().__init__(1, weather=weather or fair())
        self.rights = {(computer.worker, "front-door"): True for computer in self.computers}
        self.ever = set(self.rights)
        self.office.grant(self.rights)
        self.backups = [self.office.state.copy()]
        self.moments, self.at = 0, dict[int, Callable[[], None]]()

    def meanwhile(self, computer: Computer) -> None:
        self.moments += 1
        happens = self.at.pop(self.moments, None)
        if happens is not None:
            happens()

    def says(self, computer: Computer, *, times: int = 1) -> None:
        for _ in range(times):
            people.save(self, computer)

    def ends_well(self) -> None:
        """No more faults: every law holds."""
        self.lively = False
        self.calm()
        laws.at_the_end(self)


def exchanged(world: World, *those: Computer) -> None:
    for computer in those:
        world.exchange(computer)


def both_know_everything() -> tuple[Told, Computer, Computer]:
    """Two computers that wrote four entries each and have read each other's."""
    world = Told()
    one, two = world.computers
    for _ in range(2):
        world.says(one, times=2)
        world.says(two, times=2)
        owners.back_up(world)
        exchanged(world, one, two, one)
    return world, one, two


def rows(world: World) -> int:
    return len(world.office.state.rows["front-door"])


def test_central_goes_back_twice_and_nothing_is_lost() -> None:
    world, one, two = both_know_everything()
    owners.restore(world, world.backups[1])
    exchanged(world, two)
    owners.restore(world, world.backups[0])
    assert rows(world) == 0
    exchanged(world, one, two)
    assert rows(world) == 8
    world.ends_well()


def test_central_goes_back_to_a_later_state_than_before() -> None:
    world, one, two = both_know_everything()
    owners.restore(world, world.backups[0])
    world.says(one)
    exchanged(world, one)
    owners.restore(world, world.backups[2])
    exchanged(world, two, one)
    world.ends_well()
    assert rows(world) == 9


@pytest.mark.parametrize("moment", range(1, MOMENTS))
def test_central_goes_back_at_any_moment_of_healing(moment: int) -> None:
    world, one, two = both_know_everything()
    owners.restore(world, world.backups[1])
    world.says(one, times=2)
    world.moments, world.at = 0, {moment: lambda: owners.restore(world, world.backups[0])}
    exchanged(world, one, two)
    world.ends_well()


@pytest.mark.parametrize("moment", range(1, MOMENTS))
def test_an_answer_from_before_the_restore_comes_after_it(moment: int) -> None:
    """Every other moment lies between Central's answer and its arrival."""
    world, one, two = both_know_everything()
    world.says(one, times=4)
    world.moments, world.at = 0, {moment: lambda: owners.restore(world, world.backups[1])}
    exchanged(world, one)
    world.says(two)
    exchanged(world, two)
    world.ends_well()


@pytest.mark.parametrize("fuse", range(MOMENTS))
def test_the_power_goes_at_any_moment_of_healing(fuse: int) -> None:
    world, one, two = both_know_everything()
    world.says(one, times=3)
    owners.restore(world, world.backups[1])
    one.journal.fuse = fuse
    exchanged(world, one, two)
    world.ends_well()


@pytest.mark.parametrize("moment", range(1, MOMENTS))
def test_a_colleague_writes_at_any_moment_of_a_round(moment: int) -> None:
    def meanwhile() -> None:
        world.says(two)
        world.says(one)
        world.exchange(two)

    world, one, two = both_know_everything()
    world.says(one, times=2)
    world.moments, world.at = 0, {moment: meanwhile}
    exchanged(world, one)
    world.ends_well()
    assert rows(world) == 10 + 2 * (moment not in world.at)


def test_what_a_lost_computer_wrote_survives_with_those_who_read_it() -> None:
    world, one, two = both_know_everything()
    exchanged(world, two)
    computers.destroy(world, one)
    owners.restore(world, world.backups[0])
    world.ends_well()
    assert rows(world) == 8


def test_two_computers_with_one_file_get_two_names_and_both_branches_stay() -> None:
    world, one, _ = both_know_everything()
    computers.clone(world, one)
    copy = world.computers[-1]
    assert copy.journal.device == one.journal.device
    world.says(one, times=2)
    world.says(copy, times=2)
    exchanged(world, one, copy)
    assert copy.journal.device != one.journal.device
    world.says(copy)
    world.ends_well()
    assert rows(world) == 13


def test_a_file_that_was_put_back_takes_a_new_name_before_it_goes_on() -> None:
    world, one, two = both_know_everything()
    computers.take_image(world, one)
    before = one.journal.device
    world.says(one, times=2)
    exchanged(world, one, two)
    computers.roll_back(world)
    exchanged(world, one)
    assert one.journal.device != before
    world.says(one)
    world.ends_well()
    assert rows(world) == 11


def test_who_lost_a_stream_still_saves_what_they_wrote_there() -> None:
    world, one, two = both_know_everything()
    world.says(one, times=2)
    exchanged(world, one)  # nobody else has read these
    del world.rights[one.worker, "front-door"]
    owners.restore(world, world.backups[1])
    world.office.grant(world.rights)
    exchanged(world, one, two)
    world.ends_well()
    assert len(world.office.state.kept) >= 2


def test_erased_words_stay_gone_when_central_goes_back_to_before() -> None:
    world, one, two = both_know_everything()
    people.agree_erasure(world, one)
    exchanged(world, one, two)
    people.erase(world, two)
    exchanged(world, two, one)
    (erased,) = world.office.state.erased
    for backup in (world.backups[0], world.backups[-1]):
        owners.restore(world, backup)
        exchanged(world, one, two)
    world.ends_well()
    assert world.office.state.erased == {erased}


def test_central_waits_for_both_who_erased_after_it_went_back_and_asks_them() -> None:
    """One of them hands everything over again, in the order it had: the other one sees no difference."""
    world, one, two = both_know_everything()
    people.agree_erasure(world, one)
    exchanged(world, one, two)
    people.erase(world, two)
    exchanged(world, two, one)
    (erased,) = world.office.state.erased
    owners.restore(world, world.backups[-1])
    exchanged(world, one)
    assert world.office.state.erased == frozenset()
    (waits,) = world.office.waiting_erasures()
    assert waits.author == two.worker
    exchanged(world, two)
    assert world.office.state.erased == {erased}
    world.ends_well()


def test_one_person_alone_erases_nothing() -> None:
    world, one, _ = both_know_everything()
    people.agree_erasure(world, one)
    people.agree_erasure(world, one)
    people.erase(world, one)
    world.ends_well()
    assert world.office.state.erased == frozenset()


@pytest.mark.parametrize("fuse", range(MOMENTS))
def test_whoever_alone_knew_of_an_erasure_is_lost_at_any_moment_of_handing_it_over(fuse: int) -> None:
    """Central went back to before it. The erasure goes first, so what was emptied is never there without it."""
    world = Told()
    one, two = world.computers
    exchanged(world, one, two)
    owners.back_up(world)
    world.says(one, times=4)
    people.agree_erasure(world, one)
    exchanged(world, one, two)
    people.erase(world, two)
    exchanged(world, two)
    (erased,) = world.office.state.erased
    owners.restore(world, world.backups[-1])
    two.journal.fuse = fuse
    exchanged(world, two)
    computers.destroy(world, two)
    computers.install(world)
    third = world.computers[-1]
    world.rights[third.worker, "front-door"] = True
    world.ever |= world.rights.keys()
    world.ends_well()
    words = [each.journal.disk.entries[erased].body for each in (one, third)]
    assert words[0] == words[1]
