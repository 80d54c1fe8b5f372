"""What a chronology strip shows, as values, and the shape of one mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from ui import theme
from ui.widgets import ink

Shape = Literal["dot", "square", "ring"]


@dataclass(frozen=True)
class Mark:
    """One contact in one lane. A square is a decline; a ring is the contact that is open."""

    date: date
    lane: str
    letter: str
    shape: Shape = "dot"
    words: str = ""
    contact_id: str = ""
    token: str = "action"


@dataclass(frozen=True)
class StripData:
    """What the strip shows."""

    lanes: tuple[str, ...]
    marks: tuple[Mark, ...]
    start: date
    end: date
    today: date

    def in_order(self) -> tuple[Mark, ...]:
        """The marks as the arrows go through them: by time, then from the top lane down."""
        lanes = {lane: at for at, lane in enumerate(self.lanes)}
        shown = (mark for mark in self.marks if mark.lane in lanes and self.start <= mark.date <= self.end)
        return tuple(sorted(shown, key=lambda mark: (mark.date, lanes[mark.lane])))

    def year_before(self) -> date:
        """Where the last twelve months begin."""
        return years_back(self.today, 1)


def years_back(day: date, years: int) -> date:
    """The same day some years before; 28 February for a leap day."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def long_date(day: date) -> str:
    """A date in full, for reading aloud."""
    return f"{day.day} {day:%B %Y}"


def paint_mark(painter: QPainter, centre: QPointF, mark: Mark, *, focused: bool = False) -> None:
    """A dot, square or ring with its letter; under the focus, a ring round it that is never clipped."""
    radius = theme.px(10)
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    colour, ring = theme.colour(mark.token), mark.shape == "ring"
    if focused:
        width = theme.focus_width()
        grown = box.adjusted(-width - 1, -width - 1, width + 1, width + 1)
        ink.focus_ring(painter, grown, 4 if mark.shape == "square" else grown.width() / 2)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(theme.colour("surface") if ring else colour)
    inner = box.adjusted(1, 1, -1, -1)
    if mark.shape == "square":
        painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 2, 2)
    else:
        painter.drawEllipse(inner)
    letter = ink.lay(mark.letter, "small_bold")
    ink.draw(
        painter, letter, centre.x() - letter.size.width() / 2, centre.y() - letter.size.height() / 2,
        colour if ring else theme.colour("on_action"),
    )  # fmt: skip
