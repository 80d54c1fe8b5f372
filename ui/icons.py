"""Icons, drawn in the colour of their meaning at the size of the text beside them.

Names are Phosphor's: `stack`, and `stack-fill` for the solid one.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import resources
from ui import theme

_drawn: dict[tuple[str, str, int, float], QPixmap] = {}


@cache
def names() -> frozenset[str]:
    """Every icon there is."""
    return frozenset(name[:-4] for name in resources.names("icons") if name.endswith(".svg"))


@cache
def _shape(name: str) -> bytes:
    return resources.read_text(f"icons/{name}.svg").encode()


def pixmap(name: str, token: str = "text", size: float = 18, *, tint: str = "") -> QPixmap:
    """An icon as a picture. `size` is at 100 % text; `tint` is an exact colour where no token fits."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    wanted = (name, tint or theme.colour(token).name(), theme.px(size), ratio)
    known = _drawn.get(wanted)
    if known is None:
        known = _drawn[wanted] = _draw(*wanted)
    return known


def _draw(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    square = QRectF(0, 0, side, side)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_shape(name))).render(painter, square)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(square, QColor(colour))
    painter.end()
    return picture


def icon(name: str, token: str = "text", size: float = 18) -> QIcon:
    """An icon for what Qt draws itself, such as a menu. It keeps its colour until asked for again."""
    return QIcon(pixmap(name, token, size))


def paint(painter: QPainter, x: float, y: float, name: str, token: str, size: float) -> None:
    """Draw an icon with its top left corner at a point."""
    painter.drawPixmap(round(x), round(y), pixmap(name, token, size))


theme.changed.connect(_drawn.clear)
