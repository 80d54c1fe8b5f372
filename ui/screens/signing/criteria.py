"""The ten criteria, one under the other: each with what the record shows, judged with one letter or the arrows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from ui.widgets.card import Card
from ui.widgets.criterion_row import CriterionRow, CriterionShown
from ui.widgets.evidence_row import Keep
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.domain.kinds import Request
from workstation.services.signing import Criterion

_HINT = "One letter each: M met, N not met, D does not apply. Nothing is judged for you."


class Criteria(Card):
    """Judged one at a time. What was judged is kept until the contact is decided."""

    judged = Signal(object)
    """A row (`CriterionRow`) was judged, or its words changed."""
    finished = Signal()
    """The last one was judged by its letter."""

    def __init__(self, criteria: Sequence[Criterion], keep: Keep) -> None:
        super().__init__("Before you sign: ten criteria", role="h2")
        self.rows: list[CriterionRow] = []
        self.add(Words(_HINT, "secondary", wrap=True))
        for criterion in criteria:
            row = CriterionRow(_shown(criterion), keep)
            row.answered.connect(partial(self._judged, row))
            row.passed.connect(partial(self._on_from, row))
            self.rows.append(row)
            self.add(row)
        self.body.setSpacing(4)
        self._suit()

    def left(self) -> list[CriterionRow]:
        """Those without a judgement, and those not met that are not dealt with."""
        return [row for row in self.rows if not row.done()]

    def requests(self) -> list[Request]:
        """What is sent back for, in the manager's words or those of the criterion."""
        return [Request(row.shown.key, row.text() or row.shown.asks) for row in self.rows if row.asks_back()]

    def verdicts(self) -> tuple[kinds.Criterion, ...]:
        """Every judgement, as it is signed."""
        return tuple(
            kinds.Criterion(
                row.shown.key.partition(":")[2], verdict, row.text() if verdict == "not met" else ""
            )
            for row in self.rows
            if (verdict := row.verdict()) is not None
        )

    def restore(self, row: CriterionRow, kept: str) -> None:
        """Show a judgement that was kept."""
        row.restore(kept)
        self._suit()

    def _judged(self, row: CriterionRow) -> None:
        self._suit()
        self.judged.emit(row)

    def _on_from(self, row: CriterionRow) -> None:
        """To the next that is not judged; after the last, on."""
        at = self.rows.index(row)
        following = next((one for one in (*self.rows[at + 1 :], *self.rows[:at]) if not one.done()), None)
        if following is None:
            self.finished.emit()
        else:
            following.ask()

    def _suit(self) -> None:
        done = len(self.rows) - len(self.left())
        self.set_note(f"{done} of {len(self.rows)} judged")


def _shown(criterion: Criterion) -> CriterionShown:
    asked = criterion.asked
    return CriterionShown(asked.key, asked.words, asked.asks, [(s.words, s.lacking) for s in criterion.shown])
