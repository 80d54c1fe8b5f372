"""What one row of Ofsted's Annex A means: the fields it fills and what is odd about it, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final, Protocol

from workstation.domain import identifiers
from workstation.intake import cells, oddities
from workstation.intake.headings import Column, Layout
from workstation.intake.messages import Cell, Row
from workstation.intake.naming import parted
from workstation.intake.oddities import Cleaned

_GOOD_ID: Final = re.compile(r"[A-Za-z0-9]{1,20}", re.ASCII)
_WHOLE: Final = re.compile(r"^(\d+)\.0+$", re.ASCII)
"""Some programs write every number with a point: 9212044.0 is the id 9212044."""
_LONGEST_ID: Final = 100
_EXACT: Final = 10**15
"""Excel keeps 15 digits of a number. Longer ids saved as numbers may have become another child's."""
_CODE_FIRST: Final = re.compile(r"([A-Z0-9]{2,10})\s*[-:]")
_SEX: Final = {"1": "M", "2": "F"}
_QUOTED: Final = 60


class KnownCodes(Protocol):
    """What reading needs of a code set (`guidebook.codes.CodeSet` is one)."""

    @property
    def edition(self) -> str: ...

    def find(self, text: str) -> str | None: ...

    def plain(self, code: str) -> str: ...


Codes = Callable[[str], KnownCodes]


def clean(row: Row, laid_out: Layout, *, today: date, codes: Codes, from_1904: bool = False) -> Cleaned:
    """What the row says. `refused` is set when nothing can be taken from it, and says why."""
    reading = _Reading(row, laid_out, today, codes, from_1904=from_1904)
    if laid_out.listing.refused:
        return Cleaned(refused=laid_out.listing.refused)
    if row.fault:
        return Cleaned(refused=row.fault)
    return reading.cleaned()


