from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.front import DANA, ELLIE, FATHER, JAYDEN, LIAM, Front, Workspace, nameless, open_front
from ui.models.said_words import pronoun
from ui.screens.steps.adult_views import different_question, earlier_declines
from ui.screens.steps.parents import ParentsStep
from ui.widgets.adult_questions import AdultQuestions
from ui.widgets.adult_row import AdultRow
from ui.widgets.because_form import BecauseForm
from ui.widgets.heard_row import HeardForm, HeardRow
from ui.widgets.unknown_row import NamingForm, UnknownRow
from ui.widgets.words import Words
from workstation.domain import kinds


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _step(front: Front, *said: kinds.Body) -> ParentsStep:
    contact = front.family(*said)
    step = ParentsStep(front.seat, contact, Workspace())
    front.show(step)
    return step


def _ask(step: ParentsStep, person: str) -> AdultQuestions:
    step.adult(person).open_form()
    questions = step.adult(person).questions()
    assert questions is not None
    return questions


def test_children_come_first_and_nothing_is_chosen_for_anybody(front: Front) -> None:
    step = _step(front)

    kinds_of_rows = [type(row) for row in step.in_order()]
    assert kinds_of_rows == [HeardRow, HeardRow, AdultRow, UnknownRow, AdultRow]
    questions = _ask(step, DANA)
    assert questions.told.value() is None
    assert questions.agrees.value() is None
    assert questions.agrees.isHidden()


def test_a_childs_own_words_are_recorded_with_who_heard_them(front: Front) -> None:
    step = _step(front)
    row = step.rows[f"heard:{ELLIE}"]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    form = row.form_of("heard")
    assert isinstance(form, HeardForm)
    assert form.words.box.hasFocus()
    QTest.keyClicks(form.words.box, "I stayed under my covers")
    QTest.keyClicks(form.heard_by.box, "Mrs Hale")
    form.save.click()
    front.settle()

    heard = front.open(step.contact_id).file.heard(ELLIE)
    assert heard == kinds.ChildHeard(person=ELLIE, words="I stayed under my covers", heard_by="Mrs Hale")
    assert row.state() == "settled"


def test_what_was_passed_on_stands_there_as_second_hand_and_the_child_can_still_be_heard(
    front: Front,
) -> None:
    step = _step(front, kinds.Answered(question_id="child_said", answer="Ellie says he shouts."))
    row = step.rows[f"heard:{ELLIE}"]
    assert row.state() == "in_progress"
    assert "Passed on to us: “Ellie says he shouts.” Nobody here has heard Ellie." in row.accessibleName()


def test_why_a_child_is_not_heard_is_a_reason(front: Front) -> None:
    step = _step(front)
    row = step.rows[f"heard:{JAYDEN}"]
    row.unfold("none")
    form = row.form_of("none")
    assert isinstance(form, BecauseForm)
    assert "Jayden" in form.because.label.words()
    form.save.click()
    assert form.because.error() == "Say why, in a few words."
    form.because.set_text("Asleep when school rang.")
    form.save.click()
    front.settle()

    heard = front.open(step.contact_id).file.heard(JAYDEN)
    assert heard is not None
    assert heard.none_because == "Asleep when school rang."


def test_a_child_who_understands_enough_is_told_and_asked_for_themselves(front: Front) -> None:
    teen = kinds.ChildNamed(
        person=JAYDEN, name=kinds.Name("Farrow", "Jayden"), born=kinds.Born(on=date(2013, 2, 1))
    )
    step = _step(front, teen, kinds.ChildHeard(person=JAYDEN, words="I hid.", heard_by="Mrs Hale"))
    young, older = step.rows[f"heard:{ELLIE}"], step.rows[f"heard:{JAYDEN}"]
    assert isinstance(young, HeardRow)
    assert isinstance(older, HeardRow)
    assert young.alone.isHidden(), "nobody is offered it for a child of nine"
    older.alone.click()
    form = older.form_of("able")
    assert isinstance(form, BecauseForm)
    form.because.set_text("He knows what a mentor is, and what would change.")
    form.save.click()
    front.settle()

    assert f"heard:{JAYDEN}" not in step.rows
    row = step.answering(f"young:{JAYDEN}")
    assert "answers for themselves: He knows what a mentor is" in row.shown.note
    heard = front.open(step.contact_id).file.heard(JAYDEN)
    assert heard is not None
    assert heard.words == "I hid."
    row.open_form()
    questions = row.questions()
    assert questions is not None
    questions.told.option("yes").click()
    questions.words.set_text("I would like that.")
    step.save()
    front.settle()
    heard = front.open(step.contact_id).file.heard(JAYDEN)
    assert heard is not None
    assert (heard.words, bool(heard.able)) == ("I would like that.", True)


