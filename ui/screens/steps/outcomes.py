"""What should happen: one card for each child, or one for all of them that is still recorded for each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.models.by_when import understood_day
from ui.models.recommending import Wanted
from ui.widgets.choice import Ticks
from ui.widgets.evidence_row import Keep
from ui.widgets.field import Understood
from ui.widgets.nesting import nest
from ui.widgets.outcome_card import OutcomeCard, OutcomeShown, Recommendation
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide, Outcome
from workstation.domain.ids import PersonId
from workstation.domain.times import Clock
from workstation.services.decide import STEP_DOWN_WEEKS

_NONE = (
    "None is chosen for you. “No further action” asks one more question: what will be different next time?"
)
_NOBODY = (
    "An outcome is for a child. Add the child in step 2 (Alt+2), even if all you know is “a girl, about 6”."
)
_ALL = "all"


class Outcomes(QWidget):
    """Tells which children an outcome is for, and what it is."""

    said = Signal(object, object)
    """The children (`tuple[PersonId, ...]`), and what should happen for each of them (`Wanted`)."""

    def __init__(self, guide: Guide, clock: Clock, keep: Keep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._clock, self._keep = clock, keep
        self._outcomes = [_shown(o) for o in guide.outcomes]
        self.cards: dict[str, OutcomeCard] = {}
        self._children: tuple[PersonId, ...] = ()
        self.same: Ticks | None = None
        self._standing: dict[str, Recommendation | None] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._same_place = QVBoxLayout()
        nest(self._column, self._same_place)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        nest(self._column, self._cards)
        self.note = Words(_NOBODY, "small", wrap=True)
        self._column.addWidget(self.note)

    def show_file(self, file: ContactFile) -> None:
        """Show what is recommended for each child."""
        children = tuple(c.person for c in file.children)
        self.note.set_words(_NONE if children else _NOBODY)
        self._standing = {c: _stands(file, c) for c in children}
        if children != self._children:
            self._children = children
            self._make_cards(file)
        for place, card in self.cards.items():
            card.fill(self._common() if place == _ALL else self._standing[place])
        self._suit()

    def card_for(self, person: str) -> OutcomeCard | None:
        """The card in which this child's outcome is chosen now."""
        return self.cards.get(_ALL if self.together() else person)

    def together(self) -> bool:
        """Whether one choice is made for all children."""
        return self.same is not None and bool(self.same.values())

    def open_card(self) -> OutcomeCard | None:
        """The first card without an outcome, else the first."""
        shown = [card for card in self.cards.values() if not card.isHidden()]
        return next((card for card in shown if card.typed() is None), next(iter(shown), None))

    def _make_cards(self, file: ContactFile) -> None:
        for old in (*self.cards.values(), *([self.same] if self.same else [])):
            old.hide()
            old.deleteLater()
        self.cards.clear()
        self.same = None
        several = len(file.children) > 1
        if several:
            all_ = "both" if len(file.children) == 2 else f"all {len(file.children)}"
            self.same = Ticks([(_ALL, f"The same outcome for {all_} children")])
            self.same.set_values([_ALL] if self._common() else [])
            self.same.changed.connect(self._suit)
            self._same_place.addWidget(self.same)
            names = wording.listed([c.name.given or "this child" for c in file.children])
            self._make_card(_ALL, names)
        for child in file.children:
            self._make_card(child.person, child.name.given or "this child" if several else "")

    def _make_card(self, place: str, whom: str) -> None:
        card = OutcomeCard(whom, self._outcomes, self._keep, f"outcome:{place}", self._understand)
        card.said.connect(partial(self._tell, place))
        self.cards[place] = card
        self._cards.addWidget(card)

    def _suit(self) -> None:
        together = self.together()
        for place, card in self.cards.items():
            card.setVisible((place == _ALL) is together)

    def _common(self) -> Recommendation | None:
        """What stands for every child, when it is the same."""
        found = set(self._standing.values())
        return found.pop() if len(found) == 1 else None

    def _tell(self, place: str) -> None:
        typed = self.cards[place].typed()
        if typed is None:
            return
        children = self._children if place == _ALL else (PersonId(place),)
        self.said.emit(children, Wanted(typed.outcome, typed.by, typed.who, typed.next_time))

    def _understand(self, text: str) -> Understood:
        return Understood(*understood_day(text, self._clock.now()))


def _stands(file: ContactFile, person: PersonId) -> Recommendation | None:
    said = file.outcome(person)
    if said is None:
        return None
    body = said.body
    return Recommendation(
        body.outcome, body.by, wording.day(body.by) if body.by else "", body.who, body.next_time
    )


def _shown(outcome: Outcome) -> OutcomeShown:
    note = ""
    if outcome.stepdown:
        note = (
            f"Stepping down is watched for {STEP_DOWN_WEEKS} weeks: any new contact comes back to the queue. "
            "It needs a parent’s agreement, or a record that they declined (step 5)."
        )
    elif outcome.protect:
        note = (
            "Protecting a child comes first: this can go to a manager now, whatever is unfinished. "
            "F12 says act now."
        )
    return OutcomeShown(
        outcome.id,
        outcome.words,
        outcome.main,
        note,
        asks_next_time=outcome.id == "O07",
        protect=outcome.protect,
    )