class _Reading:
    """The reading of one row, field by field."""

    def __init__(self, row: Row, laid_out: Layout, today: date, codes: Codes, *, from_1904: bool) -> None:
        self._row = row
        self._layout = laid_out
        self._listing = laid_out.listing
        self._today = today
        self._codes = codes
        self._from_1904 = from_1904
        self._got = Cleaned()

    def cleaned(self) -> Cleaned:
        """The row in full."""
        got = self._got
        if self._row.odd:
            self._mark(self._row.odd)
        for place, column in self._layout.columns:
            cell = self._cell(place)
            self._flaw(column, cell)
            self._field(column, cell)
        got.marks += oddities.of_row(got, self._row, self._layout, self._today)
        if got.age is not None and got.born is None:
            got.details.append(f"age when the list was made: {got.age}")
        if not got.child and not got.refused:
            got.refused = "the child's id is missing"
        elif not got.refused and not _understood(got):
            got.refused = "nothing in it but the id could be understood: it may be a note or a total"
        return got

    def _cell(self, place: int) -> Cell | None:
        cell = self._row.cells[place] if place < len(self._row.cells) else None
        return None if cell is not None and cells.is_nothing(cell) else cell

    def _mark(self, mark: str) -> None:
        self._got.marks.append(mark)

    def _flaw(self, column: Column, cell: Cell | None) -> None:
        """Say why a filled cell counts as empty, or that it was changed."""
        if cell is None:
            return
        if cells.is_error(cell):
            self._mark(f"{column.label} is an Excel error ({_quoted(cell)}), taken as empty")
        elif cell.kind == "long":
            self._mark(f"{column.label} is {cell.text} characters long and was left out")
        elif cell.kind in _FLAWS:
            self._mark(f"{column.label} {_FLAWS[cell.kind]}")

    # -- one method for each kind of field --------------------------------------------------------------------

    def _field(self, column: Column, cell: Cell | None) -> None:
        match column.field:
            case "child":
                self._child(column, cell)
            case "gender":
                self._gender(column, cell)
            case "ethnicity" | "source":
                self._coded(column, cell)
            case "born" | "on" | "ended":
                setattr(self._got, column.field, self._day(column, cell))
            case "nfa":
                self._nfa(column, cell)
            case "family" | "given" | "name" | "upn" | "nhs":
                self._person(column, cell)
            case "team" | "worker":
                setattr(self._got, column.field, cells.words(cell))
                self._keep(column, cells.words(cell))
            case "age":
                self._age(column, cell)
            case _:
                self._detail(column, cell)

    def _child(self, column: Column, cell: Cell | None) -> None:
        text = _WHOLE.sub(r"\1", cells.words(cell))
        if cell and cell.kind == "number" and _inexact(cell.text):
            self._got.refused = (
                "the child's id is a number that Excel does not keep exactly (more than 15 digits)"
            )
        elif cell and cell.kind == "day":
            self._got.refused = "the child's id is a date"
        elif len(text) > _LONGEST_ID:
            self._got.refused = f"the child's id is longer than {_LONGEST_ID} characters"
        elif text and not _GOOD_ID.fullmatch(text):
            self._mark("the child's id is not 1 to 20 letters and digits, kept as written")
        self._got.child = text
        self._keep(column, text)

    def _person(self, column: Column, cell: Cell | None) -> None:
        """A name, or a number beside the council's. The parts of a name are believed more than the whole."""
        got, text = self._got, cells.words(cell)
        if column.field == "family":
            got.family = text or got.family
        elif column.field == "given":
            got.given = text or got.given
        elif column.field == "name":
            _, family, given = parted(text)
            got.family, got.given = got.family or family, got.given or given
        elif text:
            self._number(column, _WHOLE.sub(r"\1", text)[:_LONGEST_ID])

    def _number(self, column: Column, text: str) -> None:
        """A UPN or an NHS number. One that cannot be right is kept, and marked."""
        is_upn = column.field == "upn"
        if is_upn and identifiers.is_unknown_upn(text):
            self._got.details.append(f"{column.label}: none ({identifiers.joined(text)})")
            return
        fault = identifiers.upn_fault(text) if is_upn else identifiers.nhs_fault(text)
        if fault:
            self._mark(f"{column.label} \u201c{text[:_QUOTED]}\u201d {fault}, kept as written")
        else:
            text = identifiers.upn(text) if is_upn else identifiers.nhs(text)
        setattr(self._got, column.field, text)

    def _gender(self, column: Column, cell: Cell | None) -> None:
        text = cells.words(cell)
        code = self._codes("gender").find(text)
        self._got.sex = _SEX.get(code or "", "")
        self._keep(column, code or text)
        if code == "9":
            self._got.details.append("gender: neither male nor female")
        elif code is None and text:
            self._as_text(column, cell)

    def _coded(self, column: Column, cell: Cell | None) -> None:
        """Ethnicity or source: the code in its field, anything else as text among the details."""
        text = cells.words(cell)
        code = self._codes(column.field).find(text)
        self._keep(column, code or text)
        if code:
            setattr(self._got, column.field, code)
        elif text:
            self._as_text(column, cell)

    def _day(self, column: Column, cell: Cell | None) -> date | None:
        found = cells.day(
            cell, today=self._today, from_1904=self._from_1904, month_first=self._layout.month_first
        )
        if found.note == "not understood":
            self._mark(f"{column.label} {_quoted(cell)} was not understood, kept as text")
            self._got.details.append(f"{column.label}: {cells.words(cell)}")
        elif found.note:
            self._mark(f"{column.label} {cells.said_of(found, cells.words(cell))}")
        self._keep(
            column,
            found.on.isoformat() if found.on else cells.words(cell) if found.note != "stand-in" else "",
        )
        return found.on

    def _nfa(self, column: Column, cell: Cell | None) -> None:
        said = cells.yes_no(cell)
        self._got.nfa = said or "not known"
        self._keep(column, said or cells.words(cell))
        if said is None and cells.words(cell):
            self._as_text(column, cell)

    def _age(self, column: Column, cell: Cell | None) -> None:
        """Not part of what makes this row: it grows from one list to the next."""
        text = cells.words(cell)
        self._got.age = cells.whole_years(text)
        if text and self._got.age is None:
            self._as_text(column, cell)

    def _detail(self, column: Column, cell: Cell | None) -> None:
        text = cells.words(cell)
        if not text:
            return
        if column.kind == "date":
            if on := self._day(column, cell):
                self._got.details.append(f"{column.label}: {on:%d/%m/}{on.year}")
            return
        code = self._codes(column.set).find(text) if column.kind == "code" else None
        if code:
            self._keep(column, code)
            self._got.details.append(f"{column.label}: {self._codes(column.set).plain(code)} ({code})")
        elif column.kind == "code":
            self._keep(column, text)
            self._as_text(column, cell)
        else:
            said = (cells.yes_no(cell) if column.kind == "yes or no" else None) or cells.unlettered(text)
            self._keep(column, said)
            self._got.details.append(f"{column.label}: {said}")

    # -- small things ------------------------------------------------------------------------------------------

    def _keep(self, column: Column, text: str) -> None:
        """Count the value as part of what this row says."""
        if text:
            self._got.content[column.label] = text

    def _as_text(self, column: Column, cell: Cell | None) -> None:
        """Keep the words of a value that is no code among the details, and say so."""
        text = cells.words(cell)
        first = _CODE_FIRST.match(text)
        self._mark(
            f"{column.label} {first.group(1) if first else _quoted(cell)} {column.unknown}, kept as text"
        )
        self._got.details.append(f"{column.label}: {text}")


def _understood(got: Cleaned) -> bool:
    """Whether anything but the id was."""
    return bool(got.on or got.born or got.ended or got.sex or got.ethnicity or got.source)


_FLAWS: Final = {
    "formula": "is a formula without a worked-out value, taken as empty",
    "broken": "could not be read, taken as empty",
    "twice": "is in the file twice for the same cell, taken as empty",
    "replaced": "had hidden characters, which are shown as \ufffd",
}


def _inexact(number: str) -> bool:
    """Whether a number cannot be trusted to be the id that was typed."""
    return not number.lstrip("-").isdigit() or abs(int(number)) >= _EXACT


def _quoted(cell: Cell | None) -> str:
    text = " ".join(cell.text.split()) if cell and cells.no_value(cell) else cells.words(cell)
    if cell and cells.no_value(cell):
        return text
    return f"\u201c{text[:_QUOTED]}\u2026\u201d" if len(text) > _QUOTED else f"\u201c{text}\u201d"
