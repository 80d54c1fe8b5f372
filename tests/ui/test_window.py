"""The frame: tabs, keys, menus, panes, what is kept for next time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import focused
from ui import theme
from ui.bench import Bench
from ui.changes import Changes
from ui.notices import Notices
from ui.reading import Reading
from ui.screens.help_pages import HelpPanel
from ui.screens.keys_sheet import KeysSheet
from ui.screens.lock import LockPanel
from ui.screens.settings import SettingsPanel
from ui.screens.show_address import ShowAddressPanel
from ui.shortcuts import COMMANDS
from ui.widgets.chip import ChipMark
from ui.widgets.overlay import on_top
from ui.widgets.practice_banner import WORDS
from ui.window import Window
from workstation.domain.ids import ContactId
from workstation.services import arriving, find, reading
from workstation.services.desk import Desk

Key, Held = Qt.Key, Qt.KeyboardModifier


def contacts(desk: Desk, many: int = 3) -> list[ContactId]:
    return [row.contact for row in find.queue(desk).rows[:many]]


def hidden_contact(desk: Desk) -> ContactId:
    return next(row.contact for row in find.queue(desk).rows if row.line.hidden)


def front_key(window: Window) -> str:
    front = window.places.front()
    assert front is not None
    return front.key


def open_one(window: Window, contact: ContactId) -> None:
    window.ways.contact(contact)
    assert window.seat.bench.idle()


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    QTest.keyClick(focused(), key, held)
    assert window.seat.bench.idle()


def test_a_practice_store_says_so_always_and_the_title_names_nobody(window: Window, desk: Desk) -> None:
    open_one(window, contacts(desk)[0])
    assert window.banner.isVisible()
    assert window.banner.accessibleName() == WORDS
    assert window.windowTitle() == "Lintel – practice"


def test_one_tab_for_each_contact(window: Window, desk: Desk) -> None:
    first, second, _third = contacts(desk)
    for contact in (first, second, first):
        open_one(window, contact)
    assert window.tabs.places() == ["queue", f"contact/{first}", f"contact/{second}"]
    assert front_key(window) == f"contact/{first}"


def test_the_tab_of_the_queue_counts(window: Window, desk: Desk) -> None:
    look = window.tabs.look_of("queue")
    assert look is not None
    assert look.count == find.queue(desk).total
    assert look.spoken() == f"Queue, {look.count}"


def test_ctrl_tab_goes_round_and_ctrl_w_closes(window: Window, desk: Desk) -> None:
    for contact in contacts(desk, 2):
        open_one(window, contact)
    press(window, Key.Key_Tab, Held.ControlModifier)
    assert front_key(window) == "queue"
    press(window, Key.Key_Tab, Held.ControlModifier | Held.ShiftModifier)
    second = front_key(window)
    press(window, Key.Key_W, Held.ControlModifier)
    assert second not in window.tabs.places()
    assert len(window.tabs.places()) == 2


def test_the_queue_cannot_be_closed(window: Window) -> None:
    press(window, Key.Key_W, Held.ControlModifier)
    assert window.notice_bar.words() == "Queue always stays open."
    assert window.tabs.places() == ["queue"]


def test_closing_goes_back_to_where_one_came_from(window: Window, desk: Desk) -> None:
    first, second, _third = contacts(desk)
    open_one(window, first)
    open_one(window, second)
    window.ways.close_tab()
    assert front_key(window) == f"contact/{first}"


def test_what_was_open_is_there_next_time(window: Window, desk: Desk, qtbot: QtBot) -> None:
    first, second, _third = contacts(desk)
    open_one(window, first)
    open_one(window, second)
    window.close()
    assert window.seat.bench.idle()
    arrival = arriving.arrive(desk, desk.worker.id)
    again = Window(desk, Bench(desk.executor), Changes(), Notices())
    qtbot.addWidget(again)
    again.start(arrival.places)
    assert again.tabs.places() == ["queue", f"contact/{first}", f"contact/{second}"]
    assert again.tabs.look_of(f"contact/{first}") == window.tabs.look_of(f"contact/{first}")
    assert [len(place.pages) for place in again.places.all] == [1, 0, 0], "a tab was made before it was seen"
    assert again.seat.bench.idle()
    again.close()
    assert again.seat.bench.idle()
    again.seat.bench.close()


def test_reading_is_kept_for_next_time(window: Window, desk: Desk) -> None:
    press(window, Key.Key_Plus, Held.ControlModifier)
    window.run("view.theme_night")
    assert window.seat.bench.idle()
    assert theme.reading() == Reading(theme="night", text_percent=110)
    assert desk.in_store(reading.kept, desk)["text_percent"] == 110
    press(window, Key.Key_0, Held.ControlModifier)
    assert theme.reading().text_percent == 100


def test_the_time_of_saving_is_said_after_each_act(window: Window) -> None:
    assert window.bar.saved.words() == "All saved 10:42"


def test_every_key_fires_with_the_cursor_in_a_text_box(window: Window) -> None:
    done: list[str] = []
    window.run("list.filter")
    box = focused()
    assert isinstance(box, QLineEdit)
    silent = []
    for command in COMMANDS:
        action = window.findChild(QAction, command.id)
        assert isinstance(action, QAction)
        action.triggered.disconnect()
        action.triggered.connect(lambda _on=False, id=command.id: done.append(id))
        for key in command.keys if command.scope == "anywhere" else ():
            done.clear()
            pressed = QKeySequence(key)[0]  # type: ignore[index]
            QTest.keyClick(box, pressed.key(), pressed.keyboardModifiers())
            if done != [command.id]:
                silent.append((command.id, key))
    assert silent == []


def test_every_command_is_in_a_menu_and_none_is_greyed_out(window: Window) -> None:
    shown: dict[str, QAction] = {}
    for menu in window.menuBar().actions():
        inner = menu.menu()
        assert inner is not None
        shown.update({action.objectName(): action for action in inner.actions() if action.objectName()})  # type: ignore[attr-defined]
    assert set(shown) == {command.id for command in COMMANDS}
    hidden = {id for id, action in shown.items() if not action.isVisible()}
    assert hidden == {"file.password"}, "nobody in practice has one"
    assert all(action.isEnabled() for id, action in shown.items() if id not in hidden)


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.id != "file.quit"], ids=lambda one: one.id
)
def test_every_command_does_something_or_says_why_not(window: Window, command: object) -> None:
    id = command.id  # type: ignore[attr-defined]
    before = _state(window)
    window.locked.connect(lambda: window.seat.notices.say("Locked."))
    window.run(id)
    assert window.seat.bench.idle()
    did = before != _state(window) or bool(window.notice_bar.words()) or on_top(window) is not None
    nothing_to_do = {"go.queue", "view.theme_day", "view.normal", "contact.next_tab", "contact.previous_tab"}
    assert did or id in nothing_to_do


def _state(window: Window) -> tuple[object, ...]:
    row = window.places.shown().table.current_key() if front_key(window) == "queue" else None  # type: ignore[union-attr]
    return (window.places.shown(), QApplication.focusWidget(), theme.reading(), window.work.panel, row)


def test_a_command_that_needs_a_contact_says_so_on_the_queue(window: Window) -> None:
    window.run("contact.link")
    assert window.notice_bar.words() == (
        "“Link a contact into the reasons” works in a contact. Open one first, from the queue or with Ctrl+K."
    )


def test_f6_goes_round_the_panes_and_comes_back_to_the_row(window: Window) -> None:
    start = QApplication.focusWidget()
    seen: list[QWidget] = []
    for _ in range(10):
        press(window, Key.Key_F6)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(now)
        if now is start:
            break
    assert seen[-1] is start
    assert len(seen) == 4, "bar, tabs, head of the queue, the list"
    press(window, Key.Key_F6, Held.ShiftModifier)
    assert QApplication.focusWidget() is seen[-2]


def test_f5_puts_the_time_where_the_cursor_is(window: Window) -> None:
    window.run("list.filter")
    press(window, Key.Key_F5)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    assert box.text() == "10:42 "
    QTest.keyClicks(box, "Mill")
    press(window, Key.Key_F5)
    assert box.text() == "10:42 Mill 10:42 "


def test_settings_act_at_once_beside_the_work_and_escape_gives_the_row_back(window: Window) -> None:
    row = QApplication.focusWidget()
    window.run("file.settings")
    panel = window.work.panel
    assert isinstance(panel, SettingsPanel)
    panel.colours.option("cream").click()
    panel.text.more.click()
    assert theme.reading() == Reading(theme="cream", text_percent=110)
    press(window, Key.Key_Escape)
    assert window.work.panel is None
    assert QApplication.focusWidget() is row


def test_f1_in_a_field_shows_what_the_field_is_for(window: Window) -> None:
    window.run("list.filter")
    press(window, Key.Key_F1)
    panel = window.work.panel
    assert isinstance(panel, HelpPanel)
    assert "Type a name, a number or a worry" in panel.words()
    assert "How to work in it" not in panel.words()


def test_help_is_searched_while_typing(window: Window) -> None:
    window.ways.help("keys")
    panel = window.work.panel
    assert isinstance(panel, HelpPanel)
    panel.box.setFocus()
    QTest.keyClicks(panel.box.edit, "sound alike")
    assert "We look for those too" in panel.words()
    QTest.keyClicks(panel.box.edit, " xyzzy")
    assert "Nothing found for “sound alike xyzzy”." in panel.words()


def test_the_sheet_of_keys_is_made_from_the_registry(window: Window) -> None:
    window.run("help.keys")
    sheet = on_top(window)
    assert isinstance(sheet, KeysSheet)
    assert [row.key for row in sheet.table.rows_model.rows()] == [one.id for one in COMMANDS if one.keys]


def test_a_hidden_address_is_shown_for_a_reason_and_hides_when_the_focus_goes(
    window: Window, desk: Desk
) -> None:
    contact = hidden_contact(desk)
    open_one(window, contact)
    window.run("address.show")
    assert window.seat.bench.idle()
    panel = on_top(window)
    assert isinstance(panel, ShowAddressPanel)
    panel.look()
    assert panel.wrong.words() == "Say why you need it."
    panel.why.option("visit").click()
    panel.look()
    assert window.seat.bench.idle()
    assert panel.lines.words()
    assert "30 seconds" in panel.countdown.words()
    assert any(type(said.body).__name__ == "AddressShown" for said in desk.in_store(desk.file, contact).story)
    window.tabs.tabs.setFocus()
    assert on_top(window) is None
    assert panel.lines.words() == ""
    assert window.notice_bar.words() == "Hidden again."


def test_a_lock_answers_no_key_and_loses_nothing(window: Window, desk: Desk, qtbot: QtBot) -> None:
    from ui.screens import lock

    window.run("list.filter")
    QTest.keyClicks(focused(), "farr")
    box = QApplication.focusWidget()
    panel = lock.lock(window.seat, window)
    assert isinstance(on_top(window), LockPanel)
    for id in ("palette", "contact.new", "go.find", "file.settings"):
        window.run(id)
    QTest.keyClick(focused(), Key.Key_Escape)
    assert on_top(window) is panel
    assert window.tabs.places() == ["queue"]
    press(window, Key.Key_Return)
    assert on_top(window) is None
    assert QApplication.focusWidget() is box
    assert box is not None
    assert box.property("text") == "farr"


def test_another_worker_may_sit_down_after_a_lock_in_practice(window: Window, qtbot: QtBot) -> None:
    from ui.screens import lock

    panel = lock.lock(window.seat, window)
    with qtbot.waitSignal(panel.other) as heard:
        QTest.keyClicks(focused(), "mensah")
        QTest.keyClick(focused(), Key.Key_Return)
    assert heard.args == ["bola.mensah"]


def test_sign_off_is_for_managers(window: Window) -> None:
    window.run("go.signoff")
    assert window.notice_bar.words().startswith("Sign-off is for managers.")
    assert "signoff" not in window.tabs.places()


def test_find_says_people_then_contacts_and_opens_by_keyboard(window: Window) -> None:
    press(window, Key.Key_F3)
    QTest.keyClicks(focused(), "ellie farrow")
    assert window.seat.bench.idle()
    screen = window.places.shown()
    assert screen is not None
    rows = screen.table.rows_model.rows()  # type: ignore[attr-defined]
    assert rows[0].cells[0].words.startswith("People ")
    assert rows[1].cells[0].words == "FARROW, Ellie"
    press(window, Key.Key_Return)
    front = window.places.front()
    assert front is not None
    assert front.contact == rows[1].key[1]


def test_find_says_in_words_when_there_is_nobody(window: Window) -> None:
    window.ways.find("Kaden Xyzzymerick")
    assert window.seat.bench.idle()
    screen = window.places.shown()
    assert screen is not None
    assert screen.nothing.words() == (  # type: ignore[attr-defined]
        "No one found for ‘Kaden Xyzzymerick’. We also looked for names that sound alike. "
        "Add a new child, or try part of the name. "
        "Information may be held that you cannot see. If you need to be sure, ring the duty manager on "
        f"{window.seat.desk.settings.duty_phone}."
    )


def test_a_screen_that_goes_wrong_leaves_the_window_standing(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> object:
        raise ValueError("a bug of ours")

    place = window.ways.place_of(contacts(desk)[0])
    place.make = broken  # type: ignore[assignment]
    window.places.add(place)
    with pytest.raises(ValueError, match="a bug of ours"):
        window.places.go(place.key)
    assert front_key(window) == "queue"


def _low(window: Window, qapp: QApplication) -> None:
    """A laptop with the text at 200 %."""
    theme.apply(qapp, Reading(text_percent=200))
    window.resize(1366, 728)
    QApplication.processEvents()


def test_in_a_low_window_the_bar_says_that_nothing_is_real(window: Window, qapp: QApplication) -> None:
    _low(window, qapp)
    assert not window.banner.isVisible()
    said = [mark for mark in window.bar.findChildren(ChipMark) if mark.isVisible()]
    assert [mark.accessibleName() for mark in said] == [WORDS]
    assert all(mark.geometry().right() < window.bar.finder.x() for mark in said)
    window.resize(620, 728)  # the words have no room there
    QApplication.processEvents()
    assert window.banner.isVisible()


def test_what_was_said_of_a_thing_just_done_goes_when_the_person_goes_on(window: Window, desk: Desk) -> None:
    first, second, _third = contacts(desk)
    open_one(window, first)
    window.seat.notices.say("Linked.")
    open_one(window, second)  # by itself, after the same key
    assert window.notice_bar.words() == "Linked."
    press(window, Key.Key_1, Held.ControlModifier)
    assert window.notice_bar.words() == ""


def test_what_can_be_acted_on_stays_wherever_the_person_goes(window: Window, desk: Desk) -> None:
    window.seat.notices.offer("Somebody asks for your opinion.", "Look at it", lambda: None)
    open_one(window, contacts(desk)[0])
    press(window, Key.Key_1, Held.ControlModifier)
    assert window.notice_bar.words() == "Somebody asks for your opinion."


def test_esc_puts_a_notice_away_when_nothing_lies_on_top(window: Window) -> None:
    window.seat.notices.say("Hidden again.")
    press(window, Key.Key_Escape)
    assert window.notice_bar.isHidden()


def test_in_a_low_window_a_notice_is_one_line_and_all_of_it_can_be_asked_for(
    window: Window, qapp: QApplication
) -> None:
    _low(window, qapp)
    bar = window.notice_bar
    long = "One contact needs you: J. Patel changed it while you were offline. Nothing has been overwritten."
    window.seat.notices.offer("You are back online.", "Show it", lambda: None, long)
    QApplication.processEvents()
    one_line = bar.height()
    assert bar.more.isVisible()
    assert bar.words() == f"You are back online. {long}"
    bar.more.setFocus()
    press(window, Key.Key_Space)
    QApplication.processEvents()
    assert bar.action.hasFocus()
    assert not bar.more.isVisible()
    assert bar.height() > one_line
    window.seat.notices.say("Hidden again.")
    QApplication.processEvents()
    assert not bar.more.isVisible()  # all of it is there
