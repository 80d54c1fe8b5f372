"""A cell with several things under each other: where a table is narrow, nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import icons, theme
from ui.theme import Role
from ui.widgets import ink
from ui.widgets.cell_delegate import CellDelegate
from ui.widgets.chip import ChipLook, chip_size, paint_chip
from ui.widgets.rows import CELL, Cell, Index
from ui.widgets.state_mark import State, paint_state

_EDGE, _GAP, _BEHIND = 8, 3, 8


class Part(Struct, frozen=True):
    """One thing of a folded cell: a line of words, chips in a row, or check marks in a row. Words with chips have
    them behind the words where both fit one line, and under them where not.
    """

    words: str = ""
    role: Role = "body"
    token: str = "text"
    icon: str = ""
    chips: tuple[ChipLook, ...] = ()
    states: tuple[tuple[str, State], ...] = ()


class Stack(Cell, frozen=True):
    """A cell with several things under each other."""

    parts: tuple[Part, ...] = ()


def _laid(parts: tuple[Part, ...], width: int) -> Iterator[tuple[Part, int, int]]:
    """Each part with its top and its height, counted from the top of the cell's content."""
    top = 0
    for part in _parted(parts, width):
        tall = _height(part, width)
        if tall:
            yield part, top, tall
            top += tall + theme.px(_GAP if part.chips or part.states else 1)


def _parted(parts: tuple[Part, ...], width: int) -> Iterator[Part]:
    """Words and their chips as two parts, where one line has no room for the words and the first of them."""
    for part in parts:
        if part.words and part.chips and _behind(part) + chip_size(part.chips[0]).width() > width:
            yield msgspec.structs.replace(part, chips=())
            yield Part(chips=part.chips)
        else:
            yield part


def _behind(part: Part) -> int:
    """Where the first chip stands behind words."""
    return ink.size_of(part.words, part.role).width() + _BEHIND if part.words else 0


def _height(part: Part, width: int) -> int:
    if part.chips:
        return max(y for _chip, _x, y in _flow(part, width)) + chip_size(part.chips[0]).height()
    if part.states:
        return theme.px(16) + ink.size_of("Agencies", "key").height()
    return ink.size_of(part.words, part.role, width - _indent(part)).height() if part.words else 0


def _indent(part: Part) -> int:
    return theme.px(22) if part.icon else 0


def _flow(part: Part, width: int) -> Iterator[tuple[ChipLook, int, int]]:
    """Chips side by side, behind the words if there are any, then on the next line."""
    x, y = _behind(part), 0
    for chip in part.chips:
        size = chip_size(chip)
        if x and x + size.width() > width:
            x, y = 0, y + size.height() + 4
        yield chip, x, y
        x += size.width() + 5


def stack_height(cell: Stack, width: int) -> int:
    """How tall a folded cell is in a column of this width, its clock and edges counted."""
    room = width - theme.px(2 * _EDGE) - (theme.px(36) if cell.clock else 0)
    laid = list(_laid(cell.parts, room))
    return laid[-1][1] + laid[-1][2] + theme.px(8) if laid else 0


class StackDelegate(CellDelegate):
    """Draws folded cells too."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """As every cell, but with its things under each other."""
        cell = index.data(CELL)
        if not isinstance(cell, Stack):
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        token = self._ground(painter, rect, option, index)
        left = self._marks(painter, rect, cell, rect.left() + theme.px(_EDGE), token)
        width = rect.right() - left - theme.px(_EDGE)
        laid = list(_laid(cell.parts, width))
        tall = laid[-1][1] + laid[-1][2] if laid else 0
        start = rect.top() + (rect.height() - tall) // 2
        for part, top, _height_of_part in laid:
            _paint_part(painter, part, left, start + top, width, token)
        painter.restore()


def _paint_part(painter: QPainter, part: Part, left: int, top: int, width: int, token: str) -> None:
    if part.words and part.chips:
        words = msgspec.structs.replace(part, chips=())
        spare = chip_size(part.chips[0]).height() - ink.size_of(part.words, part.role).height()
        _paint_part(painter, words, left, top + spare // 2, width, token)
    if part.chips:
        for chip, x, y in _flow(part, width):
            paint_chip(painter, left + x, top + y, chip)
    elif part.states:
        _paint_states(painter, part, left, top, token)
    else:
        own = token if token and (part.token == "text" or theme.tokens().name == "system") else part.token
        laid = ink.lay(part.words, part.role, width - _indent(part))
        if part.icon:
            icons.paint(painter, left, top + theme.px(1), part.icon, own, 16)
        ink.draw(painter, laid, left + _indent(part), top, theme.colour(own))


def _paint_states(painter: QPainter, part: Part, left: float, top: int, token: str) -> None:
    quiet = token if token and theme.tokens().name == "system" else "secondary"
    for about, state in part.states:
        words = ink.lay(about, "key")
        wide = max(words.size.width(), theme.px(40))
        paint_state(painter, left + (wide - theme.px(15)) / 2, top, state, 15)
        ink.draw(
            painter, words, left + (wide - words.size.width()) / 2, top + theme.px(16), theme.colour(quiet)
        )
        left += wide + theme.px(6)