@pytest.mark.parametrize(
    ("title", "they", "has"),
    [("Mr", "he", "Has he"), ("Ms", "she", "Has she"), ("Mrs.", "she", "Has she"), ("", "they", "Have they"),
     ("Dr", "they", "Have they")],
)  # fmt: skip
def test_nobody_is_called_he_or_she_unless_the_title_says_so(title: str, they: str, has: str) -> None:
    assert (pronoun(title).they, pronoun(title).has) == (they, has)


def test_telling_him_would_put_someone_at_risk_and_why(front: Front) -> None:
    step = _step(front)
    questions = _ask(step, LIAM)
    words = "No – telling him would put someone at risk (or another lawful reason)"
    assert questions.told.option("no: risk").accessibleName() == words
    questions.told.option("no: risk").click()
    front.settle()
    assert step.adult(LIAM).state() == "gap"
    assert questions.lawful.value() is None
    questions.lawful.option("other at risk").click()
    front.settle()
    assert step.adult(LIAM).state() == "gap"

    questions.because.box.setFocus()
    QTest.keyClicks(questions.because.box, "He does not know.")
    step.next.setFocus()
    front.settle()

    told = front.open(step.contact_id).file.told(LIAM)
    assert told is not None
    assert told.body == kinds.ParentTold(
        person=LIAM, told="no: risk", lawful="other at risk", because="He does not know."
    )
    assert step.adult(LIAM).state() == "settled"
    assert not questions.isHidden()  # it folds when the person says so, not under their hands


def test_told_and_agrees_are_two_answers(front: Front) -> None:
    step = _step(front)
    questions = _ask(step, DANA)
    questions.told.option("yes").click()
    questions.words.box.setFocus()
    QTest.keyClicks(questions.words.box, "He turned up.")
    questions.agrees.option("yes").click()
    questions.agrees_to.box.setFocus()
    QTest.keyClicks(questions.agrees_to.box, "an assessment")
    step.save()
    front.settle()

    file = front.open(step.contact_id).file
    assert file.agrees(DANA) == kinds.ParentAgreed(person=DANA, agrees="yes", to="an assessment")
    step.adult(DANA).close_forms()
    assert step.adult(DANA).line.words() == "“He turned up.”"
    assert step.adult(DANA).second.words() == "Told: yes. Agrees to an assessment: yes."


def test_a_refusal_needs_what_was_offered_and_a_reason_from_the_list(front: Front) -> None:
    step = _step(front)
    questions = _ask(step, DANA)
    questions.told.option("yes").click()
    questions.agrees.option("no").click()
    form = questions.decline
    form.save.click()
    assert form.offered.error() == "Say what they were offered."
    assert form.reason.value() is None
    QTest.keyClicks(form.offered.box, "a phone call")
    form.save.click()
    front.settle()
    assert form.reason.wrong.words() == "Choose a reason. “They did not say” is one."
    assert front.open(step.contact_id).file.declined(DANA) is None
    form.reason.option("D16").click()
    QTest.keyClicks(form.words.box, "Not now")
    QTest.keyClicks(form.who_else.box, "The school")
    form.save.click()
    front.settle()

    declined = front.open(step.contact_id).file.declined(DANA)
    assert declined == kinds.SupportDeclined(
        person=DANA, offered="a phone call", reason="D16", words="Not now", who_else="The school"
    )
    assert "Declined a phone call: they did not say. “Not now”" in step.adult(DANA).second.words()


