"""Tells a manager, once for each change, that what they signed off has changed since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.notices import Notice
from ui.seat import Seat
from workstation.domain.changed import Changed

if TYPE_CHECKING:
    from workstation.services.signed_news import SignedNews


class SignedTeller(QObject):
    """Listens to what others write. The contact itself is on the manager's list again."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: set[str] = set()
        seat.changes.published.connect(self._changed)

    def _changed(self, changed: Changed) -> None:
        if changed.by == "me" or not changed.contacts:
            return
        from workstation.services import signed_news

        self._seat.bench.run(signed_news.signed_news, self._seat.desk, changed.contacts, done=self.tell)

    def tell(self, found: tuple[SignedNews, ...]) -> None:
        """Offer to look at each change that was not told yet."""
        for news in found:
            if news.head not in self._told:
                self._told.add(news.head)
                advice = "It needs a decision again. The one before stays on record."
                show = partial(self._seat.go.opinion, news.contact)
                self._seat.notices.news(
                    Notice(news.words, advice, "warning", "Show it", show, icon="seal-check")
                )
