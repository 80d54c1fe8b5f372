"""Find, by keyboard only: the box, the list, and what is said when nobody is there."""

from __future__ import annotations

from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focused
from ui import theme
from ui.reading import Reading
from ui.screens.find import FindScreen
from ui.screens.finding import rows
from ui.screens.new_contact import NewContactScreen
from ui.screens.palette import Palette
from ui.widgets import said_later
from ui.widgets.chip import HIDDEN_SHORT
from ui.widgets.overlay import on_top
from ui.window import Window
from workstation.domain.contact_numbers import near_contact_numbers
from workstation.history.matcher import Found
from workstation.services import find
from workstation.services.desk import Desk

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def screen(window: Window) -> FindScreen:
    QTest.keyClick(focused(), Key.Key_F3)
    shown = window.places.shown()
    assert isinstance(shown, FindScreen)
    return shown


def typed(window: Window, words: str) -> None:
    QTest.keyClicks(focused(), words)
    assert window.seat.bench.idle()


def words_of(screen: FindScreen) -> list[str]:
    return [row.cells[0].words for row in screen.table.rows_model.rows()]


def people(screen: FindScreen) -> list[str]:
    return [row.cells[0].words for row in screen.table.rows_model.rows() if row.key[0] == rows.PERSON]  # type: ignore[index]


def wrong_number(desk: Desk) -> tuple[str, str]:
    """A number of the queue with two neighbours swapped, and the number itself."""
    for row in desk.in_store(find.queue, desk).rows:
        number = row.line.number
        for at in range(8, 11):
            wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
            near = list(near_contact_numbers(wrong)) if wrong != number else []
            if near and near[0] == number:
                return wrong, number
    raise LookupError("no such number in the queue")


def test_sections_come_in_order_under_headings_with_counts(window: Window, screen: FindScreen) -> None:
    typed(window, "farrow")
    shown = screen.table.rows_model.rows()
    headings = [row.cells[0].words for row in shown if row.heading]
    assert [words.split()[0] for words in headings] == ["People", "Contacts"]
    assert screen.count.words().startswith(f"People {len(people(screen))} · Contacts ")
    assert shown[1].cells[1].words.count("last") == 1
    assert shown[1].cells[2].second


def test_down_goes_into_the_list_past_the_heading_and_up_comes_back(
    window: Window, screen: FindScreen
) -> None:
    typed(window, "farrow")
    QTest.keyClick(focused(), Key.Key_Down)
    assert focused() is screen.table
    assert cast("tuple[str, ...]", screen.table.current_key())[0] == rows.PERSON
    for _step in range(len(screen.table.rows_model.rows())):
        QTest.keyClick(focused(), Key.Key_Down)
        assert cast("tuple[str, ...]", screen.table.current_key())[0] != "heading"
    for _step in range(len(screen.table.rows_model.rows())):
        if focused() is screen.table:
            QTest.keyClick(focused(), Key.Key_Up)
    assert screen.box.edit.hasFocus()


def test_letters_typed_in_the_list_go_back_to_the_box(window: Window, screen: FindScreen) -> None:
    typed(window, "farro")
    QTest.keyClick(focused(), Key.Key_Down)
    typed(window, "w")
    assert screen.box.edit.hasFocus()
    assert screen.box.text() == "farrow"
    QTest.keyClick(focused(), Key.Key_Down)
    QTest.keyClick(focused(), Key.Key_Backspace)
    assert window.seat.bench.idle()
    assert screen.box.text() == "farro"
    QTest.keyClick(focused(), Key.Key_Down)
    typed(window, "p")  # in other lists P parks
    assert screen.box.text() == "farrop"


def test_enter_waits_for_the_answer_to_the_last_letter(
    window: Window, desk: Desk, screen: FindScreen
) -> None:
    typed(window, "ellie")
    go = Event()
    desk.executor.submit(go.wait, 10)
    QTest.keyClicks(focused(), " farrow")
    QTest.keyClick(focused(), Key.Key_Return)
    assert window.places.shown() is screen, "what was found for other letters was opened"
    go.set()
    assert window.seat.bench.idle()
    front = window.places.front()
    assert front is not None
    assert front.contact is not None
    assert people(screen)[0] == "FARROW, Ellie"


