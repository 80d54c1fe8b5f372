"""The door: a workbook in, batches of acts and a report out.

    reading = bring_in.batches(path, clock=clock, codes=guidebook.codes.codes)
    for taken in reading:
        ...                     # keep these; ids make it safe to keep them twice
    reading.report              # what became of every row

The same row gives the same id from whatever file, sheet order or row order it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ContactId, EntryId, uuid_of
from workstation.domain.kinds import EarlierTaken
from workstation.domain.times import LONDON, Clock, local
from workstation.intake import annex_a, limited
from workstation.intake.annex_a import Codes
from workstation.intake.headings import Layout, first_layout, named
from workstation.intake.limited import Limits
from workstation.intake.messages import Opened, Row, RowsRead, SheetBegun
from workstation.intake.oddities import Cleaned
from workstation.intake.outcome import ImportReport, RowOutcome, Verdict
from workstation.intake.refusals import FileRefused, ParserFailed
from workstation.intake.tally import Tally

_LOOKED_THROUGH: Final = 20
"""So many filled rows are looked through for the headings."""

Progress = Callable[[int, int], None]
"""Rows read so far, and about how many there are."""


class Taken(Struct, frozen=True):
    """One act: the child's earlier record it belongs to, what it says, its id and when it happened."""

    contact: ContactId
    body: EarlierTaken
    entry: EntryId
    happened: datetime
    edition: str
    """The edition of the code sets its codes come from."""


def batches(
    path: Path,
    *,
    clock: Clock,
    codes: Codes,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits | None = None,
) -> Batches:
    """The acts of a workbook in batches, read as they are asked for.

    While it is read: `FileRefused`, `ParserFailed`, or `Stopped` once `cancelled` answers yes.
    """
    today = local(clock.now()).date()
    return Batches(path, today, codes, progress or _untold, cancelled, limits)


