"""Tells a manager, once, that somebody asks to go on without the parents; and the worker what a manager said."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from ui.notices import Notice
from ui.seat import Seat
from workstation.domain.changed import Changed
from workstation.domain.ids import EntryId

if TYPE_CHECKING:
    from workstation.services.lawful import LeaveNews

_KINDS: Final = frozenset({"DispenseAsked", "DispenseDecided"})


class LeaveTeller(QObject):
    """Listens to what others write. The question itself stands in the contact, and in every manager's list."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: set[EntryId] = set()
        seat.changes.published.connect(self._changed)

    def _changed(self, changed: Changed) -> None:
        # Of what comes from Central only the contacts are known.
        of_others = changed.by != "me" and (not changed.kinds or bool(_KINDS & changed.kinds))
        if not of_others or not changed.contacts:
            return
        from workstation.services import lawful

        self._seat.bench.run(lawful.leave_news, self._seat.desk, changed.contacts, done=self.tell)

    def tell(self, found: tuple[LeaveNews, ...]) -> None:
        """Offer to look at each that was not told yet."""
        for news in found:
            if news.entry not in self._told:
                self._told.add(news.entry)
                advice = "" if news.mine else "No check may leave before you decide."
                show = partial(self._seat.go.contact, news.contact, 5)
                self._seat.notices.news(Notice(news.words, advice, "warning", "Show it", show, icon="scales"))
