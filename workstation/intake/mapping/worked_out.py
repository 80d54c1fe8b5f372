"""What was worked out once for one file: the same days and words stand in thousands of its rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from workstation.intake.annex_a import Codes
from workstation.intake.cells import Day
from workstation.intake.mapping import vocabulary as known
from workstation.intake.mapping.checking import finder
from workstation.intake.mapping.days import day
from workstation.intake.mapping.shape import Mapping
from workstation.intake.messages import Cell

_MOST: Final = 50_000
"""So many are remembered. Words of a record are held by nobody when the file is read."""


class WorkedOut:
    """Days and codes, as a mapping says."""

    def __init__(self, *, today: date, codes: Codes, from_1904: bool) -> None:
        self.today = today
        self._codes = codes
        self._from_1904 = from_1904
        self._mapping = Mapping(lintel_mapping=1, name="", about="contact")
        self._forget()

    def begin(self, mapping: Mapping) -> None:
        """The rows that follow are explained by this mapping."""
        if mapping is not self._mapping:
            self._mapping = mapping
            self._forget()

    def _forget(self) -> None:
        self._finders: dict[str, Callable[[str], str]] = {}
        self._found: dict[tuple[str, str], str] = {}
        self._days: dict[Cell, Day] = {}

    def code(self, field: str, text: str) -> str:
        """The code of ours for a text in a field; empty when there is none."""
        asked = (field, text)
        found = self._found.get(asked)
        if found is None:
            found = self._finder(field)(text)
            if len(self._found) < _MOST:
                self._found[asked] = found
        return found

    def _finder(self, field: str) -> Callable[[str], str]:
        find = self._finders.get(field)
        if find is None:
            find = finder(known.fields(self._mapping.about)[field], self._codes) or _nothing
            self._finders[field] = find
        return find

    def day(self, cell: Cell) -> Day:
        """The day a cell means."""
        found = self._days.get(cell)
        if found is None:
            found = day(cell, self._mapping.dates, today=self.today, from_1904=self._from_1904)
            if len(self._days) < _MOST:
                self._days[cell] = found
        return found


def _nothing(_text: str) -> str:
    """The code of a field that has none."""
    return ""
