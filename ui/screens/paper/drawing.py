"""Pages that take long to draw: what is said meanwhile, and how to stop it. Nothing else waits for them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.bench import Bench
from ui.notices import announce
from ui.seat import Seat
from ui.widgets.buttons import secondary
from ui.widgets.flow import Flow
from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.services import prints
from workstation.trouble import Trouble

_EVERY: Final = 1_000
"""Milliseconds between two words about how long it has taken."""


class Drawing(QWidget):
    """One drawing at a time: a newer one ends the one before. Hidden while nothing is drawn."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._bench = Bench(seat.desk.drawing, self)
        self._bench.on_trouble, self._bench.on_bug = seat.notices.trouble, seat.notices.bug
        if prints.stop_all not in seat.desk.before_close:
            seat.desk.before_close.append(prints.stop_all)
        self._stops: list[Event] = []
        self._pages, self._seconds = 0, 0
        self.line = MarkLine("secondary", "hourglass", word_token="text")
        self.stop = secondary("Stop drawing", "x")
        row = Flow(self, gap=12)
        row.setContentsMargins(18, 6, 18, 8)
        row.addWidget(self.line)
        row.addWidget(self.stop)
        self._clock = QTimer(self, interval=_EVERY)
        self._clock.timeout.connect(self._tick)
        self.stop.clicked.connect(lambda _checked=False: self.end())
        self.destroyed.connect(_ender(self._stops))
        self.destroyed.connect(self._bench.close)
        self.hide()

    def begin(
        self, about: int, work: Callable[[Event], Any], done: Callable[[Any], object],
        trouble: Callable[[Trouble], object],
    ) -> None:  # fmt: skip
        """Draw about so many pages: `work` is given what tells it to stop."""
        self.end()
        stop = Event()
        self._stops.append(stop)
        self._pages, self._seconds = about, -1
        self._tick()
        self._clock.start()
        self.show()
        announce(self, self.line.words())
        self._bench.latest(
            "draw",
            work,
            stop,
            done=lambda made: self._over(done, made),
            trouble=lambda t: self._over(trouble, t),
        )

    def end(self) -> None:
        """Stop what is being drawn; whoever asked for it is told in words."""
        for stop in self._stops:
            stop.set()
        self._stops.clear()

    def forget(self) -> None:
        """The same, and nobody is told: another copy is asked for."""
        self._bench.drop("draw")
        self.end()
        self._rest()

    def idle(self, timeout_ms: int = 60_000) -> bool:
        """Wait until nothing is drawn. For tests."""
        return self._bench.idle(timeout_ms)

    def _over(self, tell: Callable[[Any], object], what: object) -> None:
        self._rest()
        tell(what)

    def _rest(self) -> None:
        self._stops.clear()
        self._clock.stop()
        self.hide()

    def _tick(self) -> None:
        self._seconds += 1
        so_far = f" {wording.count(self._seconds, 'second')} so far." if self._seconds else ""
        pages = f"{self._pages:,} {'page' if self._pages == 1 else 'pages'}"
        self.line.set_words(f"Drawing about {pages}.{so_far} You can go on working.")


def _ender(stops: list[Event]) -> Callable[[], None]:
    """Stops what is drawn for a screen that is gone; it holds nothing of the screen."""

    def end() -> None:
        for stop in stops:
            stop.set()

    return end
