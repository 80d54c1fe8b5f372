from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.front import CARRICK, LIAM, MENSAH, SHAH, Front, later, nameless, open_front
from ui import theme
from ui.reading import Reading
from ui.screens.sign_off import SignOffScreen
from ui.screens.signing.verdict import Verdict
from ui.widgets.chip import HIDDEN, ChipMark
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.words import Words
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.people import Worker
from workstation.services import decide, record


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _sent(front: Front, to: Worker = MENSAH, outcome: str = "O02") -> ContactId:
    front.sit(SHAH)
    contact = front.family()
    front.ready(contact, outcome)
    front.in_store(decide.send_to_manager, front.desk, contact, to.id)
    later(front, minutes=1)
    return contact


def _screen(front: Front, contact: ContactId | None = None) -> SignOffScreen:
    front.sit(MENSAH)
    screen = SignOffScreen(front.seat, contact)
    front.show(screen, 1800, 1000)
    front.settle()
    return screen


def _verdict(screen: SignOffScreen) -> Verdict:
    assert screen.answers.verdict is not None
    return screen.answers.verdict


def _accept(screen: SignOffScreen, words: str = "The assessment will ask.") -> None:
    for gap in screen.answers.gaps:
        gap.choice.option("accept").click()
        QTest.keyClicks(gap.words.box, words)
    _judge(screen)


def _judge(screen: SignOffScreen) -> None:
    """Every criterion is met, one key each."""
    assert screen.answers.criteria is not None
    for row in screen.answers.criteria.rows:
        QTest.keyClick(row.choice.option("met"), Qt.Key.Key_M)


def test_nothing_is_waiting_in_exact_words(front: Front) -> None:
    screen = _screen(front)
    assert screen.empty.words() == "Nothing is waiting for you."
    _sent(front, CARRICK)
    front.sit(MENSAH)
    screen.load()
    front.settle()
    assert screen.empty.words() == "Nothing is waiting for you. 1 is with other managers."
    for key in ("contact.print", "contact.chronology", "go.next_need"):
        front.told.clear()
        screen.commands()[key]()
        assert front.words() == "Nothing is waiting for you. 1 is with other managers."


