"""A cell as a day, when a person has said whether days are written day first or month first."""

from __future__ import annotations

from datetime import date

from workstation.intake import cells
from workstation.intake.cells import Day
from workstation.intake.mapping.shape import DateOrder
from workstation.intake.messages import Cell


def day(cell: Cell | None, order: DateOrder, *, today: date, from_1904: bool = False) -> Day:
    """The day a cell means."""
    return cells.day(cell, today=today, from_1904=from_1904, month_first=order == "month first")
