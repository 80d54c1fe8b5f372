"""Tells, once, that what just came from a colleague may be about the same event as a contact of this person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from ui.notices import Notice
from ui.seat import Seat
from workstation.domain.answers import Twofold
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId


class TwiceTeller(QObject):
    """Listens to what comes from Central. The question itself stands in both contacts, until somebody answers."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: set[frozenset[ContactId]] = set()
        seat.changes.published.connect(self._changed)

    def _changed(self, changed: Changed) -> None:
        if changed.by != "me" and changed.contacts:
            desk = self._seat.desk
            from workstation.services import twice_news

            self._seat.bench.run(twice_news.asked_twice, desk, changed.contacts, done=self.tell)

    def tell(self, found: tuple[tuple[ContactId, Twofold], ...]) -> None:
        """Offer to look at each that was not told yet."""
        for mine, twofold in found:
            two = frozenset({mine, twofold.other})
            if two not in self._told:
                self._told.add(two)
                advice = "Nothing is merged. Say in History whether it is the same event."
                look = partial(self._seat.go.contact, mine, 3)
                self._seat.notices.news(
                    Notice(twofold.asked, advice, action="Look at both", run=look, icon="git-pull-request")
                )
