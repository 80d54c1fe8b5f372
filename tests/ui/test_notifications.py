"""Police notifications by keyboard: pasted, several out of one text or a file, the same one twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.intake.notification.samples import LABELLED, PROSE, email, nested, other, save
from tests.ui.conftest import focused, press, settle
from tests.ui.test_workspace import all_words
from ui.screens.new_contact import NewContactScreen
from ui.screens.notifications import NotificationsScreen
from ui.screens.queue import QueueScreen
from ui.screens.workspace import WorkspaceScreen
from ui.window import Window
from workstation.domain import clarity, kinds
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Name
from workstation.domain.times import FixedClock


def paste(window: Window, qtbot: QtBot, words: str) -> NewContactScreen:
    """Ctrl+N, Ctrl+V, and a moment for it to be read."""
    QGuiApplication.clipboard().setText(words)
    press(window, "Ctrl+N", "Ctrl+V")
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    qtbot.waitUntil(lambda: not screen.view.found.isHidden())
    settle(window)
    return screen


def number_of_contacts(window: Window) -> int:
    desk = window.seat.desk
    counts = desk.in_store(desk.store.register.counts, desk.now())
    return int(counts["all"])


def in_front(window: Window) -> ContactFile:
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    return window.seat.desk.in_store(window.seat.desk.file, screen.contact_id)


def on_record(window: Window, qtbot: QtBot, words: str = LABELLED) -> ContactId:
    paste(window, qtbot, words)
    press(window, "F8", "Return", "Ctrl+Return")
    return in_front(window).contact


def test_a_pasted_notification_is_offered_and_nothing_of_it_is_taken_by_itself(
    window: Window, qtbot: QtBot
) -> None:
    screen = paste(window, qtbot, LABELLED)
    assert "Children: FARROW, Ellie, born" in all_words(screen.view.found)
    assert "Adults: FARROW, Dana (mother, victim); STOKES, Liam (suspect)" in all_words(screen.view.found)
    assert screen.children_taken.boxes[0].name.text() == ""
    assert screen.view.caller.reference.text() == ""
    assert screen.view.notes.edit.hasFocus(), "reading it moves no focus"


def test_four_keys_put_it_in_the_fields_and_on_record_word_for_word(window: Window, qtbot: QtBot) -> None:
    screen = paste(window, qtbot, LABELLED)
    press(window, "F8")
    assert focused().accessibleName().startswith("Put it in the fields")
    press(window, "Return")
    assert screen.taking.mode == "paste"
    assert [b.name.text() for b in screen.children_taken.boxes] == ["Ellie Farrow", "Jayden Farrow"]
    assert screen.view.caller.reference.text() == "26/114555"
    assert screen.view.caller.who.text() == "PC 1176 Harris"
    assert [one.words for one in screen.view.adults.named()] == [
        "FARROW, Dana, mother, victim",
        "STOKES, Liam, suspect",
    ]
    assert screen.view.prompts.reply("dash").answer == "Medium"
    press(window, "Ctrl+Return")
    file = in_front(window)
    assert file.received is not None
    assert file.received.body.words.strip() == LABELLED.strip()
    assert (file.source, file.received.body.channel) == ("6", "notification")
    assert file.children[0].school == "Mill Lane Primary School"
    assert [a.relationship for a in file.adults] == ["mother, victim", "suspect"]


def test_what_was_found_can_be_put_right_before_it_is_saved(window: Window, qtbot: QtBot) -> None:
    screen = paste(window, qtbot, LABELLED)
    press(window, "F8", "Return")
    box = screen.children_taken.boxes[0]
    box.name.setFocus()
    press(window, "Ctrl+A")
    QTest.keyClicks(focused(), "Elly Farrow")
    for button in screen.view.adults.findChildren(QPushButton):
        if button.accessibleName().startswith("Remove STOKES"):
            button.setFocus()
            press(window, "Space")
            break
    press(window, "Ctrl+Return")
    file = in_front(window)
    assert file.children[0].name == Name("Farrow", "Elly")
    assert [a.name.given for a in file.adults] == ["Dana"]


def test_a_birth_that_is_none_is_told_and_stays_in_view(window: Window, qtbot: QtBot) -> None:
    screen = paste(window, qtbot, LABELLED.replace("14/03/2017", "31/02/2017"))
    assert "we do not understand the date of birth" in all_words(screen.view.found)
    press(window, "F8", "Return")
    assert "we do not understand the date of birth" in all_words(screen.view.found)


def test_words_on_the_phone_are_not_read_while_somebody_types(window: Window) -> None:
    press(window, "Ctrl+N")
    QTest.keyClicks(focused(), "Dana FARROW rang, DASH medium, ref 26/114207")
    QTest.qWait(500)
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    assert screen.view.found.isHidden()


def test_an_officers_sentences_are_read_too(window: Window, qtbot: QtBot) -> None:
    screen = paste(window, qtbot, PROSE.replace("26/114207", "26/999207"))
    press(window, "F8", "Return")
    assert [b.name.text() for b in screen.children_taken.boxes] == ["Ellie Farrow", "Jayden Farrow"]


def test_half_laid_in_it_comes_back_after_the_window_closed(window: Window, qtbot: QtBot) -> None:
    screen = paste(window, qtbot, LABELLED)
    press(window, "F8", "Return")
    screen.hold()
    settle(window)
    window.places.shut("new")
    press(window, "Ctrl+N")
    again = window.places.shown()
    assert isinstance(again, NewContactScreen)
    settle(window)
    assert [one.words for one in again.view.adults.named()] == [
        "FARROW, Dana, mother, victim",
        "STOKES, Liam, suspect",
    ]
    press(window, "Ctrl+Return")
    assert in_front(window).children[0].school == "Mill Lane Primary School"


# -- the same one twice -----------------------------------------------------------------------------------------


def test_the_same_one_again_is_told_plainly_and_two_keys_put_it_with_the_first(
    window: Window, qtbot: QtBot, clock: FixedClock
) -> None:
    del clock
    contact = on_record(window, qtbot)
    before = number_of_contacts(window)
    screen = paste(window, qtbot, LABELLED)
    assert "This came before" in all_words(screen.view.found)
    press(window, "F8", "Return")
    file = in_front(window)
    assert file.contact == contact
    assert len(file.log(kinds.ReceivedAgain)) == 1
    assert number_of_contacts(window) == before
    assert "No second contact was made." in window.notice_bar.words()
    workspace = window.places.shown()
    assert workspace is not None
    assert "Received again (26/114555), the same words" in all_words(workspace)
    press(window, "Ctrl+1")
    queue = window.places.shown()
    assert isinstance(queue, QueueScreen)
    chips = [chip.words for row in queue.model.page.rows for chip in row.chips if row.contact == contact]  # type: ignore[union-attr]
    assert "Received again" in chips


def test_saving_it_without_looking_is_refused_and_the_question_is_asked(window: Window, qtbot: QtBot) -> None:
    on_record(window, qtbot)
    before = number_of_contacts(window)
    screen = paste(window, qtbot, LABELLED)
    screen.view.caller.source = "6"
    press(window, "Ctrl+Return")
    assert window.places.shown() is screen
    qtbot.waitUntil(lambda: focused().accessibleName().startswith("Put it with that one"))
    assert number_of_contacts(window) == before
    assert screen.view.notes.text().strip() == LABELLED.strip(), "nothing that was pasted is lost"


def test_a_worker_can_say_that_it_is_a_different_one(window: Window, qtbot: QtBot) -> None:
    first = on_record(window, qtbot)
    screen = paste(window, qtbot, LABELLED.replace("Medium", "High"))
    assert "other words" in all_words(screen.view.found)
    for _ in range(6):
        if focused().accessibleName() == "It is a different one":
            break
        press(window, "F8" if focused() is screen.view.notes.edit else "Tab")
    press(window, "Space")
    assert focused().accessibleName().startswith("Put it in the fields")
    press(window, "Return", "Ctrl+Return")
    file = in_front(window)
    assert file.contact != first
    assert [(said.body.other, said.body.verdict) for said in file.events] == [(first, "different")]


# -- several, and files -----------------------------------------------------------------------------------------


def several(window: Window, qtbot: QtBot) -> NotificationsScreen:
    screen = paste(window, qtbot, f"{LABELLED}\n-----\n{other(1)}\n-----\n{other(2)}")
    assert "3 notifications in these words" in all_words(screen.view.found)
    press(window, "F8", "Return")
    found = window.places.shown()
    assert isinstance(found, NotificationsScreen)
    return found


def test_several_in_one_text_are_looked_at_and_become_a_contact_each(window: Window, qtbot: QtBot) -> None:
    before = number_of_contacts(window)
    page = several(window, qtbot)
    assert page.save.words() == "Make 3 contacts"
    assert focused().accessibleName() == "Make a contact of it"
    press(window, "Right", "Space")
    assert page.save.words() == "Make 2 contacts"
    press(window, "Ctrl+Return")
    assert number_of_contacts(window) == before + 2
    assert [card.wanted() for card in page.cards] == ["leave", "", ""]
    press(window, "Ctrl+N")
    new = window.places.shown()
    assert isinstance(new, NewContactScreen)
    assert new.view.notes.text() == "", "what is on record stands in no draft any more"


def test_one_of_several_that_came_before_goes_with_that_one(window: Window, qtbot: QtBot) -> None:
    contact = on_record(window, qtbot)
    before = number_of_contacts(window)
    page = several(window, qtbot)
    assert page.save.words() == "Make 2 contacts and put 1 with what is there"
    press(window, "Ctrl+Return")
    assert number_of_contacts(window) == before + 2
    file = window.seat.desk.in_store(window.seat.desk.file, contact)
    assert len(file.log(kinds.ReceivedAgain)) == 1


def test_one_that_stands_twice_in_a_file_is_asked_about_and_not_made_twice(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = chosen(
        window, qtbot, save(tmp_path, f"{LABELLED}\n-----\n{LABELLED.replace('Medium', 'High')}", "x.txt")
    )
    before = number_of_contacts(window)
    press(window, "Ctrl+Return")
    assert number_of_contacts(window) == before + 1
    assert page.cards[1].choice.value() == "again"
    press(window, "Ctrl+Return")
    assert number_of_contacts(window) == before + 1


def chosen(window: Window, qtbot: QtBot, path: Path) -> NotificationsScreen:
    window.run("file.notifications")
    settle(window)
    page = window.places.shown()
    assert isinstance(page, NotificationsScreen)
    assert focused().accessibleName().startswith("Choose a file")
    page.read_file(path)
    qtbot.waitUntil(lambda: bool(page.cards) or not page.wrong.isHidden())
    settle(window)
    return page


def test_an_email_is_read_and_its_lateness_needs_a_reason(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    mail = email()
    mail.add_attachment(b"x" * 2000, maintype="image", subtype="jpeg", filename="scene.jpg")
    page = chosen(window, qtbot, save(tmp_path, mail.as_bytes()))
    assert "Files that came with it are listed and were not opened." in all_words(page)
    press(window, "Ctrl+Return")
    assert focused() is page.late.edit
    QTest.keyClicks(focused(), "It came in the night.")
    press(window, "Ctrl+Return")
    file = in_front(window)
    assert file.received is not None
    assert file.received.body.logged_late_because == "It came in the night."
    assert "scene.jpg" in file.log(kinds.NoteMade)[0].body.text


def test_one_of_a_file_can_be_changed_in_a_new_contact_first(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = chosen(window, qtbot, save(tmp_path, LABELLED, "note.txt"))
    page.cards[0].change.setFocus()
    press(window, "Space")
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    assert screen.view.caller.reference.text() == "26/114555"
    press(window, "Ctrl+Return")
    assert in_front(window).received is not None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (nested(2000), "parts stand too deep"), (b"", "This file is empty."),
        (b'{"reference": NaN, "dash": "x", "officer": "y"}', "built in a way no honest one is"),
        (b"Dear all,\nlunch is at one.\n", "no police notification in this file"),
    ],
)  # fmt: skip
def test_a_file_that_is_refused_says_why_and_nothing_else_happens(
    window: Window, qtbot: QtBot, tmp_path: Path, content: bytes, said: str
) -> None:
    before = number_of_contacts(window)
    page = chosen(window, qtbot, save(tmp_path, content, "strange.bin"))
    assert said in page.wrong.words() or "memory" in page.wrong.words()
    assert page.foot.isHidden()
    assert number_of_contacts(window) == before


# -- what it does not say ---------------------------------------------------------------------------------------


def test_gaps_are_listed_asked_timed_asked_again_and_closed(
    window: Window, qtbot: QtBot, clock: FixedClock
) -> None:
    on_record(window, qtbot)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    card = screen.view.pane.least
    assert "there" in all_words(card)
    assert "Weapons or threats" in all_words(card)
    counted = clarity.clarity(in_front(window), window.seat.desk.guide).words
    assert counted in all_words(card)
    press(window, "Alt+1")
    step = screen.stack.step()
    assert step is not None
    assert counted in all_words(step), "step 1 and the card beside it count the same questions"

    def push(words: str) -> None:
        button = next(
            b for b in card.findChildren(QPushButton) if b.text().startswith(words) and b.isVisible()
        )
        button.setFocus()
        press(window, "Space")

    push("Ask police…")
    copied = QGuiApplication.clipboard().text()
    assert "Weapons or threats" in copied
    assert "Farrow" not in copied
    clock.move(timedelta(hours=2))
    push("Ask police again…")
    assert "no answer for 2 h" in all_words(card)
    push("They did not say")
    assert not [b for b in card.findChildren(QPushButton) if b.text().startswith("Ask") and b.isVisible()]
    assert "“Not known” is an answer. They did not say." in all_words(card), (
        "open all the same, as step 1 says"
    )
    file = in_front(window)
    weapons = file.asked("weapons")
    assert weapons is not None
    assert weapons.state == "did not say"
