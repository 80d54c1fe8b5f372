"""After the decision, with the keyboard: who is told, the safe way, hand-over, watch, and what came back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.services.signing_off import judged
from tests.ui.conftest import focused
from tests.ui.front import DANA, ELLIE, JAYDEN, MENSAH, OKAFOR, SHAH, Front, later, nameless, open_front
from ui.screens.after.passing import PassPanel, find_and_ask
from ui.screens.after.screen import AfterScreen
from ui.seat import Letter
from ui.widgets.overlay import on_top
from workstation.domain import kinds
from workstation.domain.contact import Stage
from workstation.domain.handing import handings, passings
from workstation.domain.ids import ContactId, PersonId
from workstation.services import afterwards, decide, find, receive
from workstation.services.receive import NewContact

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as opened:
        yield opened


def signed(front: Front, outcome: str = "O02", jayden: str = "") -> ContactId:
    contact = front.family()
    front.ready(contact, outcome)
    if jayden:
        front.in_store(decide.recommend, front.desk, contact, JAYDEN, jayden)
    front.in_store(decide.send_to_manager, front.desk, contact, MENSAH.id)
    front.sit(MENSAH)
    gaps = front.in_store(find.gaps_for_manager, front.desk, contact)
    accepted = tuple(kinds.Request(gap=f"{g.rule}:{g.place}", words="Accepted.") for g in gaps)
    agreed = decide.Agreement("Agree.", accepted, front.in_store(front.desk.file, contact).head, 60, judged())
    front.in_store(decide.sign_off, front.desk, contact, agreed)
    front.sit(SHAH)
    return contact


def page(front: Front, contact: ContactId) -> AfterScreen:
    shown = AfterScreen(front.seat, contact)
    front.show(shown, 1300, 900)
    return shown


def press(front: Front, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, how)
    front.settle()


def do(front: Front, screen: AfterScreen, command: str) -> None:
    screen.commands()[command]()
    front.settle()


def todo(front: Front, contact: ContactId) -> list[str]:
    return [one.key.partition(":")[0] for one in front.open(contact).todo]


def test_everything_that_is_left_is_done_by_keyboard(front: Front) -> None:
    """What is done leads to what comes next: nothing has to be looked for."""
    contact = signed(front)
    screen = page(front, contact)
    assert todo(front, contact) == ["referrer", "family", "hand over"]
    press(front, Qt.Key.Key_Space)  # by phone
    do(front, screen, "contact.save_next")
    assert todo(front, contact) == ["family", "hand over"]
    press(front, Qt.Key.Key_Space)
    do(front, screen, "contact.save_next")
    assert todo(front, contact) == ["hand over"]
    QTest.keyClicks(focused(), "D. Lowe")
    do(front, screen, "contact.save_next")
    assert todo(front, contact) == ["taken"]
    QTest.keyClicks(focused(), "D. Lowe")
    do(front, screen, "contact.save_next")
    assert todo(front, contact) == []
    assert "Nothing is left" in screen.left.words()


def test_each_service_is_handed_over_for_itself(front: Front) -> None:
    contact = signed(front, "O02", jayden="O01")
    screen = page(front, contact)
    services = {"Assessment team": "D. Lowe", "Child protection team": "S. Iqbal"}
    for service, who in services.items():
        form = screen.hand.forms[0]
        assert form.fields[0].text() == service
        form.fields[1].set_text(who)
        form.press()
        front.settle()
    for service, who in services.items():
        form = screen.hand.forms[0]
        assert form.fields[0].label.words() == f"Who said that {service} has it?"
        form.fields[0].set_text(who)
        form.press()
        front.settle()
    assert todo(front, contact) == ["referrer", "family"]
    taken = {one.service: one.taken for one in handings(front.open(contact).file, front.desk.guide)}
    assert {service: said.body.who for service, said in taken.items() if said} == services


def test_the_words_are_made_from_the_decision_and_can_be_changed(front: Front) -> None:
    contact = signed(front)
    screen = page(front, contact)
    press(front, Qt.Key.Key_Space)
    form = screen.referrer.open_form()
    assert form is not None
    text = form.fields[0]
    assert "a social worker will assess" in text.text()
    text.setFocus()
    QTest.keyClicks(focused(), "Hello. ")
    do(front, screen, "contact.save_next")
    told = front.open(contact).file.referrer_told
    assert told is not None
    assert "Hello." in told.body.text
    assert told.body.how == "phone"


def test_nobody_says_how_for_the_worker(front: Front) -> None:
    contact = signed(front)
    screen = page(front, contact)
    do(front, screen, "contact.save_next")
    assert front.open(contact).file.referrer_told is None


def test_r33_a_letter_to_a_family_with_a_safe_contact_is_stopped_and_a_reason_is_kept(front: Front) -> None:
    contact = signed(front)
    screen = page(front, contact)
    part = next(p for p in screen.family if p.adult.person == DANA)
    form = part.open_form()
    assert form is not None
    assert form.first is not None
    form.first.setFocus()
    for _ in range(3):
        press(front, Qt.Key.Key_Right)
    press(front, Qt.Key.Key_Space)
    do(front, screen, "contact.save_next")
    assert front.open(contact).file.family_told(DANA) is None
    override = form.fields[0]
    assert override.isVisible()
    assert override.error()
    QTest.keyClicks(focused(), "She asked for it at her sister's.")
    do(front, screen, "contact.save_next")
    told = front.open(contact).file.family_told(DANA)
    assert told is not None
    assert told.body.override == "She asked for it at her sister's."


def test_r33_no_letter_is_printed_without_that_reason(front: Front) -> None:
    contact = signed(front)
    screen = page(front, contact)
    part = next(p for p in screen.family if p.adult.person == DANA)
    form = part.open_form()
    assert form is not None
    override, text = form.fields
    part._letter(override, text)  # type: ignore[arg-type]
    assert override.error()
    assert front.ways.calls == []
    override.set_text("She asked for it.")
    part._letter(override, text)  # type: ignore[arg-type]
    ((name, where, letter),) = front.ways.calls
    assert (name, where) == ("print_letter", contact)
    assert isinstance(letter, Letter)
    assert letter.override == "She asked for it."


def test_what_is_typed_survives_closing_the_page(front: Front) -> None:
    contact = signed(front)
    screen = page(front, contact)
    form = screen.hand.open_form()
    assert form is not None
    form.setFocus()
    QTest.keyClicks(focused(), "D. Low")
    front.settle()
    for draft in form._drafts:
        draft.keep_now()
    front.settle()
    again = page(front, contact)
    kept = again.hand.open_form()
    assert kept is not None
    assert [field.text() for field in kept.fields] == ["Assessment team", "D. Low"]


def test_the_watch_is_recorded_on_the_day_it_was(front: Front) -> None:
    contact = signed(front, "O04")
    later(front, days=3)
    screen = page(front, contact)
    form = screen.watch.open_form()
    assert form is not None
    form.setFocus()
    press(front, Qt.Key.Key_Space)
    day = form.fields[0]
    day.setFocus()
    QTest.keyClicks(focused(), "32 Nov")
    do(front, screen, "contact.save_next")
    assert day.error()
    day.set_text("yesterday")
    do(front, screen, "contact.save_next")
    step = front.open(contact).file.watch_step("accepted")
    assert step is not None
    assert (front.clock.now().date() - step.on).days == 1


def test_somebody_disagrees_and_a_manager_answers(front: Front) -> None:
    contact = signed(front, "O06")
    front.in_store(afterwards.challenge, front.desk, contact, "Mrs Hale", "He came without a coat.")
    screen = page(front, contact)
    assert screen.answer.isVisible()
    assert screen.answer.forms == [], "a manager answers"
    front.sit(MENSAH)
    screen = page(front, contact)
    QTest.keyClicks(focused(), "I rang her; it is opened again.")
    do(front, screen, "contact.save_next")
    assert "challenge" not in todo(front, contact)


def test_opening_again_shows_the_first_decision_beside_the_second(front: Front) -> None:
    contact = signed(front, "O06")
    later(front, days=21)
    front.in_store(decide.reopen, front.desk, contact, "More came.")
    assert front.open(contact).file.stage is Stage.OPEN
    screen = page(front, contact)
    assert screen.decision.isVisible()
    said = " ".join(part.accessibleName() or getattr(part, "words", str)() for part in screen.decision._parts)
    assert "Second decision; the first, of 24 Nov 2026, was advice." in said.replace("\u00a0", " ")


def test_what_brought_a_family_back_is_answered_from_the_new_contact(front: Front) -> None:
    watched = signed(front, "O04")
    later(front, days=4)
    again = kinds.ChildNamed(person=PersonId("again"), name=kinds.Name("Farrow", "Ellie"))
    (come,) = front.in_store(
        receive.receive,
        front.desk,
        NewContact(words="Shouting again.", source="6", agency="Police", said=(again,)),
    ).contacts
    first = front.open(watched).file.children[0].person
    front.say(come, kinds.Matched(person=again.person, other=first, other_contact=watched, verdict="same"))
    front.sit(MENSAH)
    screen = page(front, come)
    assert screen.answer.isVisible()
    QTest.keyClicks(focused(), "Worked on as new, with early help.")
    do(front, screen, "contact.save_next")
    assert front.open(come).back == ()
    assert front.open(watched).file.tripwires_answered == (f"contact:{come}",)


def test_information_on_an_open_case_is_offered_and_passed(front: Front) -> None:
    case = front.family()
    front.say(case, kinds.Allocated(worker=OKAFOR.id))
    later(front, hours=1)
    child = kinds.ChildNamed(person=PersonId("again"), name=kinds.Name("Farrow", "Ellie"))
    (come,) = front.in_store(
        receive.receive, front.desk, NewContact(words="Dad was seen.", source="2A", said=(child,))
    ).contacts
    first = front.open(case).file.children[0].person
    front.say(come, kinds.Matched(person=child.person, other=first, other_contact=case, verdict="same"))
    (found,) = front.in_store(afterwards.open_cases, front.desk, come)
    assert found.whom == "Adaeze Okafor"
    screen = page(front, come)
    find_and_ask(front.seat, screen, come)
    front.settle()
    panel = on_top(screen)
    assert isinstance(panel, PassPanel)
    press(front, Qt.Key.Key_Space)
    panel.commands()["contact.save_next"]()
    front.settle()
    (one,) = passings(front.open(come).file)
    assert (one.passed.body.to, one.passed.body.case) == (OKAFOR.id, case)


def test_each_child_is_passed_to_the_worker_who_has_that_child(front: Front) -> None:
    contact = signed(front, "O03", jayden="O03")
    screen = page(front, contact)
    find_and_ask(front.seat, screen, contact)
    front.settle()
    panel = on_top(screen)
    assert isinstance(panel, PassPanel)
    assert panel.whose.values() == (ELLIE, JAYDEN)
    QTest.keyClicks(focused(), "A. Okafor, Riverside")
    panel.whose.set_values([])
    panel.commands()["contact.save_next"]()
    assert passings(front.open(contact).file) == (), "of nobody nothing is passed"
    panel.whose.set_values([JAYDEN])
    panel.commands()["contact.save_next"]()
    front.settle()
    assert "pass" in todo(front, contact)
    (one,) = passings(front.open(contact).file)
    assert one.children == (JAYDEN,)
    find_and_ask(front.seat, screen, contact)
    front.settle()
    panel = on_top(screen)
    assert isinstance(panel, PassPanel)
    assert panel.whose.values() == (ELLIE,)
    QTest.keyClicks(focused(), "J. Patel, Tarn House")
    panel.commands()["contact.save_next"]()
    front.settle()
    assert "pass" not in todo(front, contact)
    assert len(passings(front.open(contact).file)) == 2


def test_who_said_that_they_have_it_said_so_of_the_children_it_was_about(front: Front) -> None:
    contact = signed(front, "O03", jayden="O03")
    front.in_store(afterwards.pass_information, front.desk, contact, OKAFOR.id, "", None, "", (JAYDEN,))
    screen = page(front, contact)
    form = screen.hand.forms[0]
    form.fields[0].set_text("A. Okafor")
    form.press()
    front.settle()
    (said,) = front.open(contact).file.log(kinds.HandOverTaken)
    assert said.body.children == (JAYDEN,)


def test_everything_has_a_name(front: Front) -> None:
    screen = page(front, signed(front, "O04"))
    assert nameless(screen) == []
