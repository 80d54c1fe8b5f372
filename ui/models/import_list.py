"""The rows of an import as a list to look through: which of them, in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from workstation.domain import wording
from workstation.intake.mapping import known_words
from workstation.intake.outcome import ImportReport, RowOutcome, SheetCount

View = Literal["", "marked", "refused", "corrected"]
VIEWS: Final[tuple[tuple[View, str], ...]] = (
    ("", "All rows"), ("marked", "Marked"), ("refused", "Refused"), ("corrected", "Corrected"),
)  # fmt: skip
_KNOWN: Final = "on record already"
_CORRECTS: Final = "corrects: "
_OUTCOME: Final = re.compile(r"\bO\d\d\b")


@dataclass(frozen=True, slots=True)
class Listed:
    """What is shown of a list: the first rows that fit the filter, and how many fit it."""

    rows: tuple[RowOutcome, ...]
    fitting: int
    whole: int


@dataclass(frozen=True, slots=True)
class Became:
    """How many rows became what on record."""

    new: int = 0
    corrected: int = 0
    known: int = 0
    left_alone: int = 0


def listed(report: ImportReport, view: str, words: str, most: int) -> Listed:
    """The rows of this view (all when empty) that hold each of these words."""
    wanted = words.casefold().split()
    fitting = [r for r in report.rows if fits(r, view) and _holds(r, wanted)]
    return Listed(tuple(fitting[:most]), len(fitting), len(report.rows))


def fits(row: RowOutcome, view: str) -> bool:
    """Whether a row belongs to a view."""
    match view:
        case "marked":
            return row.verdict == "taken with marks" or _is_left(row)
        case "refused":
            return row.verdict == "refused"
        case "corrected":
            return _CORRECTS in row.came
    return True


def counts(report: ImportReport) -> dict[str, int]:
    """How many rows each view has."""
    return {view: sum(fits(row, view) for row in report.rows) for view, _words in VIEWS}


def became(report: ImportReport) -> Became:
    """How many of the taken rows were new, put something right, were there already, or were left alone."""
    kinds = [_kind(row.came) for row in report.rows if row.verdict != "refused"]
    return Became(*(kinds.count(kind) for kind in ("new", "corrected", "known", "left alone")))


def _is_left(row: RowOutcome) -> bool:
    """Whether something of it was left alone, which nobody may miss who looks at what was odd."""
    return row.verdict == "taken" and _kind(row.came) == "left alone"


def _kind(came: str) -> str:
    if _CORRECTS in came:
        return "corrected"
    if came.startswith(_KNOWN):
        return "known"
    return "new" if came in ("", "new") else "left alone"


def _holds(row: RowOutcome, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = " ".join((row.sheet, str(row.row), row.child_ref, row.what, row.path, why(row))).casefold()
    return all(word in text for word in wanted)


def why(row: RowOutcome) -> str:
    """Why a row was refused, what was marked on it, and what it changed on record."""
    told = "" if row.came in ("", "new", _KNOWN) else on_record(row.came)
    return wording.sentence("; ".join(filter(None, (row.because, told, *row.marks))))


def on_record(came: str) -> str:
    """What became of it on record, with our codes in words: `put right: outcomes was Advice, is Assessment`."""
    known = {word.code: word.words for word in known_words("outcome")}
    told = _OUTCOME.sub(lambda found: known.get(found[0], found[0]), came)
    return told.replace(_CORRECTS, "put right: ")


def how_many(listed: Listed) -> str:
    """`12 of 31 shown`, and what hides the others."""
    if listed.fitting == listed.whole:
        return f"{len(listed.rows):,} of {listed.whole:,} rows shown" if listed.whole else "No rows"
    hidden = listed.whole - listed.fitting
    return f"{len(listed.rows):,} of {listed.whole:,} rows shown, {hidden:,} hidden by the filter"


def in_a_sentence(total: SheetCount) -> str:
    """How many rows there were and what became of them, in one sentence."""
    parts = [f"{total.taken:,} taken", f"{total.with_marks:,} taken with marks", f"{total.refused:,} refused"]
    return f"{total.rows:,} {'row' if total.rows == 1 else 'rows'}: {', '.join(parts)}."


def changed_on_record(found: Became) -> tuple[str, ...]:
    """What that means for the record, line by line; nothing when all of it is new."""
    lines = []
    if found.corrected:
        rows, what = _rows(found.corrected, "puts", "put")
        lines.append(f"{rows} {what} right what an earlier file said. Choose Corrected to see what changed.")
    if found.known:
        rows, what = _rows(found.known, "was", "were")
        lines.append(f"{rows} {what} on record already and changed nothing.")
    if found.left_alone:
        rows, what = _rows(found.left_alone, "was", "were")
        why = "a person, newer data or another person on record says otherwise"
        lines.append(f"{rows} {what} left alone: {why}. The list says which.")
    return tuple(lines)


def _rows(count: int, one: str, many: str) -> tuple[str, str]:
    return f"{count:,} {'row' if count == 1 else 'rows'}", one if count == 1 else many


def sheets_to_tell(report: ImportReport) -> tuple[SheetCount, ...]:
    """The sheets that have rows, where there are several: one alone is told of already."""
    filled = tuple(sheet for sheet in report.sheets if sheet.rows)
    return filled if len(filled) > 1 else ()


def of_sheet(sheet: SheetCount) -> str:
    """One sheet in a line."""
    if not sheet.kind:
        return f"{sheet.sheet}: none of the lists we know. Nothing was taken from it."
    parts = [f"{sheet.taken:,} taken", f"{sheet.with_marks:,} with marks", f"{sheet.refused:,} refused"]
    return f"{sheet.sheet}: {wording.count(sheet.rows, 'row')}, {', '.join(parts)}"
