"""R31: F12 from every screen; with nothing but a worry three keys ask for a strategy discussion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.report.reading import words_of
from tests.ui.conftest import MANAGER, focused, settle
from tests.ui.test_line import offline, online, tell
from ui import printing, theme
from ui.reading import Reading
from ui.screens.escalate import EscalatePanel
from ui.screens.print_summary import PrintScreen
from ui.widgets.overlay import on_top
from ui.window import Window
from workstation.domain.ids import ContactId
from workstation.domain.queue import Tile
from workstation.services import decide, find, opening, sheets
from workstation.services.desk import Desk

WORRY = "He is at the door with a knife."


def press(window: Window, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, how)
    settle(window)


def panel(window: Window) -> EscalatePanel:
    found = on_top(window)
    assert isinstance(found, EscalatePanel)
    return found


def at_queue(window: Window) -> None:
    window.run("go.queue")


def at_empty_queue(window: Window) -> None:
    window.run("go.queue")
    window.run("list.filter")
    QTest.keyClicks(focused(), "nobody is called so")


def at_find(window: Window) -> None:
    window.run("go.find")


def at_new_contact(window: Window) -> None:
    window.run("contact.new")


def at_half_a_new_contact(window: Window) -> None:
    window.run("contact.new")
    QTest.keyClicks(focused(), "Ringing about a boy")


def at_offline(window: Window) -> None:
    window.run("go.offline")


def at_settings(window: Window) -> None:
    window.run("file.settings")


def at_help(window: Window) -> None:
    window.run("help.field")


def at_import(window: Window) -> None:
    window.run("file.import")


def in_palette(window: Window) -> None:
    window.run("palette")


def in_a_contact(window: Window) -> None:
    window.seat.go.contact(first(window))


def at_chronology(window: Window) -> None:
    window.seat.go.chronology(first(window))


def at_send(window: Window) -> None:
    window.seat.go.send(first(window))


def at_print(window: Window) -> None:
    window.seat.go.print_summary(first(window))


def at_after(window: Window) -> None:
    window.seat.go.after(first(window))


def first(window: Window) -> ContactId:
    rows = window.seat.desk.executor.submit(find.queue, window.seat.desk).result().rows
    return rows[3].contact


SCREENS: list[Callable[[Window], None]] = [
    at_queue, at_empty_queue, at_find, at_new_contact, at_half_a_new_contact, at_offline, at_settings, at_help,
    at_import, in_palette, in_a_contact, at_chronology, at_send, at_print, at_after,
]  # fmt: skip


def asks_with_three_keys(window: Window, screen: Callable[[Window], None]) -> None:
    screen(window)
    settle(window)
    press(window, Qt.Key.Key_F12)
    panel(window)
    QTest.keyClicks(focused(), WORRY)
    settle(window)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def marked(desk: Desk) -> list[ContactId]:
    page = desk.executor.submit(find.queue, desk, Tile.ACT_NOW).result()
    files = [desk.executor.submit(desk.file, row.contact).result() for row in page.rows]
    return [f.contact for f in files if f.act_now and f.act_now.body.danger == WORRY and f.strategy]


@pytest.mark.parametrize("screen", SCREENS, ids=[screen.__name__ for screen in SCREENS])
def test_r31_from_every_screen_three_keys_and_a_worry_ask_for_a_strategy_discussion(
    window: Window, desk: Desk, screen: Callable[[Window], None]
) -> None:
    asks_with_three_keys(window, screen)
    (contact,) = marked(desk)
    front = window.places.front()
    assert front is not None
    assert front.contact == contact
    assert isinstance(window.places.shown(), PrintScreen)
    assert "act now" in front.look().title
    assert front.look().icon == "lightning-fill"


def test_r31_from_sign_off_too(window: Window, desk: Desk) -> None:
    desk.executor.submit(opening.sit_down, desk, MANAGER).result()
    asks_with_three_keys(window, lambda window: window.run("go.signoff"))
    assert len(marked(desk)) == 1


def test_a_screen_that_is_locked_is_left_alone(window: Window, desk: Desk) -> None:
    from ui.screens import lock

    shut = lock.lock(window.seat, window)
    settle(window)
    press(window, Qt.Key.Key_F12)
    assert on_top(window) is shut


def test_what_was_half_written_of_a_new_contact_goes_into_it(window: Window, desk: Desk) -> None:
    asks_with_three_keys(window, at_half_a_new_contact)
    (contact,) = marked(desk)
    file = desk.executor.submit(desk.file, contact).result()
    assert file.received is not None
    assert file.received.body.words == "Ringing about a boy"


def test_another_child_than_the_row_with_the_focus(window: Window, desk: Desk) -> None:
    at_queue(window)
    settle(window)
    press(window, Qt.Key.Key_F12)
    shown = panel(window)
    assert shown.who is not None
    press(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(focused(), "2")
    assert shown.name.isVisible()
    QTest.keyClicks(focused(), "Tobi Ade")
    press(window, Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), WORRY)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Escape)
    page = desk.executor.submit(find.queue, desk, Tile.ACT_NOW).result()
    assert "ADE, Tobi" in {row.line.child for row in page.rows}
    front = window.places.front()
    assert front is not None
    assert front.title.startswith("ADE, Tobi")


def test_without_a_worry_it_asks_for_one(window: Window, desk: Desk) -> None:
    at_find(window)
    press(window, Qt.Key.Key_F12)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel(window).what.error()
    assert marked(desk) == []


def test_numbers_to_ring_are_shown_and_what_a_silent_server_means(window: Window, desk: Desk) -> None:
    from ui.screens.protecting.numbers import Numbers

    at_find(window)
    press(window, Qt.Key.Key_F12)
    QTest.keyClicks(focused(), WORRY)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    numbers = panel(window).findChild(Numbers)
    assert isinstance(numbers, Numbers)
    said = [line.words().replace("\u00a0", " ") for line in numbers.lines]
    assert said[0].startswith("999")
    assert any("0191 498 0100" in words for words in said)


def test_while_the_server_is_silent_one_key_prints_whom_to_ring_and_who_waits(
    window: Window, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(window, offline())
    at_find(window)
    press(window, Qt.Key.Key_F12)
    QTest.keyClicks(focused(), WORRY)
    control = Qt.KeyboardModifier.ControlModifier
    assert [button.words() for button in panel(window).paper] == ["Print whom to ring and who waits"]

    press(window, Qt.Key.Key_P, control)
    qtbot.waitUntil(lambda: "no printer" in window.notice_bar.words())
    assert desk.in_store(sheets.packs, desk) == (), "no reference is taken for nothing"

    paper: list[tuple[bytes, str | None]] = []
    monkeypatch.setattr(
        printing, "printers", lambda: ("Front door", "Other")
    )  # a printer is not ours to have
    monkeypatch.setattr(printing, "print_pdf", lambda pdf, name: paper.append((pdf, name)))
    press(window, Qt.Key.Key_P, control)
    press(window, Qt.Key.Key_P, control)
    qtbot.waitUntil(lambda: "Sent to the printer" in window.notice_bar.words())
    ((pdf, printer),) = paper
    assert printer == "Front door"
    words = words_of(pdf).replace("\u00a0", " ")
    assert "999" in words
    assert "0191 498 0100" in words
    (pack,) = desk.in_store(sheets.packs, desk)
    assert pack.sheets in window.notice_bar.words()
    assert panel(window).what.text() == WORRY, "nobody loses their place"
    press(window, Qt.Key.Key_Return, control)
    assert len(panel(window).paper) == 2
    press(window, Qt.Key.Key_Return, control)
    assert len(marked(desk)) == 1


def test_a_contact_that_is_still_being_opened_does_not_take_the_cursor_away(
    window: Window, desk: Desk
) -> None:
    window.ways.contact(find.queue(desk).rows[1].contact, 6)
    window.run("contact.escalate")
    assert window.seat.bench.idle()
    QApplication.processEvents()
    assert panel(window).isAncestorOf(focused())


def test_with_large_text_and_no_server_every_box_is_whole(window: Window, qapp: QApplication) -> None:
    window.resize(1366, 768)
    theme.apply(qapp, Reading(text_percent=200))
    tell(window, offline())
    window.run("contact.escalate")
    for _ in range(3):
        QApplication.processEvents()
    found = panel(window)
    assert found.panel.height() <= window.height()
    for field in (found.what, found.told):
        assert field.rect().contains(field.edit.geometry()), field.accessibleName()


def test_with_a_server_no_paper_is_offered(window: Window) -> None:
    tell(window, online())
    at_queue(window)
    press(window, Qt.Key.Key_F12)
    assert panel(window).paper == []


def test_a_worker_is_told_that_a_manager_lowers_it(window: Window, desk: Desk) -> None:
    asks_with_three_keys(window, in_a_contact)
    (contact,) = marked(desk)
    window.seat.go.contact(contact)
    window.run("contact.lower")
    settle(window)
    assert on_top(window) is None
    assert desk.executor.submit(desk.file, contact).result().act_now is not None


def test_a_manager_lowers_it_with_a_reason(window: Window, desk: Desk) -> None:
    contact = first(window)
    desk.executor.submit(decide.escalate, desk, contact, WORRY).result()
    desk.executor.submit(opening.sit_down, desk, MANAGER).result()
    window.seat.go.contact(contact)
    settle(window)
    window.run("contact.lower")
    settle(window)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.executor.submit(desk.file, contact).result().act_now is not None
    QTest.keyClicks(focused(), "Seen at home, calm.")
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.executor.submit(desk.file, contact).result().act_now is None


def test_tasks_of_today_stand_in_the_rail_and_on_their_page(window: Window, desk: Desk) -> None:
    contact = first(window)
    desk.executor.submit(decide.escalate, desk, contact, WORRY).result()
    window.seat.go.contact(contact)
    settle(window)
    screen = window.places.shown()
    assert screen is not None
    rail = screen.view.rail.before  # type: ignore[attr-defined]
    assert rail.accessibleName() == "Tasks for today"
    window.run("go.after")
    settle(window)
    shown = window.places.shown()
    assert shown is not None
    assert shown.tasks.isVisible()  # type: ignore[attr-defined]
    assert not shown.referrer.isVisible()  # type: ignore[attr-defined]
