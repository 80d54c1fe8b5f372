"""The level of need that whoever tells us gives it: one figure, and optional."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.field import LineField
from ui.widgets.words import Words

_ASKED = "Level of need they give it, 1 to 4"


class LevelField(QWidget):
    """The question and a small box beside it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = LineField(_ASKED)
        self.field.edit.setMaxLength(1)
        self.field.label.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Words(_ASKED, "body_bold", wrap=True), 1)
        row.addWidget(self.field)
        self.field.changed.connect(self._typed)

    def text(self) -> str:
        """What was typed: a figure from 1 to 4, or nothing that counts."""
        return self.field.text().strip()

    def set_text(self, text: str) -> None:
        """Show what was typed before."""
        self.field.set_text(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One figure needs no more room than that, at any size of text."""
        super().resizeEvent(event)
        self.field.setFixedWidth(theme.px(84))

    def _typed(self, _text: str) -> None:
        wrong = self.text() not in ("", "1", "2", "3", "4")
        self.field.set_error("1 to 4" if wrong else "")
        self.changed.emit()
