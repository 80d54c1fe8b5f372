"""Draws a cell of a table: clock, icon, one or two lines, chips, check marks."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme
from ui.theme import Role
from ui.widgets import ink
from ui.widgets.chip import ChipLook, chip_size, paint_chip
from ui.widgets.clock_mark import paint_clock
from ui.widgets.rows import CELL, Cell, Index
from ui.widgets.state_mark import paint_state

_EDGE = 8
_CHIP_GAP = 5
_ABOVE_CHIPS = 3


class CellDelegate(QStyledItemDelegate):
    """The one delegate of our tables. `focused_row` is set by the table: its cells get the pale fill."""

    focused_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, then what the cell holds, centred in the height of the row."""
        cell = index.data(CELL)
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        token = self._ground(painter, rect, option, index)
        if isinstance(cell, Cell):
            left = rect.left() + theme.px(_EDGE)
            left = self._marks(painter, rect, cell, left, token)
            if cell.chips and not cell.words:
                self._chips(painter, rect, cell, left)
            elif cell.states:
                self._states(painter, rect, cell, left, token)
            else:
                self._lines(painter, rect, cell, left, token)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> str:
        """Fill the cell; answers the colour its words then need, or nothing for their own."""
        if index.flags() == Qt.ItemFlag.NoItemFlags:
            painter.fillRect(rect, theme.colour("subtle"))
            return ""
        if index.row() == self.focused_row:
            painter.fillRect(rect, theme.colour("focus_fill"))
            return "on_focus"
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
            return "on_selected"
        painter.fillRect(rect, theme.colour("surface"))
        return ""

    def _marks(self, painter: QPainter, rect: QRect, cell: Cell, left: int, token: str) -> int:
        over = _over(token)
        middle = rect.top() + rect.height() / 2
        if cell.clock is not None:
            paint_clock(painter, left, middle - theme.px(14), cell.clock, over=over)
            return left + theme.px(28 + 8)
        if cell.icon:
            icons.paint(painter, left, middle - theme.px(8), cell.icon, over or cell.token, 16)
            return left + theme.px(16 + 6)
        return left

    def _lines(self, painter: QPainter, rect: QRect, cell: Cell, left: int, token: str) -> None:
        room = rect.right() + 1 - left - theme.px(4)  # as `height_in` counts it: it was laid out then
        role: Role = "body_bold" if cell.bold else "body"
        own = _over(token) or (token if token and cell.token == Cell().token else cell.token)
        quiet = _over(token) or "secondary"
        words = ink.lay(cell.words, role, room)
        second = ink.lay(cell.second, "small", room) if cell.second else None
        tall = words.size.height() + (second.size.height() if second else 0)
        below = _chips_tall(cell, rect.right() - left)
        top = rect.top() + max(1, (rect.height() - tall - below) / 2)
        ink.draw(painter, words, left, top, theme.colour(own))
        if second is not None:
            ink.draw(painter, second, left, top + words.size.height(), theme.colour(quiet))
        if cell.chips:
            self._chip_lines(painter, rect, cell, left, top + tall + theme.px(_ABOVE_CHIPS))

    def _chips(self, painter: QPainter, rect: QRect, cell: Cell, left: float) -> None:
        lines = chip_lines(cell.chips, rect.right() - left)
        line = chip_size(cell.chips[0]).height() + 4
        top = rect.top() + (rect.height() - line * len(lines) + 4) / 2
        self._chip_lines(painter, rect, cell, left, top)

    @staticmethod
    def _chip_lines(painter: QPainter, rect: QRect, cell: Cell, left: float, top: float) -> None:
        line = chip_size(cell.chips[0]).height() + 4
        for chips in chip_lines(cell.chips, rect.right() - left):
            x = left
            for chip in chips:
                x += paint_chip(painter, x, top, chip).width() + _CHIP_GAP
            top += line

    def _states(self, painter: QPainter, rect: QRect, cell: Cell, left: float, token: str) -> None:
        """Each mark over the word it is about, so that no check is known by its place alone."""
        over = _over(token)
        for about, state in cell.states:
            words = ink.lay(about, "key")
            wide = max(words.size.width(), theme.px(40))
            tall = theme.px(16) + words.size.height()
            top = rect.top() + (rect.height() - tall) / 2
            paint_state(painter, left + (wide - theme.px(15)) / 2, top, state, 15, over)
            below = top + theme.px(16)
            ink.draw(
                painter,
                words,
                left + (wide - words.size.width()) / 2,
                below,
                theme.colour(over or "secondary"),
            )
            left += wide + theme.px(6)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The room the cell would like; the table decides on one height for all rows."""
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            return QSize(theme.px(80), theme.px(36))
        role: Role = "body_bold" if cell.bold else "body"
        wide = max(ink.size_of(cell.words, role).width(), ink.size_of(cell.second, "small").width())
        wide = max(wide, sum(chip_size(chip).width() + 5 for chip in cell.chips))
        wide = max(wide, theme.px(50) * len(cell.states))
        extra = theme.px(36) if cell.clock else theme.px(22) if cell.icon else 0
        return QSize(wide + extra + 2 * theme.px(_EDGE), theme.px(46 if cell.second else 36))


def _over(token: str) -> str:
    """In the system's own colours a chosen row is strong, so only its own word colour can be read on it."""
    return token if theme.tokens().name == "system" else ""


def chip_lines(chips: tuple[ChipLook, ...], width: float) -> list[list[ChipLook]]:
    """Chips in as many lines as they need: none of them is ever cut off."""
    lines: list[list[ChipLook]] = [[]]
    used = 0.0
    for chip in chips:
        wide = chip_size(chip).width()
        if lines[-1] and used + wide > width:
            lines.append([])
            used = 0.0
        lines[-1].append(chip)
        used += wide + _CHIP_GAP
    return lines


def _chips_tall(cell: Cell, width: float) -> int:
    """How much the chips under the words of a cell take."""
    if not cell.chips:
        return 0
    lines = len(chip_lines(cell.chips, width))
    return lines * (chip_size(cell.chips[0]).height() + 4) - 4 + theme.px(_ABOVE_CHIPS)


def height_in(cell: Cell, width: int) -> int:
    """How tall a cell is in a column. Short words are not measured: almost all of them fit one line."""
    room = width - theme.px(_EDGE) - theme.px(4)
    room -= theme.px(36) if cell.clock else theme.px(22) if cell.icon else 0
    if cell.chips and not cell.words:
        return len(chip_lines(cell.chips, room)) * (chip_size(cell.chips[0]).height() + 4) + theme.px(6)
    tall = 0
    lines: tuple[tuple[str, Role], ...] = (
        (cell.words, "body_bold" if cell.bold else "body"),
        (cell.second, "small"),
    )
    for words, role in lines:
        if words:
            fits = len(words) * theme.px(9 if role == "body_bold" else 8) < room
            tall += theme.px(18) if fits else ink.size_of(words, role, room).height()
    return tall + _chips_tall(cell, room) + theme.px(8)


def row_height(two_lines: bool, compact: bool = False) -> int:
    """The one height of all rows of a table."""
    return max(24, theme.px(31 if not two_lines else 36 if compact else 46))
