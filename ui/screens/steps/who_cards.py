"""On top of the history: the questions about who is who and which contacts are one event, and their answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.steps.step import Step
from ui.widgets.clash_card import ClashCard
from ui.widgets.event_card import EventCard
from ui.widgets.match_list import MatchCard
from workstation.domain.answers import SAID, Twofold
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.past import Candidate
from workstation.services import identify, record
from workstation.services.find import OpenContact

_EVENT = {"same": "the same event", "different": "another event", "not sure": "not sure yet"}


class WhoCards(QWidget):
    """Three cards, each there only while there is something to say. Every answer can be taken back."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self.matches, self.events, self.clashes = MatchCard(), EventCard(step.contact_id), ClashCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.matches, self.events, self.clashes):
            column.addWidget(card)
        self.matches.judged.connect(self._judge)
        self.events.judged.connect(self._judge_event)
        self.clashes.changed.connect(step.change_answer)

    def show_contact(self, shown: OpenContact) -> None:
        """Show what is to be answered and what was, and where each is."""
        past, places = shown.past, self._step.places
        self.matches.show_candidates(past.candidates)
        self.events.show_twofold(past.twofold)
        self.clashes.show_clashes(past.clashes, self._step.desk.now())
        self.setVisible(bool(past.candidates or past.twofold or past.clashes))
        for name in [n for n in places if n.startswith(("match:", "event:", "clash"))]:
            del places[name]
        places |= self.matches.places() | self.events.places() | {"clash": self.clashes}

    def first(self) -> QWidget | None:
        """The first question that nobody answered."""
        if self.matches.isVisibleTo(self):
            return self.matches.first()
        return self.events.rows[0] if self.events.asks() else None

    def _judge(self, candidate: Candidate, verdict: str) -> None:
        done = partial(self._judged, f"{candidate.name}: {SAID[verdict]}.")
        self._step.act(identify.judge_match, candidate, verdict, done=done)

    def _judged(self, words: str, changed: Changed) -> None:
        self._step.seat.notices.undoable(words, partial(self._step.act, record.undo, changed.entries))

    def _judge_event(self, twofold: Twofold, verdict: str, goes_on: ContactId | None) -> None:
        words = f"{twofold.number}: {_EVENT[verdict]}."
        done = partial(self._step.offer_undo_of, words, identify.undo_event, twofold)
        self._step.act(identify.judge_event, twofold, verdict, goes_on, done=done)
