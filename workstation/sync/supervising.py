"""What a supervisor sees beside the rounds with Central, and what they decide about the quarantine.

An `Overseer` sits between whoever decides and the thread that talks: decisions are queued from any thread, and that
thread hands them over in their order between two rounds. One whose outcome is unknown is handed over again; Central
takes each once. Nothing here is part of the record: what is let in comes with the stream, as everything does.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final, Generic, Protocol, TypeVar, runtime_checkable

from msgspec import Struct

from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import Reason
from workstation.sync.central import Answer, CentralOdd, CentralRefuses

_T = TypeVar("_T")
_EVERY: Final = 60.0
"""Seconds between two looks when nothing was decided."""
NEWEST: Final = 60
"""How many warnings, and how many who read what is kept closed, are fetched at a time."""


class Apart(Struct, frozen=True):
    """An entry that Central keeps apart, as it was handed over: nobody has checked that it says what it should.

    `body` is None when it was erased, or is too long to be looked at here. `at` is when Central got it.
    """

    mark: bytes
    stream: str
    entry: EntryId
    contact: ContactId
    kind: str
    author: AuthorId
    device: DeviceId
    body: bytes | None
    why: Reason
    brought_by: AuthorId
    at: datetime


class Alarm(Struct, frozen=True):
    """Something that Central warns of, without a word of the record. `entry`, `device` and `stream` are empty where
    there is none; with "reads much" `entry` is the hour in which it was, as in `2026-11-24T09Z`.
    """

    kind: str
    entry: str
    device: str
    stream: str
    worker: AuthorId
    at: datetime


class Look(Struct, frozen=True):
    """Who said why they have to read what is kept closed. `until` only when it was opened to them."""

    worker: AuthorId
    stream: str
    why: str
    at: datetime
    until: datetime | None = None


class Newest(Struct, Generic[_T], frozen=True):
    """The newest first, and how many Central told of altogether (a thousand at the most)."""

    rows: tuple[_T, ...] = ()
    of: int = 0


@runtime_checkable
class Supervises(Protocol):
    """Five more questions to Central, for those with a manager's rights. `CentralRefuses` for everybody else."""

    def apart(self) -> tuple[Apart, ...]:
        """What waits in the streams this person may read, the longest waiting first; the first two hundred."""
        ...

    def let_in(self, mark: bytes) -> Answer:
        """Try one again. A supervisor's word lets in what only a lock-out, a role or a missing right kept out."""
        ...

    def leave_out(self, mark: bytes, why: str) -> bool:
        """Leave one out for good, with a reason of 10 to 500 letters. It stays at Central, and nobody is asked
        about it again. False when it does not wait any more.
        """
        ...

    def alarms(self) -> Newest[Alarm]:
        """What Central warns of."""
        ...

    def looks(self) -> Newest[Look]:
        """Who said why they have to read what is kept closed."""
        ...


class Decision(Struct, frozen=True):
    """What a supervisor decided about one: to try it again, or with `leave_out_because` to leave it out."""

    mark: bytes
    leave_out_because: str = ""


class Overseen(Struct, frozen=True):
    """What waited at the last look, what was decided and is not handed over yet, and what Central still kept apart
    when it was tried again, with its reason. And what it warns of, and who read what is kept closed.
    """

    apart: tuple[Apart, ...] = ()
    decided: frozenset[bytes] = frozenset()
    kept: Mapping[bytes, Reason] = {}
    alarms: Newest[Alarm] = Newest()
    looks: Newest[Look] = Newest()


class _Seen(Struct, frozen=True):
    """What Central told at one look."""

    apart: tuple[Apart, ...] = ()
    alarms: Newest[Alarm] = Newest()
    looks: Newest[Look] = Newest()


class Overseer:
    """Between whoever decides and the thread that talks."""

    def __init__(
        self,
        heard: Callable[[Overseen], object],
        asks: Callable[[], bool],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """`heard` is told on whatever thread something changes. `asks` says whether a supervisor sits here now."""
        self._heard, self._asks, self._seconds = heard, asks, seconds
        self._decisions: list[Decision] = []
        self._kept: dict[bytes, Reason] = {}
        self._seen: _Seen | None = None
        self._due = 0.0
        self._lock = threading.Lock()

    def decide(self, decision: Decision) -> None:
        """Queue a decision, from any thread. A second one about the same takes the place of the first."""
        with self._lock:
            self._decisions = [one for one in self._decisions if one.mark != decision.mark] + [decision]
            self._kept.pop(decision.mark, None)
        self._tell()

    def again(self) -> None:
        """Look in the next round, whenever the last look was."""
        self._due = 0.0

    def look(self, line: object) -> None:
        """Hand over what was decided and see what waits, if it is time. `CentralTrouble` when the line breaks: then
        the rest is handed over after the next round.
        """
        if not isinstance(line, Supervises) or not self._asks():
            return
        acted = False
        while (decision := self._first()) is not None:
            self._hand_over(line, decision)
            acted = True
        if acted or self._seconds() >= self._due:
            before, self._due = self._seen, self._seconds() + _EVERY
            with suppress(CentralRefuses):  # a manager here, and none at Central: no reason to hang up
                self._seen = _Seen(line.apart(), line.alarms(), line.looks())
            if acted or before != self._seen:
                self._tell()

    def _hand_over(self, line: Supervises, decision: Decision) -> None:
        try:
            kept = _handed_over(line, decision)
        except (CentralRefuses, CentralOdd):
            kept = Reason.NOT_GRANTED  # or a colleague was quicker: then the list that is read next lacks it
        with self._lock:
            self._decisions = [one for one in self._decisions if one is not decision]
            if kept is not None:
                self._kept[decision.mark] = kept

    def _first(self) -> Decision | None:
        with self._lock:
            return self._decisions[0] if self._decisions else None

    def _tell(self) -> None:
        with self._lock:
            decided = frozenset(one.mark for one in self._decisions)
            seen = self._seen or _Seen()
            told = Overseen(seen.apart, decided, dict(self._kept), seen.alarms, seen.looks)
        self._heard(told)


def _handed_over(line: Supervises, decision: Decision) -> Reason | None:
    """Why it is still kept apart; None when it is not."""
    if not decision.leave_out_because:
        return line.let_in(decision.mark).reason
    gone = line.leave_out(decision.mark, decision.leave_out_because)
    return None if gone else Reason.NOT_GRANTED
