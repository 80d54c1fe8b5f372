"""The way back to the referrer by keyboard alone: the questions, giving back, answers, sent in again (R13)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from tests.services.signing_off import judged
from tests.tour.walker import Walker
from ui.screens.ask_back import AskBackPanel
from ui.screens.steps.concern import ConcernStep
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.overlay import on_top
from ui.window import Window
from workstation.domain import clarity, kinds
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.ids import AuthorId, ContactId, PersonId
from workstation.domain.kinds import Body, Request
from workstation.domain.times import FixedClock
from workstation.services import decide, find, opening, receive, referring
from workstation.services.decide import Agreement
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.services.referring import Asking

R = TypeVar("R")
MANAGER = AuthorId("bola.mensah")
JO = kinds.ReferrerNamed(name="Jo Whittle", role="Head teacher", agency="Quayside Infants")
ZED = PersonId("zed")


@pytest.fixture
def walker(window: Window, tmp_path: Path) -> Walker:
    return Walker(window, window.seat.bench, tmp_path)


def in_store(desk: Desk, work: Callable[..., R], *args: object) -> R:
    return desk.executor.submit(work, *args).result()


def school(desk: Desk, *said: Body) -> ContactId:
    """A school that says little, about a child nobody has heard of."""
    named = kinds.ChildNamed(person=ZED, name=kinds.Name("Quillfeather", "Zed"), where_now="at school")
    new = NewContact(
        words="Attendance is low.", source="2A", agency=JO.agency, referrer=JO, said=(named, *said)
    )  # fmt: skip
    (contact,) = in_store(desk, receive.receive, desk, new).contacts
    return contact


def file_of(desk: Desk, contact: ContactId) -> ContactFile:
    return in_store(desk, desk.file, contact)


def open_concern(window: Window, walker: Walker, contact: ContactId) -> ConcernStep:
    window.seat.go.contact(contact, 1)
    walker.settle()
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    step = screen.stack.step()
    assert isinstance(step, ConcernStep)
    return step


def sign_return(desk: Desk, contact: ContactId) -> None:
    """Asked, given back and signed, as another morning's work left it."""
    me = desk.worker.id
    asking = Asking(("wanted", "since"), "return", "email", "Jo Whittle", "Attendance alone.")
    referring.ask(desk, contact, asking)
    decide.send_to_manager(desk, contact, MANAGER)
    opening.sit_down(desk, MANAGER)
    accepted = tuple(Request(f"{g.rule}:{g.place}", "Yes.") for g in find.gaps_for_manager(desk, contact))
    decide.sign_off(desk, contact, Agreement("Right.", accepted, desk.file(contact).head, 60, judged()))
    opening.sit_down(desk, me)


def test_step_one_and_the_pane_beside_it_count_and_ask_the_same(
    window: Window, walker: Walker, desk: Desk
) -> None:
    contact = school(desk, kinds.Answered(question_id="worried", answer="He falls behind."))
    step = open_concern(window, walker, contact)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    beside = screen.view.pane.missing
    left = len(clarity.clarity(file_of(desk, contact), desk.guide).gaps)
    assert step.clear._chip.accessibleName() == f"Unclear: {left} questions open"
    assert beside._chip.accessibleName() == step.clear._chip.accessibleName()
    assert step.clear.button.text() in [b.text() for b in beside.findChildren(QAbstractButton)]


def test_the_questions_are_sent_with_four_keys_and_the_contact_waits(
    window: Window, walker: Walker, desk: Desk
) -> None:
    contact = school(desk, kinds.Answered(question_id="worried", answer="He falls behind."))
    step = open_concern(window, walker, contact)
    assert "Unclear" in step.clear._chip.accessibleName()
    walker.press("Ctrl+K")
    walker.type("send them the q")
    walker.press("Return")
    panel = on_top(window)
    assert isinstance(panel, AskBackPanel)
    assert "worried" not in panel.items.values()
    walker.press("Ctrl+Return")

    copied = QGuiApplication.clipboard().text()
    assert "What do you want us to do?" in copied
    assert "What are you most worried will happen?" not in copied
    assert "Quillfeather" not in copied
    back = file_of(desk, contact).asked_back
    assert back is not None
    assert back.body.text == copied
    assert (back.body.way, back.body.how, back.body.to) == ("clarify", "email", "Jo Whittle")
    walker.must_see("Waiting for reply from Quayside Infants, due tomorrow\u00a017:00")
    assert walker.window.focusWidget() is not None


def test_read_out_on_the_phone_nothing_is_copied_and_fewer_can_be_asked(
    window: Window, walker: Walker, desk: Desk
) -> None:
    contact = school(desk)
    open_concern(window, walker, contact)
    QGuiApplication.clipboard().setText("before")
    window.run("contact.ask_back")
    walker.settle()
    walker.choose("On the phone")
    walker.push("What are the full name and date of birth")
    walker.must_see("What you read out")
    walker.press("Ctrl+Return")
    back = file_of(desk, contact).asked_back
    assert back is not None
    assert back.body.how == "phone"
    assert "identity" not in back.body.items
    assert QGuiApplication.clipboard().text() == "before"


def test_g3_with_harm_it_cannot_be_given_back_and_the_panel_says_why(
    window: Window, walker: Walker, desk: Desk
) -> None:
    contact = school(desk, kinds.ThemesChosen(themes=("neglect",)))
    open_concern(window, walker, contact)
    window.run("contact.ask_back")
    walker.must_see("This stays with us: something points to harm. The kind of worry is neglect.")
    assert "Give it back" not in walker.visible_words()