def test_searches_that_were_overtaken_never_run_and_the_old_answer_stays(
    window: Window, desk: Desk, screen: FindScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(window, "farrow")
    before, asked = words_of(screen), list[str]()
    real = find.search

    def noted(desk: Desk, words: str, most: int = 20) -> object:
        asked.append(words)
        return real(desk, words, most)

    monkeypatch.setattr(find, "search", noted)
    go = Event()
    desk.executor.submit(go.wait, 10)
    QTest.keyClicks(focused(), " ellie")
    assert words_of(screen) == before
    go.set()
    assert window.seat.bench.idle()
    assert asked == ["farrow ellie"]
    assert people(screen) == ["FARROW, Ellie"]


def test_a_misheard_number_is_offered_and_taken_by_one_press(
    window: Window, desk: Desk, screen: FindScreen
) -> None:
    wrong, number = wrong_number(desk)
    typed(window, wrong)
    assert screen.nothing.words().startswith(f"{wrong} is not a number we use. Did you mean {number}")
    offered = screen.nothing.numbers[0]
    assert offered.text() == f"Yes, {number}"
    offered.setFocus()
    QTest.keyClick(offered, Key.Key_Space)
    assert window.seat.bench.idle()
    assert screen.box.text() == number
    assert screen.table.rows_model.rows()[1].cells[0].second == number


def test_two_contacts_with_one_number_are_both_listed_and_said_to_be(desk: Desk) -> None:
    """From before computers had letters of their own."""
    first, second, third = (row.line for row in desk.in_store(find.queue, desk).rows[:3])
    found = Found(contacts=(first, second, third), twice=frozenset({first.number, second.number}))
    listed = [row for row in rows.rows_of(found) if row.key[0] == rows.CONTACT]  # type: ignore[index]
    said = [row.cells[2].second for row in listed]
    assert said == ["Another contact has this number too", "Another contact has this number too", ""]


def test_a_hidden_address_is_a_chip_in_the_list_and_is_read_aloud(window: Window, screen: FindScreen) -> None:
    typed(window, "farrow ellie")
    shown = screen.table.rows_model.rows()
    for kind in (rows.PERSON, rows.CONTACT):
        cell = next(row.cells[0] for row in shown if row.key[0] == kind)  # type: ignore[index]
        assert cell.chips == (HIDDEN_SHORT,)
        assert cell.aloud().endswith(HIDDEN_SHORT.words)
    first = next(at for at, row in enumerate(shown) if row.cells[0].chips)
    plain = next(at for at, row in enumerate(shown) if not row.heading and not row.cells[0].chips)
    assert screen.table.rowHeight(first) > screen.table.rowHeight(plain), "the chip has a line of its own"


def test_where_there_is_no_room_for_columns_everything_stands_under_each_other(
    window: Window, qapp: QApplication, screen: FindScreen
) -> None:
    window.resize(1366, 728)
    typed(window, "farrow ellie")
    wide = screen.table.rows_model.rows()
    theme.apply(qapp, Reading(text_percent=250))
    assert window.seat.bench.idle()
    QApplication.processEvents()
    narrow = screen.table.rows_model.rows()
    assert [len(row.cells) for row in narrow] == [1] * len(wide)
    assert screen.table.horizontalScrollBar().maximum() == 0
    at = next(at for at, row in enumerate(wide) if row.key[0] == rows.PERSON)  # type: ignore[index]
    assert narrow[at].key == wide[at].key
    for cell in wide[at].cells:
        assert cell.aloud() in narrow[at].cells[0].aloud()


def test_what_may_be_held_is_said_in_the_same_words_always(
    window: Window, desk: Desk, screen: FindScreen
) -> None:
    held = find.may_be_held(desk)
    typed(window, "ellie farrow")
    assert screen.held.words() == held
    assert screen.held.isVisible()
    for words in ("Perpetua Quillfeather", "C19-55555-A", "07700 900999", "31 march 1903"):
        screen.enter()
        typed(window, words)
        assert held in screen.nothing.words(), words


def test_ctrl_n_takes_over_what_was_typed(window: Window, screen: FindScreen) -> None:
    typed(window, "perpetua quillfeather 3 may 2019 nb4 7xx")
    QTest.keyClick(focused(), Key.Key_N, Held.ControlModifier)
    assert window.seat.bench.idle()
    new = window.places.shown()
    assert isinstance(new, NewContactScreen)
    box = new.children_taken.boxes[0]
    assert box.name.text() == "perpetua quillfeather"
    assert box.born.hint.words().startswith("03\xa0May\xa02019")
    assert box.postcode.text() == "NB4 7XX"
    assert new.title() == "New contact: QUILLFEATHER, perpetua"


def test_ctrl_n_in_the_list_takes_over_the_person_on_record(window: Window, screen: FindScreen) -> None:
    typed(window, "ell far")
    QTest.keyClick(focused(), Key.Key_Down)
    QTest.keyClick(focused(), Key.Key_N, Held.ControlModifier)
    assert window.seat.bench.idle()
    new = window.places.shown()
    assert isinstance(new, NewContactScreen)
    box = new.children_taken.boxes[0]
    assert box.name.text() == "Ellie Farrow"
    assert box.born.text()
    assert box.matches.candidates()[0].name == "FARROW, Ellie"


def test_a_contact_that_is_being_taken_down_is_left_alone(window: Window, screen: FindScreen) -> None:
    window.ways.new_contact()
    assert window.seat.bench.idle()
    new = window.places.shown()
    assert isinstance(new, NewContactScreen)
    new.children_taken.boxes[0].name.set_text("Zayn Hussain")
    window.ways.find()
    typed(window, "perpetua quillfeather")
    QTest.keyClick(focused(), Key.Key_N, Held.ControlModifier)
    assert window.seat.bench.idle()
    assert window.places.shown() is new
    assert new.children_taken.boxes[0].name.text() == "Zayn Hussain"
    assert window.notice_bar.words().startswith("perpetua quillfeather was not added.")


def test_an_agency_is_found_with_whom_to_ask(window: Window, desk: Desk, screen: FindScreen) -> None:
    agency = next(agency for agency in desk.agencies if agency.people)
    typed(window, agency.name)
    shown = [row for row in screen.table.rows_model.rows() if row.key[0] == rows.AGENCY]  # type: ignore[index]
    assert shown[0].cells[0].words == agency.name
    assert shown[0].cells[1].words == agency.phone
    assert agency.people[0] in shown[0].cells[2].words


def test_what_was_found_is_said_when_the_typing_pauses(
    window: Window, screen: FindScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(said_later, "announce", lambda _widget, words: said.append(words))
    for letter in "farrow":
        typed(window, letter)
    assert said == []
    qtbot.waitUntil(lambda: bool(said))
    assert len(said) == 1
    assert "people" in said[0]
    assert "First: FARROW" in said[0]


def test_no_keyboard_learns_what_is_typed(window: Window, screen: FindScreen) -> None:
    private = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    assert screen.box.edit.inputMethodHints() & private == private
    window.run("palette")
    palette = on_top(window)
    assert isinstance(palette, Palette)
    assert palette.box.inputMethodHints() & private == private


def test_the_palette_opens_nobody_who_was_found_for_fewer_letters(window: Window, desk: Desk) -> None:
    window.run("palette")
    palette = on_top(window)
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.box, "ellie")
    assert window.seat.bench.idle()
    go = Event()
    desk.executor.submit(go.wait, 10)
    QTest.keyClicks(palette.box, " farrow")
    QTest.keyClick(palette.box, Key.Key_Return)
    assert on_top(window) is palette
    go.set()
    assert window.seat.bench.idle()
    assert on_top(window) is None
    front = window.places.front()
    assert front is not None
    assert front.contact is not None


def test_candidates_of_a_name_that_was_taken_back_never_come(window: Window, desk: Desk) -> None:
    window.ways.new_contact()
    assert window.seat.bench.idle()
    new = window.places.shown()
    assert isinstance(new, NewContactScreen)
    box = new.children_taken.boxes[0]
    box.name.setFocus()
    go = Event()
    desk.executor.submit(go.wait, 10)
    QTest.keyClicks(box.name.edit, "Ellie Farrow")
    box.name.edit.selectAll()
    QTest.keyClick(box.name.edit, Key.Key_Delete)
    go.set()
    assert window.seat.bench.idle()
    assert box.matches.candidates() == ()


def test_the_family_address_and_phone_help_to_find_the_child(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[object] = []
    real = find.matches

    def noted(desk: Desk, enquiry: object) -> object:
        asked.append(enquiry)
        return real(desk, enquiry)  # type: ignore[arg-type]

    monkeypatch.setattr(find, "matches", noted)
    window.ways.new_contact()
    assert window.seat.bench.idle()
    new = window.places.shown()
    assert isinstance(new, NewContactScreen)
    first = new.children_taken.boxes[0]
    first.name.setFocus()
    typed(window, "Ellie Far")
    assert asked[-1].typing  # type: ignore[attr-defined]
    first.postcode.setFocus()
    assert window.seat.bench.idle()
    assert not asked[-1].typing  # type: ignore[attr-defined]

    second = new.children_taken.add()
    second.name.setFocus()
    typed(window, "Sam Farrow")
    caller = new.view.caller
    caller.role.edit.setText("Mother")
    caller.who.setFocus()
    typed(window, "Dana Farrow")
    caller.phone.setFocus()
    typed(window, "07700 900123")
    new.view.address.edit.insertPlainText("14 Mill Lane")

    def everything() -> bool:
        last = [one for one in asked if one.person == first.person][-1]  # type: ignore[attr-defined]
        return {o.role: o.name for o in last.others} == {"mother": "Dana Farrow", "sibling": "Sam Farrow"} and (  # type: ignore[attr-defined]
            last.phone, last.address,  # type: ignore[attr-defined]
        ) == ("07700 900123", "14 Mill Lane")  # fmt: skip

    qtbot.waitUntil(everything)
