"""Tells lists of Annex A apart from extracts of a case system, whose headings are partly the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from workstation.intake.cells import is_text, words
from workstation.intake.headings import Layout, first_layout, is_numbered, named
from workstation.intake.mapping.suggesting import explained, only_month_first
from workstation.intake.mapping.tabular import headings_of
from workstation.intake.messages import Row

_TELLING: Final = 1
_TELLING_IN_A_LIST: Final = 2
"""So many more columns make sense in an extract when a sheet is one; some more when it is named as a list. A list
has neither outcomes nor addresses: read as a list, an extract would lose them.
"""
_CONTACTS: Final = (1, 3)
_DAYS: Final = ("born", "on", "ended")


def annex_layout(sheet: str, rows: Sequence[Row]) -> tuple[int, Layout] | None:
    """The row of headings of a list of Annex A among these rows, and its layout; None for anything else."""
    found = _of_a_list(sheet, rows)
    if found is None:
        return None
    place, layout = found
    days = (
        words(row.cells[at])
        for row in rows[place + 1 :]
        for at, column in layout.columns
        if (column.field in _DAYS or column.kind == "date") and at < len(row.cells) and is_text(row.cells[at])
    )
    return place, replace(layout, month_first=only_month_first(days))


def _of_a_list(sheet: str, rows: Sequence[Row]) -> tuple[int, Layout] | None:
    found = first_layout(sheet, rows)
    if found is None or is_numbered(sheet):
        return found
    place, layout = found
    if layout.listing.number not in _CONTACTS:
        return found
    values = [tuple(words(cell) for cell in row.cells) for row in rows[place + 1 :]]
    more = explained(headings_of(rows[place]), values) - len(layout.columns)
    return None if more >= (_TELLING_IN_A_LIST if named(sheet) else _TELLING) else found
