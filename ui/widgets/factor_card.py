"""The factors of one adult, one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal

from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep
from ui.widgets.factor_row import FactorRow, FactorShown


class FactorCard(Card):
    """Up and down go through it; Tab stops at what is open, or once where nothing is."""

    said = Signal(str, object)
    """Which factor, and what was said of it (`FactorTyped`)."""
    rest_wanted = Signal(str)
    """The same is to be said of what is left: which factor it was said of."""
    left_over = Signal(int)
    """Up (-1) or Down (1) beyond its rows."""

    def __init__(self, keep: Keep) -> None:
        super().__init__()
        self._keep = keep
        self.rows: dict[str, FactorRow] = {}
        self._like = ""
        self.rest = link("", keys="A")
        self.rest.clicked.connect(self._rest)
        self.body.setSpacing(2)
        self.add(self.rest)
        self.rest.hide()

    def show_adult(self, title: str, shown: Sequence[FactorShown]) -> None:
        """Show one adult, with one value for each factor."""
        settled = sum(one.state == "settled" for one in shown)
        self.set_title(title)
        self.set_note(f"{settled} of {len(shown)} answered")
        for one in shown:
            row = self.rows.get(one.factor)
            if row is None:
                self._put(one)
            else:
                row.show_factor(one)
        self._offer_rest(shown)
        self._rove()

    def in_order(self) -> list[FactorRow]:
        """The rows from top to bottom."""
        return list(self.rows.values())

    def open_row(self, after: FactorRow | None = None) -> FactorRow | None:
        """The first row that is open; of those after a row, if there is one."""
        rows = self.in_order()
        start = rows.index(after) + 1 if after in rows else 0
        return next((row for row in rows[start:] if not row.settled()), None)

    def commit(self) -> None:
        """Tell what is typed and not told yet."""
        for row in self.in_order():
            row.commit()

    def _put(self, shown: FactorShown) -> None:
        row = FactorRow(shown, self._keep)
        self.rows[shown.factor] = row
        row.said.connect(partial(self.said.emit, shown.factor))
        row.rest.connect(self._rest)
        row.stepped.connect(partial(self._step, row))
        self.body.insertWidget(self.body.indexOf(self.rest), row)

    def _offer_rest(self, shown: Sequence[FactorShown]) -> None:
        """Not known, with who is asked or why nobody is, can be said of everything that has no answer."""
        said = [s for s in shown if s.stands and s.stands.answer == "not known" and s.stands.complete]
        left = [s.name.lower() for s in shown if s.stands is None]
        self._like = said[-1].factor if said and left else ""
        if self._like:
            self.rest.set_words(f"Also not known: {' and '.join(left)} – as for {said[-1].name.lower()}")
            self.rest.setAccessibleName(f"{self.rest.words()}. {shown[0].whom}")
        self.rest.setVisible(bool(self._like))

    def _rest(self) -> None:
        if self._like:
            self.rest_wanted.emit(self._like)

    def _step(self, row: FactorRow, step: int) -> None:
        rows = self.in_order()
        at = rows.index(row) + step
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left_over.emit(step)

    def _rove(self) -> None:
        rows = self.in_order()
        first = self.open_row() or (rows[0] if rows else None)
        for row in rows:
            row.stop(not row.settled() or row is first)
