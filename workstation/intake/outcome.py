"""What became of every row, and that report as a CSV that no spreadsheet can be tricked by."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from workstation.trouble import IntakeTrouble

Verdict = Literal["taken", "taken with marks", "refused"]
_VERDICTS: Final[dict[str, Verdict]] = {
    "taken": "taken", "taken with marks": "taken with marks", "refused": "refused",
}  # fmt: skip


class RowOutcome(Struct, frozen=True, gc=False):
    """What became of one row. `row` counts as Excel does; `because` says why it was refused."""

    sheet: str
    row: int
    verdict: Verdict
    marks: tuple[str, ...] = ()
    because: str = ""
    child_ref: str = ""
    what: str = ""
    """The event and its day, for example `contact on 16/09/2020`."""
    seen_before: str = ""
    """Where the same row already stood in this file: taken once, seen twice."""
    path: str = ""
    """Which element of a census it is, for example `Child 12 CINdetails 2 Section47 1`."""
    came: str = ""
    """What became of it on record: `new`, `on record already`, `corrects: ...`, `older than what is on record`.
    Empty while nobody has kept it.
    """


class SheetCount(Struct, frozen=True):
    """How many rows of one sheet ended how. `rows` = taken + with marks + refused."""

    sheet: str
    kind: str
    """The event of its list; empty for a sheet that is none of the lists."""
    rows: int = 0
    taken: int = 0
    with_marks: int = 0
    refused: int = 0
    seen_twice: int = 0
    """How many of the taken rows stood in the file before; they are kept once."""
    blank: int = 0
    """Empty rows between filled ones."""
    headings: int = 0
    """Rows of headings and titles above them."""


class ImportReport(Struct, frozen=True):
    """What became of a file. `read_as` says in words what kind of file it was taken for."""

    file: str
    sheets: tuple[SheetCount, ...]
    rows: tuple[RowOutcome, ...]
    unknown_columns: tuple[str, ...] = ()
    """Columns nobody knows, with their sheet; their values were not taken and their rows are marked."""
    left_out_columns: tuple[str, ...] = ()
    """Columns we know and do not take, because."""
    notes: tuple[str, ...] = ()
    read_as: str = ""

    def total(self) -> SheetCount:
        """The counts of all sheets together."""
        counted = ("rows", "taken", "with_marks", "refused", "seen_twice", "blank", "headings")
        sums = {name: sum(getattr(sheet, name) for sheet in self.sheets) for name in counted}
        return SheetCount(sheet="all sheets", kind="", **sums)


# Characters that make a spreadsheet read a cell as a formula (ASVS 1.2.10), their wide twins, our own mark,
# and a quotation mark, which some programs take for an opening one and then read the formula behind it.
_STARTS: Final = frozenset("=+-@|%\t\r\n\x00'\"＝＋－＠")
_GUARD: Final = "'"
_TITLES: Final = (
    "sheet", "row", "result", "child", "what", "marks", "because", "same as", "element", "on record",
)  # fmt: skip
_BETWEEN: Final = "; "


def guarded(text: str) -> str:
    """The text as a spreadsheet may safely open it: an apostrophe before anything it could take for a formula."""
    first = text.lstrip()[:1]
    return _GUARD + text if text[:1] in _STARTS or first in _STARTS else text


def unguarded(text: str) -> str:
    """The original of a guarded text."""
    return text.removeprefix(_GUARD)


def save_as_csv(report: ImportReport, path: Path) -> None:
    """Write one line a row. Either the whole file is there or none: `IntakeTrouble` when it could not be."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="", errors="replace") as out:
            writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            writer.writerow(_TITLES)
            writer.writerows(_line(row) for row in report.rows)
        os.replace(part, path)  # noqa: PTH105  replaces an older copy on Windows too, as Path.replace does
    except OSError:
        part.unlink(missing_ok=True)
        raise IntakeTrouble(
            "The report could not be saved.",
            "Choose another folder, or make room on the disk, and try again.",
        ) from None


def _line(row: RowOutcome) -> list[str]:
    cells = (row.sheet, str(row.row), row.verdict, row.child_ref, row.what, _joined(row.marks), row.because,
             row.seen_before, row.path, row.came)  # fmt: skip
    return [guarded(cell) for cell in cells]


def _joined(marks: tuple[str, ...]) -> str:
    r"""Marks in one cell; a `;` or `\` of their own is written with a `\` before it."""
    return _BETWEEN.join(mark.replace("\\", "\\\\").replace(";", "\\;") for mark in marks)


def _parted(text: str) -> Iterator[str]:
    mark = ""
    chars = iter(text)
    for char in chars:
        if char == "\\":
            mark += next(chars, "")
        elif char == ";":
            yield mark
            mark = ""
            next(chars, "")
        else:
            mark += char
    if text:
        yield mark


def read_csv(path: Path) -> tuple[RowOutcome, ...]:
    """The rows of a saved report, as they were before it was saved."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return tuple(_row([unguarded(cell) for cell in line]) for line in list(csv.reader(lines))[1:])
    except (OSError, ValueError, KeyError, csv.Error):
        raise IntakeTrouble("This is not a report that Lintel saved.", "Choose another file.") from None


def _row(cells: list[str]) -> RowOutcome:
    sheet, row, verdict, child, what, marks, because, same, path, came = cells
    return RowOutcome(
        sheet, int(row), _VERDICTS[verdict], tuple(_parted(marks)), because, child, what, same, path, came
    )
