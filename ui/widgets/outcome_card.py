"""What should happen for one child (or the same for all): the outcome, and what that outcome asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from ui.widgets.beside import Beside
from ui.widgets.big_choice import BigChoice
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep
from ui.widgets.field import DateField, LineField, TextField, Understood
from ui.widgets.mark_line import MarkLine


@dataclass(frozen=True)
class OutcomeShown:
    """One outcome to choose."""

    code: str
    words: str
    main: bool
    note: str = ""
    """What choosing it brings with it, in a sentence."""
    asks_next_time: bool = False
    protect: bool = False


@dataclass(frozen=True)
class Recommendation:
    """What stands, or what is typed."""

    outcome: str
    by: date | None = None
    by_words: str = ""
    who: str = ""
    next_time: str = ""


class OutcomeCard(Card):
    """Nothing is chosen for anybody. Choosing tells the step; the fields below tell it when they are left."""

    said = Signal()
    """The person chose, or filled in what goes with it: read `typed`."""

    def __init__(
        self,
        whom: str,
        outcomes: Sequence[OutcomeShown],
        keep: Keep,
        place: str,
        understand: Callable[[str], Understood],
    ) -> None:
        super().__init__(f"What should happen for {whom}?" if whom else "What should happen?", role="h2")
        self._by_code = {o.code: o for o in outcomes}
        self.choice = BigChoice(
            "", [(o.code, o.words) for o in outcomes if o.main],
            [(o.code, o.words) for o in outcomes if not o.main], name=self.accessibleName(),
        )  # fmt: skip
        self.note = MarkLine("info", "info-fill", word_token="text")
        self.who = LineField("Who does what?", "For example: assessment team sees both children")
        self.by = DateField("By when?", understand, "For example Fri, 27 Nov, or tomorrow")
        self.next_time = TextField("What will be different for this child next time?")
        self._put = (
            keep(self.who, f"{place}.who", self.said.emit),
            keep(self.by, f"{place}.by", self.said.emit),
            keep(self.next_time, f"{place}.next_time", self.said.emit),
        )
        row = Beside(enough=560)
        row.add(self.who, 2)
        row.add(self.by, 1)
        self.add(self.choice)
        self.add(self.note)
        self.add(self.next_time)
        self.add_row(row)
        self.choice.chosen.connect(self._chosen)
        self.setFocusProxy(self.choice)
        self._suit()

    def fill(self, stands: Recommendation | None) -> None:
        """Show what stands. What is being typed stays."""
        self.choice.set_value(stands.outcome if stands else None)
        if stands is not None:
            for put, text in zip(self._put, (stands.who, stands.by_words, stands.next_time), strict=True):
                put(text)
        self._suit()

    def typed(self) -> Recommendation | None:
        """What is chosen and typed; None while nothing is chosen."""
        outcome = self.choice.value()
        if outcome is None:
            return None
        by = self.by.value()
        asks = self._by_code[outcome].asks_next_time
        return Recommendation(
            outcome, by if isinstance(by, date) else None, self.by.text().strip(), self.who.text().strip(),
            self.next_time.text().strip() if asks else "",
        )  # fmt: skip

    def _chosen(self, _outcome: str) -> None:
        self._suit()
        self.said.emit()

    def _suit(self) -> None:
        chosen = self._by_code.get(self.choice.value() or "")
        self.note.set_words(chosen.note if chosen else "")
        self.note.setVisible(bool(chosen and chosen.note))
        self.next_time.setVisible(bool(chosen and chosen.asks_next_time))
        self.who.setVisible(chosen is not None)
        self.by.setVisible(chosen is not None)
