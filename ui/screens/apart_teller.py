"""Tells a manager, once, that the server keeps something apart and somebody has to look at it, or warns of
something.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.models import watch_words
from ui.seat import Seat
from workstation.domain import wording
from workstation.domain.changed import Changed
from workstation.domain.people import may_sign

if TYPE_CHECKING:
    from workstation.sync.supervising import Alarm

_NEWS = timedelta(days=1)


class ApartTeller(QObject):
    """Listens to the line. It reads what the server told last; it asks nobody."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: frozenset[bytes] = frozenset()
        self._warned: datetime | None = None
        """When the newest warning was raised that was told. Those of before yesterday are no news to anybody."""
        seat.changes.published.connect(self._changed)

    def _changed(self, _changed: Changed) -> None:
        overseen = self._seat.desk.link.overseen if may_sign(self._seat.desk.worker) else None
        if overseen is not None:
            self._warn(overseen.alarms.rows)
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

    def _warn(self, alarms: Sequence[Alarm]) -> None:
        """The newest stand first."""
        since = self._warned or self._seat.desk.now() - _NEWS
        new = [alarm for alarm in alarms if alarm.at > since]
        if not new:
            return
        self._warned = new[0].at
        what, do = watch_words.warning(new[0].kind)
        words = f"The server warns: {what}" if len(new) == 1 else f"The server gives {len(new)} warnings."
        self._seat.notices.offer(
            words, "Show it" if len(new) == 1 else "Show them", self._seat.go.watch,
            do if len(new) == 1 else "", tone="warning", icon="warning-fill", place="watch",
        )  # fmt: skip
