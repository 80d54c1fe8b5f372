"""Goes to each page of the program, as a person would with the palette, and says how many there were.

For whoever packs Lintel (`--until-tried`): a part that was left out of a package shows only when somebody goes
there, and then the log has a line. Nothing is written on the record.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer

from ui.window import Window

PAGES: Final = (
    "go.signoff", "go.queue", "list.open", "go.step3", "go.step4", "go.step5", "go.step6", "go.after", "go.step1",
    "go.step2", "contact.print", "contact.chronology", "file.outage", "file.settings", "file.import",
    "file.notifications", "contact.new", "contact.written", "contact.paper", "go.search", "go.offline", "go.apart",
    "go.watch", "go.closed", "go.rules", "go.meeting", "help.keys", "help.field", "go.queue", "contact.escalate",
)  # fmt: skip
_BETWEEN: Final = 700
"""Milliseconds on each page: it is read from the file and drawn meanwhile."""
_PATIENCE: Final = 40
"""How often it is looked whether the contact is open, before the rest is tried without one."""


class Trying:
    """Runs the commands one after the other, then calls `ended`."""

    def __init__(self, window: Window, ended: Callable[[], object]) -> None:
        self._window, self._ended, self._left = window, ended, list(PAGES)
        self._patience = _PATIENCE
        QTimer.singleShot(_BETWEEN, self._next)

    def _next(self) -> None:
        if not self._left:
            sys.stdout.write(f"TRIED {len(PAGES)}\n")
            sys.stdout.flush()
            self._ended()
            return
        if self._left[0] == "go.step3" and not self._has_contact() and self._patience:
            self._patience -= 1
            QTimer.singleShot(_BETWEEN, self._next)
            return
        # The next one first: a page that fails must not keep the others from being tried.
        QTimer.singleShot(_BETWEEN, self._next)
        self._window.run(self._left.pop(0))

    def _has_contact(self) -> bool:
        front = self._window.places.front()
        return front is not None and front.contact is not None
