"""The family on the page, who is who, and one event twice: by keyboard, and nothing joined without an answer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.conftest import focused, settle
from tests.ui.families import ELLIE, JADEN, by_a_colleague, farrow
from ui.screens.new_contact import NewContactScreen
from ui.screens.steps.children import ChildrenStep
from ui.screens.steps.history import HistoryStep
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.answered_list import AnsweredRow
from ui.widgets.match_list import MatchRow
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.changed import Changed
from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId, PersonId
from workstation.services import find, record
from workstation.services.desk import Desk

SPACE, RETURN, TAB = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Tab


def press(window: Window, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)
        settle(window)


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def screen_at(window: Window, contact: ContactId, step: int) -> WorkspaceScreen:
    window.ways.contact(contact, step)
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    screen.go_to(step)
    settle(window)
    return screen


def history(window: Window, contact: ContactId) -> HistoryStep:
    step = screen_at(window, contact, 3).stack.step()
    assert isinstance(step, HistoryStep)
    return step


def children(window: Window, contact: ContactId) -> ChildrenStep:
    step = screen_at(window, contact, 2).stack.step()
    assert isinstance(step, ChildrenStep)
    return step


def file_of(desk: Desk, contact: ContactId) -> ContactFile:
    found: ContactFile = desk.in_store(desk.file, contact)
    return found


def verdicts(desk: Desk, contact: ContactId, person: PersonId) -> list[str]:
    return [m.body.verdict for m in file_of(desk, contact).matches if m.body.person == person]


# -- the family --------------------------------------------------------------------------------------------------


def test_the_family_is_said_in_a_line_and_unfolds_into_tables_by_keyboard(window: Window, desk: Desk) -> None:
    card = history(window, farrow(desk)).family
    assert "FARROW, Ellie (9y). FARROW, Jayden (5y). FARROW, Dana, mother. STOKES, Liam, partner." in shown(
        card
    )
    assert not card.people.isVisible()
    card.unfold.setFocus()
    press(window, SPACE)
    assert focused() is card.people
    assert card.people.accessibleName() == "People of the family"
    assert card.events.accessibleName() == "What happened, and how old each child was"
    ages = {row.cells[3].words for row in card.events.rows_model.rows()}
    assert {"Ellie 9y, Jayden 4y", "Jayden 2y (Ellie 6y)"} <= ages
    assert card.unfold.words() == "Fold the family away"


def test_enter_on_an_event_of_the_family_opens_it(window: Window, desk: Desk) -> None:
    card = history(window, farrow(desk)).family
    card.unfold.click()
    card.events.setFocus()
    card.events.go_to_row(2)
    key = card.events.current_key()
    press(window, RETURN)
    front = window.places.front()
    assert front is not None
    assert isinstance(key, tuple)
    assert front.contact == key[0]


def test_other_families_at_the_address_stand_apart_and_folded(window: Window, desk: Desk) -> None:
    at = kinds.AddressRecorded(address="x", people=(JADEN,), lines="14 Ropery Street", postcode="NB4 2RW")
    by_a_colleague(desk, at)
    card = history(window, farrow(desk)).family
    card.unfold.click()
    settle(window)
    assert card.more_near.words() == "1 other family on record at their addresses – show"
    assert not card.near.isVisible()
    card.more_near.setFocus()
    press(window, SPACE)
    assert focused() is card.near
    (row,) = card.near.rows_model.rows()
    assert row.cells[0].words == "FARROW, Jaden"


def test_nobody_else_on_record_says_what_may_be_held(window: Window, desk: Desk) -> None:
    rows = desk.in_store(find.queue, desk).rows
    contact = next(row.contact for row in rows if row.line.child.startswith("REID"))
    card = history(window, contact).family
    assert "Nobody else is on record with them. Information may be held that you cannot see." in shown(card)
    assert desk.settings.duty_phone in shown(card)
    assert not card.unfold.isVisible()


def test_somebody_on_record_is_added_beside_the_children_with_one_press(window: Window, desk: Desk) -> None:
    contact = by_a_colleague(desk)
    step = history(window, contact)
    press(window, SPACE)  # the first question is about Ellie: the same
    assert verdicts(desk, contact, ELLIE) == ["same"]
    del step
    offer = children(window, contact).family
    button = next(b for b in offer.buttons.values() if b.words() == "Add FARROW, Dana")
    assert button.accessibleDescription() == "mother"
    button.setFocus()
    press(window, SPACE)
    (dana,) = file_of(desk, contact).adults
    assert (dana.name.given, dana.relationship) == ("Dana", "mother")
    assert verdicts(desk, contact, dana.person) == ["same"]
    assert "as the person on record" in window.notice_bar.words()


# -- who is who --------------------------------------------------------------------------------------------------


def test_twins_are_asked_about_in_words_and_the_focus_is_on_the_answer_that_joins_nobody(
    window: Window, desk: Desk
) -> None:
    contact = by_a_colleague(desk)
    step = history(window, contact)
    row = next(r for r in step.matches.findChildren(MatchRow) if r.candidate.person == JADEN)
    row.buttons["same"].setFocus()
    press(window, SPACE)
    assert verdicts(desk, contact, JADEN) == []
    assert row.question is not None
    assert focused() is row.question.buttons["different"]
    assert "Is Jaden really Jayden?" in row.question.accessibleName()
    press(window, TAB, TAB, SPACE)
    assert verdicts(desk, contact, JADEN) == ["same"]
    (said,) = [m.body for m in file_of(desk, contact).matches if m.body.person == JADEN]
    assert said.warned.startswith("Twins?")


def test_what_speaks_against_is_shown_beside_the_reasons(window: Window, desk: Desk) -> None:
    from msgspec.structs import replace

    contact = by_a_colleague(desk)
    (first, *_rest) = desk.in_store(find.past, desk, contact).candidates
    row = MatchRow(replace(first, against=("another school", "lives elsewhere")))
    labels = [label.text() for label in row.findChildren(QLabel)]
    assert "Against it: another school, lives elsewhere" in labels
    row.deleteLater()


def answered(step: ChildrenStep, verdict: str) -> AnsweredRow:
    rows = [row for card in step.child_rows.cards.values() for row in card.answers.rows]
    return next(row for row in rows if row.answer.verdict == verdict)


def test_a_child_card_says_who_matched_and_when_and_parts_them_with_undo(window: Window, desk: Desk) -> None:
    contact = farrow(desk)
    row = answered(children(window, contact), "same")
    assert row.accessibleName().startswith("Matched by R. Shah 09:")
    person = row.answer.person
    row.unlink.setFocus()
    press(window, SPACE)
    assert verdicts(desk, contact, person) == ["different"]
    undo = next(b for b in window.notice_bar.findChildren(QWidget) if b.accessibleName() == "Undo")
    undo.click()  # type: ignore[attr-defined]
    settle(window)
    assert verdicts(desk, contact, person) == ["same"]


def test_a_difference_is_kept_folded_where_it_can_be_seen_and_changed(window: Window, desk: Desk) -> None:
    contact = by_a_colleague(desk)
    history(window, contact)
    press(window, TAB, SPACE)  # Ellie is not that Ellie
    assert verdicts(desk, contact, ELLIE) == ["different"]
    step = children(window, contact)
    answers = step.child_rows.cards[ELLIE].answers
    row = answers.rows[0]
    assert answers.more.words() == "1 person judged to be somebody else – show"
    assert not row.isVisible()
    answers.more.setFocus()
    press(window, SPACE)
    assert focused() is row.change
    press(window, SPACE)
    assert focused() is row.buttons["same"]
    press(window, SPACE)
    assert verdicts(desk, contact, ELLIE) == ["same"]


def test_not_sure_is_said_in_the_banner_and_leads_the_manager_to_the_answer(
    window: Window, desk: Desk
) -> None:
    contact = by_a_colleague(desk)
    history(window, contact)
    press(window, TAB, TAB, SPACE)
    assert verdicts(desk, contact, ELLIE) == ["not sure"]
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    assert "Not sure who it is" in [chip.words for chip in screen.view.banner._shown]
    other = file_of(desk, contact).matches[0].body.other
    screen.go_to(2, f"answer:{ELLIE}:{other}")
    settle(window)
    assert focused().accessibleName().startswith("Change. Left open by R. Shah")


def test_answers_that_do_not_agree_stand_on_top_until_one_is_changed(window: Window, desk: Desk) -> None:
    mine, contact = farrow(desk), by_a_colleague(desk)
    child = file_of(desk, mine).children[0].person
    for verdict, where, person, other, there in (
        ("same", contact, ELLIE, child, mine), ("different", mine, child, ELLIE, contact),
    ):  # fmt: skip
        said = kinds.Matched(person=person, other=other, other_contact=there, verdict=verdict)  # type: ignore[arg-type]
        desk.in_store(record.put, desk, where, [said])
    step = history(window, contact)
    assert step.clashes.isVisible()
    assert "were judged different people, but other answers make them the same" in shown(step.clashes)
    row = next(r for r in step.clashes.lists[0].rows if r.answer.verdict == "different")
    row.change.setFocus()
    press(window, SPACE)
    row.buttons["same"].setFocus()
    press(window, SPACE)
    assert not step.clashes.isVisible()


# -- one event twice -----------------------------------------------------------------------------------------------


def test_both_contacts_ask_whether_it_is_one_event_and_one_press_answers(window: Window, desk: Desk) -> None:
    mine, contact = farrow(desk), by_a_colleague(desk)
    there = file_of(desk, contact).number
    step = history(window, mine)
    (row,) = step.events.rows
    assert row.accessibleName() == f"{there} by J. Patel, 10:42, may be about the same event."
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    assert f"Same event as {there}?" in [chip.words for chip in screen.view.banner._shown]
    row.buttons["there"].setFocus()
    press(window, RETURN)
    (said,) = file_of(desk, mine).events
    assert (said.body.verdict, said.body.goes_on) == ("same", contact)
    assert f"{there}: the same event." in window.notice_bar.words()
    (row,) = step.events.rows
    assert f"The work goes on in {there}" in shown(row)
    row.change.setFocus()
    press(window, SPACE)
    assert focused() is row.buttons["here"]
    row.buttons["different"].setFocus()
    press(window, SPACE)
    assert [t.body.verdict for t in file_of(desk, mine).events] == ["different"]
    assert f"Same event as {there}" not in [chip.words for chip in screen.view.banner._shown]


def test_what_comes_from_a_colleague_is_told_once_with_a_way_to_look(window: Window, desk: Desk) -> None:
    mine, contact = farrow(desk), by_a_colleague(desk)
    came = Changed(frozenset({contact}), frozenset(), "central")
    window.seat.changes.publish(came)
    settle(window)
    number = file_of(desk, contact).number
    assert f"{number} by J. Patel, 10:42, may be about the same event." in window.notice_bar.words()
    look = next(b for b in window.notice_bar.findChildren(QWidget) if b.accessibleName() == "Look at both")
    look.click()  # type: ignore[attr-defined]
    settle(window)
    front = window.places.front()
    assert front is not None
    assert front.contact == mine
    window.seat.notices.say("Something else.")
    window.seat.changes.publish(came)
    settle(window)
    assert "Something else." in window.notice_bar.words()


# -- during the call -----------------------------------------------------------------------------------------------


@pytest.fixture
def call(window: Window) -> NewContactScreen:
    window.run("contact.new")
    settle(window)
    found = window.places.shown()
    assert isinstance(found, NewContactScreen)
    return found


def type_name(window: Window, call: NewContactScreen, name: str) -> None:
    call.children_taken.boxes[0].name.edit.setFocus()
    QTest.keyClicks(focused(), name)
    settle(window)


def test_a_mother_on_record_is_added_during_the_call_and_is_that_person(
    window: Window, desk: Desk, call: NewContactScreen
) -> None:
    call.view.notes.set_text("No coat.")
    type_name(window, call, "Ellie Farrow")
    window.run("go.next_need")
    press(window, SPACE)
    offer = call.children_taken.boxes[0].family
    button = next(b for b in offer.buttons.values() if b.words() == "Add FARROW, Dana")
    button.setFocus()
    press(window, SPACE)
    assert "FARROW, Dana, mother" in shown(call.view.adults)
    assert "Add FARROW, Dana" not in [b.words() for b in offer.buttons.values()]
    call.children_taken.boxes[0].name.edit.setFocus()
    call.save_next()
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    (dana,) = file_of(desk, screen.contact_id).adults
    assert (dana.name.given, dana.relationship) == ("Dana", "mother")
    assert verdicts(desk, screen.contact_id, dana.person) == ["same"]


def test_a_brother_added_during_the_call_needs_no_second_answer(
    window: Window, desk: Desk, call: NewContactScreen
) -> None:
    call.view.notes.set_text("No coat.")
    type_name(window, call, "Ellie Farrow")
    window.run("go.next_need")
    press(window, SPACE)
    next(iter(call.children_taken.boxes[0].family.buttons.values())).click()
    settle(window)
    assert "Same person: FARROW, Jayden" in shown(call.children_taken.boxes[1].matches)
    call.save_next()
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    assert [m.body.verdict for m in file_of(desk, screen.contact_id).matches] == ["same", "same"]


def test_whoever_was_added_comes_back_after_the_window_went_away(
    window: Window, call: NewContactScreen
) -> None:
    type_name(window, call, "Ellie Farrow")
    window.run("go.next_need")
    press(window, SPACE)
    offer = call.children_taken.boxes[0].family
    next(b for b in offer.buttons.values() if b.words() == "Add FARROW, Dana").click()
    settle(window)
    taken = call.taking.taken()
    call.view.adults.show_adults(())
    call.view.show_taken(taken)
    assert "FARROW, Dana, mother" in shown(call.view.adults)


def test_nothing_found_says_so_during_the_call_and_whom_to_ring(
    window: Window, desk: Desk, call: NewContactScreen
) -> None:
    type_name(window, call, "Xyzzy Qwertov")
    assert call.view.talk.isVisible()
    assert "Nothing found. Information may be held that you cannot see." in shown(call.view.talk)
    assert desk.settings.duty_phone in shown(call.view.talk)
    QApplication.processEvents()
