from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.front import Front, nameless, open_front
from ui.screens.import_file import ImportScreen
from workstation.intake.outcome import read_csv

_HEADINGS = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Date of Contact", "Contact Source"]


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _book(path: Path, rows: int = 8) -> Path:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("List 1", 0)
    sheet.append(_HEADINGS)
    for at in range(rows):
        day = "32/02/2024" if at == 3 else "12/02/2024"
        sheet.append([f"P{at}" if at != 5 else "", "a) Female", "a) WBRI", "14/03/2017", day, "6"])
    book.save(path)
    return path


def _screen(front: Front) -> ImportScreen:
    screen = ImportScreen(front.seat)
    front.show(screen, 1300, 800)
    return screen


def _wait(front: Front, screen: ImportScreen) -> None:
    for _ in range(3):
        assert screen._side.idle(60_000)
        front.settle()


def test_a_chosen_file_is_not_read_before_the_person_says_so(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    assert screen.choose.hasFocus()
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    front.settle()
    assert screen.file_name.words() == "annex.xlsx"
    assert screen.take.hasFocus()
    assert screen.report is None


def test_every_row_is_told_of_and_can_be_looked_through(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    screen.start()
    assert screen.cancel.hasFocus()
    _wait(front, screen)

    assert screen.report is not None
    total = screen.report.total()
    assert screen.became.sentence.words() == (
        f"8 rows: {total.taken} taken, {total.with_marks} taken with marks, {total.refused} refused."
    )
    assert len(screen.became.table.rows_model.rows()) == 8
    assert screen.became.shown.words() == "8 of 8 rows shown"

    screen.became.views["taken with marks"].click()
    assert len(screen.became.table.rows_model.rows()) == total.with_marks
    assert "hidden by the filter" in screen.became.shown.words()
    screen.became.views[""].click()
    QTest.keyClicks(screen.became.words.box, "P7")
    assert [row.cells[2].words for row in screen.became.table.rows_model.rows()] == ["P7"]


def test_the_same_file_twice_takes_nothing_twice(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    for _ in range(2):
        screen.choose_file(_book(tmp_path / "annex.xlsx"))
        screen.start()
        _wait(front, screen)
    assert "were on record already" in screen.became.sentence.words()


def test_the_list_is_saved_and_reads_back(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    screen.start()
    _wait(front, screen)
    screen.save_to(tmp_path / "list.csv")
    _wait(front, screen)
    assert screen.report is not None
    assert read_csv(tmp_path / "list.csv") == screen.report.rows
    assert front.words() == "The list is saved. Any spreadsheet can open it."


def test_a_file_that_is_no_workbook_is_refused_in_place(front: Front, tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_text("Dear colleague")
    screen = _screen(front)
    screen.choose_file(path)
    screen.start()
    _wait(front, screen)
    assert screen.pages.currentIndex() == 0
    assert "not an Excel workbook" in screen.wrong.words()
    assert screen.choose.hasFocus()


def test_a_file_whose_columns_nobody_explained_says_so_in_place(front: Front, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("Contact ID,Contact Date,Child Surname\nC1,01/02/2021,Farrow\n")
    screen = _screen(front)
    screen.choose_file(path)
    screen.start()
    _wait(front, screen)
    assert screen.pages.currentIndex() == 0
    assert "This file needs its columns explained." in screen.wrong.words()


def test_it_says_what_kind_of_file_it_was(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    screen.start()
    _wait(front, screen)
    assert "read as lists of Ofsted’s Annex A" in screen.heading._note.words()


def test_reading_can_be_stopped(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx", 3000))
    screen.start()
    screen.cancel.click()
    _wait(front, screen)
    assert "You stopped bringing in this file." in screen.wrong.words()
    assert screen.pages.currentIndex() == 0


def test_everything_has_a_name_for_screen_readers(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    assert nameless(screen) == []
    screen.start()
    _wait(front, screen)
    assert nameless(screen) == []
