"""S6: everything on record, by year or as a story, and never a hidden filter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.test_workspace import contact_of, file_of
from ui import theme
from ui.reading import Reading
from ui.screens.chronology import ChronologyScreen, in_words
from ui.screens.chronology_filter import HOUSEHOLD, Wanted, kept_by
from ui.screens.print_summary import PrintScreen
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact, PastDecline
from workstation.services import find, record
from workstation.services.desk import Desk


@pytest.fixture
def screen(window: Window, desk: Desk) -> ChronologyScreen:
    window.ways.contact(contact_of(desk, "FARROW"))
    settle(window)
    window.run("contact.chronology")
    settle(window)
    found = window.places.shown()
    assert isinstance(found, ChronologyScreen)
    return found


def rows(screen: ChronologyScreen) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in screen.table.rows_model.rows()]


def test_ctrl_h_opens_it_with_the_list_in_focus_and_the_count_said(screen: ChronologyScreen) -> None:
    assert screen.table.hasFocus()
    assert screen.count.words() == "6 shown, none hidden"
    assert screen.title() == "Chronology: FARROW, Ellie +1"
    assert "6 contacts since February 2024" in screen.summary.words()
    assert "Support declined twice" in screen.summary.words()


def test_rows_are_newest_first_with_the_year_once(screen: ChronologyScreen) -> None:
    years = [row[0] for row in rows(screen)]
    assert [year for year in years if year] == ["2026", "2025", "2024"]
    assert years[1] == ""


def test_the_story_is_told_from_its_beginning(window: Window, screen: ChronologyScreen) -> None:
    screen.filters.order.option("story").click()
    settle(window)
    assert rows(screen)[0][0] == "2024"
    assert rows(screen)[-1][4] == "This contact"


def test_a_filter_says_how_much_it_hides(window: Window, screen: ChronologyScreen) -> None:
    QTest.mouseClick(
        screen.filters.only.findChildren(type(screen.filters.only._ticks[0]))[0], Qt.MouseButton.LeftButton
    )
    settle(window)
    assert screen.count.words() == "2 of 6 shown, 4 hidden by filter"
    assert all("Declined" in row[6] for row in rows(screen))


def test_worry_and_source_filter_too(window: Window, screen: ChronologyScreen) -> None:
    screen.filters.theme.pick("neglect")
    settle(window)
    assert screen.count.words() == "1 of 6 shown, 5 hidden by filter"
    screen.filters.theme.pick("")
    screen.filters.source.pick("police")
    settle(window)
    assert screen.count.words() == "3 of 6 shown, 3 hidden by filter"


def test_ctrl_p_prints_the_list_as_it_is_filtered_and_says_what_is_left_out(
    window: Window, screen: ChronologyScreen
) -> None:
    screen.filters.source.pick("police")
    settle(window)
    QTest.keyClick(screen.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    printing = window.places.shown()
    assert isinstance(printing, PrintScreen)
    settle(window)
    assert printing.preview is not None
    words = " ".join(printing.preview.text.split())
    assert "3 of 6 on this copy, 3 left out by filter." in words
    assert "Filter. From: Police" in words
    assert printing.options.paper.value() == "chronology"


def test_space_previews_and_puts_away(window: Window, screen: ChronologyScreen) -> None:
    screen.table.setFocus()
    screen.table.go_to_row(2)
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert screen.preview.isVisible()
    said = " ".join(label.text() for label in screen.preview.findChildren(QLabel))
    assert "FARROW, Ellie" in said
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert not screen.preview.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_what_space_shows_is_in_view_on_a_laptop_and_so_is_its_row(
    window: Window, qapp: QApplication, screen: ChronologyScreen, percent: int
) -> None:
    window.resize(1366, 728)
    theme.apply(qapp, Reading(text_percent=percent))
    settle(window)
    screen.table.setFocus()
    screen.table.go_to_row(screen.table.model().rowCount() - 1)
    settle(window)
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    settle(window)
    shown = screen.preview.findChildren(QLabel)[-1]
    assert shown.visibleRegion().boundingRect() == shown.rect()
    row = screen.table.visualRect(screen.table.currentIndex())
    seen = screen.table.viewport().visibleRegion().boundingRect()
    assert seen.top() <= row.top()
    assert row.bottom() <= seen.bottom()
    QTest.keyClick(screen.table, Qt.Key.Key_Up)
    settle(window)
    assert screen.page.height() == screen.height()


def test_enter_opens_an_earlier_contact_in_its_own_tab(window: Window, screen: ChronologyScreen) -> None:
    screen.table.go_to_row(3)
    key = screen.table.current_key()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    settle(window)
    front = window.places.front()
    assert front is not None
    assert front.contact == key


def test_ctrl_l_links_into_the_view_that_stands(window: Window, screen: ChronologyScreen, desk: Desk) -> None:
    body = kinds.HistoryWeighed(view="raises", why="Same partner.")
    desk.executor.submit(record.say, desk, screen.contact_id, body).result()
    screen.table.go_to_row(2)
    linked = screen.table.current_key()
    window.run("contact.link")
    settle(window)

    view = file_of(desk, screen.contact_id).history_view
    assert view is not None
    assert view.body.linked == (linked,)
    assert view.body.why == "Same partner."
    assert "linked to your reasons" in window.notice_bar.words()


def test_linked_before_there_is_a_view_it_shows_and_waits(window: Window, screen: ChronologyScreen) -> None:
    screen.table.go_to_row(2)
    window.run("contact.link")
    settle(window)
    assert rows(screen)[2][-1] == "Yes"


def test_it_can_be_read_at_twice_the_size_without_scrolling_sideways(
    window: Window, qtbot: QtBot, screen: ChronologyScreen
) -> None:
    window.resize(1366, 728)
    window.run("view.bigger")
    settle(window)
    page = screen.page.widget()
    assert page is not None
    assert page.width() <= screen.page.viewport().width()
    window.run("view.normal")
    QApplication.processEvents()


def test_every_filter_says_how_many_it_would_leave(screen: ChronologyScreen) -> None:
    worries = [action.text() for action in screen.filters.theme.menu.actions()]
    assert "Domestic abuse (4)" in worries
    people = [action.text() for action in screen.filters.who.menu.actions()]
    assert "FARROW, Ellie (5)" in people
    assert "FARROW, Jayden (6)" in people


def test_one_child_alone(window: Window, screen: ChronologyScreen, desk: Desk) -> None:
    ellie = file_of(desk, screen.contact_id).children[0]
    screen.filters.who.pick(ellie.person)
    settle(window)
    assert screen.count.words() == "5 of 6 shown, 1 hidden by filter"


def test_by_school_year_it_says_the_year_group_of_the_child(
    window: Window, screen: ChronologyScreen, desk: Desk
) -> None:
    screen.filters.who.pick(file_of(desk, screen.contact_id).children[0].person)
    screen.filters.group._ticks[0].click()
    settle(window)
    assert screen.table.rows_model.columns[0].title == "School year"
    heads = [(row.cells[0].words, row.cells[0].second) for row in screen.table.rows_model.rows()]
    assert heads == [("2026/27", "Year 5"), ("", ""), ("2025/26", "Year 4"), ("", ""), ("2024/25", "Year 3")]


def test_space_says_how_old_the_children_were(screen: ChronologyScreen) -> None:
    screen.table.setFocus()
    screen.table.go_to_row(5)
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    said = " ".join(label.text() for label in screen.preview.findChildren(QLabel))
    assert "Age then: Ellie 6y, Jayden 2y." in said


def test_what_is_long_ago_is_counted_until_it_is_shown(
    window: Window, screen: ChronologyScreen, desk: Desk
) -> None:
    shown = find.contact(desk, screen.contact_id)
    old = past(contact=ContactId("old"), at=datetime(2019, 7, 3, 12, tzinfo=UTC), source="2A")
    known = msgspec.structs.replace(shown.past, contacts=(*shown.past.contacts, old))
    screen.show_contact(replace(shown, past=known))
    assert screen.count.words() == "6 of 7 shown, 1 older folded away"
    assert screen.lists.older.words() == "1 earlier, 2019 – show"
    screen.lists.older.click()
    assert screen.count.words() == "7 shown, none hidden"
    assert rows(screen)[-1][0] == "2019"


def test_with_large_letters_all_of_a_row_can_be_read(
    window: Window, qapp: QApplication, qtbot: QtBot, screen: ChronologyScreen
) -> None:
    window.resize(1366, 728)
    theme.apply(qapp, Reading(text_percent=200))
    settle(window)
    qtbot.waitUntil(lambda: screen.table.horizontalHeader().length() <= screen.table.viewport().width())
    said = " ".join(cell.aloud() for row in screen.table.rows_model.rows() for cell in row.cells)
    for words in ("Health visitor", "Advice", "by B. Mensah", "Declined: “partner has left”"):
        assert words in said


def past(**known: object) -> PastContact:
    at = datetime(2025, 7, 3, 12, tzinfo=UTC)
    return PastContact(**{"contact": ContactId("c"), "at": at, **known})  # type: ignore[arg-type]


def test_filters_are_exact() -> None:
    declined = past(declines=(PastDecline("D01", "managing fine"),), children=("FARROW, Ellie",), source="2A")
    closed = past(outcomes=("O07",), same_child=False, source="6", themes=("da",))
    assert kept_by(declined, Wanted(only_declined=True))
    assert not kept_by(closed, Wanted(only_declined=True))
    assert kept_by(closed, Wanted(only_closed=True))
    assert not kept_by(past(outcomes=("O07", "O04")), Wanted(only_closed=True))
    assert kept_by(closed, Wanted(who=HOUSEHOLD))
    assert not kept_by(declined, Wanted(who=HOUSEHOLD))
    assert kept_by(declined, Wanted(who="FARROW, Ellie", source="school"))
    assert not kept_by(closed, Wanted(theme="neglect"))


def test_the_sentence_counts_what_is_there() -> None:
    assert in_words(()) == ""
    assert in_words((past(),)) == "1 contact since July 2025."
