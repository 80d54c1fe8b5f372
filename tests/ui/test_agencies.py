from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.ui.front import CHILDREN, ELLIE, JAYDEN, Front, Workspace, later, nameless, open_front
from ui.screens.chasing import Chasing
from ui.screens.steps.agencies import AgenciesStep
from ui.widgets.asking_form import AskingForm
from ui.widgets.field import TextField
from ui.widgets.without_form import WithoutForm
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.services import agencies, decide, receive, words
from workstation.services.receive import NewContact

BASIS = kinds.BasisRecorded(basis="public task")


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _step(front: Front, *said: kinds.Body) -> AgenciesStep:
    contact = front.family(*said)
    step = AgenciesStep(front.seat, contact, Workspace())
    front.show(step)
    return step


def _form(step: AgenciesStep, code: str) -> AskingForm:
    form = step.row(code).form_of("ask")
    assert isinstance(form, AskingForm)
    return form


def test_nothing_is_asked_before_the_lawful_basis_is_chosen(front: Front) -> None:
    step = _step(front)

    step.row("housing").ask.click()
    front.settle()

    assert step.row("housing").form == ""
    assert "lawful basis" in step.basis.choice.wrong.words()
    assert step.basis.choice.value() is None


def test_a_chosen_basis_is_recorded_and_asking_goes_on(front: Front) -> None:
    step = _step(front)
    step.basis.choice.option("public task").click()
    front.settle()

    file = front.open(step.contact_id).file
    assert file.basis is not None
    assert file.basis.basis == "public task"
    assert step.row("school").hasFocus()

    QTest.keyClick(step.row("school"), Qt.Key.Key_Return)
    assert step.row("school").form == "ask"
    assert _form(step, "school").who.box.hasFocus()


def test_protecting_a_child_does_not_wait_for_the_basis(front: Front) -> None:
    step = _step(front)
    front.in_store(decide.recommend, front.desk, step.contact_id, ELLIE, "O01")
    step.show_contact(front.open(step.contact_id))

    step.row("housing").ask.click()

    assert step.row("housing").form == "ask"


