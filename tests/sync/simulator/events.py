"""Everything that can be the next step of a history, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from tests.sync.simulator import computers, lies, owners, people

if TYPE_CHECKING:
    from tests.sync.simulator.world import World


def exchange(world: World) -> None:
    """Some computer has a round with Central."""
    computer = world.some()
    if computer is not None:
        world.exchange(computer)


EVENTS: Final[dict[str, Callable[[World], None]]] = {
    event.__name__: event
    for event in (
        people.save, people.poison, people.forge, people.agree_erasure, people.erase, people.ask_again, exchange,
        computers.install, computers.clone, computers.take_image, computers.roll_back, computers.destroy,
        computers.disk_full, computers.jump, owners.back_up, owners.restore, owners.outage, owners.read_only,
        owners.settle, owners.deliver_late, owners.admin, owners.regrant, owners.revoke, owners.swap_key,
        lies.rewrite, lies.slip_in,
    )
}  # fmt: skip
