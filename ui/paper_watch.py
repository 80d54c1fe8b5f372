"""Follows what was given to a printer and is not on paper yet, however long it takes, and tells how it ended.

It belongs to the window and not to the screen that printed: people go on working. It looks seldom, on a thread of
its own, because a print queue may take long to answer. When the program ends, what still waits is not followed any
more: the print log says that nobody knows whether it came out.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from ui import spool

_FIRST, _SELDOM, _LONGER = 1.0, 15.0, 1.3
"""Seconds between the first two looks, the most between any two, and by how much each pause is longer."""
_FORGOTTEN: Final = 5
"""So many times in a row the queue has to say that it knows of no such job."""

Ended = Callable[[spool.End], object]


@dataclass
class _Round:
    """The jobs that are looked at, and that somebody said stop. The thread holds this and nothing of Qt."""

    jobs: dict[int, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    stop: Event = field(default_factory=Event)
    running: bool = False

    def add(self, job: int) -> bool:
        """Follow this one too; whether a thread has to be started for it."""
        with self.lock:
            self.jobs[job] = 0
            start, self.running = not self.running, True
        return start

    def look(self, tell: Callable[[int, str], object]) -> bool:
        """Look at every job once; whether there are any left."""
        for job in tuple(self.jobs):
            end = spool.end_of(job)
            with self.lock:
                self.jobs[job] = self.jobs[job] + 1 if end == "nobody knows" else 0
                over = end in ("printed", "failed") or self.jobs[job] >= _FORGOTTEN
                if over:
                    del self.jobs[job]
            if over:
                tell(job, end)
        with self.lock:
            self.running = bool(self.jobs)
        return self.running


class PaperWatch(QObject):
    """Calls back on the window thread, once for every job."""

    _over = Signal(int, str)

    def __init__(self, parent: QObject | None = None, *, first: float = _FIRST) -> None:
        super().__init__(parent)
        self._first, self._round = first, _Round()
        self._tell: dict[int, Ended] = {}
        self._over.connect(self._ended, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._round.stop.set)

    @classmethod
    def of(cls, owner: QObject) -> PaperWatch:
        """The one that lives as long as this object does."""
        return owner.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly) or cls(owner)

    def follow(self, job: int, ended: Ended) -> None:
        """Call `ended` when this job is on paper, has failed, or nobody knows of it any more."""
        self._tell[job] = ended
        if self._round.add(job):
            arguments = (self._round, self._over.emit, self._first)
            Thread(target=_watch, args=arguments, name="print queue", daemon=True).start()

    @property
    def waiting(self) -> int:
        """How many jobs are followed."""
        return len(self._tell)

    def _ended(self, job: int, end: spool.End) -> None:
        ended = self._tell.pop(job, None)
        if ended is not None:
            ended(end)


def _watch(round_: _Round, over: Callable[[int, str], object], pause: float) -> None:
    with suppress(RuntimeError):  # the window is gone, and with it whoever could be told
        while not round_.stop.wait(pause) and round_.look(over):
            pause = min(pause * _LONGER, _SELDOM)
