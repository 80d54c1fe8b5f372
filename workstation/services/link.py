"""The line to Central, as whoever looks at it from this side sees it: a frozen state, told by one thread, read by
all.

The thread that talks with Central tells; the window hears and asks again what it shows. Neither ever waits for
the other. A computer that works alone has no state at all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workstation.domain.changed import Changed
from workstation.trouble import Trouble

if TYPE_CHECKING:
    from workstation.sync.opening import Opening
    from workstation.sync.supervising import Decision, Overseen

Heard = Callable[[Changed], object]
MOVED = Changed(frozenset(), frozenset(), "central")
"""Nothing in the record changed, but the line did."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """How the line is.

    `since` is when it became (un)reachable; `last_good` when Central last answered everything it was asked.
    `clock_off` is how far this computer's clock is ahead of Central's (behind: negative). `trouble` is why, when
    it is more than silence.
    """

    reachable: bool
    since: datetime
    last_good: datetime | None = None
    sending: bool = False
    read_only: bool = False
    revoked: bool = False
    clock_off: timedelta = timedelta()
    trouble: Trouble | None = None
    advice: str = ""
    """Why Central lets nobody in, and what whoever sits here can do about it."""
    checked: datetime | None = None
    went_back: datetime | None = None
    """When Central was last seen to have gone back to an earlier state (today, since the desk was opened)."""
    offered: int = 0
    """How many entries it had lost then, and were offered again from here."""
    ahead: int = 0
    of: int = 0
    """In a first sync: how many entries are still to come, and how many there are altogether."""
    spoiled: int = 0
    """How many packed pieces of the record were not what they should be, since the desk was opened."""
    shut: tuple[str, ...] = ()
    """Streams that whoever sits here may read once they said why."""
    opened: tuple[tuple[str, datetime], ...] = ()
    """Those that are open to them, and until when by Central's clock."""


class Link:
    """Where the state is put and looked up. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._state: LinkState | None = None
        self._hearing: tuple[Heard, ...] = ()
        self._lock = threading.Lock()
        self.try_now: Callable[[], object] = _nobody_talks
        """Asks whoever talks with Central to try at once, also what was refused. It returns at once."""
        self.wrote: Callable[[], object] = _nobody_talks
        """Tells whoever talks with Central that something was written. It returns at once."""
        self.decide: Callable[[Decision], object] = _nobody_oversees
        """Hands a supervisor's decision about the quarantine to whoever talks with Central. It returns at once."""
        self.open_up: Callable[[Opening], object] = _nobody_opens
        """Hands what somebody has to read, and why, to whoever talks with Central. It returns at once."""
        self.take_back: Callable[[str], object] = _nobody_opens
        """Takes back what was asked about a stream and not answered yet. It returns at once."""
        self._openings: tuple[Opening, ...] = ()
        self._overseen: Overseen | None = None
        self.unplugged = False
        """Practice: somebody pulled the plug of the server, to see what happens."""

    @property
    def state(self) -> LinkState | None:
        """How the line is now; None when this computer works alone."""
        return self._state

    def tell(self, state: LinkState | None) -> None:
        """The line is like this now. Whoever listens hears of it when there is anything new to say."""
        before, self._state = self._state, state
        if _told_of(before) != _told_of(state):
            self.came(MOVED)

    @property
    def overseen(self) -> Overseen | None:
        """What Central keeps apart; None until it told a supervisor who sits here."""
        return self._overseen

    def oversee(self, overseen: Overseen) -> None:
        """The quarantine is like this now."""
        self._overseen = overseen
        self.came(MOVED)

    @property
    def openings(self) -> tuple[Opening, ...]:
        """What was asked to be opened since the desk was, and what became of it."""
        return self._openings

    def hear_openings(self, openings: tuple[Opening, ...]) -> None:
        """It is like this now."""
        self._openings = openings
        self.came(MOVED)

    def came(self, changed: Changed) -> None:
        """Something came from Central, or was taken in by it."""
        for heard in self._hearing:
            heard(changed)

    def listen(self, heard: Heard) -> None:
        """Be told of every change, on whatever thread it happens."""
        with self._lock:
            self._hearing = (*self._hearing, heard)

    def leave(self, heard: Heard) -> None:
        """Be told no more."""
        with self._lock:
            self._hearing = tuple(one for one in self._hearing if one != heard)


def _told_of(state: LinkState | None) -> object:
    """What people are told of a state: not that Central answered again, but in which minute it did."""
    if state is None:
        return None
    good = state.last_good.replace(second=0, microsecond=0) if state.last_good else None
    trouble = state.trouble.title if state.trouble else ""
    off = round(state.clock_off / timedelta(minutes=1))
    since = None if state.reachable else state.since
    news = (state.went_back, state.ahead, state.spoiled, state.shut, state.opened)
    return state.reachable, since, good, state.read_only, state.revoked, off, trouble, news


def _nobody_talks() -> None:
    """This computer works alone."""


def _nobody_oversees(_decision: Decision) -> None:
    """Nobody who may decide sits here."""


def _nobody_opens(_what: object) -> None:
    """This computer works alone: nothing is kept closed."""