def read(
    path: Path,
    *,
    clock: Clock,
    codes: Codes,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[ImportReport, tuple[Taken, ...]]:
    """The whole of a file that is known to be small: its report and its acts."""
    reading = batches(path, clock=clock, codes=codes, progress=progress, cancelled=cancelled)
    acts = tuple(taken for batch in reading for taken in batch)
    return reading.report, acts


class Batches:
    """One reading of one file. Ask for the batches once, then for the report."""

    def __init__(
        self,
        path: Path,
        today: date,
        codes: Codes,
        progress: Progress,
        cancelled: Callable[[], bool] | None,
        limits: Limits | None,
    ) -> None:
        self._path = path
        self._file = _shown_name(path)
        self._today = today
        self._codes = codes
        self._progress = progress
        self._cancelled = cancelled
        self._limits = limits
        self._tally = Tally(self._file)
        self._sheet: _Sheet | None = None
        self._seen: dict[EntryId, str] = {}
        self._from_1904 = False

    def __iter__(self) -> Iterator[tuple[Taken, ...]]:
        try:
            yield from self._batches()
        except FileRefused as trouble:
            if not self._seen:
                raise
            # Rows were handed over already: the refusal's "nothing was taken" would be untrue.
            raise ParserFailed(trouble.title) from None

    def _batches(self) -> Iterator[tuple[Taken, ...]]:
        total = done = 0
        for message in limited.read(self._path, limits=self._limits, cancelled=self._cancelled):
            match message:
                case Opened(rows=total, from_1904=self._from_1904):
                    self._progress(0, total)
                case SheetBegun(name=name):
                    yield from _filled(self._rows(self._close_sheet()))
                    self._sheet = _Sheet(name)
                case RowsRead(rows=rows) if self._sheet:
                    yield from _filled(self._rows(self._sheet.ready(rows)))
                    done += len(rows)
                    self._progress(done, max(total, done))
                case _:
                    pass
        yield from _filled(self._rows(self._close_sheet()))
        self._progress(done, done)

    @property
    def report(self) -> ImportReport:
        """What became of every row read so far: of the whole file, once the batches are at their end."""
        return self._tally.report()

    def _close_sheet(self) -> list[Row]:
        return self._sheet.rest() if self._sheet else []

    def _rows(self, rows: list[Row]) -> tuple[Taken, ...]:
        """The acts of these rows of the current sheet; every row is told to the tally."""
        sheet = self._sheet
        if sheet is None:
            return ()
        self._tally.sheet(sheet.name, sheet.layout, note=sheet.note)
        self._tally.spaces(sheet.blank, sheet.headings)
        return tuple(taken for row in rows if (taken := self._row(sheet, row)))

    def _row(self, sheet: _Sheet, row: Row) -> Taken | None:
        if sheet.layout is None:
            self._tally.row(RowOutcome(sheet.name, row.number, "refused", because=sheet.why_unknown))
            return None
        got = annex_a.clean(
            row, sheet.layout, today=self._today, codes=self._codes, from_1904=self._from_1904
        )
        event = sheet.layout.listing.event
        if got.refused:
            self._tally.row(
                RowOutcome(sheet.name, row.number, "refused", tuple(got.marks), got.refused, got.child, event)
            )
            return None
        return self._take(sheet, row, got, event)

    def _take(self, sheet: _Sheet, row: Row, got: Cleaned, event: str) -> Taken | None:
        """The act of a row; None when the very same row stood in this file before."""
        where = f"{sheet.name} row {row.number}"
        entry = entry_id(event, got)
        before = self._seen.setdefault(entry, where)
        again = "" if before == where else before
        marks = (*got.marks, f"the same as {again}: taken once, seen twice") if again else tuple(got.marks)
        what = f"{event} on {got.on:%d/%m/}{got.on.year}" if got.on else event
        verdict: Verdict = "taken with marks" if marks else "taken"
        self._tally.row(RowOutcome(sheet.name, row.number, verdict, marks, "", got.child, what, again))
        if again:
            return None
        return Taken(
            contact=earlier_record(got.child),
            body=_body(event, got, self._file, where),
            entry=entry,
            happened=datetime.combine(got.on or self._today, time(12), LONDON).astimezone(UTC),
            edition=self._codes("source").edition,
        )


class _Sheet:
    """One sheet as its rows come: holds the first rows back until the headings are found."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.layout: Layout | None = None
        self.blank = 0
        self.headings = 0
        self._held: list[Row] = []
        self._searching = True
        self._last = 0
        self._titles: tuple[object, ...] = ()

    def ready(self, rows: tuple[Row, ...]) -> list[Row]:
        """The rows that can be read now, without rows of headings; counts the blank ones between."""
        for row in rows:
            if self._last:
                self.blank += max(row.number - self._last - 1, 0)
            self._last = row.number
        if not self._searching:
            return self._without_titles(rows)
        self._held += rows
        return self._look() if len(self._held) >= _LOOKED_THROUGH else []

    def rest(self) -> list[Row]:
        """The rows still held back when the sheet ends."""
        return self._look() if self._searching else []

    def _look(self) -> list[Row]:
        held, self._held, self._searching = self._held, [], False
        found = first_layout(self.name, held[:_LOOKED_THROUGH])
        if found is None:
            return held
        place, self.layout = found
        self._titles = held[place].cells
        self.headings = place
        return self._without_titles(tuple(held[place:]))

    def _without_titles(self, rows: tuple[Row, ...]) -> list[Row]:
        """Headings are repeated where somebody pasted two lists together."""
        kept = [row for row in rows if not self._titles or row.cells != self._titles]
        self.headings += len(rows) - len(kept)
        return kept

    @property
    def why_unknown(self) -> str:
        """Why the rows of a sheet without a layout are refused."""
        if named(self.name):
            return "the headings of this sheet were not found, so nobody can tell what its columns mean"
        return "this sheet is none of the lists 1 to 11"

    @property
    def note(self) -> str:
        """What the person should know about this sheet, if anything."""
        by_name = named(self.name)
        if self.layout and by_name and by_name.number != self.layout.listing.number:
            return (
                f"Sheet {self.name} is named like List {by_name.number}, but its columns are those of "
                f"List {self.layout.listing.number}; it was read as that."
            )
        return ""


def earlier_record(la_child_id: str) -> ContactId:
    """The one earlier record of a child: the contact its entries belong to."""
    return ContactId(uuid_of("earlier", la_child_id))


def entry_id(event: str, got: Cleaned) -> EntryId:
    """The id of a row: its kind and what it says, and neither its file, its place nor the child's age."""
    said = [part for name in sorted(got.content) for part in (name, got.content[name])]
    return EntryId(uuid_of("earlier row", event, *said))


def _untold(_done: int, _of: int) -> None:
    """Progress that nobody asked for."""


def _filled(batch: tuple[Taken, ...]) -> Iterator[tuple[Taken, ...]]:
    if batch:
        yield batch


def _body(event: str, got: Cleaned, file: str, where: str) -> EarlierTaken:
    return EarlierTaken(
        event=event,
        la_child_id=got.child,
        on=got.on,
        ended=got.ended,
        sex=got.sex,
        ethnicity=got.ethnicity,
        born=got.born,
        source=got.source,
        nfa=got.nfa,
        detail="; ".join(got.details),
        team=got.team,
        worker=got.worker,
        marks=tuple(got.marks),
        from_file=file,
        row=where,
    )


def _shown_name(path: Path) -> str:
    """The file's name without its folder, in characters a record may hold."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:200]
