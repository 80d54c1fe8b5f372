"""R11 and R25 at the window, by keyboard: ten criteria, deciding first, a second opinion, and the checklist
on return.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from tests.ui.front import ELLIE, JAYDEN, MENSAH, OKAFOR, SHAH, Front, later, nameless, open_front
from ui.screens.opinions_told import OpinionTeller
from ui.screens.send import SendScreen
from ui.screens.sign_off import SignOffScreen
from ui.screens.signing.verdict import Verdict
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.criterion_row import CriterionRow
from ui.widgets.new_mark import NewMark
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.kinds import Request
from workstation.services import decide, opinions

SECRET = "Written."
"""What the worker's reasons say in the family of these tests."""


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _sent(front: Front, outcome: str = "O02") -> ContactId:
    front.sit(SHAH)
    contact = front.family()
    front.say(contact, kinds.Allocated(worker=SHAH.id))
    front.ready(contact, outcome)
    if outcome == "O07":
        for child in (ELLIE, JAYDEN):
            body = kinds.Recommended(child=child, outcome=outcome, next_time="School will ask again.")
            front.say(contact, body)
    front.in_store(decide.send_to_manager, front.desk, contact, MENSAH.id)
    later(front, minutes=1)
    return contact


def _screen(front: Front, width: int = 1366, height: int = 768) -> SignOffScreen:
    front.sit(MENSAH)
    screen = SignOffScreen(front.seat)
    front.show(screen, width, height)
    front.settle()
    return screen


def _verdict(screen: SignOffScreen) -> Verdict | None:
    return screen.answers.verdict


def _rows(screen: SignOffScreen) -> list[CriterionRow]:
    assert screen.answers.criteria is not None
    return screen.answers.criteria.rows


def _press(key: Qt.Key, *, ctrl: bool = False) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(
        focus, key, Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    )
    QApplication.processEvents()


