"""The strip in which the person is told something."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import shortcuts, theme
from ui.notices import Notice, Notices, announce
from ui.widgets import ink
from ui.widgets.buttons import Button, link
from ui.widgets.chip import COLOURS
from ui.widgets.mark import Mark
from ui.widgets.nesting import nest
from ui.widgets.note_ground import paint_note
from ui.widgets.words import Words

_ICONS = {
    "information": "info-fill", "settled": "check-circle-fill", "warning": "warning-fill",
    "danger": "warning-octagon-fill",
}  # fmt: skip
_ABOVE, _BELOW = 8, 4


class NoticeBar(QFrame):
    """The strip in which notices appear. One stays until it is put away or something newer comes; what was said of
    a thing just done goes when the person goes elsewhere, and what came from a colleague is shown again after it.
    In a low window it is one line, and the rest is asked for.
    """

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Notices")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._notice = Notice("")
        self._news = deque[Notice]()
        self._presses = 0
        self._low = self._whole = False
        self._mark = Mark(_ICONS["information"], "info", 20)
        self._words, self._advice = Words("", "body_bold", wrap=True), Words("", "body", wrap=True)
        self._line = Words("", "body_bold")
        self.more: Button = link("More")
        """Shows all of it, where only one line had room."""
        self.action: Button = link("")
        """The one thing to press, when there is one."""
        self.away = link("Put away")
        """Takes the notice away."""
        self.action.clicked.connect(self._act)
        self.away.clicked.connect(self.put_away)
        self.away.setAccessibleDescription("Esc")
        self.more.clicked.connect(self._unfold)
        self._lay_out()
        self.hide()
        notices.told.connect(self.show_notice)
        notices.reached.connect(self._reached)
        notices.moved.connect(self._moved_on)
        theme.changed.connect(self._fold)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        for words in (self._line, self._words, self._advice):
            column.addWidget(words)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(12)
        row.addWidget(self._mark)
        nest(row, column, 1)
        for button in (self.more, self.action, self.away):
            row.addWidget(button)

    def words(self) -> str:
        """What is shown, in one line."""
        return "" if self.isHidden() else f"{self._notice.words} {self._notice.advice}".strip()

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice in place of the one before, and have it read aloud. Focus stays where it is."""
        if notice is None:
            self._news.clear()
            self.put_away()
            return
        announce(self, f"{notice.words} {notice.advice}".strip(), urgent=notice.urgent)
        if self._notice.news and not self.isHidden():
            if notice.news:
                self._news.append(notice)
                self._count()
                return
            self._news.appendleft(self._notice)
        self._show(notice)

    def _show(self, notice: Notice) -> None:
        self._notice, self._whole = notice, False
        self._presses = shortcuts.OurKeysFirst.presses
        self._words.set_words(notice.words)
        self._advice.set_words(notice.advice)
        self._mark.set_icon(notice.icon or _ICONS[notice.tone], COLOURS[notice.tone][0])
        self.action.set_words(notice.action)
        self.action.setVisible(bool(notice.action))
        self.show()
        self._count()

    def _count(self) -> None:
        """Say how many wait behind this one."""
        self.away.set_words(f"Put away, {len(self._news)} more" if self._news else "Put away")
        self._fold()

    def put_away(self) -> None:
        """Take the notice away, and give the focus back if it was in here. What waits behind it comes."""
        inside = any(button.hasFocus() for button in (self.more, self.action, self.away))
        if self._news:
            self._show(self._news.popleft())
            if inside:  # a second press is not meant for the notice that came
                self.away.setFocus()
        else:
            self.hide()
        if inside:
            self.focusNextChild()

    def set_low(self, low: bool) -> None:
        """Whether the window has little height: the page needs it more than what was said."""
        self._low = low
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may leave another number of words on the one line."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """One line in a low window, unless it cannot wait or somebody asked for all of it."""
        folded = self._low and not self._whole and not self._notice.urgent
        edges = (4, 2, 3, 3) if self._low else (_ABOVE, _BELOW, 6, 6)
        self._row.setContentsMargins(18, edges[0] + edges[2], 17, edges[1] + edges[3])
        self._words.setVisible(not folded)
        self._advice.setVisible(not folded and bool(self._notice.advice))
        self._line.setVisible(folded)
        if folded:
            self._shorten()
        else:
            self.more.hide()
        self.update()

    def _shorten(self) -> None:
        said = f"{self._notice.words} {self._notice.advice}".strip()
        beside = [b for b in (self.action, self.away) if b is self.away or self._notice.action]
        edges = self._row.contentsMargins()
        room = self.width() - edges.left() - edges.right() - self._mark.sizeHint().width() - 12
        room -= sum(b.sizeHint().width() + 12 for b in beside)
        whole = ink.size_of(said, "body_bold").width() <= room
        self.more.setVisible(not whole)
        room -= 0 if whole else self.more.sizeHint().width() + 12
        self._line.set_words(said if whole else ink.shorten(said, "body_bold", room))

    def _unfold(self) -> None:
        """All of it. The focus goes on to what can be pressed."""
        self._whole = True
        (self.action if self._notice.action else self.away).setFocus()
        self._fold()

    def _moved_on(self) -> None:
        """What the same key brought stays; with the next one, what it said is old."""
        if self._notice.passing and shortcuts.OurKeysFirst.presses != self._presses:
            self.put_away()

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
        above, below = (4, 2) if self._low else (_ABOVE, _BELOW)
        paint_note(QPainter(self), QRectF(self.rect()).adjusted(0, above, 0, -below), self._notice.tone)
