"""How words are laid out and drawn by hand: wrapped, at our line height, with some of them in bold.

Everything that paints its own words uses this, so they all wrap, mix fonts and grow the same way.
"""

from __future__ import annotations

import atexit
import math
import re
from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from ui import theme
from ui.theme import Role
from ui.widgets.turning import kept_after
from workstation.domain.unseen import marked

READING, TIGHT = 1.35, 1.2
_BOLD_OF: dict[str, Role] = {"body": "body_bold", "secondary": "secondary_bold", "small": "small_bold"}


class Shaded(str):
    """A part of some words that is set in bold on a ground, where others are set in bold alone."""

    __slots__ = ()


class Laid(Struct, frozen=True):
    """Words laid out in lines, ready to be drawn."""

    layout: QTextLayout
    size: QSize
    line: float


def lay(  # noqa: PLR0913 - every part of how words look can be chosen by itself
    words: str,
    role: Role = "body",
    width: float = math.inf,
    *,
    strong: tuple[str, ...] = (),
    struck: str = "",
    leading: float = TIGHT,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    underlined: bool = False,
) -> Laid:
    """Lay words out in a width. Parts named in `strong` are set in bold, a `Shaded` one also on a ground;
    the part `struck` is struck out. What cannot be seen is drawn as a token, so that no word turns a line round.

    What was laid is kept for a while: a list is painted again for every letter typed above it.
    """
    asked = (words, role, width, strong, tuple(map(type, strong)), struck, leading, align, underlined)
    found = _kept.get(asked)
    if found is None:
        while len(_kept) >= _MOST_KEPT:
            del _kept[next(iter(_kept))]
        found = _kept[asked] = _laid_out(words, role, width, strong, struck, leading, align, underlined)
    return found


_kept: dict[tuple[object, ...], Laid] = {}
_MOST_KEPT = 800
"""Of words laid out: what a page of lists shows, and a little more. The oldest go first."""


def _laid_out(  # noqa: PLR0913, PLR0917 - as `lay`
    words: str,
    role: Role,
    width: float,
    strong: tuple[str, ...],
    struck: str,
    leading: float,
    align: Qt.AlignmentFlag,
    underlined: bool,
) -> Laid:
    words, struck = kept_after(joined(marked(words))), joined(marked(struck))
    font = theme.font_for(words, role)
    font.setUnderline(underlined)
    layout = QTextLayout(words.replace("\n", "\u2028"), font)
    layout.setCacheEnabled(True)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if strong or struck:
        layout.setFormats([*_bold_parts(words, role, strong), *_struck_part(words, role, struck)])
    line_height = _line_height(font, leading)
    room = 1_000_000.0 if math.isinf(width) else max(1.0, float(width))
    top, widest = 0.0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, top + (line_height - line.height()) / 2))
        top += line_height
        widest = max(widest, line.naturalTextWidth())
    layout.endLayout()
    return Laid(layout, QSize(math.ceil(widest), math.ceil(max(top, line_height))), line_height)


def joined(words: str) -> str:
    """Phone numbers whose groups stay on one line: half a number is read out wrong. Nothing else changes."""
    return _PHONE.sub(lambda number: number.group().replace(" ", "\N{NO-BREAK SPACE}"), words)


_PHONE = re.compile(r"(?<!\d)(?:0|\+44 )\d{2,4}(?: \d{3,6}){1,2}(?!\d)")
"""As British numbers are written: 0191 498 0100, 07700 900123, 020 7946 0958."""


def _line_height(font: QFont, leading: float) -> float:
    """Leading counts from the letter size; a font whose letters are taller than that gets what it needs."""
    tall = QFontMetricsF(font)
    wanted = font.pixelSize() * leading * theme.reading().line_spacing
    return max(wanted, (tall.ascent() + tall.descent()) * min(1.0, theme.reading().line_spacing))


def _bold_parts(words: str, role: Role, strong: tuple[str, ...]) -> Iterator[QTextLayout.FormatRange]:
    from PySide6.QtGui import QTextCharFormat

    for part in strong:
        told = joined(marked(part))
        start = words.find(told) if told else -1
        if start < 0:
            continue
        run = QTextLayout.FormatRange()
        run.start, run.length = start, len(told)
        look = QTextCharFormat()
        font = theme.font_for(words, _BOLD_OF.get(role, role))
        if isinstance(part, Shaded):
            # Where the theme has no ground to tell it apart, a line under it does.
            font.setUnderline(theme.colour("warning_bg") == theme.colour("surface"))
            look.setBackground(theme.colour("warning_bg"))
        look.setFont(font)
        run.format = look
        yield run


def _struck_part(words: str, role: Role, struck: str) -> Iterator[QTextLayout.FormatRange]:
    from PySide6.QtGui import QTextCharFormat

    start = words.find(struck) if struck else -1
    if start >= 0:
        run = QTextLayout.FormatRange()
        run.start, run.length = start, len(struck)
        look = QTextCharFormat()
        font = theme.font_for(words, role)
        font.setStrikeOut(True)
        look.setFont(font)
        run.format = look
        yield run


def draw(painter: QPainter, laid: Laid, x: float, y: float, colour: QColor) -> None:
    """Draw laid words with their top left corner at a point."""
    painter.setPen(QPen(colour))
    laid.layout.draw(painter, QPointF(x, y))


def size_of(
    words: str,
    role: Role,
    width: float = math.inf,
    *,
    strong: tuple[str, ...] = (),
    leading: float = TIGHT,
) -> QSize:
    """The room words take. Pages ask again and again while they find their shape, so the answer is kept."""
    asked = (words, role, width, strong, leading)
    found = _sizes.get(asked)
    if found is None:
        if len(_sizes) >= _MOST_SIZES:
            _sizes.clear()
        found = _sizes[asked] = lay(words, role, width, strong=strong, leading=leading).size
    return QSize(found)


_sizes: dict[tuple[str, Role, float, tuple[str, ...], float], QSize] = {}
_MOST_SIZES = 20_000


def forget() -> None:
    """Keep no words: the theme changed, or somebody left."""
    _sizes.clear()
    _kept.clear()


theme.changed.connect(forget)
# What was laid belongs to Qt and must not outlive it: this runs before Qt's own farewell, asked for sooner.
atexit.register(forget)


def shorten(words: str, role: Role, width: float) -> str:
    """Words that fit one line, with three dots if some had to go. Never use it for names."""
    metrics = QFontMetricsF(theme.font_for(words, role))
    return metrics.elidedText(marked(words), Qt.TextElideMode.ElideRight, max(0.0, width))


def rounded(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    radius: float = 5.0,
) -> None:
    """A box with its border wholly inside the given rectangle, so nothing is ever clipped."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if border is None:
        width = 0.0
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(border, width))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRectF, radius: float = 5.0) -> None:
    """The pale ground and the ring of what has the focus: the same wherever it is."""
    rounded(
        painter, rect, fill=theme.colour("focus_fill"), border=theme.colour("focus"), width=theme.focus_width(),
        radius=radius,
    )  # fmt: skip
