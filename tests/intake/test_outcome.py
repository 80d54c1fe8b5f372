"""The report as CSV: safe to open in a spreadsheet, and the same again when it is read back."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake import books
from workstation.intake.outcome import (
    ImportReport,
    RowOutcome,
    SheetCount,
    guarded,
    read_csv,
    save_as_csv,
    unguarded,
)
from workstation.trouble import IntakeTrouble

# trust.md X01
PAYLOADS = (
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    '"=1',
    " =1",
    "'=1",
    "＝1",
    "|x",
)
SAFE = frozenset("'")


def report_of(*rows: RowOutcome) -> ImportReport:
    return ImportReport("a.xlsx", (SheetCount("List 1", "contact"),), rows)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_is_never_opened_as_one(tmp_path: Path, payload: str) -> None:
    row = RowOutcome(payload, 2, "refused", (payload, "plain"), payload, payload, payload)
    save_as_csv(report_of(row), tmp_path / "r.csv")
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = list(csv.reader(lines))[1]
    assert {cells[place][0] for place in (0, 3, 4, 5, 6)} == SAFE
    assert read_csv(tmp_path / "r.csv") == (row,)


text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
verdicts = st.sampled_from(["taken", "refused"])
marks = st.lists(text, max_size=3).filter(lambda found: found != [""]).map(tuple)
outcomes = st.builds(RowOutcome, text, st.integers(1, 10**6), verdicts, marks, text, text, text, text)


@settings(max_examples=150, deadline=None)
@given(st.lists(outcomes, max_size=4))
def test_read_back_it_is_the_same(tmp_path_factory: pytest.TempPathFactory, rows: list[RowOutcome]) -> None:
    path = tmp_path_factory.mktemp("csv") / "r.csv"
    save_as_csv(report_of(*rows), path)
    assert read_csv(path) == tuple(rows)


@given(text)
def test_guarding_is_undone(value: str) -> None:
    assert unguarded(guarded(value)) == value


def test_the_report_of_the_sample_is_saved_whole(tmp_path: Path) -> None:
    report, _ = books.read(books.SAMPLE)
    save_as_csv(report, tmp_path / "r.csv")
    assert read_csv(tmp_path / "r.csv") == report.rows
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]


def test_a_report_that_cannot_be_saved_is_a_trouble(tmp_path: Path) -> None:
    with pytest.raises(IntakeTrouble, match="could not be saved"):
        save_as_csv(report_of(), tmp_path / "nowhere" / "r.csv")
    with pytest.raises(IntakeTrouble):
        read_csv(books.SAMPLE)
