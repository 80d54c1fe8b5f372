"""The left of the print page: the copy as paper, or the same words as text for those who read with their ears."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import pill, secondary
from ui.widgets.flow import Flow
from ui.widgets.scroll import Page
from ui.widgets.summary_page import SummaryPage
from ui.widgets.words import Words

_MARGIN, _WIDEST = 18, 860


class Look(QWidget):
    """What will be printed."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Preview")
        self.page = SummaryPage()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The copy as text")
        self.number = Words("", "secondary")
        self.back, self.on = (
            secondary("Page back", "caret-left", "PgUp"),
            secondary("Page on", "caret-right", "PgDn"),
        )
        self.as_paper, self.as_text = pill("As paper", chosen=True), pill("As text")
        self._stack = QStackedWidget()
        paper = Page("The copy as paper", margin=_MARGIN, top=6)
        paper.body.addWidget(self.page, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(paper)
        self._stack.addWidget(self.text)
        group = QButtonGroup(self)
        bar = QWidget()
        flow = Flow(bar, gap=8)
        flow.setContentsMargins(18, 8, 18, 4)
        for part in (self.as_paper, self.as_text, self.back, self.on, self.number):
            flow.addWidget(part)
        group.addButton(self.as_paper)
        group.addButton(self.as_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.as_paper.clicked.connect(lambda _checked=False: self._show(0))
        self.as_text.clicked.connect(lambda _checked=False: self._show(1))
        self.back.clicked.connect(lambda _checked=False: self.page.turn(-1))
        self.on.clicked.connect(lambda _checked=False: self.page.turn(1))
        self.page.turned.connect(self._number)
        theme.changed.connect(self._dress)
        self._dress()

    def show_copy(self, pages: Sequence[QImage], text: str) -> None:
        """Show another copy."""
        self.page.show_pages(pages)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def _show(self, which: int) -> None:
        self._stack.setCurrentIndex(which)
        for part in (self.back, self.on, self.number):
            part.setVisible(which == 0)

    def _number(self, page: int, of: int) -> None:
        self.number.set_words(f"{page} of {of}" if of else "")

    def _dress(self) -> None:
        self.text.setFont(theme.font("body"))
        self._measure()

    def _measure(self) -> None:
        """As wide as there is room for, within what is good to read."""
        self.page.fit(min(self.width() - 2 * _MARGIN - theme.px(14), max(_WIDEST, theme.px(_WIDEST))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the page."""
        super().resizeEvent(event)
        self._measure()