def test_a_hidden_address_is_said_on_top_of_what_the_manager_reads(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    chips = [mark.accessibleName() for mark in screen.facts.findChildren(ChipMark) if mark.isVisible()]
    assert HIDDEN.words in chips


def test_the_manager_reads_what_was_written_without_a_hidden_address(front: Front) -> None:
    contact = _sent(front)
    words = "She is safe at 00 Sample Street, NB0 0XX."
    front.sit(SHAH)
    front.say(contact, kinds.ReasonsWritten(prompt="strengths", text=words), kinds.NoteMade(text=words))
    front.say(contact, kinds.AgencyAnswered(agency="gp", who="Dr Lane", said=words, means=words))
    front.say(contact, kinds.ParentTold(person=LIAM, told="no: risk", lawful="other at risk", because=words))
    screen = _screen(front, contact)
    for side in (screen.facts, screen.answers):
        read = " ".join(label.words() for label in side.findChildren(Words))
        assert "She is safe at [hidden]" in read
        assert "Sample Street" not in read


@pytest.mark.parametrize("by", ["larger letters", "less room"])
def test_the_pane_one_works_in_stays_when_the_room_goes(front: Front, qapp: QApplication, by: str) -> None:
    _sent(front)
    screen = _screen(front)
    at = screen.answers.gaps[0].choice.option("back")
    assert at.hasFocus()
    if by == "less room":
        screen.window().resize(900, 1000)
    else:
        theme.apply(qapp, Reading(text_percent=200))
    front.settle()
    assert screen.panes_here.narrow()
    assert at.isVisible()
    assert at.hasFocus()
    assert screen.panes_here.pills["answers"].isChecked()


def test_somebody_who_does_not_sign_is_told_what_comes_here(front: Front) -> None:
    front.sit(SHAH)
    screen = SignOffScreen(front.seat, None)
    front.show(screen, 1366, 700)
    assert screen.empty.words().startswith("Nobody asks for your opinion now.")


def test_the_list_counts_gaps_and_the_first_gap_has_the_focus(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    item = screen.list.item(contact)
    assert item is not None
    assert item.child == "FARROW, Ellie +1"
    assert item.chip.words == "3 gaps"
    assert item.recommends == "Recommends: Assessment"
    assert screen.answers.gaps[0].choice.option("back").hasFocus()


def test_no_answer_is_chosen_beforehand(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    assert [gap.way() for gap in screen.answers.gaps] == [None, None, None]
    assert screen.answers.gap_list is not None
    assert screen.answers.gap_list.count.words() == "0 of 3 answered"


def test_agreeing_early_is_not_greyed_but_says_what_is_left(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    assert _verdict(screen).agree.isEnabled()
    _verdict(screen).why.setFocus()
    _verdict(screen).agree.click()
    front.settle()
    assert front.words() == "13 answers to go."
    assert screen.answers.gaps[0].choice.option("back").hasFocus()
    assert front.open(contact).file.stage is Stage.WITH_MANAGER


def test_how_many_answers_were_left_goes_with_the_next_answer(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    bar = NoticeBar(front.seat.notices, screen)
    _verdict(screen).agree.click()
    assert bar.words() == "13 answers to go."
    screen.answers.gaps[0].choice.option("back").click()
    assert bar.words() == ""
    assert _verdict(screen).to_go.words() == "12 answers to go"
    front.seat.notices.say("Something else was said since.")
    screen.answers.gaps[1].choice.option("back").click()
    assert bar.words() == "Something else was said since."


def test_agreeing_costs_words_and_records_what_was_accepted_and_how_long_it_was_read(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    later(front, minutes=4)
    _accept(screen)
    _verdict(screen).agree.click()
    assert "Agreeing needs your words" in _verdict(screen).why.error()
    QTest.keyClicks(_verdict(screen).why.box, "I agree.")
    screen.commands()["contact.save_next"]()
    front.settle()

    signed = front.open(contact).file.signed
    assert signed is not None
    assert signed.by == MENSAH.id
    assert signed.body.why == "I agree."
    assert {a.words for a in signed.body.accepted} == {"The assessment will ask."}
    assert signed.body.reading_seconds == 240


def test_looking_away_does_not_count_as_reading(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    later(front, seconds=30)
    screen.leave()
    later(front, hours=1)
    assert screen.reading.seconds() == 30


def test_accepting_without_words_is_not_an_answer(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    screen.answers.gaps[0].choice.option("accept").click()
    assert not screen.answers.gaps[0].done()
    _verdict(screen).agree.click()
    assert screen.answers.gaps[0].words.error() == "Say why you accept it as it is."


def test_sent_back_with_requests_and_the_next_one_opens(front: Front) -> None:
    first, second = _sent(front), _sent(front)
    screen = _screen(front)
    assert screen.list.key() == first
    for gap in screen.answers.gaps[:2]:
        gap.choice.option("back").click()
    QTest.keyClicks(screen.answers.gaps[0].words.box, "Please ask him.")
    assert _verdict(screen).back.words() == "Send back with 2 requests"
    screen.answers.press()
    assert _verdict(screen).why.error() == "Say why you send it back."
    QTest.keyClicks(_verdict(screen).why.box, "Not yet.")
    screen.answers.press()
    front.settle()
    front.settle()

    file = front.open(first).file
    assert file.stage is Stage.SENT_BACK
    assert file.handover is not None
    assert isinstance(file.handover.body, kinds.SentBack)
    assert file.handover.body.requests[0].words == "Please ask him."
    assert file.handover.body.requests[0].gap.startswith("B3:"), "the other contact came in meanwhile"
    assert file.handover.body.requests[1].words == "Mr Stokes not told, reason given"
    assert front.words().startswith("Two requests sent to R. Shah. The clock is still running: ")
    assert screen.list.key() == second
    assert screen.shown is not None
    assert screen.shown.file.contact == second


def test_sending_back_without_a_request_asks_for_one(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    _verdict(screen).back.click()
    assert "Send back for this" in _verdict(screen).own.error()
    QTest.keyClicks(_verdict(screen).own.box, "Ring the dentist.")
    QTest.keyClicks(_verdict(screen).why.box, "Not yet.")
    screen.answers.press()
    front.settle()
    handover = front.open(contact).file.handover
    assert handover is not None
    assert isinstance(handover.body, kinds.SentBack)
    assert handover.body.requests == (kinds.Request("other", "Ring the dentist."),)


def test_requests_must_be_sent_or_accepted_before_agreeing(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    _accept(screen)
    screen.answers.gaps[0].choice.option("back").click()
    QTest.keyClicks(_verdict(screen).why.box, "I agree.")
    _verdict(screen).agree.click()
    front.settle()
    assert front.words() == "You ask for 1 thing. Send it back, or accept it first."
    assert front.open(contact).file.stage is Stage.WITH_MANAGER


def test_nobody_signs_off_what_they_wrote(front: Front) -> None:
    contact = _sent(front)
    front.sit(MENSAH)
    front.say(contact, kinds.ReasonsWritten(prompt="strengths", text="Changed by the manager."))
    screen = _screen(front)
    words = [w.words() for w in screen.answers.findChildren(Words)]
    assert "You wrote this decision, so someone else has to sign it off." in words
    screen.answers.press()
    assert front.words() == "You wrote this decision, so someone else has to sign it off."
    assert not _verdict(screen).agree.isVisible()


def test_changing_the_outcome_makes_it_somebody_elses_to_sign(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    _verdict(screen).change.click()
    assert not _verdict(screen).change_note.isHidden()
    screen.answers.change_wanted.emit()
    assert front.ways.calls == [("contact", contact, 6)]


def test_facts_stand_before_reasons_and_history(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    titles = [part.accessibleName() for part in screen.facts._parts]
    assert titles[1:] == [
        "The concern, in the police’s words", "What the worker did",
        "What is there for each adult", "Worker’s reasons", "History of Ellie and Jayden",
    ]  # fmt: skip


def test_what_the_worker_did_is_put_together_from_the_record(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    said = " ".join(w.words() for w in screen.facts.findChildren(Words))
    assert "Ms Farrow (mother): spoken to 09:18. “He turned up.” Agrees to an assessment." in said
    assert "Mr Stokes (partner): not told. “He does not know she spoke to us.”" in said
    assert "Jayden: nothing recorded of what they saw or said." in said


def test_what_was_added_meanwhile_is_told_and_cannot_be_signed_unread(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    front.sit(SHAH)
    changed = front.in_store(record.say, front.desk, contact, kinds.NoteMade(text="School rang."))
    front.sit(MENSAH)
    front.seat.changes.publish(Changed(changed.contacts, changed.kinds, "central", changed.entries))
    front.settle()
    assert (
        screen.facts._parts[0]
        .accessibleName()
        .startswith("Rukhsana Shah added something at 09:19, since you opened this.")
    )


def test_words_and_choices_come_back_after_going_elsewhere(front: Front) -> None:
    contact = _sent(front)
    screen = _screen(front)
    screen.answers.gaps[1].choice.option("accept").click()
    QTest.keyClicks(screen.answers.gaps[1].words.box, "The assessment will")
    QTest.keyClicks(_verdict(screen).why.box, "I would")
    screen.leave()
    front.settle()

    again = _screen(front, contact)
    assert again.answers.gaps[1].way() == "accept"
    assert again.answers.gaps[1].words.text() == "The assessment will"
    assert _verdict(again).why.text() == "I would"


def test_everything_has_a_name_for_screen_readers(front: Front) -> None:
    _sent(front)
    screen = _screen(front)
    _accept(screen)
    assert nameless(screen) == []


def test_a_narrow_window_shows_one_pane_at_a_time(front: Front) -> None:
    _sent(front)
    front.sit(MENSAH)
    screen = SignOffScreen(front.seat)
    front.show(screen, 800, 700)
    assert screen.panes_here.narrow()
    assert screen.facts.isVisible()
    assert not screen.answers.isVisible()
    screen.commands()["go.next_need"]()
    assert screen.answers.isVisible()
    assert not screen.facts.isVisible()
