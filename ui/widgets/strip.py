"""The chronology strip: three years of contacts in lanes, readable by keyboard and aloud."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets import ink
from ui.widgets.strip_data import Mark, Shape, StripData, long_date, paint_mark, years_back

__all__ = ["Mark", "Shape", "Strip", "StripData"]

_ONE_LINE = 10_000
"""A width in which the line of keys never wraps."""


class Strip(QWidget):
    """Lanes by kind of worry over three years. Left and Right go through the marks, Enter opens one."""

    opened = Signal(str)
    """The id of the contact to open."""
    moved = Signal(str)
    """The id of the contact whose mark has the focus, so that the table below can follow."""

    def __init__(self, data: StripData, key_line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key_line = key_line
        self._marks: tuple[Mark, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_data(data)
        theme.changed.connect(self.updateGeometry)

    def set_data(self, data: StripData, key_line: str | None = None) -> None:
        """Show another history. The mark with the focus keeps it, if its contact is still there."""
        before = self.current()
        self._data, self._marks = data, data.in_order()
        place = (before.contact_id, before.lane) if before else None
        same = (at for at, mark in enumerate(self._marks) if (mark.contact_id, mark.lane) == place)
        self._at = next(same, min(self._at, len(self._marks) - 1))
        self._key_line = self._key_line if key_line is None else key_line
        count = len({mark.contact_id for mark in self._marks})
        self.setAccessibleName("History strip")
        self.setAccessibleDescription(
            f"{count} contact{'s' if count != 1 else ''} from {long_date(data.start)} to {long_date(data.end)}. "
            "Left and right arrows go through them. The table below says the same."
        )
        self.updateGeometry()
        self.update()

    def current(self) -> Mark | None:
        """The mark that has the focus."""
        return self._marks[self._at] if 0 <= self._at < len(self._marks) else None

    def spoken(self) -> str:
        """What is read aloud for the current mark."""
        mark = self.current()
        if mark is None:
            return "No contacts in these years."
        here = ", this contact" if mark.shape == "ring" else ""
        return (
            f"{long_date(mark.date)}, {mark.lane}: {mark.words}{here}. {self._at + 1} of {len(self._marks)}"
        )

    def sizeHint(self) -> QSize:
        """A lane is as tall as its mark needs."""
        return QSize(theme.px(600), self.heightForWidth(theme.px(600)))

    def hasHeightForWidth(self) -> bool:
        """The line of keys wraps when the strip is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Years, lanes and keys."""
        keys = self._keys(width).size.height() + theme.px(10) if self._key_line else 0
        return round(theme.px(26) + len(self._data.lanes) * self._lane() + keys)

    def _keys(self, width: int) -> ink.Laid:
        return ink.lay(self._key_line, "small", width - theme.px(4))

    def minimumSizeHint(self) -> QSize:
        """Still readable on a laptop at large text."""
        return QSize(theme.px(280), self.heightForWidth(_ONE_LINE))

    def _lane(self) -> int:
        return theme.px(23)

    def _left(self) -> int:
        """Where time begins: after the longest lane name."""
        names = max((ink.size_of(lane, "secondary_bold").width() for lane in self._data.lanes), default=0)
        return min(names + theme.px(44), self.width() // 2)

    def _x(self, day: date) -> float:
        whole = max(1, (self._data.end - self._data.start).days)
        room = self.width() - self._left() - theme.px(28)
        return self._left() + room * (day - self._data.start).days / whole

    def _y(self, lane: int) -> float:
        return theme.px(26) + (lane + 0.5) * self._lane()

    def _centre(self, mark: Mark) -> QPointF:
        return QPointF(self._x(mark.date), self._y(self._data.lanes.index(mark.lane)))

    def _years(self) -> Iterator[date]:
        day = self._data.end
        while day >= self._data.start:
            yield day
            day = years_back(day, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, years, lanes, marks, the line of keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_years(painter)
        self._paint_lanes(painter)
        for at, mark in enumerate(self._marks):
            paint_mark(painter, self._centre(mark), mark, focused=self.hasFocus() and at == self._at)
        if self._key_line:
            keys = self._keys(self.width())
            bottom = self._y(len(self._data.lanes)) - self._lane() / 2 + theme.px(8)
            ink.draw(painter, keys, theme.px(2), bottom, theme.colour("secondary"))

    def _paint_years(self, painter: QPainter) -> None:
        top, bottom = theme.px(26), self._y(len(self._data.lanes)) - self._lane() / 2
        since = max(self._data.year_before(), self._data.start)
        shade = QRectF(self._x(since), top, self.width() - self._x(since) - theme.px(14), bottom - top)
        painter.fillRect(shade, theme.colour("selected" if theme.tokens().name != "system" else "subtle"))
        edge, middle = float("inf"), (self._x(since) + self._x(self._data.end)) / 2
        left_of, right_of = 0.0, float(self.width())
        for day in self._years():
            label, x = ink.lay(f"{day:%b %Y}", "small"), self._x(day)
            painter.setPen(QPen(theme.colour("hairline"), 1))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            left = min(x - label.size.width() / 2, self.width() - label.size.width())
            if left + label.size.width() < edge:
                ink.draw(painter, label, left, theme.px(4), theme.colour("secondary"))
                edge = left - theme.px(8)
                if x < middle:
                    left_of = max(left_of, left + label.size.width())
                else:
                    right_of = min(right_of, left)
        # What the shade is, between the years at its two ends, where they leave room for it.
        name = ink.lay("last 12 months", "small")
        spare = right_of - left_of - name.size.width()
        if spare >= theme.px(12):
            ink.draw(painter, name, left_of + spare / 2, theme.px(4), theme.colour("secondary"))

    def _paint_lanes(self, painter: QPainter) -> None:
        used = {mark.lane for mark in self._marks if mark.shape == "ring"} | {"Declined"}
        for at, lane in enumerate(self._data.lanes):
            y = self._y(at)
            painter.setPen(QPen(theme.colour("hairline"), 1))
            painter.drawLine(QPointF(self._left(), y), QPointF(self.width() - theme.px(14), y))
            role: theme.Role = "secondary_bold" if lane in used else "secondary"
            room = self._left() - theme.px(12)
            name = ink.lay(ink.shorten(lane, role, room), role)
            ink.draw(painter, name, theme.px(2), y - name.size.height() / 2, theme.colour("text"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right by time, Home and End, Enter opens."""
        last = len(self._marks) - 1
        places = {
            Qt.Key.Key_Left: self._at - 1, Qt.Key.Key_Right: self._at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in places and last >= 0:
            self._move(max(0, min(last, places[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self._open(self._marks[self._at])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The newest mark is the first to be read."""
        super().focusInEvent(event)
        if self._at < 0 and self._marks:
            self._move(len(self._marks) - 1)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a mark opens its contact."""
        near = theme.px(13)
        for at, mark in enumerate(self._marks):
            if (self._centre(mark) - event.position()).manhattanLength() <= near * 1.4:
                self._move(at)
                self._open(mark)
                return

    def _open(self, mark: Mark) -> None:
        if mark.contact_id:
            self.opened.emit(mark.contact_id)

    def _move(self, at: int) -> None:
        self._at = at
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken()))
        self.moved.emit(self._marks[at].contact_id)
