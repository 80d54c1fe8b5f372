"""The top of step 6: domestic abuse, alcohol, drugs and mental health of every adult, and who says so.

They stand here because here everything is in that answers them, and nothing is decided yet.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.screens.steps.factor_views import adults_of, not_asked
from ui.widgets.evidence_row import Keep
from ui.widgets.factor_card import FactorCard
from ui.widgets.factor_row import FactorRow, FactorTyped
from ui.widgets.nesting import nest
from ui.widgets.words import Words
from workstation.domain import weighing
from workstation.domain.guide import Guide
from workstation.domain.ids import PersonId
from workstation.domain.kinds import FactorAnswered
from workstation.services.find import OpenContact

_INTRO = (
    "For each adult press Y for yes, N for no, K for not known. Then say who told you. If nobody knows, say "
    "who you will ask, or why you ask nobody."
)


class Factors(QWidget):
    """A card for each adult. Places are `factor:<person>` and `in_spite:<person>:<factor>`, as gaps name them."""

    said = Signal(object, object)
    """What was answered (`FactorAnswered`), and the row it was said in."""
    rest_wanted = Signal(str, str)
    """Say the same of every factor of this adult that has no answer: who, and which factor it was said of."""
    done = Signal()
    """Nothing is open any more after where the person was."""

    def __init__(self, guide: Guide, keep: Keep) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._guide, self._keep = guide, keep
        self._open: OpenContact | None = None
        self.cards: dict[str, FactorCard] = {}
        self.none = Words("No adult is recorded yet. Add them in step 2 (Alt+2).", "body", wrap=True)
        self.left_out = Words("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words("What is there for each adult?", "h2", wrap=True))
        column.addWidget(Words(_INTRO, "secondary", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        nest(column, self._list)
        column.addWidget(self.none)
        column.addWidget(self.left_out)

    def show_contact(self, shown: OpenContact) -> None:
        """Show what is answered. Rows are kept, so that whoever is typing in one goes on typing."""
        self._open = shown
        adults = adults_of(shown, self._guide)
        for gone in self.cards.keys() - {person for person, _title, _rows in adults}:
            card = self.cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, (person, title, rows) in enumerate(adults):
            card = self.cards.get(person) or self._make(person, at)
            card.show_adult(title, rows)
        self.none.setVisible(not adults)
        left_out = not_asked(shown.file)
        self.left_out.set_words(left_out)
        self.left_out.setVisible(bool(left_out))

    def in_order(self) -> list[FactorCard]:
        """The cards from top to bottom."""
        return sorted(self.cards.values(), key=self._list.indexOf)

    def open_row(self) -> FactorRow | None:
        """The first row that is open."""
        return next((row for card in self.in_order() if (row := card.open_row()) is not None), None)

    def open_after(self, focused: QWidget) -> FactorRow | None:
        """The next factor that is open in the card that has the focus, below where it is."""
        for card in self.in_order():
            row = next((row for row in card.in_order() if row.isAncestorOf(focused)), None)
            if row is not None:
                return card.open_row(row)
        return None

    def go_on(self, after: FactorRow) -> None:
        """From a row that is done to the next that is open, in its card or in those below."""
        cards = self.in_order()
        at = next((n for n, card in enumerate(cards) if after in card.in_order()), 0)
        rows = [cards[at].open_row(after), *(card.open_row() for card in cards[at + 1 :])] if cards else []
        row = next((row for row in rows if row is not None), None)
        if row is None:
            self.done.emit()
        else:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self, place: str) -> bool:
        """Go to the row a gap is about."""
        kind, _, rest = place.partition(":")
        person, _, factor = rest.partition(":")
        card = self.cards.get(person)
        if kind not in ("factor", "in_spite") or card is None:
            return False
        row = card.rows.get(factor) or card.open_row() or card.in_order()[0]
        row.open_in_spite()
        return True

    def save(self) -> None:
        """Tell what is typed and not told yet."""
        for card in self.in_order():
            card.commit()

    def _make(self, person: str, at: int) -> FactorCard:
        card = FactorCard(self._keep)
        self.cards[person] = card
        card.said.connect(partial(self._said, person))
        card.rest_wanted.connect(partial(self._rest, person))
        card.left_over.connect(partial(self._step, card))
        self._list.insertWidget(at, card)
        return card

    def _said(self, person: str, factor: str, typed: FactorTyped) -> None:
        body = FactorAnswered(
            person=PersonId(person), factor=factor, answer=typed.answer, evidence=typed.evidence,  # type: ignore[arg-type]
            source=typed.source, first_hand=typed.first_hand, in_spite=typed.in_spite,  # type: ignore[arg-type]
        )  # fmt: skip
        row = self.cards[person].rows[factor]
        self.said.emit(body, row)
        if typed.complete and row.picked_out():
            self._ask_or_go_on(row, body)

    def _ask_or_go_on(self, row: FactorRow, body: FactorAnswered) -> None:
        """What was answered goes against the record: ask what is different. Else go on."""
        shown = self._open
        against = weighing.against_if(shown.file, shown.past, self._guide, body) if shown else None
        if against is not None and not against.in_spite:
            row.explain(against.words)
        else:
            self.go_on(row)

    def _rest(self, person: str, like: str) -> None:
        """Everything in this card gets its answer: on to the next."""
        self.rest_wanted.emit(person, like)
        self.go_on(self.cards[person].in_order()[-1])

    def _step(self, card: FactorCard, step: int) -> None:
        cards = self.in_order()
        at = cards.index(card) + step
        if 0 <= at < len(cards):
            rows = cards[at].in_order()
            rows[0 if step > 0 else -1].setFocus(Qt.FocusReason.TabFocusReason)
