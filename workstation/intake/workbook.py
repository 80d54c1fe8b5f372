"""Reads an Excel workbook into messages. Runs in the separate process.

openpyxl's reader of single sheets is used below its public
door, for two reasons its public door cannot give: it silently skips rows whose numbers go backwards, and it
does not say that a cell holds a formula nobody has worked out. A test holds it to the real sample.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO, Final

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import CELL_TAG, FORMULA_TAG, WorkSheetParser

from workstation.intake.handing import MOST_COLUMNS, in_lines, row_of, shown, text_cell
from workstation.intake.messages import Cell, Finished, Message, Noted, Opened, Row, SheetBegun
from workstation.intake.zipped import Refusal, look_over

_ODD_CELL: Final = (ValueError, IndexError, TypeError, OverflowError, KeyError, AttributeError)


def read(file: BinaryIO) -> Iterator[Message]:
    """The rows of every sheet; `Refusal` when the file is not a workbook we read."""
    found = look_over(file)
    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise Refusal("no sheets")
    yield Opened(rows=found.rows, from_1904=book.epoch == CALENDAR_MAC_1904)
    if found.macros:
        yield Noted("macros")
    for sheet in book.worksheets:
        yield SheetBegun(shown(sheet.title)[:100])
        yield from in_lines(_rows(book, sheet))
    yield Finished()


class _Parser(WorkSheetParser):
    """openpyxl's parser, telling formulas without a value and surviving a cell that makes no sense."""

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:  # noqa: ANN401
        for child in [child for child in row if child.tag != CELL_TAG]:
            row.remove(child)
        found: tuple[int, list[dict[str, Any]]] = super().parse_row(row)
        return found

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except _ODD_CELL:
            where = element.get("r")
            column = coordinate_to_tuple(where)[1] if where else self.col_counter
            return {"column": column, "value": None, "data_type": "broken"}
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = "formula"
        return cell


def _rows(book: Any, sheet: Any) -> Iterator[Row]:  # noqa: ANN401  openpyxl gives its inner parts no types
    with sheet._get_source() as source:  # noqa: SLF001
        parser = _Parser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for number, cells in parser.parse():
            parser.row_dimensions.clear()  # openpyxl keeps a line for every styled row; we need none
            row = _row(number, cells)
            if row.cells or row.fault:  # an empty row is told by the gap in the numbers
                yield row


def _row(number: int, cells: list[dict[str, Any]]) -> Row:
    """One row of cells in their columns."""
    filled: dict[int, Cell] = {}
    for raw in cells:
        cell = _cell(raw["value"], raw["data_type"])
        if cell is None:
            continue
        column = raw["column"]
        filled[column] = Cell("twice", "") if column in filled else cell
    if filled and max(filled) > MOST_COLUMNS:
        return Row(number, (), f"it is wider than {MOST_COLUMNS} columns")
    return row_of(number, [filled.get(column) for column in range(1, max(filled, default=0) + 1)])


def _cell(value: object, data_type: str) -> Cell | None:
    if data_type in ("formula", "broken"):
        return Cell("formula" if data_type == "formula" else "broken", "")
    if value is None or value == "":
        return None
    if data_type == "e":
        return Cell("error", shown(str(value))[:40])
    if isinstance(value, bool):
        return Cell("yes", "yes" if value else "no")
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date):
        return Cell("day", value.isoformat())
    if isinstance(value, time | timedelta):
        return Cell("text", str(value))
    return text_cell(str(value))


def _number(value: float) -> Cell:
    """Whole numbers without a point, whichever way Excel wrote them down."""
    if not math.isfinite(value) or abs(value) >= 1e20:
        return Cell("broken", "")
    return Cell("number", str(int(value)) if value == int(value) else repr(value))
