"""How a row of the queue is put into cells: eight columns where there is room, fewer where there is not.

Nothing is left out in a narrow window or with large text: what had its own column stands under another.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import icons, theme
from ui.theme import Role
from ui.widgets import ink
from ui.widgets.cell_delegate import CellDelegate
from ui.widgets.chip import ChipLook, chip_size, paint_chip
from ui.widgets.clock_mark import ClockLook, ClockState
from ui.widgets.rows import CELL, Cell, Column, Index, Row
from ui.widgets.state_mark import STATE_WORDS, State, paint_state
from workstation.domain.queue import ClockKind, QueueRow

CHECKS = ("History", "Agencies", "Parents", "Reasons")
_STATES: dict[str, State] = {words: state for state, words in STATE_WORDS.items()}  # type: ignore[misc]
_CLOCKS: dict[ClockKind, ClockState] = {
    ClockKind.ACT_NOW: "act_now", ClockKind.OVERDUE: "overdue", ClockKind.SOON: "soon",
    ClockKind.RUNNING: "running", ClockKind.PAUSED: "paused", ClockKind.WAITING: "waiting",
}  # fmt: skip
_DRAWINGS = {"hand": "hand-palm", "clock-counter-clockwise": "arrow-counter-clockwise"}
_EDGE, _GAP = 8, 3


class Part(Struct, frozen=True):
    """One thing of a folded cell: a line of words, chips in a row, or check marks in a row."""

    words: str = ""
    role: Role = "body"
    token: str = "text"
    chips: tuple[ChipLook, ...] = ()
    states: tuple[tuple[str, State], ...] = ()


class Stack(Cell, frozen=True):
    """A cell with several things under each other."""

    parts: tuple[Part, ...] = ()


WIDE = (
    Column("Time left", 198), Column("Child", 205), Column("From", 132), Column("Worry", 225, 1),
    Column("History", 344, 4), Column("Checks", 224), Column("With", 124), Column("What is happening", 176, 1),
)  # fmt: skip
MEDIUM = (
    Column("Time left", 196), Column("Child", 204), Column("From", 124), Column("Worry and history", 330, 1),
    Column("Checks", 238), Column("With, and what is happening", 216),
)  # fmt: skip
NARROW = (
    Column("Time left", 166), Column("Child, and what is happening", 212, 1),
    Column("Worry, history and checks", 250, 2),
)  # fmt: skip
ONE = (Column("Contact", 160, 1),)
FOLDS = (WIDE, MEDIUM, NARROW, ONE)


def columns_for(room: float) -> tuple[Column, ...]:
    """The columns that fit, for a room measured at 100 % text."""
    for columns in FOLDS:
        if sum(column.width for column in columns) <= room:
            return columns
    return ONE


def row_of(row: QueueRow, columns: tuple[Column, ...]) -> Row:
    """The cells of one row for a set of columns."""
    if columns is WIDE:
        worry = Cell(row.line.worry)
        history = Stack(parts=_chips(row), spoken=_spoken_chips(row))
        cells: tuple[Cell, ...] = (
            _time(row), _child(row), Cell(row.source), worry, history, _checks(row), Cell(row.worker),
            Cell(row.happening),
        )  # fmt: skip
    elif columns is MEDIUM:
        cells = (_time(row), _child(row), Cell(row.source), _worry(row), _checks(row), _with(row))
    elif columns is NARROW:
        cells = (_time(row), _child_and_happening(row), _worry_and_checks(row))
    else:
        cells = (_everything(row),)
    return Row(row.contact, cells)


def _clock(row: QueueRow) -> ClockLook | None:
    state = _CLOCKS.get(row.time_left.kind)
    return ClockLook(state, row.time_left.share) if state else None


def _time(row: QueueRow) -> Cell:
    left, clock = row.time_left, _clock(row)
    spoken = f"{left.spoken.removeprefix('Time left: ')}, {left.below}".rstrip(", ")
    icon, token = ("", clock.token()) if clock else ("check-circle-fill", "settled")
    return Cell(left.words, left.below, bold=True, token=token, icon=icon, clock=clock, spoken=spoken)


def _child(row: QueueRow) -> Cell:
    return Cell(row.line.child, row.line.born, bold=True)


def _checks(row: QueueRow) -> Cell:
    return Cell(states=_states(row))


def _states(row: QueueRow) -> tuple[tuple[str, State], ...]:
    return tuple(
        (about, _STATES.get(said, "not_known")) for about, said in zip(CHECKS, row.line.checks, strict=False)
    )


def _looks(row: QueueRow) -> tuple[ChipLook, ...]:
    return tuple(ChipLook(chip.words, chip.tone, _icon(chip.icon)) for chip in row.chips)


def _icon(name: str) -> str:
    """The shipped drawing for what the trade calls an icon."""
    name = _DRAWINGS.get(name, name)
    return next((one for one in (f"{name}-fill", name) if one in icons.names()), "")


def _chips(row: QueueRow) -> tuple[Part, ...]:
    looks = _looks(row)
    return (Part(chips=looks),) if looks else ()


def _spoken_chips(row: QueueRow) -> str:
    return ", ".join(chip.words for chip in row.chips) or "nothing to flag"


def _spoken_checks(row: QueueRow) -> str:
    return ", ".join(f"{about}: {STATE_WORDS[state]}" for about, state in _states(row))


def _worry(row: QueueRow) -> Cell:
    words = row.line.worry
    return Stack(parts=(Part(words), *_chips(row)), spoken=f"{words}. {_spoken_chips(row)}")


def _with(row: QueueRow) -> Cell:
    return Cell(row.happening, "" if row.worker == "–" else f"With {_whom(row)}")


def _whom(row: QueueRow) -> str:
    return "you" if row.worker == "You" else row.worker


def _happening(row: QueueRow) -> str:
    return row.happening if row.worker == "–" else f"{row.happening} · {_whom(row)}"


def _child_and_happening(row: QueueRow) -> Cell:
    line = row.line
    parts = (
        Part(line.child, "body_bold"),
        Part(line.born, "small", "secondary"),
        Part(_happening(row), "secondary"),
    )
    return Stack(parts=parts, spoken=f"{line.child}, {line.born}. {row.happening}, with {row.worker}")


def _worry_and_checks(row: QueueRow) -> Cell:
    said = f"{row.source}: {row.line.worry}" if row.line.worry else row.source
    parts = (Part(said), *_chips(row), Part(states=_states(row)))
    return Stack(parts=parts, spoken=f"{said}. {_spoken_chips(row)}. {_spoken_checks(row)}")


def _everything(row: QueueRow) -> Cell:
    line, left = row.line, row.time_left
    said = f"{row.source}: {line.worry}" if line.worry else row.source
    clock = _clock(row)
    parts = (
        Part(f"{left.words} · {left.below}".rstrip(" ·"), "body_bold", clock.token() if clock else "settled"),
        Part(line.child, "body_bold"), Part(line.born, "small", "secondary"), Part(said), *_chips(row),
        Part(states=_states(row)), Part(_happening(row), "secondary"),
    )  # fmt: skip
    spoken = f"{left.spoken}. {line.child}, {line.born}. {said}. {_spoken_chips(row)}. {_spoken_checks(row)}"
    return Stack(parts=parts, clock=clock, spoken=f"{spoken}. {row.happening}")


def _laid(parts: tuple[Part, ...], width: int) -> Iterator[tuple[Part, int, int]]:
    """Each part with its top and its height, counted from the top of the cell's content."""
    top = 0
    for part in parts:
        tall = _height(part, width)
        if tall:
            yield part, top, tall
            top += tall + theme.px(_GAP if part.chips or part.states else 1)


def _height(part: Part, width: int) -> int:
    if part.chips:
        return max(y for _chip, _x, y in _flow(part, width)) + chip_size(part.chips[0]).height()
    if part.states:
        return theme.px(16) + ink.size_of("Agencies", "key").height()
    return ink.size_of(part.words, part.role, width).height() if part.words else 0


def _flow(part: Part, width: int) -> Iterator[tuple[ChipLook, int, int]]:
    """Chips side by side, then on the next line."""
    x = y = 0
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


class QueueDelegate(CellDelegate):
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
    if part.chips:
        for chip, x, y in _flow(part, width):
            paint_chip(painter, left + x, top + y, chip)
    elif part.states:
        _paint_states(painter, part, left, top, token)
    else:
        own = token if token and (part.token == "text" or theme.tokens().name == "system") else part.token
        ink.draw(painter, ink.lay(part.words, part.role, width), left, top, theme.colour(own))


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
