"""By keyboard: a worker asks to go on without a parent, a manager decides (R9); refusals (R27, R28); safety."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.front import (
    ADULTS,
    CHILDREN,
    DANA,
    ELLIE,
    FATHER,
    MENSAH,
    SHAH,
    Front,
    Workspace,
    nameless,
    open_front,
)
from ui.screens.leave_teller import LeaveTeller
from ui.screens.sign_off import SignOffScreen
from ui.screens.steps.parents import ParentsStep
from ui.widgets import tab_order
from ui.widgets.adult_questions import AdultQuestions
from ui.widgets.adult_row import AdultRow
from ui.widgets.unknown_row import UnknownRow
from workstation.domain import kinds, lawful
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Born, Name
from workstation.domain.lawful import Leave
from workstation.services import lawful as verbs
from workstation.services import receive
from workstation.services.receive import NewContact

_RISK = kinds.ParentTold(person=DANA, told="no: risk", lawful="child at risk", because="He reads her phone.")


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _step(front: Front, contact: ContactId) -> ParentsStep:
    step = ParentsStep(front.seat, contact, Workspace())
    front.show(step)
    return step


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _press(
    front: Front, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys where the focus is; Tab goes the way one reads, as it does in the window."""
    for key in keys:
        focus = _focus()
        if key == Qt.Key.Key_Tab:
            stop = tab_order.next_stop(focus.window(), focus, back=False)
            assert stop is not None
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            QTest.keyClick(focus, key, modifier)
        front.settle()


def _type(front: Front, words: str) -> None:
    QTest.keyClicks(_focus(), words)
    front.settle()


def _ask(step: ParentsStep, person: PersonId = DANA) -> AdultQuestions:
    step.adult(person).open_form()
    questions = step.adult(person).questions()
    assert questions is not None
    return questions


def test_r9_a_worker_leaves_the_mother_out_and_asks_a_manager_by_keyboard(front: Front) -> None:
    contact = front.family()
    step = _step(front, contact)
    step.adult(DANA).setFocus()
    assert step.leave.isHidden()
    _press(front, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space)
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    _type(front, "He reads her phone.")
    _press(front, Qt.Key.Key_Tab)
    file = front.open(contact).file
    assert file.told(DANA) is not None
    assert [a.person for a in lawful.left_out(file)] == [DANA]
    assert step.leave.isVisible()
    assert "Ask a manager first" in " ".join(b.words for b in front.open(contact).blocks if b.rule == "G4")
    assert step.focus_place("dispense")
    _type(front, "He would move them away.")
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    without = lawful.without_agreement(front.open(contact).file)
    assert without.leave is Leave.WAITING
    assert without.asked is not None
    assert without.asked.body == kinds.DispenseAsked(
        because="He reads her phone.", risk_if_asked="He would move them away.", people=(DANA,)
    )
    assert "You asked a manager at 09:18. Nobody may be asked" in step.leave.said.words()


