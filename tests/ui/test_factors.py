"""Factors and levels in step 6, by keyboard alone: one letter, one number, and on to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.front import DANA, ELLIE, FATHER, JAYDEN, LIAM, Front, Workspace, nameless, open_front, weighed
from ui.screens.signing.weighed import factors_card, level_words
from ui.screens.steps.decision import DecisionStep
from ui.widgets.factor_row import FactorRow
from ui.widgets.numbered_list import NumberLine
from ui.widgets.tab_order import next_stop
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import FactorAnswered
from workstation.guidebook.thresholds import CURRENT


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _step(front: Front, *said: kinds.Body) -> DecisionStep:
    contact = front.family(*said)
    return _shown(front, contact)


def _shown(front: Front, contact: ContactId) -> DecisionStep:
    step = DecisionStep(front.seat, contact, Workspace())
    front.show(step)
    step.first_focus()
    return step


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _keys(front: Front, keys: str) -> None:
    """Press one key after the other, wherever the focus goes, and let each be recorded."""
    for key in keys:
        QTest.keyClicks(_focus(), key)
        front.settle()


def _tab(front: Front, step: DecisionStep) -> None:
    target = next_stop(step, _focus(), back=False)
    assert target is not None
    target.setFocus(Qt.FocusReason.TabFocusReason)
    front.settle()


def _row(step: DecisionStep, person: PersonId, factor: str) -> FactorRow:
    return step.weighing.factors.cards[person].rows[factor]


def _number(step: DecisionStep, who: str) -> str:
    lines = [line for line in step.findChildren(NumberLine) if line.isVisible()]
    return next(line.key for line in lines if line.words().startswith(who))


def _answers(front: Front, step: DecisionStep, person: PersonId) -> dict[str, tuple[str, str]]:
    file = front.open(step.contact_id).file
    return {s.body.factor: (s.body.answer, s.body.source) for s in file.factors if s.body.person == person}


def test_nothing_is_answered_beforehand_and_every_adult_is_there(front: Front) -> None:
    step = _step(front)
    assert set(step.weighing.factors.cards) == {DANA, LIAM, FATHER}
    rows = [row for card in step.weighing.factors.in_order() for row in card.in_order()]
    assert [row.choice.value() for row in rows] == [None] * 12
    assert [card.choice.value() for card in step.weighing.levels.cards.values()] == [None, None]
    assert _row(step, DANA, "domestic abuse").choice.has_focus()


def test_a_letter_and_a_number_answer_a_factor_and_lead_to_the_next(front: Front) -> None:
    step = _step(front)
    _keys(front, "Y")
    assert _row(step, DANA, "domestic abuse").line.words() == "Yes, but who says so?"
    _keys(front, _number(step, "Police"))
    assert _answers(front, step, DANA) == {"domestic abuse": ("yes", "received")}
    assert _row(step, DANA, "alcohol").choice.has_focus()
    assert _row(step, DANA, "domestic abuse").settled()


def test_what_an_agency_said_is_linked_and_its_first_hand_comes_with_it(front: Front) -> None:
    hale = kinds.AgencyAnswered(
        agency="school", who="Mrs Hale", said="Mum was sober at pick-up.", first_hand="yes"
    )
    step = _step(front, hale)
    _keys(front, "N")
    _keys(front, _number(step, "School, Mrs Hale"))
    said = front.open(step.contact_id).file.factor(DANA, "domestic abuse")
    assert said is not None
    assert (said.body.source, said.body.evidence, said.body.first_hand) == ("agency:school", "", "yes")
    assert "Mum was sober" in _row(step, DANA, "domestic abuse").line.words()


def test_not_known_goes_to_somebody_who_comes_onto_the_list(front: Front) -> None:
    step = _step(front)
    _row(step, DANA, "alcohol").setFocus()
    _keys(front, "K")
    _keys(front, _number(step, "Drug and alcohol service"))
    assert "drug_alcohol" in [listed.agency for listed in front.open(step.contact_id).file.listed]
    assert _row(step, DANA, "alcohol").line.words() == "To be asked of the drug and alcohol service."


def test_one_reason_for_the_rest_is_recorded_with_each_and_can_be_taken_back(front: Front) -> None:
    step = _step(front)
    _row(step, FATHER, "domestic abuse").setFocus()
    _keys(front, "K")
    _keys(front, _number(step, "Nobody, because"))
    QTest.keyClicks(_focus(), "Nobody has named him.")
    _tab(front, step)
    assert _row(step, FATHER, "alcohol").choice.has_focus()
    _keys(front, "A")
    file = front.open(step.contact_id).file
    mine = [s.body for s in file.factors if s.body.person == FATHER]
    assert {(b.answer, b.evidence) for b in mine} == {("not known", "Nobody has named him.")}
    assert len(mine) == 4
    assert _row(step, LIAM, "domestic abuse").choice.has_focus(), "on to the next adult"

    undo = front.told[-1].run
    assert undo is not None
    undo()
    front.settle()
    assert len(front.open(step.contact_id).file.factors) == 1


def test_a_letter_for_the_rest_does_nothing_before_not_known_has_a_reason(front: Front) -> None:
    step = _step(front)
    _keys(front, "Y")
    _keys(front, _number(step, "Police"))
    _keys(front, "A")
    assert len(front.open(step.contact_id).file.factors) == 1


def test_r19_an_answer_against_the_record_asks_at_once_what_is_different(front: Front) -> None:
    first = front.family(
        FactorAnswered(person=DANA, factor="domestic abuse", answer="yes", source="received")
    )
    number = front.open(first).line.number
    step = _step(front)
    assert _row(step, DANA, "domestic abuse").line.words().startswith("On record before")
    _keys(front, "N")
    _keys(front, _number(step, "Police"))
    row = _row(step, DANA, "domestic abuse")
    assert row.in_spite.edit.hasFocus()
    assert (
        f"{number}) domestic abuse was recorded for Ms Farrow. What is different now?"
        in row.in_spite.label.words()
    )
    assert not row.settled()
    QTest.keyClicks(_focus(), "He moved out in May.")
    _tab(front, step)
    said = front.open(step.contact_id).file.factor(DANA, "domestic abuse")
    assert said is not None
    assert (said.body.answer, said.body.source, said.body.in_spite) == (
        "no",
        "received",
        "He moved out in May.",
    )
    assert row.settled()


def test_words_of_ones_own_say_who_and_what_and_are_kept_when_they_are_left(front: Front) -> None:
    step = _step(front)
    _keys(front, "N")
    _keys(front, _number(step, "Somebody else"))
    QTest.keyClicks(_focus(), "Mrs Peel next door")
    _tab(front, step)
    QTest.keyClicks(_focus(), "Never heard a voice raised.")
    _tab(front, step)
    said = front.open(step.contact_id).file.factor(DANA, "domestic abuse")
    assert said is not None
    assert (said.body.source, said.body.evidence) == ("Mrs Peel next door", "Never heard a voice raised.")


def test_escape_leaves_the_list_and_a_gap_stays(front: Front) -> None:
    step = _step(front)
    _keys(front, "Y")
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    front.settle()
    row = _row(step, DANA, "domestic abuse")
    assert row.choice.has_focus()
    assert row.shown.state == "gap"


def test_up_and_down_go_through_the_factors_from_adult_to_adult(front: Front) -> None:
    step = _step(front)
    for _ in range(4):
        QTest.keyClick(_focus(), Qt.Key.Key_Down)
    second = step.weighing.factors.in_order()[1]
    assert second.in_order()[0].holds_focus()
    QTest.keyClick(_focus(), Qt.Key.Key_Up)
    assert _row(step, DANA, "mental health").holds_focus()
    assert _answers(front, step, DANA) == {}, "moving answers nothing"


def test_tab_stops_once_at_an_adult_whose_factors_are_settled(front: Front) -> None:
    step = _step(front, *weighed())
    cards = step.weighing.factors.in_order()
    _row(step, DANA, "domestic abuse").setFocus()
    _tab(front, step)
    assert cards[1].in_order()[0].holds_focus()


def test_what_somebody_types_stays_when_a_colleague_answers(front: Front) -> None:
    step = _step(front)
    _keys(front, "N")
    _keys(front, _number(step, "Somebody else"))
    QTest.keyClicks(_focus(), "Mrs Pe")
    front.say(step.contact_id, FactorAnswered(person=DANA, factor="drugs", answer="yes", source="received"))
    shown = front.open(step.contact_id)
    step.show_contact(shown)
    assert _row(step, DANA, "drugs").choice.value() == "yes"
    assert _focus().property("text") == "Mrs Pe"


# -- levels ------------------------------------------------------------------------------------------------------


def test_a_number_chooses_the_level_letters_tick_and_the_words_say_why_no_other(front: Front) -> None:
    step = _step(front, *weighed())
    step.weighing.levels.cards[ELLIE].setFocus()
    _keys(front, "3bf")
    _tab(front, step)
    card = step.weighing.levels.cards[ELLIE]
    assert card.because.label.words() == "Why level 3? Why not level 2, and why not level 4?"
    QTest.keyClicks(_focus(), "Ellie hides. Not 2: nobody alone can help.")
    _tab(front, step)
    file = front.open(step.contact_id).file
    said = file.level(ELLIE)
    assert said is not None
    assert (said.body.level, said.body.descriptors, said.body.thresholds) == ("3", ("c3b", "p3c"), CURRENT)
    assert said.body.because == "Ellie hides. Not 2: nobody alone can help."
    assert file.level(JAYDEN) is None, "a level is for one child"


def test_another_level_has_other_things_to_rest_on(front: Front) -> None:
    step = _step(front, *weighed())
    step.weighing.levels.cards[ELLIE].setFocus()
    _keys(front, "3a")
    step.weighing.levels.cards[ELLIE].choice.setFocus()
    _keys(front, "4")
    said = front.open(step.contact_id).file.level(ELLIE)
    assert said is not None
    assert (said.body.level, said.body.descriptors) == ("4", ())


def test_the_claimed_level_stands_beside_and_chooses_nothing(front: Front) -> None:
    step = _step(front, kinds.LevelClaimed(level="4"))
    card = step.weighing.levels.cards[ELLIE]
    assert "Police said level 4" in [words.words() for words in card.findChildren(Words)]
    assert card.choice.value() is None


def test_gaps_lead_to_their_rows(front: Front) -> None:
    step = _step(front)
    assert step.focus_place(f"factor:{LIAM}")
    assert _row(step, LIAM, "domestic abuse").holds_focus()
    assert step.focus_place(f"level:{JAYDEN}")
    assert step.weighing.levels.cards[JAYDEN].choice.has_focus()
    assert {f"factor:{DANA}", f"level:{ELLIE}"} <= step.places.keys()


def test_everything_that_takes_the_focus_has_a_name(front: Front) -> None:
    step = _step(front, *weighed())
    _row(step, DANA, "alcohol").setFocus()
    _keys(front, "Y")
    step.weighing.levels.cards[ELLIE].setFocus()
    _keys(front, "2")
    assert nameless(step) == []


def test_the_manager_reads_factors_with_their_source_and_levels_with_their_edition(front: Front) -> None:
    contact = front.family()
    front.ready(contact)
    shown = front.open(contact)
    card = factors_card(shown, front.desk.guide)
    assert card is not None
    words = " ".join(line.words() for line in card.findChildren(Words))
    assert "Domestic abuse: yes. Police" in words
    assert "Drugs: not known." in words
    levels = level_words(shown.file)
    assert levels[0][0] == "Level of need, Ellie"
    assert f"3, Complex ({CURRENT})" in levels[0][1]
    assert "Abuse between adults, not at its most dangerous" in levels[0][1]


def test_what_shows_a_factor_is_read_without_a_hidden_address_and_mended_as_it_stands(front: Front) -> None:
    words = "Bottles outside 00 Sample Street."
    said = kinds.FactorAnswered(
        person=DANA, factor="alcohol", answer="yes", source="Mrs Peel", evidence=words
    )
    shown = _row(_step(front, said), DANA, "alcohol").shown
    assert "[hidden]" in shown.line
    assert "Sample Street" not in shown.line
    assert shown.stands is not None
    assert shown.stands.evidence == words
