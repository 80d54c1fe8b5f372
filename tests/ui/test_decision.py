from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.front import ELLIE, JAYDEN, Front, Workspace, nameless, open_front, weighed
from ui.models.by_when import day_of, moment_of, understood_day
from ui.screens.steps.decision import DecisionStep
from ui.widgets.fact_note import FactNote
from workstation.domain import kinds
from workstation.domain.times import local
from workstation.services import receive
from workstation.services.receive import NewContact


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _step(front: Front, *said: kinds.Body) -> DecisionStep:
    contact = front.family(*said)
    step = DecisionStep(front.seat, contact, Workspace())
    front.show(step)
    return step


def _outcomes(front: Front, step: DecisionStep) -> list[tuple[str, str]]:
    return [(o.body.child, o.body.outcome) for o in front.open(step.contact_id).file.outcomes]


def test_no_outcome_is_chosen_for_anybody(front: Front) -> None:
    step = _step(front)
    assert [card.choice.value() for card in step.outcomes.cards.values()] == [None, None, None]
    assert _outcomes(front, step) == []
    assert step.count.words() == "0 of 5 written"


def test_b5_with_no_child_the_page_says_that_one_has_to_be_added(front: Front) -> None:
    new = NewContact(words="A girl at the bus stop.", source="1D")
    (contact,) = front.in_store(receive.receive, front.desk, new).contacts
    step = DecisionStep(front.seat, contact, Workspace())
    front.show(step)
    assert step.outcomes.note.words().startswith("An outcome is for a child. Add the child in step 2 (Alt+2)")
    front.say(contact, kinds.ChildNamed(person=ELLIE, name=kinds.Name(), born=kinds.Born(age=6)))
    step = DecisionStep(front.seat, contact, Workspace())
    front.show(step)
    assert step.outcomes.note.words().startswith("None is chosen for you.")


def test_arrows_move_between_outcomes_without_choosing(front: Front) -> None:
    step = _step(front)
    card = step.outcomes.cards[ELLIE]
    card.choice.option("O07").setFocus()
    QTest.keyClick(card.choice.option("O07"), Qt.Key.Key_Right)
    assert card.choice.option("O06").hasFocus()
    assert card.choice.value() is None
    QTest.keyClick(card.choice.option("O06"), Qt.Key.Key_Return)
    front.settle()
    assert _outcomes(front, step) == [(ELLIE, "O06")]


def test_each_child_has_an_outcome_of_its_own(front: Front) -> None:
    step = _step(front)
    step.outcomes.cards[ELLIE].choice.option("O02").click()
    step.outcomes.cards[JAYDEN].choice.option("O06").click()
    front.settle()
    assert _outcomes(front, step) == [(ELLIE, "O02"), (JAYDEN, "O06")]


def test_the_same_for_all_is_still_recorded_for_each(front: Front) -> None:
    step = _step(front)
    assert step.outcomes.same is not None
    step.outcomes.same.set_values(["all"])
    step.outcomes.same.changed.emit()
    assert not step.outcomes.cards["all"].isHidden()
    step.outcomes.cards["all"].choice.option("O02").click()
    front.settle()
    assert _outcomes(front, step) == [(ELLIE, "O02"), (JAYDEN, "O02")]

    undo = front.told[-1].run
    assert undo is not None
    undo()
    front.settle()
    assert _outcomes(front, step) == []


def test_f8_leads_to_the_child_of_whom_nobody_said_what_will_be_different(front: Front) -> None:
    step = _step(front)
    for child, words in ((ELLIE, ""), (JAYDEN, "School will ring us.")):
        said = kinds.Recommended(child=child, outcome="O07", next_time=words)
        front.say(step.contact_id, said)
    step.show_contact(front.open(step.contact_id))
    places = [g.place for g in front.open(step.contact_id).blocks if g.place.startswith("next_time")]
    assert places == [f"next_time:{ELLIE}"]
    step.focus_place(places[0])
    assert step.outcomes.cards[ELLIE].next_time.box.hasFocus()


