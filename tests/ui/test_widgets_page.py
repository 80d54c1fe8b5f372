from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.notices import Notice, Notices
from ui.reading import Reading
from ui.widgets import ink
from ui.widgets.beside import Beside
from ui.widgets.buttons import link, primary
from ui.widgets.card import Card
from ui.widgets.evidence_row import beside
from ui.widgets.fact_note import Counted, FactNote
from ui.widgets.field import LineField, TextField
from ui.widgets.flow import Flow
from ui.widgets.heading import Heading
from ui.widgets.mark import LineMark
from ui.widgets.mark_line import MarkLine
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.on_top import on_top
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.trouble import DiskFull

_kept: list[QWidget] = []


@pytest.fixture(autouse=True)
def as_delivered(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Reading())
    yield
    _kept.clear()


def _show(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 400) -> None:
    qtbot.addWidget(widget)
    _kept.append(widget)
    widget.resize(width, height)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def _spoken(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def test_a_card_is_a_group_with_its_title_for_a_name(qtbot: QtBot) -> None:
    card = Card("As received from police", "kept word for word")
    qtbot.addWidget(card)
    assert _spoken(card) == "As received from police"
    assert QAccessible.queryAccessibleInterface(card).role() == QAccessible.Role.Grouping


def test_a_card_without_a_title_can_still_be_named(qtbot: QtBot) -> None:
    card = Card(name="History strip")
    qtbot.addWidget(card)
    assert _spoken(card) == "History strip"


def test_a_fact_unfolds_the_contacts_it_was_counted_from(qtbot: QtBot) -> None:
    note = FactNote(
        "danger",
        "Third police notification in 12 months.",
        why=[Counted("17 Jan 2026", "jan"), Counted("09 Jun")],
    )
    _show(qtbot, note)
    note.why.setFocus()
    QTest.keyClick(note.why, Qt.Key.Key_Space)
    assert note.why.words() == "Hide the list"
    assert "Counted from 2 on record:" in {
        words.words() for words in note.findChildren(Words) if words.isVisible()
    }
    contact = next(button for button in note.findChildren(type(note.why)) if button.words() == "17 Jan 2026")
    with qtbot.waitSignal(note.opened) as heard:
        QTest.keyClick(contact, Qt.Key.Key_Return)
    assert heard.args == ["jan"]
    QTest.keyClick(note.why, Qt.Key.Key_Space)
    assert not contact.isVisible()


def test_a_fact_reads_itself(qtbot: QtBot) -> None:
    note = FactNote("warning", "Support declined twice.", "Today names the same partner.")
    qtbot.addWidget(note)
    assert _spoken(note) == "Support declined twice. Today names the same partner."


def test_a_phone_number_stays_on_one_line() -> None:
    words = "Ring the duty manager: 0191 498 0100. Or 07700 900123, born 03 May 2020, NHS No. 943 476 5919"
    whole = ink.joined(words)
    assert whole.replace("\u00a0", " ") == words
    assert [part for part in whole.split(" ") if "\u00a0" in part] == [
        "0191\u00a0498\u00a00100.", "07700\u00a0900123,",
    ]  # fmt: skip


def test_a_link_begins_where_words_begin(qtbot: QtBot) -> None:
    button = link("Why am I seeing this?")
    qtbot.addWidget(button)
    assert button.sizeHint().width() == ink.size_of(button.words(), "body_bold").width()


def test_a_mark_line_says_its_words_once(qtbot: QtBot) -> None:
    line = MarkLine("warning", "warning-fill", "DASH risk level Asked", strong=("Asked",))
    qtbot.addWidget(line)
    assert line.words() == "DASH risk level Asked"


def test_things_in_a_flow_never_overlap_or_stick_out(qtbot: QtBot) -> None:
    page = QWidget()
    flow = Flow(page)
    buttons = [link(f"What else could explain this {number}?") for number in range(6)]
    for button in buttons:
        flow.addWidget(button)
    _show(qtbot, page, 420, 400)
    places = [button.geometry() for button in buttons]
    assert len({place.y() for place in places}) > 1
    assert all(page.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for at, one in enumerate(places) for other in places[at + 1 :])


def test_a_button_with_a_name_longer_than_the_page_says_that_it_goes_on(qtbot: QtBot) -> None:
    page, line = Page("A pane"), QWidget()
    flow = Flow(line)
    page.add(line)
    button = link("Back to FEATHERSTONEHAUGH-CHOLMONDELEY, Bartholomew", "arrow-left", "Esc")
    flow.addWidget(button)
    _show(qtbot, page, 300, 100)
    assert line.rect().contains(button.geometry())
    assert button.shown_words().startswith("Back to FEATHER")
    assert button.shown_words().endswith("…")
    assert _spoken(button) == button.words()
    page.resize(900, 100)
    qtbot.waitUntil(lambda: button.shown_words() == button.words())


def test_a_long_name_takes_the_width_of_a_heading_before_it_takes_lines(qtbot: QtBot) -> None:
    heading = Heading(
        "FEATHERSTONEHAUGH-CHOLMONDELEY, Bartholomew-Maximilian A", "Born 01 Mar 2012", role="h2"
    )
    _show(qtbot, heading, 1100, 200)
    title = next(words for words in heading.findChildren(Words) if words.words().startswith("FEATHER"))
    assert title.height() <= 2 * theme.px(18)


def test_things_beside_each_other_go_below_when_room_is_short(qtbot: QtBot) -> None:
    page = QWidget()
    beside = Beside(page, enough=500)
    left, right = Card("One"), Card("Two")
    beside.add(left, 3)
    beside.add(right, 2)
    _show(qtbot, page, 800, 400)
    assert left.y() == right.y()
    assert left.height() == right.height()
    assert left.width() > right.width()
    page.resize(400, 400)
    qtbot.waitUntil(lambda: right.y() > left.geometry().bottom())
    assert left.width() == right.width() == 400


_LONG = "Who else lives there? Is there any risk to our staff, or an address to keep private?"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("wrapped", [False, True])
def test_boxes_side_by_side_stand_on_one_line_whatever_their_labels_take(
    qtbot: QtBot, qapp: QApplication, percent: int, *, wrapped: bool
) -> None:
    theme.apply(qapp, Reading(text_percent=percent))
    page = QWidget()
    beside = Beside(page, enough=400)
    one = LineField(_LONG, "A hint that makes this one taller than the others are.")
    two, three = TextField("How the police graded it"), LineField("Łódź: 电话")
    for field in (one, two, three):
        beside.add(on_top(field) if wrapped else field)
    _show(qtbot, page, 1000 * percent // 100, 400)
    boxes = [field.box.mapTo(page, QPoint(0, 0)).y() for field in (one, two, three)]
    assert boxes[0] == boxes[1] == boxes[2] > two.label.height() + 10
    labels = [field.label.mapTo(page, field.label.rect().bottomLeft()).y() for field in (one, two, three)]
    assert labels[0] == labels[1] == labels[2], "a label stands right above its box"
    assert page.rect().bottom() >= one.mapTo(page, one.rect().bottomLeft()).y()
    page.resize(300, 900)
    qtbot.waitUntil(lambda: two.box.mapTo(page, QPoint(0, 0)).y() > boxes[0])
    assert two.mapTo(page, QPoint(0, 0)).y() > one.mapTo(page, one.rect().bottomLeft()).y()


@pytest.mark.parametrize("said", ["Short.", "He just turned up, and nobody had given him the address. " * 3])
def test_a_link_stands_on_the_first_line_of_the_words_beside_it(
    qtbot: QtBot, qapp: QApplication, said: str
) -> None:
    words, change = Words(said, wrap=True), link("Change")
    line = beside(words, change)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addStretch(1)
    _show(qtbot, page, 500, 700)
    for percent in (100, 200):  # larger letters may come at any time
        theme.apply(qapp, Reading(text_percent=percent))
        for _ in range(4):
            QApplication.processEvents()
        assert words.height() >= words.heightForWidth(words.width())
        first = words.mapTo(page, QPoint(0, round(words.middle_of_first_line()))).y()
        assert abs(first - change.mapTo(page, change.rect().center()).y()) <= 1


def test_a_heading_keeps_its_buttons_in_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Reading(text_percent=200))
    button = primary("Take the next one", "arrow-right", "Ctrl+T")
    heading = Heading("Team queue", "Tue 24 Nov 2026, 10:42", button)
    _show(qtbot, heading, 700, 300)
    inside = QRect(button.mapTo(heading, button.rect().topLeft()), button.size())
    assert heading.rect().contains(inside)


def _long_page(qtbot: QtBot) -> tuple[Page, list[TextField]]:
    page = Page("History")
    fields = [TextField(f"Question {number}") for number in range(12)]
    for field in fields:
        page.add(field)
    _show(qtbot, page, 500, 300)
    return page, fields


def test_the_field_with_the_focus_is_always_in_view(qtbot: QtBot) -> None:
    page, fields = _long_page(qtbot)
    fields[0].setFocus()
    for field in fields[:-1]:
        QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert fields[-1].edit.hasFocus()
    corner = fields[-1].edit.mapTo(page.viewport(), fields[-1].edit.rect().topLeft())
    assert page.viewport().rect().contains(QRect(corner, fields[-1].edit.size()))
    for field in reversed(fields[1:]):
        QTest.keyClick(field.edit, Qt.Key.Key_Backtab)
    label = fields[0].label.mapTo(page.viewport(), fields[0].label.rect().topLeft())
    assert label.y() >= 0


@pytest.mark.parametrize("percent", [100, 200, 250])
def test_a_page_never_scrolls_sideways(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    theme.apply(qapp, Reading(text_percent=percent))
    page, _fields = _long_page(qtbot)
    content = page.widget()
    assert content is not None
    assert content.width() == page.viewport().width()
    assert page.horizontalScrollBar().maximum() == 0


def test_a_page_scrolls_only_as_far_as_its_words_go(qtbot: QtBot) -> None:
    page = Page("Step")
    said = "What is said here takes many lines in the narrowest column there is, and two in this one. " * 2
    for _ in range(6):
        page.add(Words(said, wrap=True))
    _show(qtbot, page, 900, 400)
    assert page.verticalScrollBar().maximum() == 0
    page.resize(200, 400)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)


def test_a_mark_stands_on_the_first_line_of_its_words(qtbot: QtBot) -> None:
    line = QWidget()
    row = QHBoxLayout(line)
    told, beside = Words("Same person: MERRICK, Kayden", wrap=True), QLineEdit()
    beside.setFixedHeight(60)
    mark = LineMark("check-circle-fill", "settled", told)
    for part in (mark, told, beside):
        row.addWidget(part)
    _show(qtbot, line, 500, 80)
    painted = mark.grab().toImage()
    inked = [y for y in range(painted.height()) if any(painted.pixelColor(x, y) != painted.pixelColor(0, 0)
             for x in range(painted.width()))]  # fmt: skip
    middle = mark.y() + (inked[0] + inked[-1]) / 2 / painted.devicePixelRatio()
    assert abs(middle - (told.y() + told.middle_of_first_line())) <= 1.5


def _bar(qtbot: QtBot) -> tuple[Notices, NoticeBar, QLineEdit]:
    notices = Notices()
    page = QWidget()
    column = QVBoxLayout(page)
    bar, box = NoticeBar(notices), QLineEdit()
    column.addWidget(bar)
    column.addWidget(box)
    _show(qtbot, page)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    return notices, bar, box


def test_what_has_the_focus_stays_in_view_when_the_page_grows(qtbot: QtBot) -> None:
    page = Page("Step")
    above, field = QWidget(), QLineEdit()
    above.setFixedHeight(10)
    for part in (above, field):
        page.add(part)
    _show(qtbot, page, 400, 300)
    field.setFocus()
    above.setFixedHeight(900)  # as a contact that has just been read
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() > 600)
    assert page.viewport().rect().contains(field.mapTo(page.viewport(), field.rect().center()))
    above.setFixedHeight(100)
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 0)


