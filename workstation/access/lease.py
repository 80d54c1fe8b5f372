"""How long a computer may show what others wrote after it last heard from Central.

A lease is counted in Central's time. What goes by is measured by the clock since the computer was started, which
nobody can set; after a restart by the wall clock, which may never seem earlier than anything that was seen before.
Where the system does not say which start it was (only Linux does), both count, and whichever says that it is later.
Its end closes records; it never stops anybody from writing down a child at risk.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from workstation.domain.times import Clock, SystemClock, milliseconds

HOURS: Final = 12
MOST_HOURS: Final = 72
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
_SINCE_START: Final[int | None] = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The clock that counts sleep: of Linux, else of macOS. Windows has neither, and its `time.monotonic` counts it."""


class Moment(Struct, frozen=True):
    """A moment as this computer tells it: its wall clock in milliseconds, and the milliseconds since it was
    started (sleep included) with a mark of that start; an empty mark where the system has none.
    """

    wall: int
    boot: str = ""
    ticks: int = 0


class Known(Struct, frozen=True):
    """What is kept in the encrypted file: Central's time at the last good exchange, the moment that was here, and
    the latest time in Central's terms that was ever seen since, with its own moment.
    """

    central: int
    then: Moment
    seen: int = 0
    seen_at: Moment | None = None


class Lease(Struct, frozen=True):
    """What one may read now. `now` is the time in Central's terms, as well as it can be known here."""

    until: datetime
    now: datetime

    @property
    def open(self) -> bool:
        """Whether everything here may be read."""
        return self.now < self.until


def state(known: Known, here: Moment, newest: int, hours: int = HOURS) -> Lease:
    """The lease at this moment. `newest` is the wall clock (milliseconds) of the newest entry written here."""
    until = known.central + min(hours, MOST_HOURS) * 3_600_000
    return Lease(_time(until), _time(central_time(known, here, newest)))


def heard(known: Known) -> datetime:
    """When Central last answered, by its own clock."""
    return _time(known.central)


def central_time(known: Known, here: Moment, newest: int) -> int:
    """What Central's clock says now, never less than what was known before."""
    last = known.seen_at or known.then
    floor = max(known.central, known.seen)
    if here.boot and here.boot == last.boot:
        # One clock that nobody can set measured all of it.
        return floor + max(0, here.ticks - last.ticks)
    # It was started after we last looked; or, where nobody says so, maybe not.
    again = here.boot or here.ticks < last.ticks
    at_least = here.ticks if again else here.ticks - last.ticks
    wall = known.central + max(here.wall, newest) - known.then.wall
    return max(floor + at_least, wall)


def renewed(central: datetime, here: Moment) -> Known:
    """Central answered just now: the lease begins again."""
    return Known(milliseconds(central), here)


def looked(known: Known, here: Moment, newest: int) -> Known:
    """The same, remembering how late it is, so that a clock that is put back gains nothing."""
    return Known(known.central, known.then, central_time(known, here, newest), here)


def encode(known: Known) -> str:
    """As text, for the encrypted file."""
    return msgspec.json.encode(known).decode()


def decode(text: str) -> Known | None:
    """From the encrypted file; None when Central was never reached from here."""
    try:
        return msgspec.json.decode(text, type=Known) if text else None
    except msgspec.MsgspecError:
        return None  # what does not read grants nothing


def moment(clock: Clock) -> Moment:
    """This moment on this computer. Only the computer's own clock knows when it was started."""
    if not isinstance(clock, SystemClock):
        return Moment(milliseconds(clock.now()))
    return Moment(milliseconds(clock.now()), _boot(), _since_start())


def _since_start() -> int:
    """Milliseconds."""
    seconds = time.monotonic() if _SINCE_START is None else time.clock_gettime(_SINCE_START)
    return int(seconds * 1000)


def _boot() -> str:
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:
        return ""


def _time(at: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=min(at, 1 << 47))