def test_r13_given_back_by_keyboard_it_goes_to_the_manager_with_its_reason(
    window: Window, walker: Walker, desk: Desk
) -> None:
    contact = school(desk)
    open_concern(window, walker, contact)
    window.run("contact.ask_back")
    walker.settle()
    walker.choose("Give it back")
    walker.press("Ctrl+Return")
    walker.must_see("Say why nothing here points to harm. A manager reads it.")
    walker.type("Attendance alone, and the school sees him each day.")
    walker.press("Ctrl+Return")
    file = file_of(desk, contact)
    assert [o.body.outcome for o in file.outcomes] == ["O08"]
    assert file.asked_back is not None
    assert file.asked_back.body.no_harm.startswith("Attendance alone")
    walker.must_see("Goes back to Quayside Infants, not decided")


def test_r13_late_it_is_in_the_queue_by_itself_and_an_answer_brings_it_back(
    window: Window, walker: Walker, desk: Desk, clock: FixedClock
) -> None:
    contact = school(desk)
    in_store(desk, sign_return, desk, contact)
    assert file_of(desk, contact).stage is Stage.RETURNED
    clock.move(timedelta(days=2))
    window.run("go.queue")
    shown = window.places.shown()
    assert shown is not None
    shown.enter()
    walker.must_see("No answer from Quayside Infants: due yesterday")

    open_concern(window, walker, contact)
    walker.must_see("No answer from Quayside Infants: due yesterday\u00a017:00")
    walker.push("I tried to reach them")
    walker.choose("No answer")
    walker.press("Ctrl+Return")
    assert [s.body.result for s in file_of(desk, contact).log(kinds.ReferrerTried)] == ["no answer"]
    walker.push("They answered")
    walker.type("He is tired since his mother works nights.")
    walker.press("Ctrl+Return")
    file = file_of(desk, contact)
    assert file.stage is Stage.OPEN
    assert file.replied is not None
    assert file.replied.body.words == "He is tired since his mother works nights."
    walker.must_see("Quayside Infants answered by email")


def came_again(
    window: Window, walker: Walker, desk: Desk, clock: FixedClock
) -> tuple[ContactId, ContactId, str]:
    """A contact that was given back, another one that looks like it and is open, and the number of the first."""
    first = school(desk)
    in_store(desk, sign_return, desk, first)
    clock.move(timedelta(hours=5))
    second = school(desk)
    open_concern(window, walker, second)
    number = file_of(desk, first).number
    walker.must_see(f"Is this {number}, sent in again?")
    return first, second, number


def test_r13_sent_in_again_it_is_offered_and_linked_with_one_press(
    window: Window, walker: Walker, desk: Desk, clock: FixedClock
) -> None:
    first, second, number = came_again(window, walker, desk, clock)
    walker.push(f"It is {number} sent in again")
    walker.must_see(f"This is {number} sent in again")
    assert file_of(desk, second).resubmitted == kinds.Resubmitted(original=first)
    open_concern(window, walker, first)
    walker.must_see(f"Sent in again as {file_of(desk, second).number}")


def test_r13_another_one_is_said_with_one_press_and_taken_back_with_one(
    window: Window, walker: Walker, desk: Desk, clock: FixedClock
) -> None:
    _first, second, number = came_again(window, walker, desk, clock)
    walker.push(f"No, it is another one than {number}")
    walker.must_see(f"{number}: another referral. You can change this in step 3.")
    walker.wait_for(lambda: "sent in again" not in walker.visible_words(), "the question goes")
    walker.must_be_at("What are they most worried will happen?")
    assert [s.body.verdict for s in file_of(desk, second).events] == ["different"]
    walker.push("Undo")
    walker.must_see(f"Is this {number}, sent in again?")


def test_the_level_they_give_it_is_one_arrow_and_space(window: Window, walker: Walker, desk: Desk) -> None:
    contact = school(desk)
    open_concern(window, walker, contact)
    walker.tab_to("1")
    walker.press("Right", "Right", "Space")
    claim = file_of(desk, contact).claimed
    assert claim is not None
    assert claim.level == "3"


def test_c5_it_came_in_writing(window: Window, walker: Walker, desk: Desk) -> None:
    contact = school(desk)
    open_concern(window, walker, contact)
    walker.must_see("They put it in writing by Thu")
    walker.push("It came by email")
    walker.must_see("It came in writing by email")


def test_what_was_sent_on_the_call_is_on_record_without_what_they_said_after_all(
    window: Window, walker: Walker, desk: Desk
) -> None:
    walker.press("Ctrl+N")
    walker.type("Ringing about a boy in year 2.")
    walker.fill("From", "Quayside Infants")
    walker.fill("Level of need they give it", "2")
    walker.push("Send them the 4 questions")
    walker.tab_to("What do you want us to do?", back=True)
    walker.type("See him at home.")
    walker.press("Ctrl+Return")
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    file = file_of(desk, screen.contact_id)
    assert file.asked_back is not None
    assert set(file.asked_back.body.items) == {"seen", "worried", "parents_told"}
    assert file.claimed == kinds.LevelClaimed(level="2")
    assert file.asked("wanted") == kinds.Answered(question_id="wanted", answer="See him at home.")
