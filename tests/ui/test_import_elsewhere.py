"""Files in the shapes of other councils, through the window from choosing to the list of rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.extracts import show, wait
from tests.ui.front import Front, nameless, open_front
from ui.screens.import_file import BECAME, COLUMNS, ImportScreen
from workstation.intake.outcome import read_csv


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path / "home"))


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _take(front: Front, path: Path) -> ImportScreen:
    screen = show(front)
    screen.choose_file(path)
    wait(front, screen)
    screen.start()
    wait(front, screen)
    return screen


def _said(screen: ImportScreen) -> list[str]:
    return [label.text() for label in screen.became.findChildren(QLabel)]


def test_a_table_of_the_census_needs_nobody_to_explain_it(front: Front, tmp_path: Path) -> None:
    path = tmp_path / "CINdetails.csv"
    path.write_text(
        "LAchildID,CINreferralDate,ReferralSource,ReferralNFA\nR1,2020-07-13,4,true\n,2020-01-01,,\n"
    )
    screen = _take(front, path)
    assert screen.choosing.found.words().startswith("This is the children in need census")
    assert screen.pages.currentIndex() == BECAME
    assert "Read as tables of the children in need census." in _said(screen)
    assert screen.became.sentence.words() == "2 rows: 1 taken, 0 taken with marks, 1 refused."
    screen.save_to(tmp_path / "list.csv")
    wait(front, screen)
    assert screen.report is not None
    assert read_csv(tmp_path / "list.csv") == screen.report.rows


def test_groups_over_headings_are_guessed_and_brought_in(front: Front, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Contacts", 0)
    for row in (
        ("MASH contacts",),
        (None, None, "Child", None, "Mother", None, None),
        ("Contact ID", "Date", "First name", "Surname", "First name", "Surname", "Outcome"),
        (1, datetime(2025, 4, 3), "Ellie", "Farrow", "Jo", "Webb", "NFA"),
    ):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    screen = _take(front, tmp_path / "a.xlsx")
    assert screen.pages.currentIndex() == COLUMNS
    assert nameless(screen) == []
    screen.columns.bring_in()
    wait(front, screen)
    assert screen.pages.currentIndex() == BECAME
    assert screen.became.sentence.words() == "1 row: 1 taken, 0 taken with marks, 0 refused."
    screen.start()
    wait(front, screen)
    assert any("changed nothing" in words for words in _said(screen))


def test_a_column_that_a_list_does_not_know_is_told_of_before_and_can_be_taken(
    front: Front, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Contacts", 0)
    sheet.append(["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Date of Contact",
                  "Contact Source", "Contact Outcome"])  # fmt: skip
    sheet.append(["P1", "Female", "WBRI", "14/03/2017", "12/02/2024", "6", "NFA"])
    book.save(tmp_path / "a.xlsx")
    screen = show(front)
    screen.choose_file(tmp_path / "a.xlsx")
    wait(front, screen)
    assert screen.choosing.leaves.isVisible()
    assert "not taken: “Contact Outcome”" in screen.choosing.leaves.words()
    screen.choosing.not_right.click()
    screen.choosing.really.option("contacts").click()
    assert not screen.choosing.leaves.isVisible()
    screen.choosing.take.click()
    wait(front, screen)
    assert screen.pages.currentIndex() == COLUMNS
    screen.columns.bring_in()
    wait(front, screen)
    assert screen.became.sentence.words().startswith("1 row: 1 taken")
