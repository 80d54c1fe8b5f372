"""S3: taking down a contact with one hand, and everything of it kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui import theme
from ui.reading import Reading
from ui.screens.new_contact import NewContactScreen
from ui.screens.steps.child_card import ChildCard
from ui.screens.taking import callers, taken_down, taking
from ui.screens.taking.child_box import ChildBox
from ui.screens.taking.reached import understood_moment
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.fact_note import FactNote
from ui.widgets.match_list import MatchRow
from ui.widgets.words import Words
from ui.window import Window
from workstation.domain.contact import ContactFile
from workstation.domain.times import local
from workstation.history.matcher import Enquiry
from workstation.services import find, words
from workstation.services.desk import Desk

A_SECOND = 1_000
KAYDEN = "Ellie Farrow"
"""A child of the practice authority with earlier contacts, a brother and a hidden address."""


@pytest.fixture
def screen(window: Window) -> NewContactScreen:
    window.run("contact.new")
    settle(window)
    found = window.places.shown()
    assert isinstance(found, NewContactScreen)
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_into(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(focused(), text)


def answer(text: str) -> None:
    """Type with a question in focus: the first letter opens its box, the others go into it."""
    QTest.keyClicks(focused(), text[0])
    QTest.keyClicks(focused(), text[1:])


def box(screen: NewContactScreen, at: int = 0) -> ChildBox:
    return screen.children_taken.boxes[at]


def saved_file(window: Window) -> ContactFile:
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    file: ContactFile = window.seat.desk.executor.submit(window.seat.desk.file, screen.contact_id).result()
    return file


def test_the_notes_have_the_focus_and_nothing_else_is_needed(
    window: Window, screen: NewContactScreen
) -> None:
    assert screen.view.notes.edit.hasFocus()

    QTest.keyClicks(focused(), "No coat, no tea last night.")
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    file = saved_file(window)
    assert file.received is not None
    assert file.received.body.words == "No coat, no tea last night."
    assert file.worker == window.seat.desk.worker.id


def test_nothing_written_is_said_at_the_notes_and_nothing_is_saved(
    window: Window, screen: NewContactScreen
) -> None:
    screen.save_next()
    settle(window)

    assert window.places.shown() is screen
    assert "Nothing is written down yet." in screen.view.notes.error()
    assert screen.view.notes.edit.hasFocus()


def test_f5_puts_the_time_into_the_notes(window: Window, screen: NewContactScreen) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_F5)

    assert screen.view.notes.text() == "10:42 "


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They keep ringing us.", "They keep ringing us. 10:42 "),
        ("They keep ringing us. ", "They keep ringing us. 10:42 "),
        ("They keep ringing us.\r", "They keep ringing us.\n10:42 "),
    ],
)
def test_f5_keeps_the_time_apart_from_the_words_before_it(
    window: Window, screen: NewContactScreen, before: str, after: str
) -> None:
    QTest.keyClicks(focused(), before)
    QTest.keyClick(focused(), Qt.Key.Key_F5)

    assert screen.view.notes.text() == after


def test_f5_stands_behind_what_is_left_of_chosen_words(window: Window, screen: NewContactScreen) -> None:
    QTest.keyClicks(focused(), "At noon")
    for _letter in "noon":
        QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(focused(), Qt.Key.Key_F5)

    assert screen.view.notes.text() == "At 10:42 "


def test_the_fields_of_the_caller_fill_each_other(window: Window, screen: NewContactScreen) -> None:
    caller = screen.view.caller
    type_into(caller.role, "dsl")
    type_into(caller.agency, "mill lane pri")
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert caller.role.text() == "Deputy safeguarding lead"
    assert caller.agency.text() == "Mill Lane Primary School"
    assert caller.phone.text() == "0191 498 0142"
    assert caller.counts_as.words() == "Kind of source: School"


def test_somebody_we_know_brings_their_agency_and_its_phone(window: Window, screen: NewContactScreen) -> None:
    caller = screen.view.caller
    type_into(caller.who, "jo w")
    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert caller.who.text() == "Jo Whittle"
    assert caller.agency.text() == "Mill Lane Primary School"
    assert caller.phone.text() == "0191 498 0142"
    assert caller.counts_as.words() == "Kind of source: School"
    assert focused() is caller.role.edit
    QTest.keyClicks(focused(), "dsl")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is box(screen).name.edit


def test_once_an_agency_is_named_only_its_own_people_are_offered(
    window: Window, screen: NewContactScreen
) -> None:
    caller = screen.view.caller
    type_into(caller.agency, "Dene Side Primary School")
    type_into(caller.who, "jo w")
    assert not caller.who.list.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert caller.who.text() == "jo w"
    assert caller.agency.text() == "Dene Side Primary School"


def test_what_came_in_writing_begins_with_one_key_in_the_box_for_it(window: Window) -> None:
    QTest.keyClick(
        window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    assert screen.taking.mode == "form"
    assert focused() is screen.view.notes.edit
    assert focused().accessibleName() == "What they sent, word for word"


def test_a_call_that_is_being_taken_down_stays_a_call(window: Window, screen: NewContactScreen) -> None:
    QTest.keyClicks(focused(), "He has no coat.")
    window.run("contact.written")
    settle(window)
    assert screen.taking.mode == "phone"
    assert screen.view.notes.text() == "He has no coat."
    assert "Nothing new was begun." in window.notice_bar.words()


def test_the_kind_of_source_can_be_chosen_and_police_are_asked_the_essentials(
    window: Window, screen: NewContactScreen
) -> None:
    caller = screen.view.caller
    assert "not known yet" in caller.counts_as.words()
    caller.change_kind.click()
    QTest.keyClicks(focused(), "pol")
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    QTest.keyClick(focused(), Qt.Key.Key_Return)

    assert caller.source == "6"
    asked = [
        label.accessibleName() for label in screen.view.prompts.findChildren(QWidget) if label.isVisible()
    ]
    assert any("DASH risk level" in name for name in asked)


def test_an_anonymous_caller_folds_the_name_away(window: Window, screen: NewContactScreen) -> None:
    screen.view.caller.no_name.click()
    assert screen.view.caller.who.isHidden()
    assert screen.view.caller.nameless.isVisible()

    type_into(screen.view.notes, "Shouting next door.")
    screen.save_next()

    file = saved_file(window)
    assert file.referrer is not None
    assert file.referrer.anonymous
    assert file.source == callers.ANONYMOUS


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("03052020", "03 May 2020 (6y)"),
        ("6", "About 6"),
        ("due feb", "Due Feb 2027"),
        ("3 may 20", "03 May 2020 (6y)"),
    ],
)
def test_a_date_of_birth_is_understood_as_it_is_said(
    window: Window, screen: NewContactScreen, typed: str, shown: str
) -> None:
    type_into(box(screen).born, typed)

    assert box(screen).born.hint.words().replace("\u00a0", " ") == shown


def test_a_date_that_cannot_be_says_what_to_try_once_the_field_is_left(
    window: Window, screen: NewContactScreen
) -> None:
    type_into(box(screen).born, "32 May")
    assert box(screen).born.error() == ""
    box(screen).postcode.setFocus()

    assert (
        box(screen).born.error()
        == "We do not understand “32 May”. Try 3 May 2020, 03052020, or an age like 6."
    )


def test_a_date_that_was_not_understood_is_saved_and_stays_in_view(
    window: Window, screen: NewContactScreen
) -> None:
    type_into(screen.view.notes, "No coat again.")
    type_into(box(screen).name, "Kaia Ottershaw")
    type_into(box(screen).born, "32/05/2020")
    screen.save_next()
    settle(window)

    shown = window.places.shown()
    assert isinstance(shown, WorkspaceScreen)
    said = " ".join(label.text() for label in shown.findChildren(QLabel) if label.isVisible())
    assert "“32/05/2020”, not understood" in said
    window.run("go.step2")
    settle(window)
    change = next(b for b in shown.findChildren(QPushButton) if b.isVisible() and b.text() == "Change")
    change.click()
    settle(window)
    card = next(card for card in shown.findChildren(ChildCard))
    assert card.born.error().startswith("We do not understand “32/05/2020”.")


@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_wrong_with_a_level_can_be_read_whole(
    window: Window, qapp: QApplication, screen: NewContactScreen, percent: int
) -> None:
    window.resize(1366, 768)
    theme.apply(qapp, Reading(text_percent=percent))
    level = screen.view.caller.level.field
    type_into(level, "W")
    settle(window)
    wrong = next(label for label in level.findChildren(Words) if label.words() == level.error())
    assert wrong.isVisible()
    assert wrong.fontMetrics().horizontalAdvance(wrong.words()) <= wrong.contentsRect().width()


def test_people_on_record_are_asked_about_and_none_is_chosen(
    window: Window, screen: NewContactScreen
) -> None:
    type_into(box(screen).name, KAYDEN)
    settle(window)

    rows = box(screen).matches.candidates()
    assert any(candidate.name == "FARROW, Ellie" for candidate in rows)
    assert box(screen).matches.verdicts() == {}
    assert screen.view.talk.isVisible()
    shown = " ".join(label.text() for label in screen.view.talk.findChildren(QLabel))
    assert "While you talk: Ellie’s history" in shown
    assert "declined help: “partner has left”" in shown
    assert "Ask: what is different from" in shown


def test_of_a_child_nobody_knows_the_family_on_record_is_told(
    window: Window, screen: NewContactScreen
) -> None:
    screen.view.caller.who.set_text("Dana Farrow")
    screen.view.caller.role.set_text("mother")
    type_into(box(screen).name, "Zebedee Quill")
    box(screen).born.setFocus()
    settle(window)

    assert box(screen).matches.candidates() == ()
    shown = " ".join(label.text() for label in screen.view.talk.findChildren(QLabel) if label.isVisible())
    assert "this may be their family" in shown
    assert "FARROW, Dana" in shown
    box(screen).name.set_text("")
    type_into(box(screen).name, KAYDEN)
    settle(window)
    shown = " ".join(label.text() for label in screen.view.talk.findChildren(QLabel) if label.isVisible())
    assert "Ellie’s history" in shown
    assert "this may be their family" not in shown


def test_their_contact_opens_from_there(window: Window, screen: NewContactScreen) -> None:
    screen.view.caller.who.set_text("Dana Farrow")
    screen.view.caller.role.set_text("mother")
    type_into(box(screen).name, "Zebedee Quill")
    settle(window)
    there = next(b for b in screen.view.talk.findChildren(QPushButton) if b.text() == "Open their contact")
    QTest.mouseClick(there, Qt.MouseButton.LeftButton)
    settle(window)
    assert isinstance(window.places.shown(), WorkspaceScreen)


def test_the_last_letter_of_a_date_is_in_what_is_looked_for(window: Window, screen: NewContactScreen) -> None:
    asked: list[Enquiry | None] = []
    box(screen).wanted.connect(lambda _box, enquiry: asked.append(enquiry))
    type_into(box(screen).name, KAYDEN)
    type_into(box(screen).born, "14/3/2017")
    settle(window)
    assert asked[-1] is not None
    assert asked[-1].born.on == date(2017, 3, 14)


def test_f8_goes_to_the_match_then_to_the_questions_then_to_the_end(
    window: Window, screen: NewContactScreen
) -> None:
    type_into(box(screen).name, KAYDEN)
    settle(window)
    window.run("go.next_need")
    assert focused().accessibleName().startswith("Same: FARROW, Ellie")

    QTest.keyClick(focused(), Qt.Key.Key_Space)
    settle(window)
    for _ in range(12):
        window.run("go.next_need")
        if focused() is screen.view.finish:
            break
        QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert focused() is screen.view.finish
    assert screen.view.prompts.left() == 0


def test_the_same_child_brings_brothers_and_sisters_to_add(window: Window, screen: NewContactScreen) -> None:
    type_into(box(screen).name, KAYDEN)
    settle(window)
    window.run("go.next_need")
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    settle(window)

    offered = [b for b in box(screen).findChildren(QWidget) if b.accessibleName() == "Add FARROW, Jayden"]
    assert len(offered) == 1
    QTest.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    settle(window)

    assert [b.name.text() for b in screen.children_taken.boxes] == [KAYDEN, "FARROW, Jayden"]
    assert box(screen, 1).matches.candidates()
    assert box(screen, 1).name.box.accessibleName() == "Name, child 2"


def test_same_hides_the_address_of_the_new_contact_from_its_first_moment(
    window: Window, screen: NewContactScreen
) -> None:
    type_into(screen.view.notes, "Mum moved in September.")
    type_into(box(screen).name, KAYDEN)
    settle(window)
    window.run("go.next_need")
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    settle(window)
    screen.save_next()

    file = saved_file(window)
    assert file.hidden
    assert [m.body.verdict for m in file.matches][:1] == ["same"]


def test_alt_a_adds_a_child_ready_to_type(window: Window, screen: NewContactScreen) -> None:
    """While nothing is written of one, that one is meant."""
    screen.view.notes.setFocus()
    window.run("contact.add_another")
    assert box(screen).name.edit.hasFocus()
    assert len(screen.children_taken.boxes) == 1
    type_into(box(screen).name, "Zofia")
    window.run("contact.add_another")
    assert box(screen, 1).name.edit.hasFocus()


def test_not_sure_keeps_the_history_in_view(window: Window, screen: NewContactScreen) -> None:
    type_into(box(screen).name, KAYDEN)
    settle(window)
    while (row := box(screen).matches.first_open()) is not None:
        next(b for b in row.findChildren(QPushButton) if b.text() == "Not sure").click()
        settle(window)
    shown = " ".join(label.text() for label in screen.view.talk.findChildren(QLabel) if label.isVisible())
    assert "declined help: “partner has left”" in shown


def test_space_marks_a_question_and_a_letter_begins_its_answer(
    window: Window, screen: NewContactScreen
) -> None:
    type_into(screen.view.notes, "No coat.")
    prompts = screen.view.prompts
    left = prompts.left()
    rows = prompts.open_rows()
    rows[0].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    rows[3].setFocus()
    answer("See the children at home")
    assert prompts.left() == left - 2

    screen.save_next()
    file = saved_file(window)
    wanted = file.asked("wanted")
    assert wanted is not None
    assert wanted.answer == "See the children at home"


def test_a_bare_mark_never_answers_a_question_that_needs_words(
    window: Window, screen: NewContactScreen
) -> None:
    type_into(screen.view.notes, "No coat.")
    for row in screen.view.prompts.open_rows():
        row.setFocus()
        QTest.keyClick(focused(), Qt.Key.Key_Space)

    screen.save_next()
    file = saved_file(window)
    assert file.asked("worried") is None
    assert file.asked("wanted") is None
    assert file.asked("seen") is not None


def test_not_told_is_an_answer_that_needs_care(window: Window, screen: NewContactScreen) -> None:
    row = next(r for r in screen.view.prompts.open_rows() if "told the parents" in _question(r))
    row.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    QTest.keyClick(focused(), Qt.Key.Key_Space)

    assert "Not told. If safe, ask them to." in focused().accessibleName()
    assert screen.view.prompts.reply("parents_told").known


def _question(row: QWidget) -> str:
    proxy = row.focusProxy()
    return proxy.accessibleName() if proxy is not None else ""


def test_clarity_is_told_in_words_and_the_questions_can_be_sent(
    window: Window, screen: NewContactScreen
) -> None:
    clarity = screen.view.clarity
    assert "are not yet recorded" in clarity._words.words()
    type_into(box(screen).name, "Kayden Merrick")
    clarity.button.click()
    settle(window)

    copied = QGuiApplication.clipboard().text()
    assert copied.count("?") >= 4
    assert "What do you want us to do?" in copied
    assert "Merrick" not in copied
    assert "4 questions are copied" in window.notice_bar.words()


def test_everything_is_kept_within_a_second_and_comes_back_with_its_cursor(
    window: Window, qtbot: QtBot, screen: NewContactScreen, desk: Desk
) -> None:
    type_into(screen.view.notes, "Ringing about Kayden. No coat.")
    for _ in range(8):
        QTest.keyClick(focused(), Qt.Key.Key_Left)
    type_into(screen.view.caller.who, "Jo Whittle")
    type_into(box(screen).name, "Kayden Merrick")
    rows = screen.view.prompts.open_rows()
    rows[3].setFocus()
    answer("See him")

    def kept() -> bool:
        text = desk.executor.submit(words.kept, desk, taken_down.KEY).result()
        taken = taken_down.from_text(text)
        return taken is not None and bool(taken.asked)

    assert taking.KEEP_AFTER_MS < A_SECOND
    qtbot.waitUntil(kept)
    again = NewContactScreen(window.seat)
    qtbot.addWidget(again)
    settle(window)
    taken = again.taking.taken()
    assert taken.words == "Ringing about Kayden. No coat."
    assert taken.cursor == len(taken.words) - 8
    assert taken.who == "Jo Whittle"
    assert [child.name for child in taken.children] == ["Kayden Merrick"]
    assert [asked.answer for asked in taken.asked.values()] == ["See him"]


def test_saving_leaves_nothing_behind_to_come_back(
    window: Window, screen: NewContactScreen, desk: Desk
) -> None:
    type_into(screen.view.notes, "No coat.")
    screen.taking.keep()
    screen.save_next()
    settle(window)

    assert desk.executor.submit(words.kept, desk, taken_down.KEY).result() == ""
    assert window.places.place("new") is None


def test_escalating_waits_for_no_field(window: Window, screen: NewContactScreen, desk: Desk) -> None:
    window.run("contact.escalate")
    settle(window)

    front = window.places.shown()
    assert isinstance(front, WorkspaceScreen)
    file = desk.executor.submit(desk.file, front.contact_id).result()
    assert file.received is not None
    assert "Escalated" in file.received.body.words
    assert any("Escalate" in name for name in _visible_names(window))


def _visible_names(window: Window) -> list[str]:
    return [w.accessibleName() for w in window.findChildren(QWidget) if w.isVisible()]


def test_pasting_keeps_their_words_and_asks_why_it_is_late(window: Window, screen: NewContactScreen) -> None:
    QGuiApplication.clipboard().setText("At 22:40 officers were called.")
    screen.taking.set_mode("paste")
    assert screen.view.notes.text() == "At 22:40 officers were called."
    caller = screen.view.caller
    type_into(caller.agency, "Northbridge Police")
    type_into(caller.reached, "yesterday 16:40")
    screen.save_next()
    settle(window)
    assert caller.late_because.isVisible()
    assert caller.late_because.error() == "Say why it is logged late."

    type_into(caller.late_because, "It went to the wrong mailbox.")
    screen.save_next()
    file = saved_file(window)
    assert file.received is not None
    assert file.received.body.channel == "notification"
    assert local(file.received.happened).strftime("%d %H:%M") == "23 16:40"


@pytest.mark.parametrize(
    ("said", "day"), [("09:18", "24 09:18"), ("yesterday 16:40", "23 16:40"), ("23 nov 9:15", "23 09:15")]
)
def test_a_moment_is_understood_as_it_is_written(said: str, day: str) -> None:
    now = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
    found = understood_moment(said, now)
    assert found is not None
    assert f"{found:%d %H:%M}" == day


@pytest.mark.parametrize("said", ["soon", "25:00", "09:75", "nine"])
def test_what_is_no_moment_is_not_guessed(said: str) -> None:
    assert understood_moment(said, datetime(2026, 11, 24, 10, 42, tzinfo=UTC)) is None


def test_the_screen_fits_a_laptop_and_large_letters_without_scrolling_sideways(
    window: Window, screen: NewContactScreen
) -> None:
    window.resize(1366, 728)
    settle(window)
    assert screen.view.notes.isVisible()
    assert screen.view.finish.isVisible()
    right = screen.view.clarity.mapTo(screen, screen.view.clarity.rect().topRight()).x()
    assert right <= screen.width()


@pytest.mark.parametrize("height", [728, 660, 1040])
def test_on_a_laptop_the_question_who_it_is_and_the_first_facts_are_both_in_view(
    window: Window, screen: NewContactScreen, height: int
) -> None:
    window.resize(1366, height)
    type_into(box(screen).name, KAYDEN)
    settle(window)
    row = box(screen).matches.first_open()
    assert isinstance(row, MatchRow)
    assert all(_whole(button) for button in row.buttons.values())
    facts = [note for note in screen.view.talk.findChildren(FactNote) if note.isVisible()]
    assert _whole(facts[0])
    window.run("go.next_need")
    assert _whole(focused())


def _whole(widget: QWidget) -> bool:
    """Whether all of it can be seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("size", [(1366, 728), (1100, 700), (1240, 700), (1100, 1000), (1000, 640)])
def test_in_a_window_of_any_size_no_field_lies_on_another_and_no_words_are_cut(
    window: Window, screen: NewContactScreen, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settle(window)
    caller = screen.view.caller
    boxes = [box for box in caller.findChildren(QLineEdit) if box.isVisible()]
    places = [QRect(box.mapTo(caller, QPoint(0, 0)), box.size()) for box in boxes]
    assert len(places) >= 4
    assert not any(a.intersects(b) for at, a in enumerate(places) for b in places[at + 1 :])
    words = [w for w in screen.findChildren(Words) if w.isVisible() and w.hasHeightForWidth()]
    assert [w.words() for w in words if w.height() < w.heightForWidth(w.width())] == []


def test_a_found_child_is_looked_up_like_anybody_else(window: Window, desk: Desk) -> None:
    """The screen asks the same question as the search."""
    from workstation.domain.ids import PersonId

    enquiry = Enquiry(person=PersonId("x"), name=KAYDEN)
    assert desk.executor.submit(find.matches, desk, enquiry).result()
