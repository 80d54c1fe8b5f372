"""Reads a table of text (CSV and its relatives) into messages. Runs in the separate process.

The encoding and what parts the cells are told by the content. A quotation mark that is never closed swallows the
rows behind it in every CSV reader; here such a row is read as it stands, is marked, and the next begins where it
begins. A row counts as Excel counts it: words with line ends in one cell are one row.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

from workstation.intake import encoded
from workstation.intake.handing import in_lines, row_of, text_cell
from workstation.intake.messages import Cell, Finished, Message, Opened, Row, SheetBegun
from workstation.intake.zipped import Refusal

MOST_ROWS: Final = 2_000_000
_MOST_LINES: Final = 300
"""Lines of one row. A summary of a case may have many; a quotation mark that is never closed has more."""
_MOST_CHARS: Final = 4_000_000
_PARTS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 40
_TOLD: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_SPREADSHEET_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)
"""How programs keep Excel from reading a number: ="007"."""
_FORMULA: Final = re.compile(r"[=@][A-Za-z(+\-$].*|[=@]\d+[-+*/&].*", re.DOTALL)

_NOT_CLOSED: Final = "a quotation mark in it is never closed, so it was read as it stands"
_INSIDE: Final = "quotation marks stand inside its words, so where its cells end was guessed"


class _NotClosedError(Exception):
    """A row goes on for longer than a row can."""


def read(file: BinaryIO) -> Iterator[Message]:
    """The rows of the table; `Refusal` when the file is no table of text."""
    found = encoded.look(file)
    if found is None:
        raise Refusal("not a workbook")
    text = io.TextIOWrapper(file, encoding=found.codec, errors="replace", newline="")
    first = list(islice(text, _SAMPLE))
    told = _TOLD.fullmatch(first[0]) if first else None
    if told:
        first = first[1:]
    delimiter, width = (told.group(1), 0) if told else _sniffed(first)
    if not told and width < 2:
        raise Refusal("not a workbook")
    yield Opened(rows=found.lines, kind="table", encoding=found.name, delimiter=delimiter)
    yield SheetBegun("")
    yield from in_lines(_rows(_Lines(first, text), delimiter, width))
    yield Finished()


def _sniffed(first: list[str]) -> tuple[str, int]:
    """What parts the cells of these first lines, and into how many: the one that gives most rows one width."""
    best, found = (0.0, 0), (",", 1)
    for delimiter in _PARTS:
        widths = Counter(len(row) for row in _tried(first, delimiter) if row)
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda pair: (pair[1] if pair[0] > 1 else 0, pair[0]))
        rank = (rows / widths.total() if width > 1 else 0.0, width)
        if width > 1 and (rank[0] > best[0] + 0.2 or (rank[0] > best[0] - 0.2 and width > best[1])):
            best, found = rank, (delimiter, width)
    return found


def _tried(first: list[str], delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_MOST_CHARS)
    try:
        return list(csv.reader(first, delimiter=delimiter))
    except csv.Error:
        return [line.split(delimiter) for line in first]


class _Lines:
    """The lines of the file, of which some can be given back; remembers those of the row in hand."""

    def __init__(self, first: list[str], rest: Iterator[str]) -> None:
        self._back = deque(first)
        self._rest = rest
        self.taken: list[str] = []
        self.ended_inside = False
        self._size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MOST_LINES or self._size > _MOST_CHARS:
            raise _NotClosedError
        line = self._back.popleft() if self._back else next(self._rest, None)
        if line is None:
            self.ended_inside = bool(self.taken)
            raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        return line

    def begin(self) -> None:
        """The next line begins a row."""
        self.taken, self._size, self.ended_inside = [], 0, False

    def give_back(self, keep: int) -> list[str]:
        """Give all lines of this row back but the first so many, which are the row; those lines."""
        kept, rest = self.taken[:keep], self.taken[keep:]
        self._back.extendleft(reversed(rest))
        self.begin()
        return kept


def _rows(lines: _Lines, delimiter: str, width: int) -> Iterator[Row]:
    csv.field_size_limit(_MOST_CHARS)
    strict = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        if number > MOST_ROWS:
            raise Refusal("too big")
        lines.begin()
        odd = ""
        try:
            cells = next(strict)
        except StopIteration:
            return
        except (csv.Error, _NotClosedError):
            cells, odd = _mended(lines, delimiter, width)
            strict = csv.reader(lines, delimiter=delimiter, strict=True)
        width = width or len(cells)
        row = row_of(number, [_cell(cell) for cell in cells], odd)
        if row.cells or row.fault:
            yield row


def _mended(lines: _Lines, delimiter: str, width: int) -> tuple[list[str], str]:
    """A row whose quotation marks make no sense: read in the first way that gives as many cells as the others
    have, or else its first line as it stands. One line is believed before several: a mark that is never closed
    joins rows that have nothing to do with each other.
    """
    lines.give_back(0)
    cells = _lenient(lines, delimiter)
    took = len(lines.taken)
    if len(cells) == width and took == 1:
        return cells, _INSIDE
    first = lines.taken[0]
    plain = [
        cell.strip().removeprefix('"').removesuffix('"') for cell in first.rstrip("\r\n").split(delimiter)
    ]
    if len(cells) == width != len(plain):
        return cells, _INSIDE
    lines.give_back(1)
    return plain, _NOT_CLOSED


def _lenient(lines: _Lines, delimiter: str) -> list[str]:
    """The cells as a forgiving reader sees them; none when it finds no end of the row."""
    try:
        cells = next(csv.reader(lines, delimiter=delimiter), [])
    except (csv.Error, _NotClosedError):
        return []
    return [] if lines.ended_inside else cells


def _cell(text: str) -> Cell | None:
    """A cell as it stands; a formula has no value, and an identifier kept from Excel is its text."""
    kept = _SPREADSHEET_TEXT.fullmatch(text) if text.startswith('="') else None
    if kept:
        return text_cell(kept.group(1))
    if text[:1] in ("=", "@") and _FORMULA.fullmatch(text):
        return Cell("formula", "")
    cell = text_cell(text)
    return Cell("replaced", cell.text) if cell and cell.kind == "text" and "\ufffd" in cell.text else cell
