"""Tells somebody once that a colleague asks them to agree to a copy with the address; and the asker the answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.notices import Notice
from ui.screens.opinions_told import OpinionTeller
from ui.seat import Seat
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId, EntryId

if TYPE_CHECKING:
    from workstation.services.agreeing import CopyNews
    from workstation.services.desk import Desk

_KINDS: Final = frozenset({"FullCopyAsked", "FullCopyDecided"})


class CopyTeller(QObject):
    """Listens to what others write, and looks once after somebody sat down for what waits for their word. The
    question itself stands on the print page of its contact.
    """

    def __init__(self, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._seat = seat
        self._told: set[EntryId] = set()
        seat.changes.published.connect(self._changed)

    def look(self) -> None:
        """Look for what waits for whoever sits here."""
        self._seat.bench.run(_waiting, self._seat.desk, done=self.tell)

    def _changed(self, changed: Changed) -> None:
        # Of what comes from Central only the contacts are known.
        of_others = changed.by != "me" and (not changed.kinds or bool(_KINDS & changed.kinds))
        if not of_others or not changed.contacts:
            return
        self._seat.bench.run(_news, self._seat.desk, changed.contacts, done=self.tell)

    def tell(self, found: tuple[CopyNews, ...]) -> None:
        """Offer to look at each that was not told yet."""
        for news in found:
            if news.entry not in self._told:
                self._told.add(news.entry)
                advice = "" if news.mine else "Nothing is printed with it before you answer."
                show = partial(self._seat.go.print_summary, news.contact)
                self._seat.notices.news(
                    Notice(news.words, advice, "warning", "Show it", show, icon="eye-slash-fill")
                )


# On the store thread: to load what papers are made of would hold the window up.


def _waiting(desk: Desk) -> tuple[CopyNews, ...]:
    from workstation.services import agreeing

    return agreeing.waiting_for_me(desk)


def _news(desk: Desk, contacts: frozenset[ContactId]) -> tuple[CopyNews, ...]:
    from workstation.services import agreeing

    return agreeing.news(desk, contacts)


def look_soon(seat: Seat, parent: QObject, after: int) -> None:
    """Milliseconds after somebody sat down, look for what waits for their word: an opinion, a copy."""
    for teller in (OpinionTeller(seat, parent), CopyTeller(seat, parent)):
        QTimer.singleShot(after, teller.look)
