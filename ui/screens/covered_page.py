"""Instead of a contact, for somebody who sees facts only until they have said what they think."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import primary
from ui.widgets.fact_note import FactNote
from ui.widgets.heading import Heading
from workstation.domain.covering import Cover
from workstation.services.find import OpenContact

_WHY = {
    Cover.DECIDE_FIRST: (
        "You decide on this one first.",
        "What the worker recommends, and why, is shown when you have decided. So this page is closed until then.",
        "Read the facts and decide",
    ),
    Cover.OPINION: (
        "You are asked for a second opinion on this one.",
        "What others recommend, and why, is shown when you have given yours. So this page is closed until then.",
        "Read the facts and give it",
    ),
}


class CoveredPage(QWidget):
    """One sentence, why, and the way to the facts."""

    wanted = Signal()
    """To the facts."""

    def __init__(self, shown: OpenContact) -> None:
        super().__init__()
        title, why, button = _WHY[shown.cover or Cover.DECIDE_FIRST]
        self.go_on = primary(button, "arrow-right", "Enter")
        self.go_on.clicked.connect(lambda _checked=False: self.wanted.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(14)
        column.addWidget(Heading(shown.line.child or "Unknown child"))
        column.addWidget(FactNote("information", title, why, icon="eye-slash"))
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self.go_on)


class Covering(QWidget):
    """Holds what is open to everybody else, and shows the page instead while this person sees facts only."""

    def __init__(self, screen: QWidget, whole: QWidget, to_facts: Callable[[], object]) -> None:
        super().__init__()
        self.page: CoveredPage | None = None
        self.opened = False
        """Whether it was covered before, and is not any more: it is shown for the first time now."""
        self._whole, self._to_facts = whole, to_facts
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(whole)
        outer = QVBoxLayout(screen)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def covers(self, shown: OpenContact) -> bool:
        """Show the page, or take it away; whether it is shown now."""
        old, self.page = self.page, None
        self.opened = old is not None and shown.cover is None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._whole.setVisible(shown.cover is None)
        if shown.cover is None:
            return False
        self.page = CoveredPage(shown)
        self.page.wanted.connect(self._to_facts)
        self._column.addWidget(self.page)
        if self.isVisible():
            self.page.setFocus()
        return True