def test_a_manager_decides_where_the_question_stands_and_nothing_is_chosen_for_her(front: Front) -> None:
    contact = front.family(_RISK)
    front.in_store(verbs.ask_leave, front.desk, contact, "He reads her phone.", "He would move them.")
    front.sit(MENSAH)
    screen = SignOffScreen(front.seat)
    front.show(screen, 1400, 800)
    assert screen.waiting.asks.isVisible()
    screen.waiting.asks.links[0].setFocus()
    _press(front, Qt.Key.Key_Return)
    assert front.ways.calls[-1] == ("contact", contact, 5)
    step = _step(front, contact)
    step.first_focus()
    assert step.leave.choice.value() is None
    _press(front, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    _press(front, Qt.Key.Key_Space)
    assert step.leave.words.error() == "Say why. Agreeing needs your words, as saying no does."
    _type(front, "She is watched. Ring her at the school.")
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert lawful.without_agreement(front.open(contact).file).leave is Leave.AGREED
    screen.load()
    front.settle()
    assert screen.waiting.asks.isHidden()


def test_the_one_who_asked_sees_no_way_to_decide(front: Front) -> None:
    contact = front.family(_RISK)
    front.sit(MENSAH)
    front.in_store(verbs.ask_leave, front.desk, contact, "He reads her phone.")
    step = _step(front, contact)
    assert step.leave.shown.step == "waiting"
    assert step.leave.deciding.isHidden()


def test_after_a_no_the_worker_reads_why_and_may_ask_again(front: Front) -> None:
    contact = front.family(_RISK)
    front.in_store(verbs.ask_leave, front.desk, contact, "He reads her phone.")
    front.sit(MENSAH)
    front.in_store(lambda: verbs.decide_leave(front.desk, contact, "Ring her at work.", approved=False))
    front.sit(SHAH)
    step = _step(front, contact)
    assert step.leave.answer["refused"].words() == "Bola Mensah said no at 09:18: “Ring her at work.”"
    step.leave.again.setFocus()
    _press(front, Qt.Key.Key_Space)
    assert _focus() is step.leave.why.box
    _type(front, "She has no work.")
    _press(front, Qt.Key.Key_Tab)
    _type(front, "Not known.")
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert lawful.without_agreement(front.open(contact).file).leave is Leave.WAITING


def test_g4_a_father_who_is_left_out_later_is_asked_about_by_himself(front: Front) -> None:
    contact = front.family(_RISK)
    front.in_store(verbs.ask_leave, front.desk, contact, "He reads her phone.")
    front.sit(MENSAH)
    front.in_store(lambda: verbs.decide_leave(front.desk, contact, "Yes.", approved=True))
    front.sit(SHAH)
    dad = kinds.AdultNamed(
        person=PersonId("dad"), name=Name("Farrow", "Carl"), title="Mr", relationship="father"
    )
    front.say(contact, dad, replace(_RISK, person=dad.person, because="He would come here."))
    step = _step(front, contact)
    assert (step.leave.shown.step, step.leave.shown.title) == ("ask", "Going on without Mr Farrow")
    assert step.leave.said.words().startswith("A manager agreed about Ms Farrow only. ")
    assert step.focus_place("dispense")
    _type(front, "He would move them away.")
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    file = front.open(contact).file
    assert [a.name.given for a in lawful.asked_about(file)] == ["Carl"]
    assert step.leave.shown.title == "Going on without Mr Farrow"
    front.sit(MENSAH)
    front.in_store(lambda: verbs.decide_leave(front.desk, contact, "Him too.", approved=True))
    assert _step(front, contact).leave.shown.title == "Going on without Mr Farrow"
    assert lawful.no_check_yet(front.open(contact).file, front.desk.guide) == ""


def test_the_teller_tells_each_question_once(front: Front) -> None:
    contact = front.family(_RISK)
    front.in_store(verbs.ask_leave, front.desk, contact, "He reads her phone.")
    front.sit(MENSAH)
    teller = LeaveTeller(front.seat, front.seat.bench)
    news = front.in_store(verbs.leave_news, front.desk, [contact])
    teller.tell(news)
    teller.tell(news)
    assert len(front.told) == 1
    assert front.told[0].words.startswith("R. Shah asks to go on without the parents")


def test_not_reached_needs_how_often_and_how(front: Front) -> None:
    contact = front.family()
    step = _step(front, contact)
    step.adult(DANA).setFocus()
    _press(front, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert step.adult(DANA).state() == "gap"
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    _type(front, "two calls to the safe number")
    _press(front, Qt.Key.Key_Tab)
    told = front.open(contact).file.told(DANA)
    assert told is not None
    assert told.body == kinds.ParentTold(
        person=DANA, told="no: not reached", tries=2, how="two calls to the safe number"
    )
    assert step.adult(DANA).state() == "settled"
    step.adult(DANA).close_forms()
    assert step.adult(DANA).line.words().endswith("Tried twice: two calls to the safe number.")


def test_r27_and_r28_a_refusal_by_keyboard_seven_reasons_first_and_enter_saves(front: Front) -> None:
    contact = front.family()
    step = _step(front, contact)
    questions = _ask(step)
    questions.told.option("yes").click()
    questions.agrees.option("no").click()
    front.settle()
    form = questions.decline
    seen = [r.id for r in front.desk.guide.declines if form.reason.option(r.id).isVisible()]
    assert seen == ["D01", "D02", "D04", "D05", "D06", "D07", "D08", "D16"]
    form.setFocus()
    _type(front, "a visit")
    _press(front, Qt.Key.Key_Tab)
    assert form.reason.value() is None
    form.reason.option("D16").setFocus()
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Space)  # More…
    assert form.reason.option("D12").isVisible()
    form.reason.option("D12").setFocus()
    _press(front, Qt.Key.Key_Space)
    form.effect.setFocus()
    _type(front, "She stays alone at night.")
    _press(front, Qt.Key.Key_Return)
    declined = front.open(contact).file.declined(DANA)
    assert declined == kinds.SupportDeclined(
        person=DANA, offered="a visit", reason="D12", effect="She stays alone at night."
    )


def test_d07_opens_a_safety_review_that_stays_until_somebody_looked(front: Front) -> None:
    contact = front.family()
    step = _step(front, contact)
    front.in_store(
        verbs.decline,
        front.desk,
        contact,
        kinds.SupportDeclined(person=DANA, offered="a visit", reason="D07", words="He would know."),
    )
    front._fill(step)
    front.settle()
    assert step.focus_place(f"safety:{DANA}")
    assert "No letters before their safety" in step.adult(DANA).reach.letters.words()
    _type(front, "He has gone to Leeds.")
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert front.open(contact).file.safety_review(DANA) == kinds.SafetyReviewed(
        person=DANA, found="He has gone to Leeds."
    )
    assert step.cards.safety == {}


def test_only_the_safe_number_can_be_copied_and_never_one_that_is_also_unsafe(front: Front) -> None:
    # Nothing is hidden here: where an address is, no number goes into the clipboard.
    hidden = _step(front, front.family()).adult(DANA)
    assert hidden.reach.safe.words() == "Safe to ring: 07700 900123, after 12:00"
    assert hidden.reach.copy.isHidden()
    new = NewContact(words="He shouts.", source="6", channel="notification", said=(*CHILDREN, *ADULTS))
    (contact,) = front.in_store(receive.receive, front.desk, new).contacts
    step = _step(front, contact)
    row = step.adult(DANA)
    row.reach.copy.setFocus()
    _press(front, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "07700 900123"
    adult = front.open(contact).file.adult(DANA)
    assert adult is not None
    front.say(
        contact,
        kinds.AdultNamed(
            person=DANA, name=adult.name, title="Ms", safe_contact="07700 900123",
            do_not_use="07700900123 (shared)",
            code_word="library", no_letters=True,
        ),
    )  # fmt: skip
    front._fill(step)
    front.settle()
    assert row.reach.copy.isHidden()
    assert row.safe.words().startswith("One number is marked both safe and not safe.")
    assert row.reach.letters.words() == "Ms Farrow: no letters. Somebody else may open them."


def test_somebody_of_sixteen_is_asked_for_themselves_in_the_same_layout(front: Front) -> None:
    older = PersonId("older")
    contact = front.family(
        kinds.ChildNamed(
            person=older, name=Name("Farrow", "Mia"), born=Born(age=16), sex="F", where_now="home"
        )
    )
    step = _step(front, contact)
    row = step.rows[f"young:{older}"]
    assert isinstance(row, AdultRow)
    assert step.in_order().index(row) < step.in_order().index(step.adult(DANA))
    row.open_form()
    questions = row.questions()
    assert questions is not None
    assert questions.agrees.isHidden()
    questions.told.option("yes").click()
    questions.words.box.setFocus()
    _type(front, "I want to stay at nan's.")
    questions.agrees.option("yes").click()
    front.settle()
    step.save()
    front.settle()
    file = front.open(contact).file
    heard, agrees = file.heard(older), file.agrees(older)
    assert heard is not None
    assert (heard.words, heard.heard_by) == ("I want to stay at nan's.", "Rukhsana Shah")
    assert agrees is not None
    assert agrees.agrees == "yes"


def test_a_father_nobody_recorded_is_asked_of_the_mother(front: Front) -> None:
    contact = front.family()
    front.say(contact, kinds.PersonRemoved(person=FATHER, because="named by mistake"))
    step = _step(front, contact)
    row = step.rows["missing:father"]
    assert isinstance(row, UnknownRow)
    assert row.name.words() == "Father of Ellie and Jayden"
    row.setFocus()
    _press(front, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert _focus() is row.silent
    _press(front, Qt.Key.Key_Space)
    front.settle()
    (father,) = [a for a in front.open(contact).file.adults if not a.known]
    assert father.relationship == "father of Ellie and Jayden"
    told = front.open(contact).file.told(father.person)
    assert told is not None
    assert told.body == kinds.ParentLeft(
        person=father.person, because="Asked Ms Farrow: they do not know, or do not want to say."
    )
    assert "missing:father" not in step.rows
    assert step.isAncestorOf(_focus())


def test_a_missing_father_who_is_named_becomes_an_adult(front: Front) -> None:
    contact = front.family()
    front.say(contact, kinds.PersonRemoved(person=FATHER, because="named by mistake"))
    step = _step(front, contact)
    row = step.rows["missing:father"]
    row.setFocus()
    _press(front, Qt.Key.Key_Return)
    _type(front, "Reeve")
    step.save()
    front.settle()
    (father,) = [a for a in front.open(contact).file.adults if a.name.family == "Reeve"]
    assert (father.relationship, father.known) == ("father", True)


def test_everything_new_has_a_name_for_screen_readers(front: Front) -> None:
    contact = front.family(_RISK)
    front.in_store(
        verbs.decline,
        front.desk,
        contact,
        kinds.SupportDeclined(person=DANA, offered="a visit", reason="D07"),
    )
    step = _step(front, contact)
    _ask(step)
    front.settle()
    assert nameless(step) == []
    assert front.open(contact).file.heard(ELLIE) is None
