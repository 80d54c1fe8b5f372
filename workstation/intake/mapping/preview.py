"""A look at a file before it is brought in: headings, first rows and what they may mean. Nothing is taken.

The file is read by the same separate, limited process; it is ended as soon as enough was seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from workstation.intake import limited
from workstation.intake.cells import words
from workstation.intake.limited import Limits
from workstation.intake.mapping.apart import annex_layout
from workstation.intake.mapping.census_columns import census_columns
from workstation.intake.mapping.looked_after import looked_after_layout
from workstation.intake.mapping.shape import Mapping, new
from workstation.intake.mapping.suggesting import is_plain, suggest
from workstation.intake.mapping.tabular import FURTHER, Headed, first_headings
from workstation.intake.messages import ChildRead, Opened, Row, RowsRead, SheetBegun

FIRST_ROWS: Final = 20
_LOOKED_THROUGH: Final = 2_000
"""Rows of one sheet that are looked at for the values that stand in a column."""
_MOST_VALUES: Final = 60
_LONGEST_VALUE: Final = 60
_EXAMPLES: Final = 3

KnownAs = Literal["", "Annex A", "census", "looked after", "agency list"]


class Preview(Struct, frozen=True, kw_only=True):
    """What a file looks like. `headings` and `rows` are those of `sheet`, one of `sheets`.

    `known_as` says what it was recognised as; empty when its columns have to be explained. `values` are what stands
    in each column, in order of appearance, for columns with few different short values; `counts` says how often
    each does, in the `looked_at` rows. `examples` are the first different values of every column. `first` are
    `rows` as they were read. `about_rows` is how many rows there may be in all.
    """

    file: str
    known_as: KnownAs = ""
    kind: Literal["workbook", "table", "census"] = "workbook"
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    first: tuple[Row, ...] = ()
    examples: dict[str, tuple[str, ...]] = {}
    values: dict[str, tuple[str, ...]] = {}
    counts: dict[str, tuple[int, ...]] = {}
    looked_at: int = 0
    from_1904: bool = False
    encoding: str = ""
    delimiter: str = ""
    about_rows: int = 0
    unknown: tuple[str, ...] = ()
    """Columns of a file that explains itself that nobody knows: as it is they are not taken."""
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
    likeliest = max(headed, key=lambda name: headed[name].known, default=next(iter(seen), ""))
    sheet = wanted if wanted in headed else likeliest
    found = headed.get(sheet) or Headed(0, ())
    told = seen.get(sheet, [])[found.place + 1 :]
    rows = [tuple(words(cell) for cell in row.cells) for row in told]
    counted = _counted(found.headings, rows)
    few = {heading: values for heading, values in counted.items() if _are_words(values)}
    suggested = suggest(found.headings, rows, path.stem) if found.headings else new(path.stem, "contact")
    return Preview(
        file=path.name,
        known_as=_known_as(opened, seen, suggested),
        kind=opened.kind,
        sheets=tuple(seen),
        sheet=sheet,
        headings=found.headings,
        rows=tuple(rows[:FIRST_ROWS]),
        first=tuple(told[:FIRST_ROWS]),
        examples={heading: tuple(islice(values, _EXAMPLES)) for heading, values in counted.items()},
        values={heading: tuple(values) for heading, values in few.items()},
        counts={heading: tuple(values.values()) for heading, values in few.items()},
        looked_at=len(rows),
        from_1904=opened.from_1904,
        encoding=opened.encoding,
        delimiter=opened.delimiter,
        about_rows=opened.rows,
        unknown=_unknown(seen),
        suggested=suggested,
    )


def _unknown(seen: dict[str, list[Row]]) -> tuple[str, ...]:
    found = (
        census_columns(rows) or looked_after_layout(rows) or annex_layout(name, rows)
        for name, rows in ((name, rows[:FURTHER]) for name, rows in seen.items())
    )  # fmt: skip
    return tuple(dict.fromkeys(heading for laid in found if laid for heading in laid[1].unknown))


def _known_as(opened: Opened, seen: dict[str, list[Row]], suggested: Mapping) -> KnownAs:
    if opened.kind == "census" or any(census_columns(rows[:FURTHER]) for rows in seen.values()):
        return "census"
    if any(looked_after_layout(rows[:FURTHER]) for rows in seen.values()):
        return "looked after"
    if any(annex_layout(name, rows[:FURTHER]) for name, rows in seen.items()):
        return "Annex A"
    return "agency list" if is_plain(suggested) else ""


def _counted(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Counter[str]]:
    """How often each value stands in each column that has a heading."""
    return {
        heading: Counter(row[place] for row in rows if place < len(row) and row[place])
        for place, heading in enumerate(headings)
        if heading
    }


def _are_words(values: Counter[str]) -> bool:
    """Whether somebody could say of each value what it means."""
    return len(values) <= _MOST_VALUES and all(len(value) <= _LONGEST_VALUE for value in values)
