"""S14: the triage meeting by keyboard, on the families of the practice authority."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QRadioButton, QWidget

from tests.ui.conftest import focused, press, settle
from tests.ui.test_workspace import all_words
from ui.screens.meeting import MeetingScreen
from ui.screens.steps.decision import DecisionStep
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.meeting_card import MeetingCard
from ui.window import Window
from workstation.domain import kinds, meeting
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.kinds import Dissent
from workstation.domain.times import FixedClock
from workstation.services import meeting as meetings
from workstation.services import opening
from workstation.services.meeting import Spoken


def type_(window: Window, words: str) -> None:
    QTest.keyClicks(focused(), words)
    settle(window)


@pytest.fixture
def screen(window: Window) -> MeetingScreen:
    press(window, "Ctrl+5")
    found = window.places.shown()
    assert isinstance(found, MeetingScreen)
    return found


def said(window: Window, contact: ContactId) -> meeting.Meeting:
    settle(window)
    return meeting.meeting(window.seat.desk.in_store(window.seat.desk.file, contact))


def here(screen: MeetingScreen) -> ContactId:
    assert screen.shown is not None
    return screen.shown.contact


def tab_to(window: Window, name: str) -> QWidget:
    for _ in range(60):
        if focused().accessibleName().startswith(name):
            return focused()
        press(window, "Tab")
    raise AssertionError(f"Tab never came to {name}; it is on {focused().accessibleName()!r}")


def choose(window: Window, name: str) -> None:
    for _ in range(60):
        for _ in range(5):
            if focused().accessibleName() == name:
                press(window, "Space")
                return
            if isinstance(focused(), QRadioButton):
                press(window, "Right")
        press(window, "Tab")
    raise AssertionError(f"nothing called {name}")


def one_voice(window: Window, who: str, words: str) -> None:
    type_(window, who)
    press(window, "Tab")
    type_(window, words)


def test_the_place_is_the_fifth_and_starts_with_what_the_police_told_in_large_letters(
    window: Window, screen: MeetingScreen
) -> None:
    assert screen.view.count.words().startswith(f"Today’s notifications {len(screen.order)}")
    assert "1 of" in screen.view.count.words()
    assert focused().accessibleName() == "Police: Who speaks"
    shown = screen.shown
    assert shown is not None
    assert shown.file.received is not None
    assert screen.view.told.words.font().pixelSize() > window.bar.finder.font().pixelSize()


def test_four_voices_are_typed_and_saved_with_one_key_and_the_next_family_comes(
    window: Window, screen: MeetingScreen
) -> None:
    contact = here(screen)
    for who, words in (
        ("DS Khan", "Bailed."),
        ("T. Cole", "High risk."),
        ("A. Munteanu", "Offered."),
        ("B. Mensah", "Now."),
    ):
        one_voice(window, who, words)
        press(window, "Tab", "Right", "Right", "Space", "Tab")
    choose(window, "Assessment")
    tab_to(window, "Why")
    type_(window, "Third time in a year.")
    tab_to(window, "Police")
    press(window, "Space")
    assert focused().accessibleName() == "Police did not agree: in their words"
    type_(window, "We would meet today.")
    press(window, "Ctrl+Return")
    done = said(window, contact)
    assert [(v.who, v.said, v.level) for v in done.voices] == [
        ("DS Khan", "Bailed.", "3"), ("T. Cole", "High risk.", "3"), ("A. Munteanu", "Offered.", "3"),
        ("B. Mensah", "Now.", "3"),
    ]  # fmt: skip
    assert done.agreed is not None
    assert (done.agreed.together, done.agreed.disagreed) == (
        "O02",
        (Dissent("police", "We would meet today."),),
    )
    assert here(screen) != contact
    assert focused().accessibleName() == "Police: What else is known?", (
        "the same people speak about the next family"
    )
    assert screen.voices.cards["police"].who.text() == "DS Khan"


def test_page_down_in_a_box_goes_on_and_puts_the_voices_on_record(
    window: Window, screen: MeetingScreen
) -> None:
    contact = here(screen)
    one_voice(window, "DS Khan", "He was bailed.")
    assert isinstance(focused(), QPlainTextEdit)
    press(window, "PgDown")
    assert here(screen) == screen.order[1]
    voice = said(window, contact).voice("police")
    assert voice is not None
    assert voice.said == "He was bailed."
    press(window, "PgUp")
    assert here(screen) == contact
    assert screen.voices.cards["police"].said.text() == "He was bailed."
    assert "typed by Rukhsana Shah" in all_words(screen.voices.cards["police"])


def test_what_is_not_complete_is_kept_is_said_and_is_back(window: Window, screen: MeetingScreen) -> None:
    contact = here(screen)
    press(window, "Tab")
    type_(window, "Somebody said this.")
    press(window, "PgDown")
    assert said(window, contact).voices == ()
    assert "not on record yet" in all_words(window.notice_bar)
    press(window, "PgUp")
    assert screen.voices.cards["police"].said.text() == "Somebody said this."
    press(window, "Ctrl+Return")
    assert "A voice has a name" in screen.voices.cards["police"].who.error()
    assert focused().accessibleName() == "Police: Who speaks"


def test_a_joint_decision_needs_a_reason_and_a_dissent_its_words(
    window: Window, screen: MeetingScreen
) -> None:
    contact = here(screen)
    one_voice(window, "DS Khan", "He was bailed.")
    choose(window, "Checks first")
    press(window, "Ctrl+Return")
    assert focused().accessibleName() == "Why"
    assert screen.together.why.error()
    type_(window, "School first.")
    tab_to(window, "Early help")
    press(window, "Space", "Ctrl+Return")
    assert focused().accessibleName() == "Early help did not agree: in their words"
    type_(window, "We know them.")
    press(window, "Ctrl+Return")
    agreed = said(window, contact).agreed
    assert agreed is not None
    assert agreed.together == "checks first"


def test_words_are_on_the_disk_before_anybody_saves(window: Window, screen: MeetingScreen) -> None:
    press(window, "Tab")
    type_(window, "Half a sentence")
    screen.hold()
    settle(window)
    window.places.shut("meeting")
    settle(window)
    press(window, "Ctrl+5")
    again = window.places.shown()
    assert isinstance(again, MeetingScreen)
    assert again.voices.cards["police"].said.text() == "Half a sentence"


def test_no_address_and_no_phone_is_anywhere_on_the_page(window: Window, screen: MeetingScreen) -> None:
    for _ in screen.order:
        shown = screen.shown
        assert shown is not None
        seen = all_words(screen)
        for adult in shown.file.adults:
            assert not adult.safe_contact or adult.safe_contact not in seen
        for address in shown.file.addresses:
            assert not address.lines or address.lines.split(",")[0] not in seen
        assert "Ropery Street" not in seen
        press(window, "PgDown")


def test_it_is_a_quiet_card_in_step_six_and_among_what_the_manager_reads_and_chooses_nothing(
    window: Window,
) -> None:
    desk = window.seat.desk
    contact = desk.in_store(meetings.today, desk)[0]
    spoken = (Spoken("police", "DS Khan", "Bailed twice.", "4"),)
    desk.in_store(meetings.agree, desk, contact, spoken, "O01", "Now.", (Dissent("police", "Today."),))
    window.ways.contact(contact, 6)
    settle(window)
    workspace = window.places.shown()
    assert isinstance(workspace, WorkspaceScreen)
    step = workspace.stack.step()
    assert isinstance(step, DecisionStep)
    words = all_words(step.meeting)
    assert "Police (DS Khan): Bailed twice. Level 4." in words
    assert "Strategy discussion. Now." in words
    assert "Police did not agree: “Today.”" in words
    assert all(card.typed() is None for card in step.outcomes.cards.values() if not card.isHidden())
    assert "Triage meeting: strategy discussion; police did not agree" in all_words(workspace.view.pane.done)


def test_a_contact_without_a_meeting_has_no_such_card(window: Window) -> None:
    desk = window.seat.desk
    window.ways.contact(desk.in_store(meetings.today, desk)[0], 6)
    settle(window)
    assert all(card.isHidden() for card in window.findChildren(MeetingCard))


def test_with_nothing_to_go_through_the_page_says_so(window: Window, clock: FixedClock) -> None:
    desk = window.seat.desk
    for contact in desk.in_store(meetings.today, desk):
        spoken = (Spoken("police", "DS Khan", "Known."),)
        desk.in_store(meetings.agree, desk, contact, spoken, "checks first", "First.")
    clock.move(timedelta(days=1))
    press(window, "Ctrl+5")
    assert "No notifications today." in all_words(window.places.shown() or window)


@pytest.mark.parametrize("sits", [AuthorId("wendy.pinder")])
def test_a_contact_officer_can_type_for_the_meeting(screen: MeetingScreen) -> None:
    assert screen.order


def test_f12_escalates_the_family_that_is_shown(window: Window, screen: MeetingScreen) -> None:
    contact = here(screen)
    press(window, "F12")
    type_(window, "He is outside.")
    press(window, "Ctrl+Return")
    file = window.seat.desk.in_store(window.seat.desk.file, contact)
    assert file.act_now is not None
    assert isinstance(file.act_now.body, kinds.Escalated)


def test_what_a_colleague_puts_down_meanwhile_shows_and_my_words_stay(
    window: Window, screen: MeetingScreen
) -> None:
    contact = here(screen)
    desk = window.seat.desk
    press(window, "Tab")
    type_(window, "I am typing")
    opening.sit_down(desk, AuthorId("bola.mensah"))
    changed = desk.in_store(meetings.say, desk, contact, "manager", who="Bola Mensah", said="Today.")
    window.seat.changes.publish(changed)
    settle(window)
    assert screen.voices.cards["police"].said.text() == "I am typing"
    assert "typed by Bola Mensah" in all_words(screen.voices.cards["manager"])