def _type(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def _said(whole: QWidget) -> str:
    return "\n".join(w.words() for w in whole.findChildren(Words))


# -- criteria -------------------------------------------------------------------------------------------------


def test_r11_ten_criteria_cost_one_key_each_and_lead_to_the_words(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    for gap in screen.answers.gaps:
        gap.choice.option("accept").click()
        QTest.keyClicks(gap.words.box, "Known.")
    assert [row.verdict() for row in _rows(screen)] == [None] * 10
    screen.commands()["go.next_need"]()
    for key in (Qt.Key.Key_M, Qt.Key.Key_D, *[Qt.Key.Key_M] * 8):
        _press(key)
    assert screen.answers.verdict is not None
    assert screen.answers.verdict.why.box.hasFocus()
    _type("I agree.")
    screen.answers.press()
    front.settle()
    signed = front.open(contact).file.signed
    assert signed is not None
    assert [c.verdict for c in signed.body.criteria] == ["met", "not applicable", *["met"] * 8]
    assert signed.body.overrode == ()


def test_r11_not_met_is_sent_back_or_signed_in_words(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    row = _rows(screen)[4]
    row.choice.setFocus()
    _press(Qt.Key.Key_N)
    assert row.way_on.option("back").hasFocus()
    assert not row.done()
    row.way_on.option("sign").click()
    row.ask()
    assert row.words.error() == "Say why you sign all the same."
    row.way_on.option("back").click()
    assert screen.answers.verdict is not None
    assert screen.answers.verdict.back.words() == "Send back with 1 request"
    QTest.keyClicks(screen.answers.verdict.why.box, "Not yet.")
    screen.answers.press()
    front.settle()
    back = front.open(contact).file.handover
    assert back is not None
    assert isinstance(back.body, kinds.SentBack)
    assert back.body.requests == (Request("criterion:voice", "Do we hear the parents, and each child?"),)


def test_judgements_come_back_after_going_elsewhere(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    _rows(screen)[0].choice.setFocus()
    _press(Qt.Key.Key_M)
    _press(Qt.Key.Key_N)
    screen.leave()
    front.settle()
    again = _screen(front)
    assert [row.verdict() for row in _rows(again)[:3]] == ["met", "not met", None]


def test_evidence_stands_beside_each_criterion_and_what_lacks_has_a_shape(front: Front) -> None:
    _sent(front)
    rows = {row.shown.key: row.shown for row in _rows(_screen(front))}
    voice = rows["criterion:voice"].evidence
    assert ("Ellie: “I hid.”", False) in voice
    assert ("Jayden was not heard.", True) in voice


def test_the_letters_do_not_judge_while_one_types(front: Front) -> None:
    _sent(front)
    row = _rows(_screen(front))[0]
    row.choice.setFocus()
    _press(Qt.Key.Key_N)
    row.way_on.option("sign").click()
    row.words.box.setFocus()
    _type("dim")
    assert row.verdict() == "not met"
    assert row.words.text() == "dim"


def test_r25_the_list_takes_one_contact_at_a_time(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    assert screen.list.selectionMode() == QAbstractItemView.SelectionMode.SingleSelection


# -- decide first ---------------------------------------------------------------------------------------------


@pytest.fixture
def blind(front: Front) -> Front:
    """Every decision to take no further action is decided first."""
    front.desk.settings = replace(front.desk.settings, decide_first=1)
    return front


def test_r25_a_manager_decides_on_facts_and_then_sees_both(blind: Front) -> None:
    contact = _sent(blind, "O07")
    screen = _screen(blind)
    item = screen.list.item(contact)
    assert item is not None
    assert (item.chip.words, item.recommends) == ("decide first", "Recommends: hidden until you decide")
    assert SECRET not in _said(screen)
    assert "no further action" not in _said(screen.facts).casefold()
    assert _verdict(screen) is None
    own = screen.answers.own_view
    assert own is not None
    screen.commands()["contact.save_next"]()
    assert "Choose what should happen" in own.choices[ELLIE].wrong.words()
    for child in (ELLIE, JAYDEN):
        own.choices[child].setFocus()
        _press(Qt.Key.Key_Right)
        _press(Qt.Key.Key_Right)
        _press(Qt.Key.Key_Space)
    own.why.box.setFocus()
    _type("Somebody should go and see.")
    screen.commands()["contact.save_next"]()
    blind.settle()
    blind.settle()

    assert SECRET in _said(screen.facts)
    assert "You decided otherwise than the worker" in _said(screen.facts)
    assert "You decided: early help. The worker recommends: no further action." in _said(screen.answers)
    verdict = _verdict(screen)
    assert verdict is not None
    assert verdict.words() == "Somebody should go and see."
    first = blind.open(contact).file.log(kinds.DecidedFirst)
    assert [d.outcome for d in first[0].body.outcomes] == ["O04", "O04"]


def test_the_whole_contact_is_closed_to_them_until_then(blind: Front) -> None:
    contact = _sent(blind, "O07")
    blind.sit(MENSAH)
    screen = WorkspaceScreen(blind.seat, contact)
    blind.show(screen, 1366, 768)
    assert screen.cover.page is not None
    assert SECRET not in _said(screen)
    screen.cover.page.go_on.click()
    assert ("opinion", contact) in blind.ways.calls


def test_what_they_chose_comes_back_after_going_elsewhere(blind: Front) -> None:
    _sent(blind, "O07")
    screen = _screen(blind)
    assert screen.answers.own_view is not None
    screen.answers.own_view.choices[ELLIE].option("O02").click()
    screen.leave()
    blind.settle()
    again = _screen(blind)
    assert again.answers.own_view is not None
    assert again.answers.own_view.choices[ELLIE].value() == "O02"


def test_everything_has_a_name_for_screen_readers(blind: Front) -> None:
    _sent(blind, "O07")
    assert nameless(_screen(blind)) == []


# -- second opinion -------------------------------------------------------------------------------------------


def test_a_colleague_is_asked_from_step_6_and_both_are_told(front: Front) -> None:
    front.sit(SHAH)
    contact = front.family()
    front.ready(contact)
    screen = WorkspaceScreen(front.seat, contact, step=6)
    front.show(screen, 1366, 768)
    step = screen.stack.step()
    asking = getattr(step, "opinions")  # noqa: B009 - step 6 has it, steps have not
    asking.ask.click()
    front.settle()
    asking.whom.option(OKAFOR.id).click()
    asking.about.setFocus()
    _type("Is this enough?")
    asking.send.click()
    front.settle()
    assert "Adaeze Okafor is asked for a second opinion." in _said(asking)

    front.sit(OKAFOR)
    teller = OpinionTeller(front.seat, screen)
    teller.look()
    front.settle()
    assert front.words().startswith("Rukhsana Shah asks for your opinion on FARROW, Ellie +1.")
    hers = SignOffScreen(front.seat)
    front.show(hers, 1366, 768)
    assert SECRET not in _said(hers)
    own = hers.answers.own_view
    assert own is not None
    for child in (ELLIE, JAYDEN):
        own.choices[child].option("checks first").click()
    QTest.keyClicks(own.why.box, "Nobody heard Jayden.")
    own.show_both.click()
    front.settle()
    front.settle()
    assert SECRET in _said(hers.facts)
    assert hers.answers.verdict is None

    front.sit(SHAH)
    teller = OpinionTeller(front.seat, screen)
    front.seat.changes.publish(Changed(frozenset({contact}), frozenset({"OpinionGiven"}), "central"))
    front.settle()
    assert front.words().startswith("Adaeze Okafor has given a second opinion on FARROW, Ellie +1.")
    assert "Adaeze Okafor would decide: not enough to decide." in _said(asking)


# -- sent back and returned -----------------------------------------------------------------------------------


def _back(front: Front, contact: ContactId) -> None:
    front.sit(MENSAH)
    requests = (Request("criterion:voice", "Hear Jayden."), Request("B4:agency:school", "Ask school again."))
    front.in_store(decide.send_back, front.desk, contact, requests, "Not yet.", 95)
    later(front, minutes=2)
    front.sit(SHAH)


def test_what_is_sent_back_is_a_checklist_that_leads_the_worker(front: Front) -> None:
    contact = _sent(front)
    _back(front, contact)
    screen = WorkspaceScreen(front.seat, contact)
    front.show(screen, 1366, 768)
    step = screen.stack.step()
    assert step is not None
    assert (step.number, step.asked is not None) == (4, True)
    assert step.asked is not None
    part = step.asked.parts["B4:agency:school"]
    assert part.field.box.hasFocus()
    part.say.click()
    assert "Say what you did" in part.field.error()
    _type("Rang Mrs Hale again.")
    part.say.click()
    front.settle()
    assert part.done
    screen.commands()["go.next_need"]()
    front.settle()
    after = screen.stack.step()
    assert after is not None
    assert after.number == 5
    assert "1 of 2 done" in _said(screen)
    rail = [row.step.detail for row in screen.view.rail.steps._rows]
    assert (rail[3], rail[4]) == ("Asked for: 1 of 1 done", "Asked for: 0 of 1 done")


def test_what_is_not_answered_stops_nobody_but_is_said_before_it_is_sent(front: Front) -> None:
    contact = _sent(front)
    _back(front, contact)
    screen = SendScreen(front.seat, contact)
    front.show(screen, 1366, 768)
    assert "Nothing is written about 2 things that you were asked for." in _said(screen.sent_note)
    screen.press_send()
    front.settle()
    assert front.open(contact).file.stage is Stage.WITH_MANAGER


def test_on_return_what_is_new_is_marked_in_words_and_shape_and_nothing_else(front: Front) -> None:
    contact = _sent(front)
    _back(front, contact)
    front.say(contact, kinds.ReasonsWritten(prompt="strengths", text="School will keep breakfast."))
    front.say(contact, kinds.RequestMet(gap="criterion:voice", words="Mrs Hale asked him."))
    front.in_store(decide.send_to_manager, front.desk, contact, MENSAH.id)
    front.clock.move(timedelta(minutes=1))
    screen = _screen(front)
    marked = [_said(mark) for mark in screen.facts.findChildren(NewMark)]
    assert marked == ["What is going well. School will keep breakfast."]
    chips = [mark.chip for mark in screen.facts.findChildren(NewMark)]
    assert all(chip.accessibleName().startswith("Changed ") for chip in chips)
    said = _said(screen.facts)
    assert "Asked for: Hear Jayden." in said
    assert "R. Shah 09:21: “Mrs Hale asked him.”" in said
    assert "Nothing is written about what was done." in said
    assert "New since then: 1 thing. Each is marked below." in said


def test_what_no_words_stand_in_for_can_only_be_sent_back(front: Front) -> None:
    contact = _sent(front, "O06")
    front.in_store(decide.escalate, front.desk, contact, "He is outside.")
    screen = _screen(front)
    gap = next(gap for gap in screen.answers.gaps if gap.shown.key == "B8:act_now")
    assert gap.shown.only_back
    assert "This cannot be accepted as it is." in _said(gap)


def test_asking_from_sign_off(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    asking = screen.answers.opinions
    assert asking is not None
    asking.ask.click()
    front.settle()
    offered = front.in_store(opinions.colleagues, front.desk, contact)
    assert OKAFOR.id in {worker.id for worker in offered}
    assert SHAH.id not in {worker.id for worker in offered}
    asking.whom.option(OKAFOR.id).click()
    asking.send.click()
    front.settle()
    assert "Adaeze Okafor is asked for a second opinion." in _said(screen.answers)
