"""S4: the workspace round the six steps: it opens where work is needed, and never disturbs whoever types."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui.screens import drafting, needs
from ui.screens.steps.concern import ConcernStep
from ui.screens.steps.history import HistoryStep
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.line_button import LineButton
from ui.widgets.rail_cards import MOST, todos
from ui.window import Window
from workstation.domain import checks, kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId
from workstation.domain.queue import View
from workstation.domain.times import FixedClock
from workstation.services import find, record, shift, words
from workstation.services.desk import Desk
from workstation.services.find import OpenContact
from workstation.services.secrets import hidden_words

A_SECOND = 1_000
STEP_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6)


def contact_of(desk: Desk, child: str) -> ContactId:
    rows = desk.executor.submit(find.queue, desk, View.EVERYONE).result().rows
    found: ContactId = next(row.contact for row in rows if row.line.child.startswith(child))
    return found


def opened(desk: Desk, contact: ContactId) -> OpenContact:
    found: OpenContact = desk.executor.submit(find.contact, desk, contact).result()
    return found


def file_of(desk: Desk, contact: ContactId) -> ContactFile:
    found: ContactFile = desk.executor.submit(desk.file, contact).result()
    return found


def go_to(window: Window, child: str, step: int | None = None) -> WorkspaceScreen:
    window.ways.contact(contact_of(window.seat.desk, child), step)
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    return screen


@pytest.fixture
def farrow(window: Window) -> WorkspaceScreen:
    """Third police contact, two declines, a hidden address."""
    return go_to(window, "FARROW")


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def all_words(widget: QWidget) -> str:
    said = [w.text() for w in widget.findChildren(QLabel)]
    said += [w.text() + w.accessibleName() + w.toolTip() for w in widget.findChildren(QPushButton)]
    said += [w.text() for w in widget.findChildren(QLineEdit)]
    said += [w.toPlainText() for w in widget.findChildren(QPlainTextEdit)]
    said += [w.accessibleName() + w.accessibleDescription() for w in widget.findChildren(QWidget)]
    return "\n".join(said)


# -- where it opens ---------------------------------------------------------------------------------------------


def test_it_opens_on_the_history_when_anything_is_flagged(farrow: WorkspaceScreen) -> None:
    assert farrow.stack.number == 3
    assert farrow.title() == "FARROW, Ellie +1"


def test_it_opens_on_the_first_step_that_is_not_settled_otherwise(window: Window) -> None:
    screen = go_to(window, "KOWALSKA")
    assert screen.open is not None
    states = [check.state for check in screen.open.steps.all()]
    first = next(n for n, state in enumerate(states, start=1) if state is not checks.State.SETTLED)
    assert screen.stack.number == first == needs.first_step(screen.open)


def test_a_step_that_is_named_is_the_one_that_opens(window: Window) -> None:
    assert go_to(window, "FARROW", 5).stack.number == 5


def test_alt_and_a_number_go_to_each_step(window: Window, farrow: WorkspaceScreen) -> None:
    for number, key in enumerate(STEP_KEYS, start=1):
        QTest.keyClick(focused(), key, Qt.KeyboardModifier.AltModifier)
        settle(window)
        assert farrow.stack.number == number
        assert farrow.isAncestorOf(focused())


# -- the banner -------------------------------------------------------------------------------------------------


def test_the_banner_says_who_with_at_most_three_chips_that_explain_themselves(
    farrow: WorkspaceScreen,
) -> None:
    banner = farrow.view.banner
    shown = all_words(banner)
    assert "FARROW, Ellie" in shown
    assert "14\u00a0Mar\u00a02017 (9y)" in shown
    assert "Also in this contact: FARROW, Jayden" in shown
    assert "not decided" in shown
    chips = [b for b in banner.findChildren(QPushButton) if b.isVisible()]
    assert [c.accessibleName() for c in chips] == [
        "Address hidden – confidential", "3rd police notification in 12 months", "Support declined twice",
    ]  # fmt: skip

    chips[1].click()
    assert "Third police notification in 12 months." in all_words(banner)
    chips[1].click()
    assert "Third police notification in 12 months." not in [
        w.text() for w in banner.findChildren(QLabel) if w.isVisible()
    ]


def test_the_hidden_address_is_nowhere_on_any_step(
    window: Window, farrow: WorkspaceScreen, desk: Desk
) -> None:
    contact = farrow.contact_id
    entries = desk.executor.submit(desk.store.journal.of_contact, contact).result()
    file = file_of(desk, contact)
    shown_people = {c.school for c in file.children} | {c.gp for c in file.children}
    shown_people |= {a.safe_contact for a in file.adults} | {a.do_not_use for a in file.adults}
    secret = [word for word in hidden_words(entries) if word not in shown_people and len(word) > 4]
    assert secret
    for number in range(1, 7):
        farrow.go_to(number)
        settle(window)
    shown = all_words(farrow)
    # The council's own town stands at the top of the window and tells nothing, as on paper.
    assert [word for word in secret if word in shown and word not in desk.council] == []
    assert "hidden" in window.windowTitle() or "Lintel" in window.windowTitle()


# -- what is left to do -----------------------------------------------------------------------------------------


def test_the_rail_says_how_each_step_stands_in_words(farrow: WorkspaceScreen) -> None:
    assert farrow.open is not None
    spoken = [b.accessibleName() for b in farrow.view.rail.steps.findChildren(QPushButton)]
    for title, check in zip(
        ("Concern", "Children and family", "History"), farrow.open.steps.all(), strict=False
    ):
        assert any(title in one and check.detail in one and check.state.value in one for one in spoken)


def test_what_is_left_is_said_in_short_and_never_more_than_six(farrow: WorkspaceScreen) -> None:
    assert farrow.open is not None
    every = todos(farrow.open, farrow.seat.desk.guide)
    rows = farrow.view.rail.before.findChildren(LineButton)
    assert [row.words() for row in rows] == [one.words for one in every[:MOST]]
    assert "Say what the history tells you" in [row.words() for row in rows]
    assert "Write your decision and reasons" in [row.words() for row in rows]


def test_each_row_of_what_is_left_goes_there(window: Window, farrow: WorkspaceScreen) -> None:
    assert farrow.open is not None
    for at, one in enumerate(todos(farrow.open, farrow.seat.desk.guide)[:MOST]):
        farrow.view.rail.before.findChildren(LineButton)[at].click()
        settle(window)
        assert farrow.stack.number == one.step
        step = farrow.stack.step()
        assert step is not None
        place = step.places[one.place]
        assert place.isAncestorOf(focused()) or place is focused() or place.focusProxy() is focused()


def test_f8_goes_through_every_gap_and_comes_round_again(window: Window, farrow: WorkspaceScreen) -> None:
    assert farrow.open is not None
    every = needs.to_answer(farrow.open, window.seat.desk.guide)
    gaps = [gap for gap in every if not gap.waits]  # a reply that may still come needs nobody yet
    farrow.go_to(1)
    settle(window)
    farrow.view.banner.setFocus()
    seen: list[tuple[int, str]] = []
    for _ in range(3 * len(gaps)):  # the card of an adult has four factors, each of them a stop
        window.run("go.next_need")
        settle(window)
        seen.append((farrow.stack.number, needs.place_of(farrow.stack.step(), focused())))
    assert {step for step, _place in seen} == {gap.step for gap in gaps}
    assert len(set(seen)) >= len({(gap.step, gap.place) for gap in gaps}) - 1


def test_a_step_is_made_when_it_is_first_seen_and_f8_reaches_a_gap_in_one_that_is_not(
    window: Window, desk: Desk
) -> None:
    screen = go_to(window, "FARROW", 1)
    assert [step.number for step in screen.stack.made()] == [1]
    assert screen.open is not None
    gap = next(gap for gap in needs.to_answer(screen.open, desk.guide) if gap.step > 1)
    window.run("go.next_need")
    while screen.stack.number == 1:
        settle(window)
        window.run("go.next_need")
    settle(window)
    assert [step.number for step in screen.stack.made()] == [1, gap.step]
    assert needs.place_of(screen.stack.step(), focused()) == gap.place


def test_the_clock_says_the_time_left_and_goes_on(
    window: Window, farrow: WorkspaceScreen, clock: FixedClock
) -> None:
    shown = all_words(farrow.view.rail.clock).replace("\u00a0", " ")
    assert "Decision due" in shown
    assert "Wed 25 Nov 09:18" in shown
    assert "22 h 36 min left · counted in working days" in shown
    assert "You can keep this open past the time if you say why." in shown

    clock.move(timedelta(hours=23))
    farrow._show_clock()
    assert "Overdue by 24 min" in all_words(farrow.view.rail.clock)


# -- what stands beside the work --------------------------------------------------------------------------------


def test_what_was_received_stands_word_for_word_and_cannot_be_typed_in(farrow: WorkspaceScreen) -> None:
    assert farrow.open is not None
    received = farrow.open.file.received
    assert received is not None
    assert farrow.view.pane.received.words.text() == received.body.words
    assert farrow.view.pane.received.findChildren(QPlainTextEdit) == []


def test_asking_copies_a_text_without_names_and_marks_the_questions_as_asked(
    window: Window, farrow: WorkspaceScreen, desk: Desk
) -> None:
    before = len(file_of(desk, farrow.contact_id).log(kinds.Answered))
    buttons = farrow.view.pane.least.findChildren(QPushButton)
    ask = next(b for b in buttons if b.text().startswith("Ask again"))
    ask.click()
    settle(window)

    copied = QGuiApplication.clipboard().text()
    assert "DASH risk level" in copied
    assert "Farrow" not in copied
    assert "Ellie" not in copied
    after = file_of(desk, farrow.contact_id).log(kinds.Answered)
    assert [s.body.state for s in after[before:]] in ([], ["asked"], ["asked", "asked"])
    assert "copied" in window.notice_bar.words()


def test_the_log_writes_itself_with_times(window: Window, farrow: WorkspaceScreen, desk: Desk) -> None:
    work = desk.executor.submit(
        record.say, desk, farrow.contact_id, kinds.NoteMade(text="Rang the school back")
    )
    window.seat.changes.publish(work.result())
    settle(window)

    assert "10:42  Rang the school back" in all_words(farrow.view.pane.done)


def test_on_other_steps_the_history_stands_beside_the_work(window: Window, farrow: WorkspaceScreen) -> None:
    assert farrow.view.pane.history.isHidden()
    farrow.go_to(4)
    settle(window)
    assert "Third police notification in 12 months." in all_words(farrow.view.pane.history)
    assert farrow.view.pane.history.isVisible()


# -- nobody is disturbed ----------------------------------------------------------------------------------------


def test_a_colleagues_change_leaves_the_field_being_typed_in_as_it_is(
    window: Window, farrow: WorkspaceScreen, desk: Desk
) -> None:
    step = farrow.stack.step()
    assert isinstance(step, HistoryStep)
    step.card.why.setFocus()
    QTest.keyClicks(focused(), "Same partner each time")
    QTest.keyClick(focused(), Qt.Key.Key_Home)

    body = kinds.HistoryWeighed(view="lowers", why="A colleague wrote this.")
    theirs = desk.executor.submit(record.say, desk, farrow.contact_id, body).result()
    window.seat.changes.publish(Changed(theirs.contacts, theirs.kinds, "central"))
    settle(window)

    assert step.card.why.text() == "Same partner each time"
    assert step.card.why.edit.textCursor().position() == 0
    assert focused() is step.card.why.edit


def test_words_come_back_with_their_cursor_in_a_window_opened_again(
    window: Window, qtbot: QtBot, farrow: WorkspaceScreen, desk: Desk
) -> None:
    step = farrow.stack.step()
    assert isinstance(step, HistoryStep)
    step.card.why.setFocus()
    QTest.keyClicks(focused(), "Two incidents closed")
    for _ in range(6):
        QTest.keyClick(focused(), Qt.Key.Key_Left)

    def kept() -> bool:
        found = desk.executor.submit(words.kept_under, desk, f"contact/{farrow.contact_id}/").result()
        return any("Two incidents closed" in text for text in found.values())

    assert drafting.KEEP_AFTER_MS < A_SECOND
    qtbot.waitUntil(kept)
    farrow.stack.step().keep_now()  # type: ignore[union-attr]
    QTest.keyClick(focused(), Qt.Key.Key_End)
    again = WorkspaceScreen(window.seat, farrow.contact_id, 3)
    qtbot.addWidget(again)
    again.show()
    settle(window)
    restored = again.stack.step()
    assert isinstance(restored, HistoryStep)
    assert restored.card.why.text() == "Two incidents closed"


def test_going_to_another_step_says_what_was_written(
    window: Window, farrow: WorkspaceScreen, desk: Desk
) -> None:
    farrow.go_to(1)
    settle(window)
    step = farrow.stack.step()
    assert isinstance(step, ConcernStep)
    step.boxes["seen"].setFocus()
    QTest.keyClicks(focused(), "Heard shouting.")
    farrow.go_to(4)
    settle(window)

    seen = file_of(desk, farrow.contact_id).asked("seen")
    assert seen is not None
    assert seen.answer == "Heard shouting."


def test_the_worker_who_parked_it_comes_back_to_the_same_field(
    window: Window, farrow: WorkspaceScreen, desk: Desk, clock: FixedClock
) -> None:
    contact = farrow.contact_id
    until = clock.now() + timedelta(minutes=30)
    done = desk.executor.submit(shift.park, desk, contact, "the GP", until, "1:question:wanted").result()
    window.seat.changes.publish(done)
    settle(window)
    assert "parked “the GP”" in farrow.title()
    assert farrow.icon_name() == "pause-circle-fill"

    window.run("go.queue")
    window.ways.contact(contact)
    settle(window)
    assert farrow.stack.number == 1
    step = farrow.stack.step()
    assert isinstance(step, ConcernStep)
    assert step.boxes["wanted"].isAncestorOf(focused())
    assert "Welcome back. You were on: Concern" in window.notice_bar.words()
    assert file_of(desk, contact).parked is None


def test_a_contact_that_cannot_be_read_says_so(window: Window) -> None:
    screen = WorkspaceScreen(window.seat, ContactId("not here"))
    window.setCentralWidget(screen)
    settle(window)
    assert screen.open is None


# -- room -------------------------------------------------------------------------------------------------------


def test_a_narrow_window_has_the_steps_on_a_bar_and_the_pane_below(
    window: Window, farrow: WorkspaceScreen
) -> None:
    view = farrow.view
    assert view.rail.isVisible()
    assert not view.foot.isVisible()

    window.resize(900, 700)
    settle(window)
    assert not view.rail.isVisible()
    assert view.rail.bar.isVisible()
    assert view.foot.isVisible()
    page = view.stack.page()
    assert page is not None
    assert page.isAncestorOf(view.pane)

    window.resize(1600, 900)
    settle(window)
    assert view.rail.isVisible()
    assert view.side.isAncestorOf(view.pane)


def test_every_pane_can_be_reached_with_f6(window: Window, farrow: WorkspaceScreen) -> None:
    reached: set[int] = set()
    panes = farrow.panes()
    for _ in range(12):
        window.run("go.pane_next")
        settle(window)
        reached |= {at for at, pane in enumerate(panes) if pane is focused() or pane.isAncestorOf(focused())}
    assert {
        panes.index(farrow.view.banner),
        panes.index(farrow.view.rail),
        panes.index(farrow.view.pane),
    } <= reached


def test_in_a_tall_window_the_view_of_the_history_stays_beside_what_is_read(
    window: Window, farrow: WorkspaceScreen
) -> None:
    step, page = farrow.stack.step(), farrow.stack.page()
    assert isinstance(step, HistoryStep)
    assert page is not None
    window.resize(1920, 1040)
    settle(window)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert not page.isAncestorOf(step.card)
    bottom = step.card.why.mapTo(window, step.card.why.rect().bottomLeft()).y()
    assert bottom < window.height()
    step.card.why.setFocus()
    window.resize(1366, 728)
    settle(window)
    assert page.isAncestorOf(step.card)
    assert step.card.why.edit.hasFocus()  # nobody who writes there loses the cursor
