"""On top of the history: the questions about who is who and which contacts are one event, and their answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.steps.step import Step
from ui.widgets.answered_list import AnsweredList
from ui.widgets.buttons import link
from ui.widgets.clash_card import ClashCard
from ui.widgets.event_card import EventCard
from ui.widgets.match_list import MatchCard
from workstation.domain.answers import SAID, Twofold
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.past import Candidate
from workstation.services import identify, past, record
from workstation.services.find import OpenContact

_EVENT = {"same": "the same event", "different": "another event", "not sure": "not sure yet"}


class WhoCards(QWidget):
    """Three cards, each there only while there is something to say; what was left open, to be answered where the
    history that may be theirs stands; and whoever fits less well for those who look further. Every answer can be
    taken back.
    """

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self.matches, self.events, self.clashes = MatchCard(), EventCard(step.contact_id), ClashCard()
        self.unlikely = MatchCard("People who fit less well", "Nothing waits for an answer here")
        self.further = link("Show people who fit less well", "magnifying-glass")
        self._looks_further = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.left_open = AnsweredList()
        for card in (self.matches, self.events, self.clashes, self.left_open):
            column.addWidget(card)
        self.below = QWidget()
        """What nobody has to answer: it stands under what the history says, not before it."""
        under = QVBoxLayout(self.below)
        under.setContentsMargins(0, 0, 0, 0)
        under.addWidget(self.unlikely)
        under.addWidget(self.further, 0, Qt.AlignmentFlag.AlignLeft)
        self.further.clicked.connect(lambda _checked=False: self._look_further())
        self.unlikely.judged.connect(self._judge)
        self.matches.judged.connect(self._judge)
        self.events.judged.connect(self._judge_event)
        for answered in (self.clashes, self.left_open):
            answered.changed.connect(step.change_answer)

    def show_contact(self, shown: OpenContact) -> None:
        """Show what is to be answered and what was, and where each is."""
        known, places = shown.past, self._step.places
        self.matches.show_candidates(known.candidates)
        self.events.show_twofold(known.twofold)
        self.clashes.show_clashes(known.clashes, self._step.desk.now())
        left = (answer for answer in known.judged if answer.verdict == "not sure")
        self.left_open.show_answers(left, self._step.desk.now())
        cards = (self.matches, self.events, self.clashes, self.left_open)
        self.setVisible(not all(card.isHidden() for card in cards))  # or its room would stand there empty
        if self._looks_further:
            self._ask_further(moved=False)
        for name in [n for n in places if n.startswith(("match:", "event:", "clash"))]:
            del places[name]
        places |= self.matches.places() | self.events.places() | {"clash": self.clashes}

    def first(self) -> QWidget | None:
        """The first question that nobody answered."""
        if self.matches.isVisibleTo(self):
            return self.matches.first()
        return self.events.rows[0] if self.events.asks() else None

    def _look_further(self) -> None:
        """Show whoever fits less well, from now on."""
        self._looks_further = True
        self._ask_further(moved=True)

    def _ask_further(self, *, moved: bool) -> None:
        step = self._step
        step.seat.bench.latest(
            ("less likely", step.contact_id, id(step)), past.less_likely, step.desk, step.contact_id,
            done=partial(self._show_further, moved),
        )  # fmt: skip

    def _show_further(self, moved: bool, found: tuple[Candidate, ...]) -> None:
        self.unlikely.show_candidates(found)
        self.further.setVisible(not found)
        if moved and found:
            self.unlikely.first().setFocus()
        elif moved:
            self._step.seat.notices.say("Nobody else on record looks like these children.")

    def _judge(self, candidate: Candidate, verdict: str) -> None:
        done = partial(self._judged, f"{candidate.name}: {SAID[verdict]}.")
        self._step.act(identify.judge_match, candidate, verdict, done=done)

    def _judged(self, words: str, changed: Changed) -> None:
        self._step.seat.notices.undoable(words, partial(self._step.act, record.undo, changed.entries))

    def _judge_event(self, twofold: Twofold, verdict: str, goes_on: ContactId | None) -> None:
        words = f"{twofold.number}: {_EVENT[verdict]}."
        done = partial(self._step.offer_undo_of, words, identify.undo_event, twofold)
        self._step.act(identify.judge_event, twofold, verdict, goes_on, done=done)
