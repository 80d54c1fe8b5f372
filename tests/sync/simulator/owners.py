"""What happens to Central, and what its owners and supervisors do."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tests.sync.simulator.office import STREAMS, State
from tests.sync.simulator.writing import (
    PEOPLE,
)
from workstation.sync.central import CentralTrouble

if TYPE_CHECKING:
    from tests.sync.simulator.world import World


def back_up(world: World) -> None:
    world.backups.append(world.office.state.copy())


def restore(world: World, backup: State | None = None) -> None:
    """An old backup is put back: any of them."""
    world.office.restore(backup or world.dice.choice(world.backups))
    rows = {stream: len(world.office.state.rows[stream]) for stream in STREAMS}
    world.tell(f"Central is put back to an earlier state: {rows}")
    for computer in world.computers:
        computer.notice = {}


def outage(world: World) -> None:
    world.office.away = not world.office.away
    world.tell("Central is away" if world.office.away else "Central is back")


def read_only(world: World) -> None:
    world.office.read_only = not world.office.read_only


def settle(world: World) -> None:
    """A push that was slow comes to its end."""
    world.office.settle(commit=world.chance(0.6))


def deliver_late(world: World) -> None:
    """A push that its sender has long given up arrives after all."""
    if world.late and not world.office.away:
        world.tell("a push that was thought lost arrives")
        with contextlib.suppress(CentralTrouble):
            world.late.pop(0)()


def admin(world: World) -> None:
    """A supervisor agrees to the claims about computers."""
    world.office.agree()


def regrant(world: World) -> None:
    """Somebody gets or loses a stream."""
    who, stream = world.dice.choice(PEOPLE), world.dice.choice(STREAMS)
    world.office.rights += 1
    world.rights.pop((who, stream), None)
    if world.chance(0.6):
        world.rights[who, stream] = world.chance(0.7)
        world.ever.add((who, stream))
    world.tell(f"{who} in {stream}: {world.rights.get((who, stream))}")
    world.office.grant(world.rights)


def revoke(world: World) -> None:
    """A computer is locked out."""
    computer = world.some()
    if computer is not None and computer.journal.device in world.office.state.devices:
        device = computer.journal.device
        world.revoked.setdefault(device, world.office.state.tops.get(device, 0))
        world.office.lock_out(world.revoked)
        world.tell(f"{device} is revoked after {world.revoked[device]}")


def swap_key(world: World) -> None:
    """The owner of the database gives out another key for a computer."""
    devices = world.office.state.devices
    if devices and world.office.open is None:
        device = world.dice.choice(list(devices))
        devices[device] = replace(devices[device], key=b"false " + device.encode())
        world.swapped.add(device)
        world.tell(f"the key of {device} is swapped at Central")
