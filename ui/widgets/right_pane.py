"""What stands beside the work, in the order that helps the step that is open."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.beside_cards import DoneCard, HistoryCard, MissingCard, PictureCard, ReceivedCard
from ui.widgets.least_card import LeastCard
from ui.widgets.recall_card import RecallCard
from workstation.domain.guide import Guide, source_group
from workstation.services.find import OpenContact


class RightPane(QWidget):
    """Copies to get back, then five cards: facts of the history first, but on Concern their own words."""

    def __init__(self, guide: Guide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("As received, who is in the picture, what you have done")
        self.received, self.missing = ReceivedCard(), MissingCard(guide)
        self.least, self.recall = LeastCard(guide), RecallCard()
        self.picture, self.done, self.history = PictureCard(), DoneCard(guide), HistoryCard(guide)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.recall)
        for card in (self.history, self.received, self.missing, self.least, self.picture, self.done):
            self._column.addWidget(card)
        self.setFocusProxy(self.received.words)

    def show_contact(self, shown: OpenContact, source: str, now: datetime, me: str) -> None:
        """Show how it stands now."""
        self.received.show_received(shown.file, source, shown.words)
        # The police have a list of their own.
        if source_group(shown.file.source) != "police":
            self.missing.show_missing(shown.seen)
        else:
            self.missing.hide()
        self.least.show_least(shown.seen, now)
        self.recall.show_copies(shown.to_get_back)
        self.picture.show_people(shown.seen, shown.past)
        self.done.show_done(shown.seen, now, me)
        self.history.show_history(shown)

    def set_step(self, number: int) -> None:
        """Put in front what helps most on this step."""
        self.history.setVisible(number != 3)
        self._column.removeWidget(self.history)
        self._column.insertWidget(2 if number == 1 else 1, self.history)
