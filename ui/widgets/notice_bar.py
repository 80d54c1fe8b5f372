"""The strip in which the person is told something."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.notices import Notice, Notices, announce
from ui.widgets import ink
from ui.widgets.buttons import Button, link
from ui.widgets.chip import COLOURS
from ui.widgets.mark import Mark
from ui.widgets.nesting import nest
from ui.widgets.words import Words

_ICONS = {
    "information": "info-fill", "settled": "check-circle-fill", "warning": "warning-fill",
    "danger": "warning-octagon-fill",
}  # fmt: skip


class NoticeBar(QFrame):
    """The strip in which notices appear. It stays until it is put away or something newer comes."""

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Notices")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._notice = Notice("")
        self._mark = Mark(_ICONS["information"], "info", 20)
        self._words, self._advice = Words("", "body_bold", wrap=True), Words("", "body", wrap=True)
        self.action: Button = link("")
        """The one thing to press, when there is one."""
        self.away = link("Put away")
        """Takes the notice away."""
        self.action.clicked.connect(self._act)
        self.away.clicked.connect(self.put_away)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._mark)
        nest(row, column, 1)
        row.addWidget(self.action)
        row.addWidget(self.away)
        self.hide()
        notices.told.connect(self.show_notice)
        notices.reached.connect(self._reached)
        theme.changed.connect(self.update)

    def words(self) -> str:
        """What is shown, in one line."""
        return "" if self.isHidden() else f"{self._notice.words} {self._notice.advice}".strip()

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice in place of the one before, and have it read aloud. Focus stays where it is."""
        if notice is None:
            self.put_away()
            return
        self._notice = notice
        self._words.set_words(notice.words)
        self._advice.set_words(notice.advice)
        self._advice.setVisible(bool(notice.advice))
        self._mark.set_icon(notice.icon or _ICONS[notice.tone], COLOURS[notice.tone][0])
        self.action.set_words(notice.action)
        self.action.setVisible(bool(notice.action))
        self.show()
        self.update()
        announce(self, f"{notice.words} {notice.advice}".strip(), urgent=notice.urgent)

    def put_away(self) -> None:
        """Take the notice away, and give the focus back if it was in here."""
        inside = self.action.hasFocus() or self.away.hasFocus()
        self.hide()
        if inside:
            self.focusNextChild()

    def _reached(self, place: str) -> None:
        if place == self._notice.place and not self.isHidden():
            self.put_away()

    def _act(self) -> None:
        run = self._notice.run
        self.put_away()
        if run is not None:
            run()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of its tone, with the thick edge."""
        words, ground, _border = COLOURS[self._notice.tone]
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ink.rounded(painter, rect, fill=theme.colour(ground), border=theme.colour(words))
        painter.fillRect(QRectF(1, 1, 5, rect.height() - 2), theme.colour(words))