def test_the_number_not_to_ring_is_said_in_words(front: Front) -> None:
    step = _step(front)
    row = step.adult(DANA)
    assert row.do_not_use.words() == "Do not ring: 0191 498 0007"
    assert row.safe.words() == "Safe to ring: 07700 900123, after 12:00"
    assert "Do not ring: 0191 498 0007" in row.accessibleName()


def test_an_unknown_father_is_asked_for_and_becomes_an_adult(front: Front) -> None:
    step = _step(front)
    row = step.rows[f"adult:{FATHER}"]
    assert isinstance(row, UnknownRow)
    assert row.name.words() == "Father of Ellie and Jayden"
    assert row.ask.words() == "Ask Ms Farrow"
    row.ask.click()
    form = row.form_of("who")
    assert isinstance(form, NamingForm)
    QTest.keyClicks(form.family.box, "Reeve")
    form.responsibility.option("yes").click()
    form.save.click()
    front.settle()

    assert step.adult(FATHER).name.words() == "REEVE · father"
    adult = front.open(step.contact_id).file.adult(FATHER)
    assert adult is not None
    assert adult.responsibility == "yes"


def test_leaving_the_father_for_later_takes_a_reason(front: Front) -> None:
    step = _step(front)
    row = step.rows[f"adult:{FATHER}"]
    assert isinstance(row, UnknownRow)
    row.later.click()
    form = row.form_of("later")
    assert isinstance(form, BecauseForm)
    QTest.keyClicks(form.because.box, "The assessment will ask.")
    form.save.click()
    front.settle()

    assert row.state() == "settled"
    assert row.line.words() == "Left for later, because: The assessment will ask."


def test_earlier_declines_ask_what_is_different(front: Front) -> None:
    front.family(kinds.SupportDeclined(person=DANA, offered="a call", reason="D01", words="managing fine"))
    contact = front.family()
    candidates = front.open(contact).past.candidates
    front.say(
        contact,
        *(
            kinds.Matched(person=c.person, other=c.other, other_contact=c.other_contact, verdict="same")
            for c in candidates
        ),
    )
    step = ParentsStep(front.seat, contact, Workspace())
    front.show(step)
    past = front.open(contact).past
    assert earlier_declines(past)[0] == "24\u00a0Nov\u00a02026 “managing fine”"
    assert "so that she can say yes?" in different_question(front.open(contact).file, past)
    assert step.declined_before.isVisible()

    step.different.box.setFocus()
    QTest.keyClicks(step.different.box, "School will ring first.")
    step.next.setFocus()
    front.settle()

    assert front.open(contact).file.warning("W2:declines") == "School will ring first."


def test_places_of_gaps_open_the_row_they_are_about(front: Front) -> None:
    step = _step(front)
    assert step.focus_place(f"adult:{DANA}")
    questions = step.adult(DANA).questions()
    assert questions is not None
    assert step.adult(DANA).holds_focus()
    assert not step.focus_place("history.view")


def test_the_law_is_said_at_the_top(front: Front) -> None:
    step = _step(front)
    assert any("You do not need agreement to check" in w.words() for w in step.findChildren(Words))


def test_everything_has_a_name_for_screen_readers(front: Front) -> None:
    step = _step(front)
    questions = _ask(step, DANA)
    questions.told.option("yes").click()
    questions.agrees.option("no").click()
    front.settle()
    assert nameless(step) == []


def test_what_the_family_said_is_read_without_a_hidden_address_and_mended_as_it_stands(front: Front) -> None:
    words = "We sleep at 00 Sample Street now."
    heard = kinds.ChildHeard(person=ELLIE, words=words, heard_by="Mrs Hale")
    step = _step(front, heard, kinds.ParentTold(person=DANA, told="yes", words=words))
    for place in (f"heard:{ELLIE}", f"adult:{DANA}"):
        read = " ".join(label.words() for label in step.rows[place].findChildren(Words))
        assert "We sleep at [hidden] now." in read
        assert "Sample Street" not in read
    assert step.adult(DANA).shown.stands.words == words
