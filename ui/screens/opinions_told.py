"""Tells, once, that a colleague asks for a second opinion, or that one that was asked for has been given."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.notices import Notice
from ui.seat import Seat
from workstation.domain.changed import Changed

if TYPE_CHECKING:
    from workstation.services.opinions import OpinionNews


class OpinionTeller(QObject):
    """Listens to what comes from Central. What is asked stands in the lists, until it is answered."""

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: set[str] = set()
        seat.changes.published.connect(self._changed)

    def look(self) -> None:
        """What is asked of this person already, when they sit down."""
        from workstation.services import opinions

        self._seat.bench.run(opinions.asked_of_me, self._seat.desk, done=self.tell)

    def _changed(self, changed: Changed) -> None:
        if changed.by != "me" and changed.contacts:
            from workstation.services import opinions

            self._seat.bench.run(opinions.news, self._seat.desk, changed.contacts, done=self.tell)

    def tell(self, found: tuple[OpinionNews, ...]) -> None:
        """Offer to look at each that was not told yet."""
        for news in found:
            if news.entry not in self._told:
                self._told.add(news.entry)
                self._offer(news)

    def _offer(self, news: OpinionNews) -> None:
        who = self._seat.desk.person(news.who)
        name, go = who.name if who else "A colleague", self._seat.go
        if news.given:
            words, way = (
                f"{name} has given a second opinion on {news.child}.",
                partial(go.contact, news.contact, 6),
            )
            action, about = "Look at both", ""
        else:
            words, way = f"{name} asks for your opinion on {news.child}.", partial(go.opinion, news.contact)
            action, about = "Look at it", news.about or "You see the facts, and say what you would do."
        self._seat.notices.news(Notice(words, about, action=action, run=way, icon="users-fill"))
