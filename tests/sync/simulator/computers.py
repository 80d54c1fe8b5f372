"""What happens to computers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tests.sync.simulator.journal import Disk, SimJournal
from tests.sync.simulator.writing import (
    PEOPLE,
)
from workstation.domain.ids import DeviceId

if TYPE_CHECKING:
    from tests.sync.simulator.world import Computer, World

MOST_COMPUTERS: Final = 6


def install(world: World) -> None:
    """A new computer."""
    worker = PEOPLE[len(world.computers)] if len(world.computers) < 2 else world.dice.choice(PEOPLE)
    if len(world.computers) < MOST_COMPUTERS:
        made = world.new_computer(Disk(DeviceId(f"d{next(world.names)}")), worker)
        world.tell(f"{made.name} is new")


def clone(world: World, computer: Computer | None = None) -> None:
    """The file of a computer is copied to another one."""
    computer = computer or world.some()
    if computer is not None and len(world.computers) < MOST_COMPUTERS:
        made = world.new_computer(computer.journal.disk.copy(), computer.worker)
        made.seen = computer.seen
        world.tell(f"{made.name} starts on a copy of {computer.name}")


def take_image(world: World, computer: Computer | None = None) -> None:
    """An image of a computer's disk is kept."""
    computer = computer or world.some()
    if computer is not None:
        world.images.append((computer, computer.journal.disk.copy(), computer.seen))


def roll_back(world: World) -> None:
    """An older image of its disk is put back."""
    if not world.images:
        return
    computer, image, seen = world.dice.choice(world.images)
    if computer.alive and computer not in world.busy:
        world.tell(f"{computer.name} gets an old image of its disk, with {len(image.entries)} entries")
        computer.journal = SimJournal(image.copy(), computer.worker, world.names, world.weather.batch)
        computer.told = dict(image.chains)
        computer.seen, computer.notice, computer.keys = seen, {}, dict(image.keys)
        computer.line.forked.clear()


def destroy(world: World, computer: Computer | None = None) -> None:
    """A computer is lost."""
    computer = computer or world.some()
    if computer is not None and len(world.alive()) > 1:
        computer.alive = False
        world.tell(f"{computer.name} is destroyed")


def disk_full(world: World) -> None:
    """Its disk is full, or has room again."""
    computer = world.some()
    if computer is not None:
        computer.journal.full = not computer.journal.full


def jump(world: World) -> None:
    """Its clock goes mad."""
    computer = world.some()
    if computer is not None:
        days = world.dice.choice((-3650, -1, -0.04, 0, 0.04, 365, 3650, 60000))
        computer.clock = timedelta(days=days)
