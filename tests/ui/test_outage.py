"""The outage pack and paper sheets, by keyboard."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.report.reading import words_of
from tests.ui import conftest
from tests.ui.conftest import MORNING, focused, settle
from tests.ui.test_line import offline, online, tell
from ui.screens.exchange import ExchangeScreen
from ui.screens.new_contact import NewContactScreen
from ui.screens.outage import PackPanel
from ui.screens.workspace import WorkspaceScreen
from ui.widgets import tab_order
from ui.widgets.mark_line import MarkLine
from ui.window import Window
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId
from workstation.services import find, outage, sheets
from workstation.services.desk import Desk

CAME = datetime(2026, 11, 23, 16, 40, tzinfo=MORNING.tzinfo)


def press(window: Window, *keys: str) -> None:
    for words in keys:
        if words == "Tab":
            stop = tab_order.next_stop(window, focused(), back=False)
            assert stop is not None
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            conftest.press(window, words)
        settle(window)


def type_in(window: Window, words: str) -> None:
    QTest.keyClicks(focused(), words)
    settle(window)


def by_palette(window: Window, words: str) -> None:
    press(window, "Ctrl+K")
    type_in(window, words)
    press(window, "Return")


def reach(window: Window, name: str) -> None:
    """Tab until the thing with this name has the focus."""
    for _ in range(60):
        if focused().accessibleName().startswith(name):
            return
        press(window, "Tab")
    raise AssertionError(name)


def panel_of(window: Window) -> PackPanel:
    (found,) = window.findChildren(PackPanel)
    return found


def exchange(window: Window) -> ExchangeScreen:
    press(window, "Alt+S")
    shown = window.places.shown()
    assert isinstance(shown, ExchangeScreen)
    return shown


def lines(page: ExchangeScreen, name: str) -> list[str]:
    card = {"ring": page.here.ring, "packs": page.here.packs}[name]
    return [
        line.accessibleName().replace("\xa0", " ") for line in card.findChildren(MarkLine) if line.isVisible()
    ]


def take(desk: Desk, number: int = 10) -> str:
    """Print a pack; gives the letters of it."""
    return str(desk.in_store(outage.take, desk, number).pack.letters)


def sheet(window: Window) -> NewContactScreen:
    by_palette(window, "paper sheet")
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    return screen


def saved(window: Window) -> ContactFile:
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    desk = window.seat.desk
    file: ContactFile = desk.in_store(desk.file, screen.contact_id)
    return file


# -- the pack ------------------------------------------------------------------------------------------------


def test_offline_s9_offers_the_pack_and_says_whom_to_ring(window: Window) -> None:
    tell(window, offline())
    page = exchange(window)
    assert page.pack.isVisible()
    assert lines(page, "ring")[0].startswith("999")
    assert any("0191 498" in line for line in lines(page, "ring"))
    assert page.here.packs.isHidden()
    tell(window, online())
    assert page.here.ring.isHidden()
    assert page.pack.isVisible(), "a pack is printed before the server goes away"


def test_a_pack_is_saved_from_s9_by_keyboard_and_listed_there(
    window: Window, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    tell(window, offline())
    page = exchange(window)
    reach(window, "Print the outage pack")
    press(window, "Return")
    panel = panel_of(window)
    assert focused() is panel.sheets.edit
    type_in(window, "3")
    file = tmp_path / "pack.pdf"
    panel.save_to(file)
    panel.save_to(file)
    settle(window)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: "Saved as a PDF" in window.notice_bar.words())
    settle(window)
    (pack,) = desk.in_store(sheets.packs, desk)
    assert (pack.first, pack.last) == (1, 3)
    assert f"R-03 {pack.letters}" in words_of(file.read_bytes())
    assert lines(page, "packs") == [f"{pack.sheets}, today 10:42, by {desk.worker.name}"]


def test_a_pack_that_is_being_made_is_still_saved_when_the_panel_is_put_away(
    window: Window, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    by_palette(window, "outage pack")
    file, panel = tmp_path / "pack.pdf", panel_of(window)
    panel.sheets.set_text("1")
    panel.save_to(file)
    panel.put_away()
    settle(window)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: "Saved as a PDF" in window.notice_bar.words())
    (pack,) = desk.in_store(sheets.packs, desk)
    assert (pack.first, pack.last) == (1, 1)


@pytest.mark.parametrize("typed", ["0", "41", "ten", ""])
def test_a_number_that_is_none_is_told_and_no_reference_is_taken(
    window: Window, desk: Desk, typed: str
) -> None:
    by_palette(window, "outage pack")
    panel = panel_of(window)
    panel.sheets.set_text(typed)
    panel.save_to(Path("nowhere.pdf"))
    settle(window)
    assert panel.sheets.error() == "Type a number from 1 to 40."
    assert desk.in_store(sheets.packs, desk) == ()


def test_escape_leaves_the_panel_and_nothing_was_taken(window: Window, desk: Desk) -> None:
    by_palette(window, "outage pack")
    press(window, "Esc")
    assert not any(panel.isVisible() for panel in window.findChildren(PackPanel))
    assert desk.in_store(sheets.packs, desk) == ()


# -- a sheet that is entered afterwards ----------------------------------------------------------------------


def test_a_sheet_is_entered_by_keyboard_with_its_times(window: Window, desk: Desk) -> None:
    letters = take(desk)
    screen = sheet(window)
    assert focused() is screen.view.paper.reference.edit
    type_in(window, "r7")
    press(window, "Tab")
    assert screen.view.paper.reference.text() == f"R-07 {letters}"
    type_in(window, "yesterday 16:40")
    press(window, "Tab")
    type_in(window, "J. Patel")
    press(window, "Tab")
    type_in(window, "In person")
    reach(window, "Act now was called then")
    press(window, "Return")
    type_in(window, "A burn that does not fit.")
    press(window, "Tab")
    type_in(window, "16:55")
    press(window, "Tab")
    type_in(window, "Bola Mensah")
    screen.view.notes.setFocus()
    type_in(window, "No coat, and a burn on his arm.")
    press(window, "Ctrl+Return")

    file = saved(window)
    assert file.received is not None
    assert file.received_at == CAME
    body = file.received.body
    assert (body.reference, body.channel) == (f"R-07 {letters}", "in person")
    assert body.logged_late_because == f"written on paper sheet R-07 {letters}, taken down by J. Patel"
    assert file.act_now is not None
    assert (file.act_now.happened, file.act_now.body.agreed) == (CAME + timedelta(minutes=15), "Bola Mensah")
    found = desk.in_store(find.search, desk, f"R-07 {letters}")
    assert [line.contact for line in found.contacts] == [file.contact]


def entered(window: Window, reference: str) -> ContactId:
    screen = sheet(window)
    type_in(window, reference)
    press(window, "Tab")
    type_in(window, "yesterday 16:40")
    screen.view.notes.setFocus()
    type_in(window, "No coat.")
    press(window, "Ctrl+Return")
    return saved(window).contact


def test_the_same_sheet_twice_is_told_at_once_and_leads_to_the_contact_that_is_there(
    window: Window, desk: Desk
) -> None:
    letters = take(desk)
    first = entered(window, "R-07")
    number = saved(window).number
    screen = sheet(window)
    type_in(window, f"R07{letters.lower()}")
    press(window, "Tab")
    told = screen.view.paper.reference.error()
    assert told == f"R-07 {letters} was entered at 10:42 as {number}."
    count = desk.in_store(desk.store.journal.count)
    screen.view.paper.came.set_text("yesterday 16:40")
    screen.view.notes.set_text("No coat.")
    press(window, "Ctrl+Return")
    assert window.places.shown() is screen
    assert desk.in_store(desk.store.journal.count) == count
    reach(window, "Open that contact")
    press(window, "Return")
    assert saved(window).contact == first


def test_a_time_that_is_not_there_or_not_understood_is_asked_for(window: Window, desk: Desk) -> None:
    take(desk)
    screen = sheet(window)
    type_in(window, "R-01")
    screen.view.notes.set_text("No coat.")
    press(window, "Ctrl+Return")
    assert "It is written on the sheet." in screen.view.paper.came.error()
    assert focused() is screen.view.paper.came.edit
    type_in(window, "half nine")
    press(window, "Ctrl+Return")
    assert "We do not understand" in screen.view.paper.came.error()
    screen.view.paper.came.set_text("09:30")
    screen.view.paper.channel.set_text("by owl")
    press(window, "Ctrl+Return")
    assert "We do not know that way." in screen.view.paper.channel.error()


def test_a_reference_of_another_computer_needs_its_letters(window: Window) -> None:
    screen = sheet(window)
    type_in(window, "R-07")
    press(window, "Tab")
    assert "was not printed on this computer" in screen.view.paper.reference.error()
    screen.view.paper.came.set_text("09:30")
    screen.view.notes.set_text("No coat.")
    press(window, "Ctrl+Return")
    assert window.places.shown() is screen
    screen.view.paper.reference.set_text("R-07 K7QM3D")
    press(window, "Ctrl+Return")
    received = saved(window).received
    assert received is not None
    assert received.body.reference == "R-07 K7QM3D"


def test_what_was_typed_of_a_sheet_is_there_again_after_the_tab_was_closed(
    window: Window, desk: Desk
) -> None:
    letters = take(desk)
    sheet(window)
    type_in(window, "R-07")
    press(window, "Tab")
    type_in(window, "09:30")
    press(window, "Ctrl+W")
    press(window, "Ctrl+N")
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    assert screen.taking.mode == "paper"
    assert (screen.view.paper.reference.text(), screen.view.paper.came.text()) == (f"R-07 {letters}", "09:30")


def test_no_sheet_is_begun_over_another_contact_that_is_being_taken_down(window: Window) -> None:
    press(window, "Ctrl+N")
    type_in(window, "She rings from the school.")
    screen = sheet(window)
    assert screen.taking.mode == "phone"
    assert screen.view.paper.isHidden()
    assert "Nothing new was begun." in window.notice_bar.words()


def test_s9_leads_to_entering_a_sheet(window: Window) -> None:
    exchange(window)
    reach(window, "Enter a paper sheet")
    press(window, "Return")
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    assert focused() is screen.view.paper.reference.edit
