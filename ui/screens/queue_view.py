"""What the queue looks like: its head, the rows or why there are none, the line of keys."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.models.queue_model import QueueModel
from ui.screens.queue_head import QueueHead
from ui.screens.queue_table import QueueTable
from ui.widgets.buttons import link
from ui.widgets.keycap import keys_line
from ui.widgets.mark_line import MarkLine
from ui.widgets.words import Words

_KEYS = (
    ("Enter", "open"), ("A", "take it"), ("P", "park"), ("/", "find in list"), ("Ctrl+N", "new contact"),
    ("Ctrl+K", "do anything"),
)  # fmt: skip

_SNUG = 640
"""Below this height at 100 % text a row more is worth more than air."""


class QueueView(QWidget):
    """Shows a model. `calendar` is what the foot says about working days."""

    def __init__(self, calendar: str) -> None:
        super().__init__()
        self.head, self.table = QueueHead(), QueueTable()
        self.trouble = MarkLine("warning", "warning-fill")
        self.trouble.hide()
        self.show_all = link("Show all")
        self._empty = Words("", "h3", wrap=True)
        self._pages = QStackedWidget()
        self._foot = QWidget()
        self._lay_out(calendar)
        self.table.folded.connect(self._fold)
        theme.changed.connect(self._fold)

    def _lay_out(self, calendar: str) -> None:
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(16, 40, 16, 16)
        column.addWidget(self._empty)
        column.addWidget(self.show_all)
        column.addStretch(1)
        for page in (self.table, nothing):
            self._pages.addWidget(page)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(keys_line(*_KEYS), 1)
        row.addWidget(Words(calendar, "secondary"))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(18, 12, 18, 10)
        self._whole.setSpacing(12)
        for part in (self.head, self.trouble):
            self._whole.addWidget(part)
        self._whole.addWidget(self._pages, 1)
        self._whole.addWidget(self._foot)

    def show_model(self, model: QueueModel) -> None:
        """Show the rows; without any, say why there are none."""
        self.trouble.hide()
        had_focus = self.table.hasFocus()
        self.table.show_queue(model.rows)
        if model.page is None:
            return
        self._empty.set_words(model.empty_words())
        self.show_all.setVisible(model.asked.filtered)
        self._pages.setCurrentIndex(0 if model.rows else 1)
        if had_focus and not model.rows:
            self.head.setFocus()
        self.head.show_page(model.page, model.asked, model.count_words(), model.new_words())

    def say(self, words: str) -> None:
        """Something could not be read: the rows stay, with words above them."""
        self.trouble.set_words(words)
        self.trouble.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window gives its height to the rows."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        percent = theme.reading().text_percent
        low = self.height() * 100 / percent < 480
        snug = self.height() * 100 / percent < _SNUG
        self.head.set_low(low, snug=snug)
        self.table.horizontalHeader().setVisible(not low and len(self.table.columns()) > 1)
        room = self.width() - 36
        fits = room * 100 / percent >= 1000 and self._foot.minimumSizeHint().width() <= room
        self._foot.setVisible(not low and fits)
        self._whole.setSpacing(8 if snug else 12)