def test_no_further_action_asks_what_will_be_different(front: Front) -> None:
    step = _step(front)
    card = step.outcomes.cards[ELLIE]
    assert card.next_time.isHidden()
    card.choice.option("O07").click()
    front.settle()
    assert card.next_time.label.words() == "What will be different for this child next time?"
    assert not card.next_time.isHidden()
    card.next_time.box.setFocus()
    QTest.keyClicks(card.next_time.box, "School will ring us.")
    step.next.setFocus()
    front.settle()

    outcome = front.open(step.contact_id).file.outcome(ELLIE)
    assert outcome is not None
    assert outcome.body.next_time == "School will ring us."


def test_early_help_says_that_it_is_watched_and_needs_agreement(front: Front) -> None:
    step = _step(front)
    card = step.outcomes.cards[ELLIE]
    card.choice.option("O04").click()
    assert "watched for 12 weeks" in card.note.words()
    assert "agreement" in card.note.words()


def test_rarer_outcomes_are_behind_something_else(front: Front) -> None:
    step = _step(front)
    choice = step.outcomes.cards[ELLIE].choice
    assert not choice.option("O12").isVisible()
    choice.more.click()
    assert choice.option("O12").isVisible()
    assert choice.more.words() == "Something else…"


def test_who_does_what_by_when(front: Front) -> None:
    step = _step(front)
    card = step.outcomes.cards[ELLIE]
    card.choice.option("O02").click()
    front.settle()
    card.who.box.setFocus()
    QTest.keyClicks(card.who.box, "Assessment team")
    card.by.box.setFocus()
    QTest.keyClicks(card.by.box, "Fri")
    step.next.setFocus()
    front.settle()

    outcome = front.open(step.contact_id).file.outcome(ELLIE)
    assert outcome is not None
    assert (outcome.body.who, outcome.body.by) == ("Assessment team", date(2026, 11, 27))


def test_a_prompt_is_said_when_it_is_left_one_box_for_each_child(front: Front) -> None:
    step = _step(front)
    box = step.reasons.boxes[f"reasons:worry:{JAYDEN}"]
    assert box.label.words() == "Jayden"
    assert box.box.accessibleName() == "What are we worried about, for each child? Jayden"
    box.box.setFocus()
    QTest.keyClicks(box.box, "In the flat.")
    step.reasons.boxes["reasons:strengths:"].box.setFocus()
    front.settle()
    assert front.open(step.contact_id).file.reason("worry", JAYDEN) == "In the flat."


def test_the_history_is_quoted_and_what_they_asked_for_is_asked_back(front: Front) -> None:
    step = _step(front, kinds.HistoryWeighed(view="raises", why="Same partner each time."))
    assert step.reasons.history.words() == "From step 3: it raises worry: “Same partner each time.”"
    assert step.reasons.boxes["reasons:wanted:"].label.words() == (
        "They asked us to: “see the children at home”. How does your decision answer that?"
    )
    step.reasons.to_history.click()
    assert isinstance(step.page, Workspace)
    assert step.page.calls == [(3, "history.view")]


def test_a_child_nobody_heard_stays_in_view(front: Front) -> None:
    step = _step(front, kinds.ChildHeard(person=ELLIE, words="I hid."))
    notes = [note.accessibleName() for note in step.findChildren(FactNote)]
    assert any(name.startswith("Not heard yet: Jayden") for name in notes)
    assert not any("Not heard yet: Ellie" in name for name in notes)


