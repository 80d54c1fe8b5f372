"""How much time is left, as a shape: a ring that empties, an octagon when late, a bolt for danger now."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui import icons, theme

ClockState = Literal["running", "soon", "overdue", "act_now", "paused", "waiting", "over"]

_ICONS: dict[str, tuple[str, str]] = {
    "overdue": ("warning-octagon-fill", "danger"),
    "act_now": ("lightning-fill", "danger"),
    "paused": ("pause-circle-fill", "secondary"),
    "waiting": ("hourglass", "secondary"),
    "over": ("check-circle-fill", "settled"),
}


class ClockLook(Struct, frozen=True):
    """The state of a clock, and for one that runs the share of time that is left, from 1 to 0."""

    state: ClockState
    left: float = 1.0

    def token(self) -> str:
        """The colour for the words beside it."""
        own = {"soon": "warning", "overdue": "danger", "act_now": "danger", "over": "settled"}
        return own.get(self.state, "text")


def paint_clock(
    painter: QPainter, x: float, y: float, clock: ClockLook, size: float = 28, over: str = ""
) -> None:
    """Draw a clock with its top left corner at a point. `over` is a colour that wins over its own."""
    side = theme.px(size)
    if clock.state in _ICONS:
        name, own = _ICONS[clock.state]
        inner = size * 0.78
        inset = (side - theme.px(inner)) / 2
        icons.paint(painter, x + inset, y + inset, name, over or own, inner)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    thick = max(3.0, side / 8)
    ring = QRectF(x, y, side, side).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
    # Where lines are as strong as words, a thick track would look like time that is left.
    plain = theme.tokens().name in {"contrast", "system"}
    painter.setPen(QPen(theme.colour("hairline"), 1.5 if plain else thick))
    painter.drawEllipse(ring)
    token = over or ("warning" if clock.state == "soon" else "settled")
    pen = QPen(theme.colour(token), thick)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    # What is left ends at twelve o'clock, as on a watch face that is read backwards from the end.
    painter.drawArc(ring, 90 * 16, -round(max(0.02, min(1.0, clock.left)) * 360 * 16))
    painter.restore()
