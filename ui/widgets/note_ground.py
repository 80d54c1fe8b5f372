"""The ground of a note: the colour of its kind, a border, and the thick edge that follows the rounded corners."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from ui import theme
from ui.widgets import ink
from ui.widgets.chip import COLOURS, Kind

EDGE = 6
"""How wide the thick edge is."""


def paint_note(painter: QPainter, rect: QRectF, kind: Kind) -> None:
    """Paint it, inside the rectangle."""
    words, ground, _border = COLOURS[kind]
    ink.rounded(painter, rect, fill=theme.colour(ground), border=theme.colour(words))
    shape = QPainterPath()
    shape.addRoundedRect(rect, 5, 5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(shape)
    painter.fillRect(QRectF(rect.left(), rect.top(), EDGE, rect.height()), theme.colour(words))
    painter.restore()