def test_what_they_said_settles_the_row_and_the_focus_goes_to_the_next(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("school").open_ask()
    form = _form(step, "school")
    QTest.keyClicks(form.who.box, "Mrs Hale")
    QTest.keyClicks(form.said.box, "Quiet today.")
    QTest.keyClicks(form.means.box, "She is frightened.")
    form.first_hand.option("yes").click()
    form.save.setFocus()
    form.save.click()
    front.settle()

    said = front.open(step.contact_id).file.agency("school")
    assert said is not None
    assert said.body == kinds.AgencyAnswered(
        agency="school", who="Mrs Hale", said="Quiet today.", means="She is frightened.", first_hand="yes"
    )
    assert len(front.open(step.contact_id).file.asks("school")) == 1
    row = step.row("school")
    assert row.state() == "settled"
    assert row.said.words() == "Mrs Hale: Quiet today."
    following = step.current_row()
    assert following is not None
    assert following.hasFocus()


def test_an_answer_needs_to_say_what_it_means(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("school").open_ask()
    form = _form(step, "school")
    form.save.click()
    assert form.said.error() == "Write what they said."
    QTest.keyClicks(form.said.box, "Nothing.")
    form.save.click()
    front.settle()

    assert "what it tells you" in form.means.error()
    assert front.open(step.contact_id).file.agency("school") is None


def test_no_reply_is_a_gap_that_says_how_long_and_may_be_left_with_a_reason(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("housing").open_ask()
    _form(step, "housing").waiting.click()
    front.settle()
    later(front, hours=3, minutes=52)
    step.show_contact(front.open(step.contact_id))
    row = step.row("housing")
    assert row.state() == "not_known"
    assert row.said.words() == "Waiting for a reply for 3 h 52 min."
    assert row.note.words() == "asked 09:18 · back 13:18"

    later(front, minutes=8)
    step.show_contact(front.open(step.contact_id))
    assert row.state() == "gap"
    assert row.said.words() == (
        "Housing has not replied for 4 h 00 min. Try again, ask someone else, or say why you can decide "
        "without them."
    )
    assert row.ask.words() == "Try again"

    row.leave.click()
    why = row.form_of("without")
    assert isinstance(why, WithoutForm)
    assert why.because.label.words() == "Housing: why can you decide without them?"
    QTest.keyClicks(why.because.box, "Closed until Monday.")
    why.save.click()
    front.settle()

    said = front.open(step.contact_id).file.agency("housing")
    assert said is not None
    assert said.body == kinds.AgencyNotNeeded(
        agency="housing", because="Closed until Monday.", tried=True, code="unreachable"
    )


def test_saving_can_be_undone(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("school").unfold("without")
    why = step.row("school").form_of("without")
    assert isinstance(why, WithoutForm)
    assert why.reason is not None
    why.reason.option("not applicable").click()
    why.because.set_text("Holidays.")
    why.commit()
    front.settle()
    assert step.row("school").state() == "settled"

    undo = front.told[-1].run
    assert undo is not None
    undo()
    front.settle()

    assert step.row("school").state() == "not_started"


def test_copied_questions_hold_no_address_phone_or_school(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("housing").copy.click()
    front.settle()
    text = QGuiApplication.clipboard().text()

    assert "Who lives there?" in text
    assert "FARROW, Dana" in text
    assert "Ellie" not in text  # a landlord looks up tenants, not children
    assert "screening enquiry" in text
    for secret in ("Sample Street", "NB0", "07700", "0191", "Tarn Lane"):
        assert secret not in text

    sent = front.told[-1].run
    assert sent is not None
    sent()
    front.settle()
    assert step.row("housing").state() == "not_known"


def test_another_agency_is_added_with_a_key_and_gets_a_row(front: Front) -> None:
    step = _step(front, BASIS)
    step.commands()["contact.add_another"]()
    assert step.adding.agency.box.hasFocus()
    QTest.keyClicks(step.adding.agency.box, "Dentist")
    QTest.keyClick(step.adding.agency.box, Qt.Key.Key_Return)
    assert step.adding.because.box.hasFocus()
    QTest.keyClick(step.adding.because.box, Qt.Key.Key_Return)
    assert step.adding.because.error() == "Say why, in a few words."
    QTest.keyClicks(step.adding.because.box, "Six fillings at four.")
    QTest.keyClick(step.adding.because.box, Qt.Key.Key_Return)
    front.settle()

    assert step.row("dentist").name.words() == "Dentist"
    assert step.row("dentist").why.words() == "On the list: Six fillings at four."
    assert step.row("dentist").hasFocus()
    assert step.adding.isHidden()


def test_arrows_go_between_rows_and_the_heading_counts(front: Front) -> None:
    step = _step(front, BASIS)
    rows = step.in_order()
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)

    assert rows[1].hasFocus()
    assert step.count.words() == f"0 of {len(rows)} settled"


def test_half_typed_words_come_back_in_an_open_form(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("school").open_ask()
    QTest.keyClicks(_form(step, "school").said.box, "She said that")
    step.keep_now()
    front.settle()

    again = AgenciesStep(front.seat, step.contact_id, Workspace())
    front.show(again)
    again.restore(front.in_store(words.kept_under, front.desk, f"contact/{step.contact_id}/"))

    assert again.row("school").form == "ask"
    assert _form(again, "school").said.text() == "She said that"


def test_typing_is_not_disturbed_when_somebody_else_answers(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("school").open_ask()
    box = _form(step, "school").said.edit
    box.setFocus()
    QTest.keyClicks(box, "She said")
    front.say(step.contact_id, kinds.AgencyAnswered(agency="housing", said="Known.", means="Nothing new."))
    step.show_contact(front.open(step.contact_id))
    QTest.keyClicks(box, " that")

    assert box.toPlainText() == "She said that"
    assert box.hasFocus()
    assert step.row("housing").state() == "settled"


def test_agencies_that_no_rule_lists_are_named(front: Front) -> None:
    step = _step(front, BASIS)
    note = step.notes.note("not listed")
    assert note is not None
    assert note.accessibleName().startswith("Not on the list because there is no record: nursery, ")
    assert note.accessibleName().endswith("Should any of them be asked?")


def test_everything_has_a_name_for_screen_readers(front: Front) -> None:
    step = _step(front)
    step.row("school").unfold("ask")
    step.row("housing").unfold("without")
    step.open_adding()
    assert nameless(step) == []


def test_each_row_says_why_it_is_on_the_list(front: Front) -> None:
    step = _step(front, BASIS)
    assert step.row("school").why.words() == "On the list: Ellie and Jayden, school age"
    assert step.row("da_service").why.words() == "On the list: the worry (domestic abuse)"
    assert "On the list: the worry (housing)." in step.row("housing").accessibleName()


def test_while_a_manager_has_not_approved_going_without_the_parents_nobody_is_asked(front: Front) -> None:
    step = _step(front, BASIS, kinds.DispenseAsked(because="He reads her phone."))
    QTest.keyClick(step.row("school"), Qt.Key.Key_Return)
    step.row("school").copy.click()
    step.row("school").letter.click()
    front.settle()

    assert step.row("school").form == ""
    assert front.words().startswith("A manager has not yet agreed to go on without the parents.")
    assert "A manager has not yet agreed" in step.basis._shut.words()
    assert front.open(step.contact_id).file.asks("school") == ()


def test_without_a_try_could_not_be_reached_is_no_reason(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("housing").leave.click()
    why = step.row("housing").form_of("without")
    assert isinstance(why, WithoutForm)
    assert why.reason is not None
    assert why.reason.option("not applicable").hasFocus()
    with pytest.raises(KeyError):
        why.reason.option("unreachable")

    why.save.click()
    assert why.reason.wrong.words() == "Which of these is it?"
    QTest.keyClick(why.reason.option("not applicable"), Qt.Key.Key_Space)
    QTest.keyClicks(why.because.box, "They rent from a cousin.")
    why.save.click()
    front.settle()

    said = front.open(step.contact_id).file.agency("housing")
    assert said is not None
    assert said.body == kinds.AgencyNotNeeded(
        agency="housing", because="They rent from a cousin.", code="not applicable"
    )
    assert step.row("housing").said.words() == "Not needed, because: They rent from a cousin."


def test_the_agency_that_contacted_us_is_not_asked_again_and_its_words_are_checked_not_invented(
    front: Front,
) -> None:
    new = NewContact(
        words="He was hungry.", source="2A", referrer=kinds.ReferrerNamed(name="Jo Whittle", role="DSL"),
        said=(*CHILDREN, kinds.Answered(question_id="seen", answer="He asked for food twice.")),
    )  # fmt: skip
    (contact,) = front.in_store(receive.receive, front.desk, new).contacts
    step = AgenciesStep(front.seat, contact, Workspace())
    front.show(step)
    assert not step.row("school").told.isHidden()
    assert step.row("early_help").told.isHidden()

    step.row("school").told.click()
    form = step.row("school").form_of("told")
    assert isinstance(form, AskingForm)
    assert form.who.text() == "Jo Whittle, DSL"
    assert form.said.text() == "He asked for food twice."
    assert form.means.text() == ""
    assert front.open(contact).file.agency("school") is None
    QTest.keyClicks(form.means.box, "Hungry again.")
    form.save.click()
    front.settle()

    file = front.open(contact).file
    assert step.row("school").state() == "settled"
    assert file.asks("school") == ()
    assert file.basis is None


def test_what_level_1_leaves_out_stands_under_the_list(front: Front) -> None:
    judged = [
        kinds.LevelJudged(child=child, level="1", thresholds="thresholds-2026-1") for child in (ELLIE, JAYDEN)
    ]
    step = _step(front, BASIS, *judged)
    assert [row.shown.code for row in step.agency_rows()] == ["school", "early_help"]
    note = step.notes.note("left out")
    assert note is not None
    assert note.accessibleName() == (
        "At level 1 this is enough. A higher level would also ask: GP, Domestic abuse service and Housing. "
        "Your manager sees this."
    )


def test_unlisted_agencies_are_offered_while_a_name_is_typed(front: Front) -> None:
    step = _step(front, BASIS)
    step.open_adding()
    QTest.keyClicks(step.adding.agency.box, "prob")
    QTest.keyClick(step.adding.agency.box, Qt.Key.Key_Down)
    QTest.keyClick(step.adding.agency.box, Qt.Key.Key_Return)
    assert step.adding.agency.text() == "Probation"
    QTest.keyClick(step.adding.agency.box, Qt.Key.Key_Return)
    QTest.keyClicks(step.adding.because.box, "On licence, says the school.")
    QTest.keyClick(step.adding.because.box, Qt.Key.Key_Return)
    front.settle()
    assert step.row("probation").shown.script.ask.startswith("Known? Which order?")


def test_a_late_reply_turns_into_a_gap_while_the_step_is_open(front: Front) -> None:
    step = _step(front, BASIS)
    front.in_store(agencies.no_reply, front.desk, step.contact_id, "housing")
    step.show_contact(front.open(step.contact_id))
    assert step.row("housing").state() == "not_known"
    later(front, hours=4)
    step._look_at_clock()
    assert step.row("housing").state() == "gap"


def test_a_letter_is_on_record_before_it_is_on_paper_and_sent_when_the_person_says_so(front: Front) -> None:
    step = _step(front, BASIS)
    step.row("school").letter.click()
    front.settle()
    (copy,) = front.open(step.contact_id).file.log(kinds.Printed)
    assert copy.body.for_whom == "School"
    assert front.open(step.contact_id).file.asks("school") == ()

    step.acts.letters.printed.emit("school")  # whatever printer this computer has
    sent = front.told[-1].run
    assert front.told[-1].action == "I have sent it"
    assert sent is not None
    sent()
    front.settle()
    (asked,) = front.open(step.contact_id).file.log(kinds.AgencyAsked)
    assert (asked.body.agency, asked.body.how) == ("school", "letter")


def test_a_late_reply_says_of_which_child_it_is_late(front: Front) -> None:
    """Whoever works on ten contacts reads it on the page of another one."""
    contact = front.family(kinds.BasisRecorded(basis="public task"))
    front.in_store(agencies.no_reply, front.desk, contact, "gp")
    later(front, hours=4)
    Chasing(front.seat, lambda _step: None, lambda: None).look(front.open(contact))
    assert front.words().startswith("FARROW, Ellie +1: GP has not replied.")


def test_what_an_agency_said_is_read_without_a_hidden_address_and_mended_as_it_stands(front: Front) -> None:
    said = kinds.AgencyAnswered(agency="police", who="PC Lane", said="She is at 00 Sample Street, NB0 0XX.")
    step = _step(front, BASIS, said)
    row = step.row("police")
    read = " ".join(label.text() for label in row.findChildren(Words))
    assert "[hidden]" in read
    assert "Sample Street" not in read
    next(button for button in row.findChildren(QPushButton) if button.text() == "Change").click()
    typed = " ".join(field.text() for field in row.findChildren(TextField))
    assert "00 Sample Street" in typed
