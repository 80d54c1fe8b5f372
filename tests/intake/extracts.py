"""Tables as other systems and agencies write them, and the reading of them as the services do it."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from tests.intake.books import told
from workstation.domain import entries
from workstation.domain.kinds import AddressRecorded, AdultNamed, ChildNamed, EarlierTaken
from workstation.domain.times import FixedClock
from workstation.guidebook.codes import codes
from workstation.intake import bring_in
from workstation.intake import mapping as m
from workstation.intake.bring_in import Taken
from workstation.intake.mapping import Mapping, Preview, Source
from workstation.intake.outcome import ImportReport

CLOCK = FixedClock(datetime(2026, 11, 26, 9, tzinfo=UTC))
TODAY = date(2026, 11, 26)
HEADINGS = (
    "Contact ID", "Contact Date", "Contact Time", "Contact Source", "Referring Agency", "Child Surname",
    "Child Forename", "Child DOB", "Gender", "LCS ID", "UPN", "NHS Number", "Address Line 1", "Address Line 2",
    "Postcode", "Mother Name", "Mother DOB", "Mother Phone", "Reason for Contact", "Contact Outcome",
    "Decision Maker", "Decision Date", "Contact Summary", "Worker Email",
)  # fmt: skip
ROW = (
    "C100", "03/04/2021", "14:05", "6: Police", "Police", "Farrow", "Ellie", "01/02/2015", "Female", "88123",
    "B801200005001", "9434765870", "1 High Street", "Oakham", "SR3 4EN", "Jo Farrow", "01/01/1990",
    "0191 498 0100", "Domestic Violence", "NFA", "A Manager", "05/04/2021", "Rang twice.", "x@example.gov.uk",
)  # fmt: skip


def changed(**columns: str) -> tuple[str, ...]:
    """The usual row with other words in the columns whose first letters these are (`Contact_ID`)."""
    by_name = {heading.replace(" ", "_"): place for place, heading in enumerate(HEADINGS)}
    row = list(ROW)
    for name, value in columns.items():
        row[by_name[name]] = value
    return tuple(row)


def table(path: Path, *rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headings, *rows])
    return path


def explained(path: Path, **words: dict[str, str]) -> Mapping:
    """The suggestion for a file, with these translations."""
    found = m.look(path).suggested
    sources = tuple(
        Source(s.field, s.columns, s.constant, words.get(s.field, s.words)) for s in found.sources
    )
    return Mapping(
        lintel_mapping=1,
        name=found.name,
        about=found.about,
        system="old system",
        dates=found.dates,
        sources=sources,
    )


def read(path: Path, mapping: Mapping | None = None) -> tuple[ImportReport, tuple[Taken, ...]]:
    """Read a table, and hold it to what is true of every file."""
    report, acts = bring_in.read(path, clock=CLOCK, codes=codes, mapping=mapping)
    total = report.total()
    assert total.rows == len(report.rows) == total.taken + total.with_marks + total.refused
    assert len({act.entry for act in acts}) == len(acts)
    for act in acts:
        assert entries.decode(type(act.body).__name__, entries.encode(act.body)) == act.body
    return report, acts


def preview(path: Path) -> Preview:
    return m.look(path)


def child(acts: Sequence[Taken]) -> ChildNamed:
    return next(act.body for act in acts if isinstance(act.body, ChildNamed))


def adult(acts: Sequence[Taken]) -> AdultNamed:
    return next(act.body for act in acts if isinstance(act.body, AdultNamed))


def address(acts: Sequence[Taken]) -> AddressRecorded:
    return next(act.body for act in acts if isinstance(act.body, AddressRecorded))


def event(acts: Sequence[Taken]) -> EarlierTaken:
    return next(told(act) for act in acts if isinstance(act.body, EarlierTaken))
