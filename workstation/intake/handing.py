"""How a parser hands over what it found: text that a record may hold, rows and lines of a bounded size.
Runs in the separate process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workstation.intake.messages import Cell, Message, Row, RowsRead

MOST_COLUMNS: Final = 300
MOST_CELL: Final = 30_000
"""Characters. The longest notes are shorter; Excel itself holds 32,767."""
MOST_ROW: Final = 150_000
"""Characters of a whole row."""
MOST_TEXT: Final = 1_000_000
"""Characters of a whole text that is handed over in one piece."""
_ROWS_A_LINE: Final = 200
_CHARS_A_LINE: Final = 400_000

_HIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


_INVISIBLE: Final = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks of layout that nobody sees and that part a name from itself. The joiners of Persian and Hindi stay."""
_KEPT_FROM_EXCEL: Final = re.compile(r"^'(?=[\d=+@-])", re.ASCII)
"""The apostrophe that keeps Excel from reading a number, a date or a formula. `'t Hooft` is a name."""


def visible(text: str) -> str:
    """The text without what nobody sees: marks of layout, and the zeros some programs fill a field up with."""
    return _KEPT_FROM_EXCEL.sub("", _INVISIBLE.sub("", text.strip("\x00")), count=1) if _odd(text) else text


def _odd(text: str) -> bool:
    return text[:1] == "'" or not text.isascii() or "\x00" in text


def shown(text: str) -> str:
    """The text with what no record may hold (NUL, control characters, half characters) shown as U+FFFD."""
    return _HIDDEN.sub("\ufffd", text)


def text_cell(text: str) -> Cell | None:
    """Words as a cell; None when there are none."""
    text = visible(text)
    if not text or text.isspace():
        return None
    if len(text) > MOST_CELL:
        return Cell("long", f"{len(text):,}")
    safe = shown(text)
    return Cell("text" if safe == text else "replaced", safe)


def row_of(number: int, cells: list[Cell | None], odd: str = "") -> Row:
    """A row of these cells; one with a fault when it is too wide or too long to be of such a list."""
    while cells and cells[-1] is None:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        return Row(number, (), f"it is wider than {MOST_COLUMNS} columns")
    if sum(len(cell.text) for cell in cells if cell) > MOST_ROW:
        return Row(number, (), f"it holds more than {MOST_ROW:,} characters")
    return Row(number, tuple(cells), "", odd)


def in_lines(rows: Iterator[Row]) -> Iterator[Message]:
    """Rows in lines of a bounded size."""
    waiting: list[Row] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += sum(len(cell.text) for cell in row.cells if cell)
        if len(waiting) >= _ROWS_A_LINE or size >= _CHARS_A_LINE:
            yield RowsRead(tuple(waiting))
            waiting, size = [], 0
    if waiting:
        yield RowsRead(tuple(waiting))
