"""Counts what became of the rows while a file is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from workstation.intake.outcome import ImportReport, RowOutcome, SheetCount

_WORDS = {"taken": "taken", "taken with marks": "with_marks", "refused": "refused"}


class Tally:
    """The report of a file in the making. Sheets are known by their name, which Excel keeps unique."""

    def __init__(self, file: str) -> None:
        self.read_as = ""
        self._file = file
        self._rows: list[RowOutcome] = []
        self._counts: dict[str, Counter[str]] = {}
        self._kinds: dict[str, str] = {}
        self._unknown: dict[str, None] = {}
        self._left_out: dict[str, None] = {}
        self._notes: dict[str, None] = {}
        self._same_marks: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._current = ""

    def sheet(
        self, name: str, kind: str, *, unknown: Iterable[str] = (), left_out: Iterable[str] = ()
    ) -> None:
        """The rows that follow are of this sheet, and of this kind; columns of it that are not taken."""
        self._current = name
        self._counts.setdefault(name, Counter())
        self._kinds[name] = kind
        self._unknown.update(dict.fromkeys(f"{name}: {column}" for column in unknown))
        self._left_out.update(dict.fromkeys(f"{name}: {column}" for column in left_out))

    def note(self, words: str) -> None:
        """Something the person should know about the file."""
        if words:
            self._notes[words] = None

    def spaces(self, blank: int, headings: int) -> None:
        """So many blank rows and rows of headings were met in this sheet so far."""
        self._counts[self._current]["blank"] = blank
        self._counts[self._current]["headings"] = headings

    def row(self, outcome: RowOutcome) -> int:
        """What became of one row of this sheet; its place in the report."""
        marks = self._same_marks.setdefault(outcome.marks, outcome.marks)  # many rows, few different marks
        self._rows.append(replace(outcome, sheet=self._current, marks=marks))
        count = self._counts[self._current]
        count["rows"] += 1
        count[_WORDS[outcome.verdict]] += 1
        count["seen_twice"] += bool(outcome.seen_before)
        return len(self._rows) - 1

    def came(self, place: int, words: str) -> None:
        """What became on record of the row at this place. What is said first of a row stays, but for `new`: of the
        things a row says, the one that is not new is worth telling.
        """
        row = self._rows[place]
        if row.came in ("", "new") and words != row.came:
            self._rows[place] = replace(row, came=words)

    def report(self) -> ImportReport:
        """The report so far."""
        return ImportReport(
            file=self._file,
            sheets=tuple(
                SheetCount(name, self._kinds[name], **count) for name, count in self._counts.items()
            ),
            rows=tuple(self._rows),
            unknown_columns=tuple(self._unknown),
            left_out_columns=tuple(self._left_out),
            notes=tuple(self._notes),
            read_as=self.read_as,
        )
