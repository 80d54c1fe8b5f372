"""The thread that talks with Central, round after round. It owns the network; nobody ever waits for it.

It ends by `stop`, and never by itself: whatever goes wrong is told and tried again later. A round is a plain
function (`exchange`); what is here is only when the next one comes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import SystemRandom
from typing import Final, Protocol

from workstation import log
from workstation.domain.ids import ContactId, DeviceId
from workstation.sync import letters
from workstation.sync.carried import Carried
from workstation.sync.central import Central, CentralTrouble, WrongLogin
from workstation.sync.doubts import Genuine
from workstation.sync.exchange import Round, exchange
from workstation.sync.idle_packing import Packer
from workstation.sync.opening import Opener
from workstation.sync.pace import Pace
from workstation.sync.supervising import Overseer
from workstation.trouble import Trouble

THREAD: Final = "central"
_QUIET: Final = 60.0
"""Seconds without a nudge after which nobody seems to work here."""


class Line(Central, Protocol):
    """An open line to Central."""

    def close(self) -> None:
        """Hang up. A second time does nothing."""
        ...


@dataclass(frozen=True)
class Ears:
    """Who is told what. Called on the thread of the runner: it must return at once."""

    came: Callable[[frozenset[ContactId]], object]
    """Something new is here about these contacts, however the round ends."""
    went: Callable[[Round], object]
    failed: Callable[[Trouble], object]
    begins: Callable[[], object]


@dataclass(frozen=True)
class Besides:
    """What goes on beside the rounds, over the same line."""

    packer: Packer | None = None
    overseer: Overseer | None = None
    opener: Opener | None = None


class Runner:
    """Exchanges until it is stopped."""

    def __init__(
        self,
        journal: Carried,
        dial: Callable[[], Line],
        genuine: Genuine,
        ears: Ears,
        pace: Pace | None = None,
        besides: Besides | None = None,
    ) -> None:
        self._journal, self._dial, self._genuine, self._ears = journal, dial, genuine, ears
        self._pace, self._besides = pace or Pace(SystemRandom()), besides or Besides()
        self._line: Line | None = None
        self._nudged, self._over = threading.Event(), threading.Event()
        self._touched = time.monotonic()
        self._asked = False
        self._lettered: DeviceId | None = None
        self._thread = threading.Thread(target=self._run, name=THREAD, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def nudge(self) -> None:
        """Somebody wrote something: do not wait for the next turn, unless Central is away. Returns at once."""
        self._touched = time.monotonic()
        if not self._pace.failures:
            self._nudged.set()

    def try_now(self) -> None:
        """Somebody asks to try, however often it failed. Returns at once."""
        self._touched = time.monotonic()
        self._asked = True
        self._nudged.set()

    def stop(self, seconds: float = 2.0) -> None:
        """End after the call that is going on; a line that hangs is left behind after so many seconds."""
        self._over.set()
        self._nudged.set()
        if self._thread.ident is not None:
            self._thread.join(seconds)

    # -- the thread ---------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._over.is_set():
            pause = self._turn()
            if pause:
                self._nudged.wait(pause)
            self._nudged.clear()
        self._hang_up()

    def _turn(self) -> float:
        """One round, and how long to wait after it."""
        try:
            done = self._round()
        except Trouble as trouble:
            return self._after(trouble)
        except Exception as bug:  # noqa: BLE001 - this thread must not end; a bug is logged and tried again later
            log.bug(bug)
            return self._after(CentralTrouble())
        if done.sent or done.received:
            log.note(log.Event.EXCHANGED, count=done.sent + done.received)
        self._ears.went(done)
        busy = time.monotonic() - self._touched < _QUIET
        if done.finished and not (busy or done.sent or done.received or done.read_only):
            self._pack()
        return self._pace.after_good(more=not done.finished, busy=busy)

    def _pack(self) -> None:
        """Nobody works here and everything was read: pack for those who are new, until somebody does."""
        packer = self._besides.packer
        if packer is not None and self._line is not None:
            with suppress(CentralTrouble):  # the next round will see it, too, and say so
                packer.look(self._line, self._journal.device, self._undisturbed)

    def _undisturbed(self) -> bool:
        return not (self._nudged.is_set() or self._over.is_set())

    def _round(self) -> Round:
        if self._line is None:
            self._line = self._dial()
            asked, self._asked = self._asked, False
            hold_back = 0.0 if asked else self._pace.before_first()
            if hold_back:
                self._nudged.wait(hold_back)
        self._ears.begins()
        done = exchange(self._journal, self._line, self._genuine, came=self._ears.came)
        if not done.read_only:
            self._beside(self._line, done)
        if self._journal.device != self._lettered and not done.read_only:  # once for each name
            letters.have_own(self._journal, self._line)
            self._lettered = self._journal.device
        return done

    def _beside(self, line: Line, done: Round) -> None:
        opener, overseer = self._besides.opener, self._besides.overseer
        if opener is not None and opener.look(line, dict(done.opened), done.shut):
            self._nudged.set()  # the next round reads it
        if overseer is not None and done.finished:
            overseer.look(line)

    def _after(self, trouble: Trouble) -> float:
        self._hang_up()
        if not self._pace.failures:  # once, not every minute of a long night
            log.note(log.Event.OUT_OF_REACH, code=trouble.code)
        self._ears.failed(trouble)
        return self._pace.after_trouble(wrong_login=isinstance(trouble, WrongLogin))

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()
