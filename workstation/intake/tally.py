"""Counts what became of the rows while a file is read."""

from __future__ import annotations

from collections import Counter

from workstation.intake.headings import Layout
from workstation.intake.outcome import ImportReport, RowOutcome, SheetCount

_WORDS = {"taken": "taken", "taken with marks": "with_marks", "refused": "refused"}


class Tally:
    """The report of a file in the making. Sheets are known by their name, which Excel keeps unique."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: list[RowOutcome] = []
        self._counts: dict[str, Counter[str]] = {}
        self._kinds: dict[str, str] = {}
        self._unknown: dict[str, None] = {}
        self._left_out: dict[str, None] = {}
        self._notes: dict[str, None] = {}
        self._same_marks: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._current = ""

    def sheet(self, name: str, layout: Layout | None, *, note: str = "") -> None:
        """The rows that follow are of this sheet, laid out like this."""
        self._current = name
        self._counts.setdefault(name, Counter())
        self._kinds[name] = layout.listing.event if layout else ""
        if layout:
            self._unknown.update(dict.fromkeys(f"{name}: {column}" for column in layout.unknown))
            self._left_out.update(dict.fromkeys(f"{name}: {column}" for column in layout.left_out))
        if note:
            self._notes[note] = None

    def spaces(self, blank: int, headings: int) -> None:
        """So many blank rows and rows of headings were met in this sheet so far."""
        self._counts[self._current]["blank"] = blank
        self._counts[self._current]["headings"] = headings

    def row(self, outcome: RowOutcome) -> None:
        """What became of one row of this sheet."""
        marks = self._same_marks.setdefault(outcome.marks, outcome.marks)  # many rows, few different marks
        self._rows.append(
            RowOutcome(
                self._current, outcome.row, outcome.verdict, marks, outcome.because, outcome.child_ref,
                outcome.what, outcome.seen_before,
            )
        )  # fmt: skip
        count = self._counts[self._current]
        count["rows"] += 1
        count[_WORDS[outcome.verdict]] += 1
        count["seen_twice"] += bool(outcome.seen_before)

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
        )
