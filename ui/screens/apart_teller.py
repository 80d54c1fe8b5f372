"""Tells a manager, once, that the server keeps something apart and somebody has to look at it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.seat import Seat
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.people import may_sign


class ApartTeller(QObject):
    """Listens to the line. It reads what the server told last; it asks nobody."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: frozenset[bytes] = frozenset()
        seat.changes.published.connect(self._changed)

    def _changed(self, _changed: Changed) -> None:
        overseen = self._seat.desk.link.overseen if may_sign(self._seat.desk.worker) else None
        waits = (
            frozenset(one.mark for one in overseen.apart) - overseen.decided
            if overseen
            else frozenset[bytes]()
        )
        new, self._told = waits - self._told, self._told | waits
        if new:
            many = wording.count(len(waits), "change")
            self._seat.notices.offer(
                f"The server keeps {many} apart. A manager has to look.", "Show it", self._seat.go.apart,
                "Until then it is not part of the record.", tone="warning", icon="warning-fill", place="apart",
            )  # fmt: skip