def test_a_notice_is_as_tall_as_its_words(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Reading(text_percent=200))
    window, notices = QWidget(), Notices()
    bar, below = NoticeBar(notices), Page("Work")
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addWidget(below, 1)
    _show(qtbot, window, 900, 600)
    notices.offer("One contact needs you: J. Patel changed it while you were offline.", "Show it", bar.hide)
    qtbot.wait(50)
    for said in bar.findChildren(Words):
        if said.isVisible():
            assert said.height() >= said.heightForWidth(said.width()), said.words()


def test_what_a_colleague_brought_about_is_told_again_after_what_was_just_done(qtbot: QtBot) -> None:
    notices, bar, _ = _bar(qtbot)
    looked: list[str] = []
    look = partial(looked.append, "opinion")
    notices.news(Notice("J. Patel asks for your opinion.", action="Look at it", run=look))
    notices.undoable("GP: saved.", lambda: None)
    assert bar.words() == "GP: saved."
    bar.away.click()
    assert bar.words() == "J. Patel asks for your opinion."
    bar.action.click()
    assert looked == ["opinion"]
    assert bar.isHidden()


def test_what_colleagues_brought_about_is_told_one_after_the_other(qtbot: QtBot) -> None:
    notices, bar, box = _bar(qtbot)
    for number in ("first", "second", "third"):
        notices.news(Notice(f"The {number} has changed.", action="Show it"))
    assert bar.words() == "The first has changed."
    assert bar.away.words() == "Put away, 2 more"
    bar.away.setFocus()
    QTest.keyClick(bar.away, Qt.Key.Key_Space)
    assert (bar.words(), bar.away.words()) == ("The second has changed.", "Put away, 1 more")
    assert box.hasFocus(), "a second press is not meant for what came"
    notices.say("Saved.")
    bar.away.click()
    bar.away.click()
    assert (bar.words(), bar.away.words()) == ("The third has changed.", "Put away")
    notices.news(Notice("The fourth has changed.", action="Show it"))
    notices.clear()
    assert bar.isHidden()


