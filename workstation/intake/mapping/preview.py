"""A look at a file before it is brought in: headings, first rows and what they may mean. Nothing is taken.

The file is read by the same separate, limited process; it is ended as soon as enough was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from workstation.intake import limited
from workstation.intake.cells import words
from workstation.intake.headings import first_layout
from workstation.intake.limited import Limits
from workstation.intake.mapping.shape import Mapping, new
from workstation.intake.mapping.suggesting import is_plain, suggest
from workstation.intake.mapping.tabular import Headed, first_headings
from workstation.intake.messages import ChildRead, Opened, Row, RowsRead, SheetBegun

FIRST_ROWS: Final = 20
_LOOKED_THROUGH: Final = 2_000
"""Rows of one sheet that are looked at for the values that stand in a column."""
_MOST_VALUES: Final = 60
_LONGEST_VALUE: Final = 60

KnownAs = Literal["", "Annex A", "census", "agency list"]


class Preview(Struct, frozen=True, kw_only=True):
    """What a file looks like. `headings` and `rows` are those of `sheet`, one of `sheets`.

    `known_as` says what it was recognised as; empty when its columns have to be explained. `values` are what stands
    in each column, in order of appearance, for columns with few different short values. `about_rows` is how many
    rows there may be.
    """

    file: str
    known_as: KnownAs = ""
    kind: Literal["workbook", "table", "census"] = "workbook"
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    values: dict[str, tuple[str, ...]] = {}
    encoding: str = ""
    delimiter: str = ""
    about_rows: int = 0
    suggested: Mapping


def look(
    path: Path,
    *,
    sheet: str = "",
    cancelled: Callable[[], bool] | None = None,
    limits: Limits | None = None,
) -> Preview:
    """What this file looks like; of a workbook the sheet with this name, or else the first that has headings.

    Raises what reading a file raises: `FileRefused`, `ParserFailed`, `Stopped`.
    """
    opened, seen, rows = Opened(0), dict[str, list[Row]](), list[Row]()
    reading = limited.read(path, limits=limits, cancelled=cancelled)
    try:
        for message in reading:
            if isinstance(message, Opened):
                opened = message
            elif isinstance(message, ChildRead):
                break
            elif isinstance(message, SheetBegun):
                rows = seen.setdefault(message.name or path.stem, [])
            elif isinstance(message, RowsRead):
                rows += message.rows[: max(_LOOKED_THROUGH - len(rows), 0)]
                if opened.kind == "table" and len(rows) >= _LOOKED_THROUGH:
                    break
    finally:
        reading.close()
    return _previewed(path, opened, seen, sheet)


def _previewed(path: Path, opened: Opened, seen: dict[str, list[Row]], wanted: str) -> Preview:
    headed = {name: found for name, rows in seen.items() if (found := first_headings(rows))}
    sheet = wanted if wanted in headed else next(iter(headed), next(iter(seen), ""))
    found = headed.get(sheet) or Headed(0, ())
    rows = [tuple(words(cell) for cell in row.cells) for row in seen.get(sheet, [])[found.place + 1 :]]
    suggested = suggest(found.headings, rows, path.stem) if found.headings else new(path.stem, "contact")
    return Preview(
        file=path.name,
        known_as=_known_as(opened, seen, suggested),
        kind=opened.kind,
        sheets=tuple(seen),
        sheet=sheet,
        headings=found.headings,
        rows=tuple(rows[:FIRST_ROWS]),
        values=_values(found.headings, rows),
        encoding=opened.encoding,
        delimiter=opened.delimiter,
        about_rows=opened.rows,
        suggested=suggested,
    )


def _known_as(opened: Opened, seen: dict[str, list[Row]], suggested: Mapping) -> KnownAs:
    if opened.kind == "census":
        return "census"
    if any(first_layout(name, rows[:FIRST_ROWS]) for name, rows in seen.items()):
        return "Annex A"
    return "agency list" if is_plain(suggested) else ""


def _values(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for place, heading in enumerate(headings):
        values = dict.fromkeys(row[place] for row in rows if place < len(row) and row[place])
        if heading and len(values) <= _MOST_VALUES and all(len(value) <= _LONGEST_VALUE for value in values):
            found[heading] = tuple(values)
    return found
