from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.ui.front import CARRICK, ELLIE, MENSAH, SHAH, Front, nameless, open_front
from tests.ui.test_after import signed
from ui.screens.send import SendScreen, must_finish
from ui.screens.sending.sent import sent_words
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.services import decide, record


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _screen(front: Front, contact: ContactId) -> SendScreen:
    screen = SendScreen(front.seat, contact)
    front.show(screen)
    return screen


def _one_left(front: Front) -> ContactId:
    """A contact in which only one thing is not finished."""
    contact = front.family()
    front.ready(contact)
    front.say(contact, kinds.AgencyListed(agency="dentist", name="Dentist"))
    front.say(contact, kinds.AgencyAsked(agency="dentist", how="phone"))
    return contact


def test_what_is_left_is_said_in_the_words_of_the_block(front: Front) -> None:
    contact = _one_left(front)
    screen = _screen(front, contact)

    assert screen.summary._box is not None
    assert screen.summary._box.accessibleName() == "There is 1 thing to finish first"
    (button,) = screen.summary.buttons
    assert button.accessibleName() == (
        "Go to it: Dentist: no reply and no reason. Try again, or say why you went ahead."
    )
    assert button.accessibleDescription().startswith("Each agency and each parent has an answer on record")
    assert "Rule B4, looked after by: Practice lead, front door." in button.accessibleDescription()
    assert button.hasFocus()


def test_f8_goes_to_the_step_of_the_first_thing(front: Front) -> None:
    contact = _one_left(front)
    screen = _screen(front, contact)
    screen.commands()["go.next_need"]()
    assert front.ways.calls == [("contact", contact, 4)]


def test_sending_early_says_how_much_is_left_and_sends_nothing(front: Front) -> None:
    contact = _one_left(front)
    screen = _screen(front, contact)
    screen.press_send()
    front.settle()

    assert front.words() == "There is 1 thing to finish before this can go to a manager."
    assert front.open(contact).file.stage is Stage.OPEN
    assert must_finish(3) == "There are 3 things to finish before this can go to a manager."


def test_many_things_to_finish_are_folded_so_that_the_warnings_stay_near(front: Front) -> None:
    contact = front.family(
        *(kinds.AgencyListed(agency=f"x{at}", name=f"Agency {at}") for at in range(20)),
        *(kinds.AgencyAsked(agency=f"x{at}", how="phone") for at in range(20)),
    )
    screen = _screen(front, contact)
    all_of_them, few = len(front.open(contact).blocks), len(screen.summary.buttons)
    assert few < all_of_them
    more = next(
        b
        for b in screen.summary.findChildren(QAbstractButton)
        if b.text() == f"{all_of_them - few} more to finish – show"
    )
    more.click()
    front.settle()
    assert len(screen.summary.buttons) == all_of_them
    assert screen.summary.buttons[few].hasFocus()


def test_a_warning_that_went_takes_its_field_along_and_leaving_is_no_error(front: Front) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    before = set(screen.warned.fields)
    front.ready(contact)
    screen.load()
    front.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert before != set(screen.warned.fields)
    screen.leave()


def test_sent_says_to_whom_when_and_that_more_can_be_added(front: Front) -> None:
    contact = front.family()
    front.ready(contact)
    screen = _screen(front, contact)
    assert screen.send.words() == "Send to Bola Mensah"
    assert screen.send.hasFocus()
    screen.press_send()
    front.settle()

    assert front.words() == "Sent to Bola Mensah at 09:18. You can still add; she will see what is new."
    file = front.open(contact).file
    assert file.stage is Stage.WITH_MANAGER
    assert screen.send.isHidden()
    assert "completed" not in front.words().lower()
    assert screen.to_queue.hasFocus()


def test_the_pronoun_is_the_managers_own() -> None:
    assert sent_words(CARRICK, "13:50").endswith("they will see what is new.")
    assert sent_words(MENSAH, "13:50").endswith("she will see what is new.")


def test_a_manager_who_wrote_part_of_it_is_not_offered(front: Front) -> None:
    contact = front.family()
    front.ready(contact)
    front.sit(MENSAH)
    front.say(contact, kinds.ReasonsWritten(prompt="strengths", text="From the manager."))
    front.sit(SHAH)
    screen = _screen(front, contact)
    assert screen.whom.manager() == CARRICK.id
    assert screen.send.words() == "Send to Ines Carrick"


def test_an_answer_to_a_warning_travels_with_it(front: Front) -> None:
    contact = front.family()
    front.ready(contact)
    screen = _screen(front, contact)
    field = screen.warned.fields["W7:heard:jayden"]
    assert field.box.accessibleName() == "Your answer to: Jayden’s own words missing"
    field.box.setFocus()
    QTest.keyClicks(field.box, "School will see him at 14:00.")
    screen.press_send()
    front.settle()
    assert front.open(contact).file.warning("W7:heard:jayden") == "School will see him at 14:00."


def test_protecting_a_child_goes_though_nothing_is_finished(front: Front) -> None:
    contact = front.family()
    front.in_store(decide.recommend, front.desk, contact, ELLIE, "O01")
    screen = _screen(front, contact)
    assert not screen.summary.blocking()
    screen.press_send()
    front.settle()
    assert front.open(contact).file.stage is Stage.WITH_MANAGER


def test_a_gate_that_shut_meanwhile_is_said_in_place(front: Front) -> None:
    contact = front.family()
    front.ready(contact)
    screen = _screen(front, contact)
    front.say(contact, kinds.AgencyListed(agency="dentist", name="Dentist"))
    screen.press_send()
    front.settle()
    assert front.open(contact).file.stage is Stage.OPEN
    assert screen.summary.isVisible()
    assert any("Dentist" in b.accessibleName() for b in screen.summary.buttons)


def test_what_is_decided_is_not_sent_again(front: Front) -> None:
    """Two presses of Ctrl+Enter from step 6 took the signature away."""
    contact = signed(front)
    screen = _screen(front, contact)

    assert (screen.send.isVisible(), screen.whom.isVisible()) == (False, False)
    assert screen.sent_note.note is not None
    assert screen.sent_note.note.accessibleName().startswith("It is decided.")
    screen.press_send()
    front.settle()
    file = front.open(contact).file
    assert (file.stage, file.signed is not None) == (Stage.DECIDED, True)


def test_each_step_has_one_line_and_a_way_to_change_it(front: Front) -> None:
    contact = front.family()
    screen = _screen(front, contact)
    changes = [b for b in screen.steps.findChildren(type(screen.send)) if b.words() == "Change"]
    assert len(changes) == 6
    changes[3].click()
    assert front.ways.calls == [("contact", contact, 4)]


def test_somebody_elses_addition_is_told(front: Front) -> None:
    contact = front.family()
    front.ready(contact)
    screen = _screen(front, contact)
    front.sit(MENSAH)
    changed = front.in_store(record.say, front.desk, contact, kinds.NoteMade(text="Rang back."))
    front.sit(SHAH)
    front.seat.changes.publish(changed)
    front.settle()
    assert screen.sent_note.note is not None
    assert (
        screen.sent_note.note.accessibleName() == "B. Mensah added something since you opened this. Read it."
    )


def test_everything_has_a_name_for_screen_readers(front: Front) -> None:
    screen = _screen(front, _one_left(front))
    assert nameless(screen) == []
