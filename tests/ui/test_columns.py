"""Saying what the columns of a file mean, by keyboard, with the real reader of files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui import audit
from tests.ui.conftest import focused
from tests.ui.extracts import HEADINGS, ROWS, book, show, table, wait
from tests.ui.front import Front, nameless, open_front
from ui import theme
from ui.reading import Reading
from ui.screens.import_file import BECAME, CHOOSING, COLUMNS, ImportScreen
from ui.widgets.pick_box import PickBox
from ui.widgets.tab_order import next_stop, read_through
from ui.window import Window
from workstation.services import find


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def _choose(front: Front, path: Path) -> ImportScreen:
    screen = show(front)
    screen.choose_file(path)
    wait(front, screen)
    return screen


def _explain(front: Front, path: Path) -> ImportScreen:
    """To the page of columns, as somebody with a keyboard comes there."""
    screen = _choose(front, path)
    assert screen.choosing.take.hasFocus()
    _press(Qt.Key.Key_Return)
    wait(front, screen)
    assert screen.pages.currentIndex() == COLUMNS
    return screen


def _pick(screen: ImportScreen, heading: str, words: str) -> PickBox:
    """Go to the picker of a column and type what it means."""
    box = screen.columns.rows[heading].picker
    box.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(box, words)
    QApplication.processEvents()
    return box


def _remarks(screen: ImportScreen) -> str:
    return " | ".join(remark.words for remark in screen.columns.remarks)


def _said(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]


def test_a_table_nobody_knows_says_so_before_it_is_read(front: Front, tmp_path: Path) -> None:
    screen = _choose(front, table(tmp_path / "old system.csv"))
    assert screen.pages.currentIndex() == CHOOSING
    assert "a table Lintel does not know: 10 columns" in screen.choosing.found.words()
    assert screen.choosing.take.words() == "Say what the columns mean"
    assert screen.report is None


def test_every_heading_stands_there_with_three_examples_and_a_guess(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    rows = screen.columns.rows
    assert tuple(rows) == HEADINGS
    assert rows["Surname"].examples.words() == "Farrow · Merrick · O'Neill"
    assert rows["Surname"].picker.words() == "Family name"
    assert rows["Surname"].guess.isVisibleTo(screen)
    assert rows["DOB"].read.words().replace("\xa0", " ") == "14/03/2017 is read as 14 Mar 2017."
    assert rows["Row version"].picker.words() == "Not decided"
    assert rows["Email"].picker.words() == "Leave out: e-mail addresses are not kept"


def test_what_stops_it_is_said_and_leads_to_its_place(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    assert "No column gives the date of the contact." in _remarks(screen)
    screen.columns.take.setFocus()
    _press(Qt.Key.Key_Return)
    front.settle()
    assert screen.pages.currentIndex() == COLUMNS  # not read; the focus is where it can be put right
    assert focused() is screen.columns.rows["Contact Rec'd"].picker

    QTest.keyClicks(focused(), "Date of the c")
    assert "No column gives the date" not in _remarks(screen)
    row = screen.columns.rows["Contact Rec'd"]
    assert row.read.words().replace("\xa0", " ") == "03/05/2020 is read as 03 May 2020."
    assert not row.guess.isVisibleTo(screen)


def test_a_line_of_what_needs_somebody_can_be_pressed(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    line = next(line for line in screen.columns.needs.lines if "“Passed to duty”" in line.words())
    line.setFocus()
    _press(Qt.Key.Key_Space)
    front.settle()
    assert focused().accessibleName() == "“Passed to duty” in Decision means"


def test_days_are_read_as_the_person_says(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    _pick(screen, "Contact Rec'd", "Date of the c")
    about = screen.columns.about
    assert about is not None
    assert about.days is not None
    about.days.option("month first").setFocus()
    _press(Qt.Key.Key_Space)
    assert screen.columns.rows["Contact Rec'd"].read.words().replace("\xa0", " ").endswith("05 Mar 2020.")
    assert "“14/03/2017” is not understood as a day." in screen.columns.rows["DOB"].odd.words()
    assert "look like they are written day first" in _remarks(screen)


def test_words_are_translated_one_by_one_with_their_count(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    words = screen.columns.rows["Decision"].words
    assert words is not None
    assert words.state.words() == "3 different words, 1 not understood."
    assert list(words.rows) == ["Passed to duty"]
    row = words.rows["Passed to duty"]
    assert row.text.words() == "“Passed to duty” · 2 rows"
    assert row.guess.words() == "Not known"
    row.picker.setFocus()
    QTest.keyClicks(row.picker, "Asse")
    assert row.picker.words() == "Assessment"
    assert row.guess.words() == "You said so"
    assert "“Passed to duty”" not in _remarks(screen)
    words.more.click()
    assert words.rows["NFA"].guess.words() == "Guessed"
    assert words.rows["NFA"].picker.words() == "No further action"


def test_the_first_rows_are_shown_as_they_would_be_kept(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    _pick(screen, "Contact Rec'd", "Date of the c")
    said = [words.replace("\xa0", " ") for words in _said(screen.columns.first)]
    assert "Row 2 · FARROW, Ellie" in said
    assert "Contact: 03 May 2020, number C1" in said
    assert "Came of it: No further action" in said
    _pick(screen, "Surname", "Also")
    assert "Row 2 · Ellie" in _said(screen.columns.first)


def test_what_stands_in_a_file_is_never_markup(front: Front, tmp_path: Path) -> None:
    rows = (("<img src=x>", *ROWS[0][1:]),)
    screen = _explain(
        front, table(tmp_path / "<i>old<i>.csv", rows, ("Contact ID", "<b>Contact</b> Rec'd", *HEADINGS[2:]))
    )
    shown = [label for label in screen.findChildren(QLabel) if "<" in label.text()]
    assert any("<b>Contact</b> Rec'd" in label.text() for label in shown)
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}


def test_brought_in_by_keyboard_alone_it_is_found_afterwards(
    front: Front, tmp_path: Path, home: Path
) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    _pick(screen, "Contact Rec'd", "Date of the c")
    _pick(screen, "Row version", "Leave out: it is about")
    screen.columns.take.setFocus()
    _press(Qt.Key.Key_Return)
    wait(front, screen)
    assert screen.pages.currentIndex() == BECAME
    assert screen.report is not None
    assert screen.report.total().rows == len(ROWS)
    assert any("Row version (it is about the system" in left for left in screen.report.left_out_columns)
    people = front.in_store(find.search, front.desk, "farrow ellie").people
    assert [person.name for person in people] == ["FARROW, Ellie"]
    (kept,) = (home / "columns").glob("*.json")
    text = kept.read_text(encoding="utf-8")
    assert "Contact Rec'd" in text
    assert not any(value in text for row in ROWS for value in row if len(value) > 3)


def test_columns_like_these_are_offered_the_next_time(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    _pick(screen, "Contact Rec'd", "Date of the c")
    screen.columns.bring_in()
    wait(front, screen)
    newer = (HEADINGS[0].upper(), *HEADINGS[1:])
    screen.choose_file(table(tmp_path / "newer 2021.csv", headings=newer))
    wait(front, screen)
    _press(Qt.Key.Key_Return)
    wait(front, screen)
    assert "explained on this computer before for old system" in screen.columns.offers.words()
    assert focused() is screen.columns.offers.use
    _press(Qt.Key.Key_Return)
    front.settle()
    assert "No column gives the date" not in _remarks(screen)
    assert screen.columns.rows["CONTACT ID"].picker.words() == "Contact number there"


def test_a_mapping_is_saved_shared_and_loaded_and_says_what_is_not_there(
    front: Front, tmp_path: Path
) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    _pick(screen, "Contact Rec'd", "Date of the c")
    words = screen.columns.rows["Decision"].words
    assert words is not None
    QTest.keyClicks(words.rows["Passed to duty"].picker, "Asse")
    saved = tmp_path / "mapping.json"
    screen.save_mapping(saved)
    wait(front, screen)
    assert json.loads(saved.read_text())["lintel_mapping"] == 1

    screen.choose_file(table(tmp_path / "other.csv", headings=("Number", *HEADINGS[1:])))
    wait(front, screen)
    screen.choosing.take.click()
    wait(front, screen)
    screen.load_mapping(saved)
    wait(front, screen)
    assert (
        "This column is not in this file: “Contact ID” (Contact number there)."
        in screen.columns.offers.words()
    )
    assert screen.columns.rows["Contact Rec'd"].picker.words() == "Date of the contact"
    assert "“Passed to duty”" not in _remarks(screen)


def test_a_file_that_is_no_mapping_is_refused_and_changes_nothing(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    before = screen.columns.draft
    (tmp_path / "letter.json").write_text("Dear colleague")
    screen.load_mapping(tmp_path / "letter.json")
    wait(front, screen)
    assert "neither JSON nor TOML" in front.words()
    assert screen.columns.draft == before


def test_another_sheet_of_a_workbook_can_be_chosen(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, book(tmp_path / "extract.xlsx"))
    about = screen.columns.about
    assert about is not None
    assert about.sheets is not None
    assert about.sheets.words() == "Contacts 2020"
    about.sheets.setFocus()
    QTest.keyClicks(about.sheets, "Team")
    wait(front, screen)
    assert tuple(screen.columns.rows) == ("Team name", "Manager", "Phone")
    assert screen.columns.about is not None
    assert screen.columns.about.sheets is not None
    QTest.keyClicks(screen.columns.about.sheets, "Contacts")
    wait(front, screen)
    assert tuple(screen.columns.rows) == HEADINGS


def test_a_sheet_without_headings_is_said_to_have_none(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, book(tmp_path / "extract.xlsx"))
    about = screen.columns.about
    assert about is not None
    assert about.sheets is not None
    about.sheets.setFocus()
    QTest.keyClicks(about.sheets, "Read")
    wait(front, screen)
    assert front.words().startswith("The sheet “Read me” has no headings.")
    assert tuple(screen.columns.rows) == HEADINGS


def test_the_same_file_can_be_about_people_an_agency_knows(front: Front, tmp_path: Path) -> None:
    screen = _choose(front, table(tmp_path / "housing.csv"))
    screen.choosing.not_right.setFocus()
    _press(Qt.Key.Key_Return)
    screen.choosing.really.option("agency list").setFocus()
    _press(Qt.Key.Key_Space)
    screen.choosing.take.click()
    wait(front, screen)
    draft = screen.columns.draft
    assert draft is not None
    assert draft.about == "known to"
    assert "No column says on which day the data was right." in _remarks(screen)


def test_a_kind_that_cannot_be_is_explained(front: Front, tmp_path: Path) -> None:
    screen = _choose(front, table(tmp_path / "old system.csv"))
    screen.choosing.not_right.click()
    screen.choosing.really.option("Annex A").click()
    assert "No sheet of this file has the headings" in screen.choosing.cannot.words()
    assert not screen.choosing.take.isVisible()
    screen.choosing.really.option("census").click()
    assert "A census is an XML file" in screen.choosing.cannot.words()
    screen.choosing.really.option("contacts").click()
    assert screen.choosing.take.isVisible()


def test_what_a_newer_file_put_right_is_said_row_by_row(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    _pick(screen, "Contact Rec'd", "Date of the c")
    screen.columns.bring_in()
    wait(front, screen)
    right = (
        "C2",
        "04/05/2020",
        "Merrick",
        "Kayden",
        "13/02/2016",
        "School",
        "Assessment",
        "NB1 2AC",
        "1",
        "",
    )
    mapping, screen.path = screen.mapping, table(tmp_path / "newer.csv", (ROWS[0], right, *ROWS[2:]))
    assert mapping is not None
    screen.start()
    wait(front, screen)
    assert screen.became.views["corrected"].words() == "Corrected"
    screen.became.views["corrected"].click()
    (row,) = screen.became.table.rows_model.rows()
    assert "Put right" in row.cells[5].words
    assert "No further action" in row.cells[5].words
    assert "Assessment" in row.cells[5].words
    assert any("1 row puts right what an earlier file said" in words for words in _said(screen.became))
    assert any("3 rows were on record already" in words for words in _said(screen.became))


def test_tab_goes_from_the_file_through_the_columns_to_what_needs_somebody(
    front: Front, tmp_path: Path
) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    stops = read_through(screen.columns)
    pickers = [row.picker for row in screen.columns.rows.values()]
    places = [stops.index(picker) for picker in pickers]
    about = screen.columns.about
    assert about is not None
    assert places == sorted(places)
    assert stops.index(about.from_system.edit) < places[0]
    assert places[-1] < stops.index(screen.columns.needs.lines[0]) < stops.index(screen.columns.take)
    assert next_stop(screen.columns, pickers[0], back=False) is pickers[1]


def test_everything_has_a_name_for_screen_readers(front: Front, tmp_path: Path) -> None:
    screen = _explain(front, table(tmp_path / "old system.csv"))
    assert nameless(screen) == []
    assert screen.columns.rows["DOB"].picker.accessibleName() == "DOB goes to"


@pytest.mark.parametrize("percent", [100, 200])
def test_it_fits_a_small_window_and_large_text(
    window: Window, qapp: QApplication, tmp_path: Path, percent: int
) -> None:
    window.resize(1366, 728)
    theme.apply(qapp, Reading(text_percent=percent))
    screen = _in_window(window, table(tmp_path / "old system.csv"))
    assert audit.too_wide(window) == []
    assert audit.faults(window) == []
    screen.columns.panes.show_pane("needs")
    QApplication.processEvents()
    assert audit.too_wide(window) == []


def test_the_keys_of_the_window_go_on_and_to_what_needs_somebody(window: Window, tmp_path: Path) -> None:
    screen = _in_window(window, table(tmp_path / "old system.csv"))
    _press(Qt.Key.Key_F8)
    assert focused() is screen.columns.rows["Contact Rec'd"].picker
    QTest.keyClicks(focused(), "Date of the c")
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen._side.idle(60_000)
    assert window.seat.bench.idle()
    assert screen.pages.currentIndex() == BECAME


def _in_window(window: Window, path: Path) -> ImportScreen:
    window.run("file.import")
    assert window.seat.bench.idle()
    screen = window.places.shown()
    assert isinstance(screen, ImportScreen)
    screen.choose_file(path)
    assert screen._side.idle(60_000)
    _press(Qt.Key.Key_Return)
    assert screen._side.idle(60_000)
    screen.columns.whole()
    QApplication.processEvents()
    assert screen.pages.currentIndex() == COLUMNS
    return screen
