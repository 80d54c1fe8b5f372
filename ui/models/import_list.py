"""The rows of an import as a list to look through: which of them, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workstation.domain import wording
from workstation.intake.outcome import ImportReport, RowOutcome, SheetCount, Verdict

_KNOWN: Final = "on record already"
_CORRECTS: Final = "corrects"
ORDER: Final[tuple[Verdict, ...]] = ("taken", "taken with marks", "refused")


@dataclass(frozen=True, slots=True)
class Listed:
    """What is shown of a list: the first rows that fit the filter, and how many fit it."""

    rows: tuple[RowOutcome, ...]
    fitting: int
    whole: int


def listed(report: ImportReport, verdict: str, words: str, most: int) -> Listed:
    """The rows with this verdict (all when empty) that hold each of these words."""
    wanted = words.casefold().split()
    fitting = [r for r in report.rows if (not verdict or r.verdict == verdict) and _holds(r, wanted)]
    return Listed(tuple(fitting[:most]), len(fitting), len(report.rows))


def _holds(row: RowOutcome, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = " ".join((row.sheet, str(row.row), row.child_ref, row.what, why(row))).casefold()
    return all(word in text for word in wanted)


def why(row: RowOutcome) -> str:
    """Why a row was refused, or what was marked on it."""
    came = (row.came,) if row.came not in ("", "new", _KNOWN) else ()
    return "; ".join(filter(None, (row.because, *row.marks, *came)))


def how_many(listed: Listed) -> str:
    """`12 of 31 shown`, and what hides the others."""
    if listed.fitting == listed.whole:
        return f"{len(listed.rows):,} of {listed.whole:,} rows shown" if listed.whole else "No rows"
    hidden = listed.whole - listed.fitting
    return f"{len(listed.rows):,} of {listed.whole:,} rows shown, {hidden:,} hidden by the filter"


def in_a_sentence(report: ImportReport) -> str:
    """How many rows there were and what became of them, in one sentence."""
    total = report.total()
    parts = [f"{total.taken:,} taken", f"{total.with_marks:,} taken with marks", f"{total.refused:,} refused"]
    again = sum(row.came.startswith(_KNOWN) for row in report.rows)
    right = sum(row.came.startswith(_CORRECTS) for row in report.rows)
    known = f" {again:,} were on record already." if again else ""
    corrected = f" {right:,} put right what was on record." if right else ""
    return f"{total.rows:,} {'row' if total.rows == 1 else 'rows'}: {', '.join(parts)}.{known}{corrected}"


def of_sheet(sheet: SheetCount) -> str:
    """One sheet in a line."""
    if not sheet.kind:
        return f"{sheet.sheet}: none of the lists we know. Nothing was taken from it."
    parts = [f"{sheet.taken:,} taken", f"{sheet.with_marks:,} with marks", f"{sheet.refused:,} refused"]
    return f"{sheet.sheet}: {wording.count(sheet.rows, 'row')}, {', '.join(parts)}"
