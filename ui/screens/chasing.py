"""Replies that were awaited and are late: they come back to whoever works on the contact (clock C6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from ui.seat import Seat
from workstation.domain import wording
from workstation.services.find import OpenContact

_STEP = 4


class Chasing:
    """Looks at the clock for one open contact, and tells once of each reply that is late."""

    def __init__(self, seat: Seat, go_to: Callable[[int], object], read: Callable[[], object]) -> None:
        self._seat, self._go_to, self._read = seat, go_to, read
        self._told: datetime | None = None

    def look(self, shown: OpenContact) -> None:
        """Read the contact again when a reply became late, and tell its worker."""
        at, desk = shown.line.chase_at, self._seat.desk
        if at is None or at == self._told or at > desk.now():
            return
        self._told = at
        self._read()
        if shown.file.worker == desk.worker.id:
            late = f"{shown.line.child}: {wording.has_not_replied(shown.line.chase_whom)}."
            words = f"{late} Try again, ask someone else, or say why not."
            self._seat.notices.offer(words, "Go to it", partial(self._go_to, _STEP))
