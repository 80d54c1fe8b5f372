"""Workbooks for the tests, and the reading of them as the services do it."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from workstation.domain import entries
from workstation.domain.kinds import EarlierTaken
from workstation.domain.times import FixedClock
from workstation.guidebook.codes import codes
from workstation.intake import bring_in
from workstation.intake.bring_in import Taken
from workstation.intake.outcome import ImportReport, RowOutcome

SAMPLE = Path(__file__).parents[1] / "data" / "annex_a_sample_liia.xlsx"
CLOCK = FixedClock(datetime(2021, 3, 16, 9, 0, tzinfo=UTC))
"""The day the sample was made, by the ages in it."""

CONTACT_HEADINGS = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of Contact",
    "Contact Source",
)  # fmt: skip
Sheets = Mapping[str, Sequence[Sequence[object]]]


def contact(
    child: object = "C1001",
    gender: object = "b) Female",
    ethnicity: object = "a) WBRI",
    born: object = datetime(2012, 5, 4),
    age: object = 8,
    on: object = datetime(2020, 9, 16),
    source: object = "q) 6: Police",
) -> list[object]:
    return [child, gender, ethnicity, born, age, on, source]


def book(path: Path, sheets: Sheets) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def contacts(path: Path, *rows: Sequence[object]) -> Path:
    return book(path, {"List 1": [CONTACT_HEADINGS, *rows]})


def read(path: Path) -> tuple[ImportReport, tuple[Taken, ...]]:
    """Read a file, and hold it to what is true of every file."""
    report, acts = bring_in.read(path, clock=CLOCK, codes=codes)
    hold(report, acts)
    return report, acts


def hold(report: ImportReport, acts: Sequence[Taken]) -> None:
    """Every row has one of three words, refusals say why, and every act is one the journal takes."""
    total = report.total()
    assert total.rows == len(report.rows) == total.taken + total.with_marks + total.refused
    assert all(bool(row.because) == (row.verdict == "refused") for row in report.rows)
    assert all(bool(row.marks) for row in report.rows if row.verdict == "taken with marks")
    assert len(acts) == total.taken + total.with_marks - total.seen_twice
    assert len({act.entry for act in acts}) == len(acts)
    for act in acts:
        assert entries.decode("EarlierTaken", entries.encode(act.body)) == act.body
        assert act.contact == bring_in.earlier_record(told(act).la_child_id)


def only(report: ImportReport) -> RowOutcome:
    (row,) = report.rows
    return row


def with_parts(source: Path, path: Path, parts: Mapping[str, bytes | None]) -> Path:
    """The workbook with some parts put in, replaced, or (None) left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return path


def part(source: Path, name: str) -> bytes:
    with zipfile.ZipFile(source) as archive:
        return archive.read(name)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def told(act: Taken) -> EarlierTaken:
    """What an act says, when it is an event."""
    assert isinstance(act.body, EarlierTaken)
    return act.body
