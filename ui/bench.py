"""The one way to do work beside the window: hand a plain function to the executor, get its answer here.

Threads are Python's. The executor belongs to the desk; the only Qt part is one signal of an object that
lives in the window thread, which finished work emits. Nothing of Qt may go into the work itself.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import count
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QObject, Qt, QTimer, Signal

from workstation.trouble import Trouble

log = logging.getLogger(__name__)
TURN = 0.0002
"""Seconds a busy thread keeps the interpreter while the window waits for it."""


@dataclass(eq=False)
class _Job:
    """Who waits for a piece of work, and whether they still do."""

    done: Callable[[Any], object] | None
    trouble: Callable[[Trouble], object] | None
    key: Hashable | None = None


class Bench(QObject):
    """Runs work beside the window and brings back what came of it, on the window thread."""

    _finished = Signal(object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        # Python lets a thread run for 5 ms before the window gets its turn again, several times for one picture.
        sys.setswitchinterval(TURN)
        # The other thread only ever holds a ticket. Were it to hold a job, it might be the last to let go of a
        # screen, and would destroy it (pictures and all) where nothing of Qt may be touched.
        self._tickets = count(1)
        self._pending: dict[int, _Job] = {}
        self._latest: dict[Hashable, int] = {}
        self._open = True
        self.on_trouble: Callable[[Trouble], object] = _log_trouble
        self.on_bug: Callable[[str], object] = _log_nothing_more
        # Queued, always: an answer must never arrive inside the call that asked for it.
        self._finished.connect(self._take_in, Qt.ConnectionType.QueuedConnection)
        # One answer in each turn of the loop: what it changes is painted, and keys are heard, before the next.
        self._came: deque[tuple[int, Future[Any]]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._deliver_next)

    def run(
        self,
        work: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object] | None = None,
        trouble: Callable[[Trouble], object] | None = None,
    ) -> None:
        """Do the work beside the window; then call `done` with its answer, or `trouble` with its trouble."""
        self._start(_Job(done, trouble), work, args)

    def latest(
        self,
        key: Hashable,
        work: Callable[..., Any],
        *args: object,
        done: Callable[[Any], object] | None = None,
        trouble: Callable[[Trouble], object] | None = None,
    ) -> None:
        """Like `run`, for work asked for at every keystroke: only the last answer for a key is delivered."""
        self._start(_Job(done, trouble, key), work, args)

    def drop(self, key: Hashable) -> None:
        """Nobody waits for an answer to this any more."""
        self._latest.pop(key, None)

    def _start(self, job: _Job, work: Callable[..., Any], args: tuple[object, ...]) -> None:
        if not self._open:
            return
        ticket = next(self._tickets)
        self._pending[ticket] = job
        if job.key is None:
            future = self._executor.submit(work, *args)
        else:
            self._latest[job.key] = ticket
            future = self._executor.submit(self._unless_older, job.key, ticket, work, *args)
        future.add_done_callback(partial(self._hand_over, ticket))

    def _unless_older(self, key: Hashable, ticket: int, work: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - what it gives is the caller's
        """Skip work nobody waits for any more: it would only hold up the work behind it."""
        return work(*args) if self._latest.get(key) == ticket else None

    def _hand_over(self, ticket: int, future: Future[Any]) -> None:
        """Runs on the worker's thread: does nothing but send the answer across."""
        if self._open:
            self._finished.emit((ticket, future))

    def _take_in(self, finished: tuple[int, Future[Any]]) -> None:
        self._came.append(finished)
        self._turn.start()

    def _deliver_next(self) -> None:
        # Taken out first: whoever is called may let the loop run.
        finished = self._came.popleft() if self._came else None
        if not self._came:
            self._turn.stop()
        if finished is not None:
            self._deliver(*finished)

    def _deliver(self, ticket: int, future: Future[Any]) -> None:
        job = self._pending.pop(ticket, None)
        if job is None or not self._open or self._overtaken(job, ticket):
            return
        try:
            answer = future.result()
        except CancelledError:
            return
        except Trouble as trouble:
            _call(job.trouble or self.on_trouble, trouble)
        except Exception as problem:  # noqa: BLE001 - whatever we did not foresee is a bug, and is told as one
            self.bug(problem)
        else:
            if job.done is not None:
                _call(job.done, answer)

    def _overtaken(self, job: _Job, ticket: int) -> bool:
        if job.key is None:
            return False
        if self._latest.get(job.key) != ticket:
            return True
        del self._latest[job.key]
        return False

    def bug(self, problem: BaseException) -> str:
        """Something we did not foresee: log where it was without a word of content, and say a code."""
        code = code_of(problem)
        log.error("bug %s: %s", code, "; ".join(_places(problem)))
        self.on_bug(code)
        return code

    def bring_back(self) -> None:
        """Deliver what is done already, not waiting for the loop, which may have something to paint first."""
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        while self._came:
            self._deliver_next()

    @property
    def busy(self) -> bool:
        """Whether anything was asked for that is not answered yet."""
        return bool(self._pending)

    def idle(self, timeout_ms: int = 10_000) -> bool:
        """Wait, with the window alive, until nothing is pending. For tests and for closing."""
        deadline = QDeadlineTimer(timeout_ms)
        while self._pending and not deadline.hasExpired():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        return not self._pending

    def close(self) -> None:
        """Deliver nothing more and take nothing more. The desk shuts the executor itself."""
        self._open = False
        self._turn.stop()
        self._came.clear()
        self._pending.clear()
        self._latest.clear()


def _call(receiver: Callable[[Any], object], value: object) -> None:
    """Call back, unless the screen that asked was closed meanwhile."""
    method = receiver
    while isinstance(method, partial):
        method = method.func
    owner = getattr(method, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    receiver(value)


def _places(problem: BaseException) -> list[str]:
    frames = traceback.extract_tb(problem.__traceback__)
    return [type(problem).__name__, *(f"{frame.name} {frame.filename}:{frame.lineno}" for frame in frames)]


def code_of(problem: BaseException) -> str:
    """A short code that is the same whenever the same place goes wrong in the same way."""
    last = traceback.extract_tb(problem.__traceback__)[-1:]
    where = f"{type(problem).__name__}{[(frame.name, frame.line) for frame in last]}"
    return "LB-" + sha256(where.encode()).hexdigest()[:4].upper()


def _log_trouble(trouble: Trouble) -> None:
    log.warning("trouble %s that no screen was ready to show", type(trouble).code)


def _log_nothing_more(_code: str) -> None:
    """Before the window is up there is nobody to tell; the log already has it."""
