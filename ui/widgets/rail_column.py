"""The column at the left: the steps, the clock, what is still to do. In a narrow window a bar instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.nesting import nest
from ui.widgets.rail_cards import BeforeCard, ClockCard
from ui.widgets.scroll import Page
from ui.widgets.steps_rail import Step, StepsRail

_LOW = 620


class RailColumn(QWidget):
    """Steps, clock and list. `bar` is the same for narrow windows; the screen places it above the step."""

    chosen = Signal(int)
    """The person wants to go to this step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps and what is left to do")
        self.steps, self.bar = StepsRail(), StepsRail()
        self.bar.set_narrow(True)
        self.bar.hide()
        self.clock, self.before = ClockCard(), BeforeCard()
        self._page = Page("Steps", margin=0)
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.clock)
        column.addWidget(self.before)
        self._page.add(self.steps)
        self._page.add(cards)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 1, 10)
        whole.setSpacing(10)
        whole.addWidget(self._page, 1)
        # Danger does not wait under a scroll bar.
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 8, 0)
        foot.addWidget(self.before.escalate)
        foot.addStretch(1)
        nest(whole, foot)
        self.steps.chosen.connect(self.chosen)
        self.bar.chosen.connect(self.chosen)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """How the steps stand now."""
        self.steps.set_steps(steps)
        self.bar.set_steps(steps)

    def set_current(self, number: int) -> None:
        """The step that is open."""
        self.steps.set_current(number)
        self.bar.set_current(number)

    def set_narrow(self, narrow: bool) -> None:
        """The bar instead of the column."""
        self.setVisible(not narrow)
        self.bar.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the steps draw together, so that the clock is seen under them without scrolling."""
        super().resizeEvent(event)
        self.steps.set_compact(self.height() < theme.px(_LOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface with a line towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.colour("hairline"))
