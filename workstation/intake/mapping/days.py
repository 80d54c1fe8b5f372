"""A cell as a day, when a person has said whether days are written day first or month first."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from workstation.intake import cells
from workstation.intake.cells import Day
from workstation.intake.mapping.shape import DateOrder
from workstation.intake.messages import Cell

_MONTH_FIRST: Final = re.compile(
    r"\s*(\d{1,2})(\s?[-/. ]\s?)(\d{1,2})(\s?[-/. ]\s?\d{2,4}.*)", re.ASCII | re.DOTALL
)


def day(cell: Cell | None, order: DateOrder, *, today: date, from_1904: bool = False) -> Day:
    """The day a cell means."""
    if cell is not None and order == "month first" and cell.kind in ("text", "replaced"):
        found = _MONTH_FIRST.fullmatch(cell.text)
        if found:
            cell = Cell("text", found[3] + found[2] + found[1] + found[4])
    return cells.day(cell, today=today, from_1904=from_1904)
