"""Streams of the record that are kept closed, as whoever sits here sees them: the families of staff, say.

for one in kept_closed.streams(desk): ...                     # as Central told it last; nothing asks the network
kept_closed.open_up(desk, one.stream, "The school rang.")     # handed over by the thread that talks, in its turn
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workstation.domain import wording
from workstation.services.desk import Desk
from workstation.services.link import LinkState
from workstation.sync.central import LEAST_WHY, MOST_WHY
from workstation.sync.opening import Opening
from workstation.trouble import BadInput


@dataclass(frozen=True, slots=True)
class KeptClosed:
    """One stream that is kept closed."""

    stream: str
    name: str
    until: datetime | None = None
    """It is open to whoever sits here until then; by this computer's clock."""
    asked: str = ""
    """Why they have to read it, when that is on its way to Central."""
    refused: bool = False
    """Central did not open it when they asked last."""
    here: bool = True
    """Whether they may read it once they said why. Not so when Central has taken that away meanwhile."""


def streams(desk: Desk) -> tuple[KeptClosed, ...]:
    """What is kept closed here, by name; nothing until Central has said once what is."""
    state = desk.link.state
    if state is None:
        return ()
    mine = {one.stream: one for one in desk.link.openings if one.by == desk.worker.id}
    known = {*state.shut, *dict(state.opened)}
    gone = {stream for stream, one in mine.items() if one.until is None} - known
    found = [_one(stream, mine.get(stream), state, desk.now()) for stream in known]
    found += [
        KeptClosed(
            stream, wording.stream(stream), asked=mine[stream].why if mine[stream].waits else "",
            refused=mine[stream].refused, here=False,
        )
        for stream in gone
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.name))


def open_up(desk: Desk, stream: str, why: str) -> None:
    """Say why it has to be read; it is opened when Central answers. `BadInput` without 10 to 500 letters."""
    words = why.strip()
    if sum(map(str.isalnum, words)) < LEAST_WHY:
        raise BadInput("Say why you need to read it, in ten letters or more.")
    if len(words) > MOST_WHY:
        raise BadInput(f"That is too long: {MOST_WHY} letters at most.")
    if not words.isprintable():
        raise BadInput("Write the reason in one line.")
    desk.link.open_up(Opening(stream, words, desk.worker.id))


def take_back(desk: Desk, stream: str) -> None:
    """Do not ask for it after all; or forget that it was refused."""
    desk.link.take_back(stream)


def _one(stream: str, opening: Opening | None, state: LinkState, now: datetime) -> KeptClosed:
    untils = [until for name, until in state.opened if name == stream]
    untils += [opening.until] if opening is not None and opening.until is not None else []
    until = max(untils, default=None)
    # Central's clock decides when it closes, and this computer's may be wrong.
    until = until + state.clock_off if until is not None else None
    return KeptClosed(
        stream=stream,
        name=wording.stream(stream),
        until=until if until is not None and until > now else None,
        asked=opening.why if opening is not None and opening.waits else "",
        refused=opening is not None and opening.refused,
    )
