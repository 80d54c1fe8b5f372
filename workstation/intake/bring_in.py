"""The door: a file in, batches of acts and a report out.

    reading = bring_in.batches(path, clock=clock, codes=guidebook.codes.codes)
    for taken in reading:
        ...                     # keep these; ids make it safe to keep them twice
    reading.report              # what became of every row, and what kind of file it was

The same row gives the same id from whatever file, sheet order or row order it comes. A file that does not explain
itself needs a mapping, or is refused: nothing is guessed behind a person's back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from workstation.domain.other_person import Alike
from workstation.domain.times import Clock, local
from workstation.intake import census, limited
from workstation.intake.acts import Taken, earlier_record
from workstation.intake.annex_a import Codes
from workstation.intake.headings import Layout
from workstation.intake.limited import Limits
from workstation.intake.mapping.census_columns import CensusColumns
from workstation.intake.mapping.looked_after import is_of_the_return
from workstation.intake.mapping.shape import Mapping
from workstation.intake.mapping.values import Columns
from workstation.intake.messages import (
    ChildRead,
    HeaderRead,
    Message,
    Noted,
    Opened,
    Row,
    RowsRead,
    SheetBegun,
)
from workstation.intake.outcome import ImportReport
from workstation.intake.refusals import NOTES, UNDATED, ColumnsUnknown, FileRefused, ParserFailed, refusal
from workstation.intake.rows import Rows
from workstation.intake.sheets import Sheet, by_itself, by_mapping
from workstation.intake.taking import Taking
from workstation.intake.tally import Tally

__all__ = ["Batches", "Progress", "Taken", "batches", "earlier_record", "read"]

Progress = Callable[[int, int], None]
"""Rows read so far, and about how many there are."""


def batches(
    path: Path,
    *,
    clock: Clock,
    codes: Codes,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits | None = None,
) -> Batches:
    """The acts of a file in batches, read as they are asked for. `mapping` explains the columns of one that does
    not explain itself.

    While it is read: `FileRefused`, `ColumnsUnknown`, `ParserFailed`, or `Stopped` once `cancelled` answers yes.
    """
    today = local(clock.now()).date()
    return Batches(path, today, codes, mapping, progress or _untold, cancelled, limits)


def read(
    path: Path,
    *,
    clock: Clock,
    codes: Codes,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[ImportReport, tuple[Taken, ...]]:
    """The whole of a file that is known to be small: its report and its acts."""
    reading = batches(path, clock=clock, codes=codes, mapping=mapping, progress=progress, cancelled=cancelled)
    acts = tuple(taken for batch in reading for taken in batch)
    return reading.report, acts


class Batches:
    """One reading of one file. Ask for the batches once, then for the report."""

    def __init__(
        self,
        path: Path,
        today: date,
        codes: Codes,
        mapping: Mapping | None,
        progress: Progress,
        cancelled: Callable[[], bool] | None,
        limits: Limits | None,
    ) -> None:
        self._path = path
        self._file = _shown_name(path)
        self._today = today
        self._mapping = mapping
        self._progress = progress
        self._cancelled = cancelled
        self._limits = limits
        self._tally = Tally(self._file)
        self._taking = Taking(self._tally)
        self._find = by_mapping(mapping) if mapping else by_itself(_stem(path))
        self._opened = Opened(0)
        self._sheet: Sheet | None = None
        self._rows_of = Rows(
            self._file, self._tally, self._taking, today=today, codes=codes, explained=mapping is not None
        )
        self._recognised = False
        self._has_columns = False
        """Whether a sheet nobody knows has headings that could be explained."""

    def knowing(self, alike: Alike) -> Batches:
        """The same, knowing short forms and spellings of first names. Say it before the batches are asked for."""
        self._rows_of.alike = alike
        return self

    def __iter__(self) -> Iterator[tuple[Taken, ...]]:
        try:
            yield from self._batches()
        except FileRefused as trouble:
            if not self._taking.any:
                raise
            # Rows were handed over already: the refusal's "nothing was taken" would be untrue.
            raise ParserFailed(trouble.title) from None

    def _batches(self) -> Iterator[tuple[Taken, ...]]:
        done = 0
        for message in limited.read(self._path, limits=self._limits, cancelled=self._cancelled):
            yield from _filled(self._told(message))
            done += _rows_in(message)
            if isinstance(message, Opened | RowsRead | ChildRead):
                self._progress(done, max(self._opened.rows, done))
        yield from _filled(self._close_sheet())
        if not self._recognised:
            self._not_recognised()
        self._progress(done, done)

    @property
    def report(self) -> ImportReport:
        """What became of every row read so far: of the whole file, once the batches are at their end."""
        return self._tally.report()

    def came(self, taken: Taken, words: str) -> None:
        """What became of an act on record, for the list of rows."""
        self._tally.came(taken.row, words)
        if taken.as_of is None and words.startswith("corrects"):
            self._tally.note(UNDATED)

    def _told(self, message: Message) -> tuple[Taken, ...]:
        """The acts that a message completes."""
        match message:
            case Opened():
                self._opened = message
                self._rows_of.begin(from_1904=message.from_1904)
            case Noted(what=what):
                self._tally.note(NOTES.get(what, ""))
            case SheetBegun(name=name):
                taken = self._close_sheet()
                self._sheet = Sheet(name or _stem(self._path), self._find)
                return taken
            case RowsRead(rows=rows) if self._sheet:
                return self._rows(self._sheet.ready(rows))
            case HeaderRead(header=header):
                self._begin_census(census.header(header, self._today))
            case ChildRead():
                return self._child(message)
            case _:
                pass
        return ()

    # -- sheets -------------------------------------------------------------------------------------------------

    def _close_sheet(self) -> tuple[Taken, ...]:
        return self._rows(self._sheet.rest()) if self._sheet else ()

    def _rows(self, rows: list[Row]) -> tuple[Taken, ...]:
        """The acts of these rows of the current sheet; every row is told to the tally."""
        sheet = self._sheet
        if sheet is None or sheet.searching:
            return ()
        self._recognise(sheet)
        self._tally.sheet(sheet.name, sheet.kind, unknown=sheet.unknown, left_out=sheet.left_out)
        self._tally.note(sheet.note)
        self._tally.spaces(sheet.blank, sheet.headings)
        return tuple(taken for row in rows for taken in self._rows_of.of_sheet(sheet, row))

    def _recognise(self, sheet: Sheet) -> None:
        match sheet.layout:
            case Layout(listing=listing) if is_of_the_return(listing):
                self._recognised = True
                self._tally.read_as = "tables of the return on children looked after (SSDA903)"
            case Layout():
                self._recognised, self._tally.read_as = True, "lists of Ofsted’s Annex A"
            case CensusColumns():
                self._recognised, self._tally.read_as = True, "tables of the children in need census"
            case Columns(mapping=mapping) if mapping.about == "contact":
                self._recognised, self._tally.read_as = True, f"contacts of {mapping.system or mapping.name}"
            case Columns(mapping=mapping):
                self._recognised = True
                self._tally.read_as = f"people an agency knows ({mapping.system or mapping.name})"
            case None if not self._recognised:
                self._has_columns = self._has_columns or sheet.has_columns
                if self._opened.kind == "table":
                    self._not_recognised()
            case _:
                pass

    def _not_recognised(self) -> None:
        """Nobody knows what the columns mean. With a mapping the list says so row by row; a workbook of notes says
        what it is; any other file needs its columns explained.
        """
        if self._mapping:
            self._tally.note("None of the columns that were explained are in this file.")
        elif self._opened.kind == "table" or self._has_columns:
            raise ColumnsUnknown

    # -- the census ---------------------------------------------------------------------------------------------

    def _begin_census(self, found: census.Census) -> None:
        if found.collection and "CIN" not in found.collection.upper():
            raise refusal("other return")
        self._rows_of.census = found
        self._tally.read_as = found.words

    def _child(self, message: ChildRead) -> tuple[Taken, ...]:
        self._recognised = True
        self._tally.read_as = self._tally.read_as or "the children in need census"
        return self._rows_of.of_child(message)


def _untold(_done: int, _of: int) -> None:
    """Progress that nobody asked for."""


def _filled(batch: tuple[Taken, ...]) -> Iterator[tuple[Taken, ...]]:
    if batch:
        yield batch


def _rows_in(message: Message) -> int:
    if isinstance(message, RowsRead):
        return len(message.rows)
    return 1 if isinstance(message, ChildRead) else 0


def _stem(path: Path) -> str:
    """The file's name without its folder and ending, in characters a record may hold."""
    return _shown_name(path.with_suffix(""))


def _shown_name(path: Path) -> str:
    """The file's name without its folder, in characters a record may hold."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:200]
