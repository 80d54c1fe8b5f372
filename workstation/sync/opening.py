"""Opening what is kept closed (`central.Guards`), beside the rounds with Central.

An `Opener` sits between whoever says why they have to read a stream and the thread that talks: what they say is
queued from any thread, and that thread asks and opens after a round; the round that follows reads. Without the
server it waits, and can be taken back. When an answer was lost it is asked again: a second line of why at Central
does no harm, one that is missing would.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.ids import AuthorId
from workstation.sync.central import CentralOdd, CentralRefuses, DoorShut, Guards, WrongLogin


class Opening(Struct, frozen=True):
    """A stream that somebody here said they have to read, why, and what became of it."""

    stream: str
    why: str
    by: AuthorId
    until: datetime | None = None
    """It is open to them until then, by Central's clock."""
    refused: bool = False
    """Central does not open it."""

    @property
    def waits(self) -> bool:
        """Whether Central has not answered yet."""
        return self.until is None and not self.refused


class Opener:
    """Between whoever says why and the thread that talks."""

    def __init__(self, heard: Callable[[tuple[Opening, ...]], object], sits: Callable[[], AuthorId]) -> None:
        """`heard` is told on whatever thread something changes. `sits` says who sits here now: nothing is ever
        asked in the name of somebody else.
        """
        self._heard, self._sits = heard, sits
        self._openings: tuple[Opening, ...] = ()
        self._lock = threading.Lock()

    def ask(self, opening: Opening) -> None:
        """Queue one, from any thread. A second one about the same stream takes the place of the first."""
        with self._lock:
            self._openings = (*self._others(opening.stream), opening)
        self._heard(self._openings)

    def take_back(self, stream: str) -> None:
        """Ask no more, from any thread; and forget what became of it."""
        with self._lock:
            self._openings = self._others(stream)
        self._heard(self._openings)

    def look(self, line: object, opened: Mapping[str, datetime], shut: Collection[str] = ()) -> bool:
        """Ask for what waits; whether something was opened that the last round has not read. `opened` is what that
        round found open: there the answer was lost, not the question. What it found `shut` is open no more,
        whatever was answered before (Central may have gone back). `CentralTrouble` when the line breaks: then it is
        asked again after the next round.
        """
        fresh = False
        self._forget(shut)
        while (waiting := self._first()) is not None:
            known = opened.get(waiting.stream)
            answered = replace(waiting, until=known) if known is not None else self._answer(line, waiting)
            fresh = fresh or (known is None and answered.until is not None)
            self._note(waiting, answered)
        return fresh

    def _forget(self, shut: Collection[str]) -> None:
        with self._lock:
            left = tuple(one for one in self._openings if one.until is None or one.stream not in shut)
            gone = left != self._openings
            self._openings = left
        if gone:
            self._heard(left)

    def _answer(self, line: object, waiting: Opening) -> Opening:
        """What Central says."""
        if not isinstance(line, Guards):
            return replace(waiting, refused=True)
        try:
            ticket = line.ask(waiting.stream, waiting.why)
            if waiting not in self._openings:  # taken back while it was on its way
                return waiting
            return replace(waiting, until=line.open(ticket))
        except (DoorShut, WrongLogin):  # not about this stream: the next round will say so
            raise
        except (CentralRefuses, CentralOdd):
            return replace(waiting, refused=True)

    def _first(self) -> Opening | None:
        """The first that waits. What somebody asked who is gone is asked no more."""
        sits = self._sits()
        with self._lock:
            self._openings = tuple(one for one in self._openings if one.by == sits)
            return next((one for one in self._openings if one.waits), None)

    def _note(self, waiting: Opening, answered: Opening) -> None:
        """Keep what became of it, unless it was taken back or asked anew meanwhile."""
        with self._lock:
            self._openings = tuple(answered if one is waiting else one for one in self._openings)
        self._heard(self._openings)

    def _others(self, stream: str) -> tuple[Opening, ...]:
        return tuple(one for one in self._openings if one.stream != stream)
