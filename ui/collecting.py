"""Python's garbage is collected on the window thread only.

A screen that was closed is a ring of Python objects around Qt ones. Python's collector breaks such rings on
whichever thread happens to make the next object, and Qt objects that are destroyed on the store thread take the
program down with them. So the collector does not run by itself: a timer of the window runs it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200
_SELDOM = 5
"""How many times rarer than Python itself this looks through what has long been there."""


class WindowThreadCollector(QObject):
    """Collects young garbage often, so that there never is much of it, and older garbage when there is: a few
    milliseconds at most, also while some other thread makes thousands of objects.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        youngest, younger, oldest = gc.get_threshold()
        self._limits = (youngest, younger, oldest * _SELDOM)
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
