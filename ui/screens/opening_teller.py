"""Tells whoever asked for what is kept closed, once, that it is open or that it is refused, wherever they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.notices import Notice
from ui.seat import Seat
from workstation.domain import wording
from workstation.domain.changed import Changed

if TYPE_CHECKING:
    from workstation.sync.opening import Opening


class OpeningTeller(QObject):
    """Listens to the line. It asks nobody."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: tuple[Opening, ...] = ()
        """What was answered when it was heard last. That it was asked may never be heard: answers can be quick."""
        seat.changes.published.connect(self._changed)

    def _changed(self, _changed: Changed) -> None:
        desk = self._seat.desk
        told = self._told
        self._told = tuple(one for one in desk.link.openings if not one.waits)
        for one in self._told:
            if one.by == desk.worker.id and not any(one is before for before in told):
                self._tell(wording.stream(one.stream), refused=one.refused)

    def _tell(self, name: str, *, refused: bool) -> None:
        go, notices = self._seat.go, self._seat.notices
        if refused:
            notices.offer(
                f"The server did not open “{name}”.", "Show it", go.closed,
                "Ask a manager whether you may read it.", tone="warning", icon="lock", place="offline",
            )  # fmt: skip
        else:
            notices.told.emit(Notice(
                f"“{name}” is open for today.", "Its contacts come in now.", "settled", "Go to the queue", go.queue,
                icon="lock-open", passing=True,
            ))  # fmt: skip
