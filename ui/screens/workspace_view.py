"""How a contact looks: banner on top, steps at the left, the step itself, and what helps at the right."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.screens.steps.stack import STEPS, StepStack
from ui.widgets.asked_words import of_step, sent_back
from ui.widgets.family_banner import FamilyBanner
from ui.widgets.foot_bar import FootBar
from ui.widgets.nesting import nest
from ui.widgets.rail_cards import STATES, title_of, todos
from ui.widgets.rail_column import RailColumn
from ui.widgets.right_pane import RightPane
from ui.widgets.scroll import Page
from ui.widgets.steps_rail import Step as RailStep
from workstation.domain.checks import Check
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.times import local
from workstation.services import find
from workstation.services.find import OpenContact

NARROW: Final = 1020
"""Below this width at 100 % text there is one column: steps on a bar, the pane at the right under the step."""
WIDE: Final = 1640
"""From this width on the columns at the sides are as wide as they need to be."""


def _rail_step(number: int, title: str, check: Check, file: ContactFile) -> RailStep:
    """A step as the rail shows it: what a manager asked for in it comes before how far it is."""
    asked, left = of_step(file, number)
    return RailStep(number, title, asked or check.detail, "gap" if left else STATES[check.state])


class WorkspaceView(QWidget):
    """The parts of the screen and the room they get. What they do is decided by the screen."""

    def __init__(self, guide: Guide, stack: StepStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow: bool | None = None
        self._guide = guide
        self.banner, self.rail = FamilyBanner(), RailColumn()
        self.stack, self.foot = stack, FootBar()
        self.pane = RightPane(guide)
        self.side = Page("Beside the work", margin=0)
        self._side_room = QVBoxLayout()
        self._side_room.setContentsMargins(8, 12, 4, 8)
        self._side_room.addWidget(self.side)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self.stack, 1)
        nest(row, self._side_room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.rail.bar)
        nest(column, row, 1)
        column.addWidget(self.foot)
        self.side.add(self.pane)

    def show_contact(self, shown: OpenContact, now: datetime, me: str) -> None:
        """Show how the contact stands now, everywhere but in the steps."""
        file = shown.file
        source = find.source_words(file.source, shown.line.agency)
        today = local(now).date()
        self.banner.show_family(file, shown.past, today, source, self._guide, shown.back, me)
        self.rail.show_steps(
            [
                _rail_step(number, title, check, file)
                for (number, title, _module), check in zip(STEPS, shown.steps.all(), strict=True)
            ]
        )
        self.rail.before.show_todos(todos(shown, self._guide), file.stage, title_of(shown), sent_back(file))
        self.rail.clock.show_clock(shown, now)
        self.pane.show_contact(shown, source, now, me)

    def set_step(self, number: int) -> None:
        """Another step is open."""
        self.rail.set_current(number)
        self.pane.set_step(number)
        self.side.verticalScrollBar().setValue(0)
        self.foot.next.set_words("Check and send" if number == len(STEPS) else "Save and next")
        self._put_pane()

    def panes(self) -> list[QWidget]:
        """Where F6 stops: banner, steps, the step itself, and what stands beside it."""
        page = self.stack.page()
        middle = [page] if page is not None else []
        return [self.banner, self.rail.bar, self.rail, *middle, self.pane, self.foot]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rail, step and pane beside each other while there is room for them."""
        super().resizeEvent(event)
        wide, narrow = self.width() >= theme.px(WIDE), self.width() < theme.px(NARROW)
        self.rail.setFixedWidth(theme.px(322 if wide else 250))
        self.side.setFixedWidth(theme.px(386 if wide else 300))
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange(narrow=narrow)

    def _arrange(self, *, narrow: bool) -> None:
        self.banner.set_narrow(narrow)
        self.rail.set_narrow(narrow)
        self.foot.setVisible(narrow)
        self.side.setVisible(not narrow)
        self._side_room.setContentsMargins(*((0, 0, 0, 0) if narrow else (8, 12, 4, 8)))
        self.stack.set_narrow(narrow)
        self._put_pane()

    def _put_pane(self) -> None:
        """Beside the step; in a narrow window under it."""
        page = self.stack.page()
        if self._narrow and page is not None:
            page.add(self.pane)
        elif not self._narrow:
            self.side.add(self.pane)
        self.pane.show()
