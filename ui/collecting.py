"""Python's garbage is collected on the window thread only.

A screen that was closed is a ring of Python objects around Qt ones. Python's collector breaks such rings on
whichever thread happens to make the next object, and Qt objects that are destroyed on the store thread take the
program down with them. So the collector does not run by itself: a timer of the window runs it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class WindowThreadCollector(QObject):
    """Collects young garbage each second, older garbage when there is much of it: a few milliseconds at most."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._limits = gc.get_threshold()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self.collect)
        timer.start()

    def collect(self) -> None:
        """What the collector itself would decide, on this thread."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return

    def settle_in(self) -> None:
        """What is there now stays for good (the program itself, the first screens): never look through it again.
        A look through everything would hold the window for some 60 ms.
        """
        gc.collect()
        gc.freeze()


def collect_on_window_thread(app: QObject) -> WindowThreadCollector:
    """From now on garbage is collected here. The application keeps it."""
    known = app.findChild(WindowThreadCollector)
    return known if isinstance(known, WindowThreadCollector) else WindowThreadCollector(app)
