"""Tells lists of Annex A apart from extracts of a case system, whose headings are partly the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workstation.intake.cells import words
from workstation.intake.headings import Layout, first_layout, is_numbered, named
from workstation.intake.mapping.suggesting import explained
from workstation.intake.mapping.tabular import headings_of
from workstation.intake.messages import Row

_TELLING: Final = 1
_TELLING_IN_A_LIST: Final = 2
"""So many more columns make sense in an extract when a sheet is one; some more when it is named as a list. A list
has neither outcomes nor addresses: read as a list, an extract would lose them.
"""
_CONTACTS: Final = (1, 3)


def annex_layout(sheet: str, rows: Sequence[Row]) -> tuple[int, Layout] | None:
    """The row of headings of a list of Annex A among these rows, and its layout; None for anything else."""
    found = first_layout(sheet, rows)
    if found is None or is_numbered(sheet):
        return found
    place, layout = found
    if layout.listing.number not in _CONTACTS:
        return found
    values = [tuple(words(cell) for cell in row.cells) for row in rows[place + 1 :]]
    more = explained(headings_of(rows[place]), values) - len(layout.columns)
    return None if more >= (_TELLING_IN_A_LIST if named(sheet) else _TELLING) else found
