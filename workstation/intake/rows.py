"""The rows of every kind of file as acts, and what the list of rows tells of each."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec.structs import replace

from workstation.domain.other_person import Alike, Who, never
from workstation.intake import acts, annex_a, annex_said, census, census_table
from workstation.intake.acts import Taken
from workstation.intake.annex_a import Codes
from workstation.intake.headings import Layout
from workstation.intake.mapping.census_columns import CensusColumns
from workstation.intake.mapping.rows import RowReader
from workstation.intake.mapping.values import Columns
from workstation.intake.messages import ChildRead, Row
from workstation.intake.outcome import RowOutcome, Verdict
from workstation.intake.sheets import Sheet
from workstation.intake.taking import Said, Taking
from workstation.intake.tally import Tally
from workstation.intake.told_apart import ToldApart

_ANOTHER: Final = "an earlier row of this file has this id for another child, so left alone"


class Rows:
    """Reads the rows of one file."""

    def __init__(
        self, file: str, tally: Tally, taking: Taking, *, today: date, codes: Codes, explained: bool
    ) -> None:
        self._file = file
        self._tally = tally
        self._taking = taking
        self._today = today
        self._codes = codes
        self._edition = codes("source").edition
        self._explained = explained
        self.alike: Alike = never
        self.begin(from_1904=False)
        self.census = census.Census()

    def begin(self, *, from_1904: bool) -> None:
        """The file is open."""
        self._from_1904 = from_1904
        self._named = ToldApart(self.alike)
        self._reader = RowReader(
            today=self._today, codes=self._codes, from_1904=from_1904, file=self._file,
            apart=ToldApart(self.alike),
        )  # fmt: skip

    def of_sheet(self, sheet: Sheet, row: Row) -> tuple[Taken, ...]:
        """The acts of a row of a sheet, as the sheet is laid out."""
        where = f"{sheet.name} row {row.number}"
        match sheet.layout:
            case Layout() as layout:
                return self._annex_row(sheet, layout, row, where)
            case Columns() as columns:
                return self._mapped_row(sheet, columns, row, where)
            case CensusColumns() as columns:
                return self._census_table_row(sheet, columns, row)
        because = (
            "this sheet has none of the columns that were explained" if self._explained else sheet.why_unknown
        )
        self._taking.refuse(RowOutcome(sheet.name, row.number, "refused", because=because))
        return ()

    def _annex_row(self, sheet: Sheet, layout: Layout, row: Row, where: str) -> tuple[Taken, ...]:
        got = annex_a.clean(row, layout, today=self._today, codes=self._codes, from_1904=self._from_1904)
        outcome = annex_said.outcome(sheet.name, row.number, got, layout.listing.event)
        if got.refused:
            self._taking.refuse(outcome)
            return ()
        is_named = got.family or got.given
        if is_named and self._named.is_another(got.child, Who(got.family, got.given, got.born)):
            self._taking.refuse(replace(outcome, verdict="refused", because=_ANOTHER))
            return ()
        said = annex_said.said(
            got, layout.listing.event, file=self._file, where=where, today=self._today, edition=self._edition
        )
        return self._taking.take(said, outcome)

    def _mapped_row(self, sheet: Sheet, columns: Columns, row: Row, where: str) -> tuple[Taken, ...]:
        got = self._reader.read(columns, row, where)
        verdict: Verdict = "refused" if got.refused else "taken"
        outcome = RowOutcome(sheet.name, row.number, verdict, got.marks, got.refused, got.who, got.what)
        if got.refused or got.happened is None:
            self._taking.refuse(outcome)
            return ()
        said = Said(
            contact=got.contact, happened=got.happened, bodies=got.bodies, where=where, edition=self._edition,
            as_of=got.as_of,
        )  # fmt: skip
        return self._taking.take(said, outcome)

    def _census_table_row(self, sheet: Sheet, columns: CensusColumns, row: Row) -> tuple[Taken, ...]:
        found = census_table.rows_of(columns, row, today=self._today, codes=self._codes, file=self._file)
        made: list[Taken] = []
        for one in found:
            made += self._census_row(sheet.name, row.number, one, f"{sheet.name} {one.path}")
        return tuple(made)

    def of_child(self, message: ChildRead) -> tuple[Taken, ...]:
        """The acts of a child of the census."""
        found = census.rows(message, self.census, today=self._today, codes=self._codes, file=self._file)
        made: list[Taken] = []
        for row in found:
            self._tally.sheet(row.element, row.element)
            made += self._census_row(row.element, message.number, row, row.path)
        return tuple(made)

    def _census_row(self, sheet: str, number: int, row: census.CensusRow, where: str) -> tuple[Taken, ...]:
        verdict: Verdict = "refused" if row.refused else "taken"
        outcome = RowOutcome(
            sheet, number, verdict, row.marks, row.refused, row.child, row.what, path=row.path
        )
        if row.body is None:
            self._taking.refuse(outcome)
            return ()
        said = Said(
            contact=row.contact,
            happened=acts.at(row.on or self.census.as_of or self._today),
            bodies=(row.body,),
            where=where,
            edition=self._edition,
            as_of=self.census.as_of,
        )
        return self._taking.take(said, outcome)
