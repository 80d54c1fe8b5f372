from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.front import Front, nameless, open_front
from ui.models.time_left import time_left
from ui.screens.import_file import COLUMNS, ImportScreen
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
    assert screen.choosing.choose.hasFocus()
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    _wait(front, screen)
    assert screen.choosing.file_name.words() == "annex.xlsx"
    assert "This is Ofsted’s Annex A" in screen.choosing.found.words()
    assert screen.choosing.take.hasFocus()
    assert screen.report is None


def test_every_row_is_told_of_and_can_be_looked_through(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    screen.start()
    assert screen.reading.stop.hasFocus()
    _wait(front, screen)

    assert screen.report is not None
    total = screen.report.total()
    assert screen.became.sentence.words() == (
        f"8 rows: {total.taken} taken, {total.with_marks} taken with marks, {total.refused} refused."
    )
    assert len(screen.became.table.rows_model.rows()) == 8
    assert screen.became.shown.words() == "8 of 8 rows shown"

    screen.became.views["marked"].click()
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
    said = [label.text() for label in screen.became.findChildren(QLabel)]
    assert "7 rows were on record already and changed nothing." in said


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
    assert "not an Excel workbook" in screen.choosing.wrong.words()
    assert screen.choosing.advice.words().startswith("Nothing was taken from it.")
    assert screen.choosing.choose.words() == "Choose another file…"
    assert screen.choosing.choose.hasFocus()


def test_a_file_whose_columns_nobody_explained_goes_to_where_that_is_said(
    front: Front, tmp_path: Path
) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("Contact ID,Contact Date,Child Surname\nC1,01/02/2021,Farrow\n")
    screen = _screen(front)
    screen.choose_file(path)
    screen.start()
    _wait(front, screen)
    assert screen.pages.currentIndex() == COLUMNS
    assert screen.report is None


def test_it_says_what_kind_of_file_it_was(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    screen.start()
    _wait(front, screen)
    said = [label.text() for label in screen.became.findChildren(QLabel)]
    assert "Read as lists of Ofsted’s Annex A." in said
    assert not any(words.startswith(("List 1:", "Sheet:")) for words in said)  # one list, and an empty sheet


def test_reading_can_be_stopped_and_goes_on(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx", 3000))
    screen.start()
    screen.reading.stop.click()
    _wait(front, screen)
    assert screen.reading.so_far.words().startswith("Reading was stopped")
    assert screen.reading.so_far.words().endswith("What was taken stays.")
    assert screen.reading.go_on.hasFocus()
    assert nameless(screen) == []
    QTest.keyClick(screen.reading.go_on, Qt.Key.Key_Return)
    _wait(front, screen)
    assert screen.report is not None
    assert screen.report.total().rows == 3000


def test_stopped_half_way_nothing_is_taken_twice(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx", 3000))
    _wait(front, screen)
    screen.start()
    going = screen.reading.going
    # After the first rows, wherever that is on this computer.
    while not going.read:
        QApplication.processEvents()
    screen.reading.show_progress()
    assert "rows of about" in screen.reading.so_far.words()
    screen.reading.stop.click()
    _wait(front, screen)
    if screen.report is None:  # else the computer was quicker than the hand
        screen.reading.go_on.click()
        _wait(front, screen)
    assert screen.report is not None
    total = screen.report.total()
    assert total.rows == 3000
    screen.start()
    _wait(front, screen)
    assert any("changed nothing" in label.text() for label in screen.became.findChildren(QLabel))


@pytest.mark.parametrize(
    ("read", "of", "seconds", "words"),
    [
        (0, 100, 10, ""), (10, 100, 1, ""), (100, 100, 10, ""), (50, 100, 10, "Less than a minute left."),
        (10, 100, 10, "About 2 minutes left."), (1, 61, 1.0, ""), (1, 300, 12, "About an hour left."),
        (1, 1000, 10, "About 3 hours left."), (40, 100, 40, "About 1 minute left."),
    ],
)  # fmt: skip
def test_the_time_left_in_words(read: int, of: int, seconds: float, words: str) -> None:
    assert time_left(read, of, seconds) == words


def test_everything_has_a_name_for_screen_readers(front: Front, tmp_path: Path) -> None:
    screen = _screen(front)
    screen.choose_file(_book(tmp_path / "annex.xlsx"))
    assert nameless(screen) == []
    screen.start()
    _wait(front, screen)
    assert nameless(screen) == []