def test_a_notice_never_takes_the_focus_or_stops_the_person(qtbot: QtBot) -> None:
    notices, bar, box = _bar(qtbot)
    notices.say('Parked: "waiting for GP".', "We will bring it back at 11:30.")
    assert bar.isVisible()
    assert bar.words() == 'Parked: "waiting for GP". We will bring it back at 11:30.'
    assert box.hasFocus()
    QTest.keyClicks(box, "still typing")
    assert box.text() == "still typing"
    assert not any(isinstance(top, QMessageBox) for top in QApplication.topLevelWidgets())


def test_trouble_is_told_with_what_to_do(qtbot: QtBot) -> None:
    notices, bar, _box = _bar(qtbot)
    notices.trouble(DiskFull())
    assert bar.words() == f"{DiskFull.__doc__} {DiskFull.advice}"


def test_what_was_done_can_be_undone_by_keyboard(qtbot: QtBot) -> None:
    notices, bar, _box = _bar(qtbot)
    undone: list[bool] = []
    notices.undoable("Linked 09 Jun 2026 into the reasons.", lambda: undone.append(True))
    assert bar.action.words() == "Undo"
    bar.action.setFocus()
    QTest.keyClick(bar.action, Qt.Key.Key_Return)
    assert undone == [True]
    assert not bar.isVisible()


