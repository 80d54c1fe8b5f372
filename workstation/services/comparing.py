"""The index of people made anew beside the work: read on the side thread, kept on the store thread, in turns."""

from __future__ import annotations

from workstation.domain.ids import ContactId
from workstation.history.matcher import Upkeep
from workstation.services.desk import Closing, Desk


def at_leisure(desk: Desk, upkeep: Upkeep) -> None:
    """Begin. Other work for the side thread comes in between; closing the desk ends it."""
    try:
        desk.side.submit(_read_on, desk, upkeep)
    except RuntimeError:  # the desk is being closed
        return


def let_in(desk: Desk, contacts: frozenset[ContactId]) -> None:
    """Make those who were brought in findable, before it is said that they are in. On the side thread."""
    try:
        upkeep = desk.in_store(desk.matcher.let_in, contacts)
    except Closing:
        return
    while upkeep is not None and upkeep.read_on():
        pass
    if upkeep is not None:
        _keep(desk, upkeep)


def _read_on(desk: Desk, upkeep: Upkeep) -> None:
    if upkeep.read_on():
        at_leisure(desk, upkeep)
    else:
        _keep(desk, upkeep)


def _keep(desk: Desk, upkeep: Upkeep) -> None:
    for write in upkeep.writes():
        try:
            desk.in_store(write)
        except Closing:
            return


def at_once(upkeep: Upkeep | None) -> None:
    """The same while nobody works here yet."""
    if upkeep is not None:
        upkeep.hurry()
    while upkeep is not None and upkeep.read_on():
        pass
    for write in upkeep.writes() if upkeep is not None else ():
        write()