def test_held_open_takes_a_reason_and_an_end(front: Front) -> None:
    step = _step(front)
    step.hold.click()
    form = step.hold_form
    assert form.because.box.hasFocus()
    form.save.click()
    assert form.because.error() == "Say why it is held open."
    QTest.keyClicks(form.because.box, "The GP rings tomorrow.")
    form.save.click()
    assert "until when" in form.until.error()
    QTest.keyClicks(form.until.box, "tomorrow 10:00")
    QTest.keyClicks(form.agreed.box, "B. Mensah")
    form.save.click()
    front.settle()

    held = front.open(step.contact_id).file.held
    assert held is not None
    assert held.until == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    assert step.held.words().startswith("Held open until 25")
    assert step.held.words().endswith("because: The GP rings tomorrow. Agreed by B. Mensah.")


def test_a_nudge_unfolds_once_and_gives_the_cursor_back(front: Front) -> None:
    step = _step(front)
    box = step.reasons.boxes["reasons:change_mind:"]
    box.box.setFocus()
    link = step.nudges.links["voice"]
    link.setFocus()
    link.click()
    assert any("Whose voice is missing?" in n.accessibleName() for n in step.nudges.findChildren(FactNote))
    assert box.box.hasFocus()
    link.click()
    assert link.isHidden()


def test_an_earlier_contact_is_put_into_the_reasons_where_the_cursor_was(front: Front) -> None:
    step = _step(front)
    box = step.reasons.boxes["reasons:strengths:"]
    box.box.setFocus()
    QTest.keyClicks(box.box, "As before ")
    step.link_list.show_lines([("14 Jan 2026 Police: Domestic abuse", "[C26-18001-A, 14 Jan 2026] ")])
    step.commands()["contact.link"]()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert box.text() == "As before [C26-18001-A, 14 Jan 2026] "
    assert box.box.hasFocus()
    assert step.link_list.isHidden()


def test_the_first_empty_prompt_comes_first(front: Front) -> None:
    step = _step(front, *weighed(), kinds.ReasonsWritten(prompt="worry", child=ELLIE, text="Hid."))
    step.first_focus()
    assert step.reasons.boxes[f"reasons:worry:{JAYDEN}"].box.hasFocus()


def test_check_and_send_says_everything_first(front: Front) -> None:
    step = _step(front)
    box = step.reasons.boxes["reasons:change_mind:"]
    box.box.setFocus()
    QTest.keyClicks(box.box, "If she says so.")
    step.save_and_next()
    front.settle()
    assert front.open(step.contact_id).file.reason("change_mind") == "If she says so."
    assert front.ways.calls == [("send", step.contact_id)]


def test_blocks_lead_to_their_fields(front: Front) -> None:
    step = _step(front)
    for gap in front.open(step.contact_id).blocks:
        if gap.step == 6:
            assert step.focus_place(gap.place), gap.place


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("tomorrow", (2026, 11, 25)), ("Fri", (2026, 11, 27)), ("tuesday", (2026, 12, 1)), ("27 Nov", (2026, 11, 27)),
     ("3 jan", (2027, 1, 3)), ("27/11/2026", (2026, 11, 27)), ("in 2 days", (2026, 11, 26)),
     ("Fri 27 Nov", (2026, 11, 27)), ("32 Nov", None), ("soon", None)],
)  # fmt: skip
def test_days_are_understood_as_people_write_them(typed: str, meant: tuple[int, int, int] | None) -> None:
    assert day_of(typed, date(2026, 11, 24)) == (date(*meant) if meant else None)


def test_a_moment_without_a_time_is_the_end_of_that_day() -> None:
    now = datetime(2026, 11, 24, 9, 18, tzinfo=UTC)
    assert local(moment_of("tomorrow", now) or now).hour == 17
    assert local(moment_of("14:30", now) or now).day == 24
    assert understood_day("1 Nov 2026", now)[2] == "01\u00a0Nov\u00a02026 is over. Choose a day to come."


def test_everything_has_a_name_for_screen_readers(front: Front) -> None:
    step = _step(front)
    step.hold.click()
    step.open_links()
    step.outcomes.cards[ELLIE].choice.option("O07").click()
    front.settle()
    assert nameless(step) == []