def test_a_newer_notice_takes_the_place_of_the_older(qtbot: QtBot) -> None:
    notices, bar, _box = _bar(qtbot)
    notices.undoable("One.", lambda: None)
    notices.say("Two.")
    assert bar.words() == "Two."
    assert not bar.action.isVisible()
    notices.clear()
    assert not bar.isVisible()
    assert bar.words() == ""


def test_putting_a_notice_away_gives_the_focus_back(qtbot: QtBot) -> None:
    notices, bar, box = _bar(qtbot)
    notices.say("Sent to Bola Mensah at 13:50.")
    bar.away.setFocus()
    QTest.keyClick(bar.away, Qt.Key.Key_Space)
    assert not bar.isVisible()
    assert box.hasFocus()


def test_a_bug_is_told_by_its_code_only(qtbot: QtBot) -> None:
    notices, bar, _box = _bar(qtbot)
    notices.bug("LB-3F2A")
    assert "LB-3F2A" in bar.words()
    assert "Error" not in bar.words()


@pytest.mark.parametrize("layout", [Flow, Beside])
def test_a_layout_measures_once_and_again_when_something_in_it_changed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, layout: type[Flow] | type[Beside]
) -> None:
    measured: list[int] = []
    place = layout.place

    def counted(self: Flow | Beside, rect: QRect, *, move: bool) -> int:
        measured.append(rect.width())
        return place(self, rect, move=move)  # type: ignore[arg-type]

    monkeypatch.setattr(layout, "place", counted)
    page = QWidget()
    qtbot.addWidget(page)
    rows, said = layout(page), Words("One", "body", wrap=True)
    rows.addWidget(said)
    said.show()
    low = rows.heightForWidth(120)
    assert rows.heightForWidth(120) == low
    assert measured == [120]
    said.set_words("One of many words that do not fit into a line of this width, so that there are several")
    assert rows.heightForWidth(120) > low
    assert rows.sizeHint().width() > 120
    another = Words("Another", "body", wrap=True)
    rows.addWidget(another)
    tall = rows.heightForWidth(120)
    another.hide()
    assert rows.heightForWidth(120) < tall
