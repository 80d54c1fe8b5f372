"""S4.3: the history cannot be missed, is weighed in the worker's own words, and nothing is chosen for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MORNING, focused, press, settle
from tests.ui.test_workspace import contact_of, file_of, go_to
from ui import theme
from ui.reading import Reading
from ui.screens.steps.history import HistoryStep
from ui.screens.steps.looked import NOT_LOOKED
from ui.screens.steps.view_card import NONE_LINKED, WHAT_ELSE
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.chip import Chip
from ui.widgets.fact_note import FactNote
from ui.widgets.match_list import MatchRow
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.scroll import Page
from ui.widgets.tab_order import read_through
from ui.widgets.words import Words
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.contact import ContactFile
from workstation.domain.ids import PersonId
from workstation.domain.times import FixedClock
from workstation.services import find, receive
from workstation.services.desk import Desk
from workstation.services.link import LinkState


def history_of(window: Window, child: str) -> HistoryStep:
    step = go_to(window, child, 3).stack.step()
    assert isinstance(step, HistoryStep)
    return step


@pytest.fixture
def step(window: Window) -> HistoryStep:
    """The third police contact about Ellie."""
    return history_of(window, "FARROW")


def view_of(step: HistoryStep, desk: Desk) -> kinds.HistoryWeighed | None:
    file: ContactFile = file_of(desk, step.contact_id)
    return file.history_view.body if file.history_view is not None else None


def choose(window: Window, step: HistoryStep, view: str) -> None:
    step.card.choice.option(view).click()
    settle(window)


def shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_the_facts_stand_on_top_as_sentences_and_say_what_they_were_counted_from(step: HistoryStep) -> None:
    notes = step.past.findChildren(FactNote)
    said = [note.accessibleName() for note in notes]
    assert (
        "Third police notification in 12 months. Both earlier ones were closed with no further action."
        in said[0]
    )
    assert "Ms Farrow declined support twice" in said[1]

    notes[0].why.click()
    named = [b.accessibleName() for b in notes[0].findChildren(QPushButton) if b.isVisible()]
    assert any("17\u00a0Jan\u00a02026" in name for name in named)
    assert any("09\u00a0Jun\u00a02026" in name for name in named)


def test_no_empty_room_stands_between_the_heading_and_the_facts(step: HistoryStep) -> None:
    heading = next(words for words in step.findChildren(Words) if words.words() == step.heading)
    bottom = heading.mapTo(step, heading.rect().bottomLeft()).y()
    assert 0 < step.past.mapTo(step, QPoint(0, 0)).y() - bottom <= 24


def test_the_table_says_everything_the_strip_does(step: HistoryStep) -> None:
    assert step.past.strip is not None
    marks = {mark.contact_id for mark in step.past.strip._data.marks}
    rows = {row.key for row in step.table.rows_model.rows()}
    assert marks <= rows
    assert "Linked" in [column.title for column in step.table.rows_model.columns]


def test_the_arrows_on_the_strip_move_the_row_below_and_enter_opens(
    window: Window, step: HistoryStep
) -> None:
    strip = step.past.strip
    assert strip is not None
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Home)
    first = strip.current()
    assert first is not None
    assert step.table.current_key() == first.contact_id

    QTest.keyClick(strip, Qt.Key.Key_Return)
    settle(window)
    front = window.places.front()
    assert front is not None
    assert front.contact == first.contact_id


def test_nothing_is_chosen_for_the_worker(step: HistoryStep, desk: Desk) -> None:
    assert step.card.choice.value() is None
    assert step.card.why.text() == ""
    assert view_of(step, desk) is None


def test_the_view_and_its_why_are_recorded_when_the_field_is_left(
    window: Window, step: HistoryStep, desk: Desk
) -> None:
    choose(window, step, "raises")
    step.card.why.setFocus()
    QTest.keyClicks(focused(), "Same partner each time.")
    step.table.setFocus()
    settle(window)

    view = view_of(step, desk)
    assert view is not None
    assert (view.view, view.why) == ("raises", "Same partner each time.")
    assert view.searched
    assert (
        step.card.why.hint.words() == "Saved. This is your view at 10:42; you can change it until you send."
    )


def test_flagged_history_asks_for_a_linked_contact_and_ctrl_l_links_one(
    window: Window, step: HistoryStep, desk: Desk
) -> None:
    choose(window, step, "raises")
    assert NONE_LINKED in shown(step.card)

    step.table.go_to_row(2)
    window.run("contact.link")
    settle(window)
    view = view_of(step, desk)
    assert view is not None
    assert view.linked == (step.table.current_key(),)
    assert NONE_LINKED not in shown(step.card)

    window.run("contact.link")
    settle(window)
    view = view_of(step, desk)
    assert view is not None
    assert view.linked == ()


def test_none_of_them_matters_is_an_answer(window: Window, step: HistoryStep, desk: Desk) -> None:
    choose(window, step, "no difference")
    step.card.none_link.click()
    settle(window)

    view = view_of(step, desk)
    assert view is not None
    assert view.none_matter
    assert "You said that none of the earlier contacts matters here." in shown(step.card)


def test_contacts_linked_before_there_is_a_view_belong_to_it_later(
    window: Window, step: HistoryStep, desk: Desk
) -> None:
    step.table.go_to_row(1)
    linked = step.table.current_key()
    window.run("contact.link")
    settle(window)
    assert view_of(step, desk) is None

    choose(window, step, "raises")
    view = view_of(step, desk)
    assert view is not None
    assert view.linked == (linked,)


def test_this_contact_itself_cannot_be_linked(window: Window, step: HistoryStep, desk: Desk) -> None:
    step.table.go_to(step.contact_id)
    window.run("contact.link")
    settle(window)
    assert step.card.linked == ()
    assert "That is this contact." in window.notice_bar.words()


def test_not_enough_asks_what_is_missing(window: Window, step: HistoryStep) -> None:
    choose(window, step, "not enough")
    assert step.card.why.label.words() == WHAT_ELSE


def test_going_on_with_words_but_no_view_asks_once_more(
    window: Window, step: HistoryStep, desk: Desk
) -> None:
    step.card.why.setFocus()
    QTest.keyClicks(focused(), "Same partner.")
    window.run("contact.save_next")
    settle(window)

    assert step.card.choice.wrong.words() == "Choose what the history tells you."
    assert step.card.why.text() == "Same partner."
    assert view_of(step, desk) is None


def test_ctrl_enter_goes_on_to_agencies(window: Window, step: HistoryStep) -> None:
    choose(window, step, "raises")
    window.run("contact.save_next")
    settle(window)
    screen = go_to(window, "FARROW")
    assert screen.stack.number == 4


def test_an_idea_unfolds_and_the_cursor_goes_back_to_the_reasons(window: Window, step: HistoryStep) -> None:
    idea = next(iter(step.card.nudges.links.values()))
    idea.click()
    settle(window)
    assert focused() is step.card.why.edit
    assert any("Think of one thing" in text for text in shown(step.card.nudges))


def test_a_first_contact_is_confirmed_with_enter_and_keeps_what_was_searched(
    window: Window, desk: Desk
) -> None:
    contact = contact_of(desk, "Unknown child")
    window.ways.contact(contact, 3)
    settle(window)
    step = history_of(window, "Unknown child")
    assert not step.matches.isVisible()
    assert step.looked.hasFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(window)

    view = view_of(step, desk)
    assert view is not None
    assert view.view == "none found"
    assert view.searched


def test_going_on_from_an_empty_history_asks_once_to_say_that_one_looked(window: Window, desk: Desk) -> None:
    window.ways.contact(contact_of(desk, "Unknown child"), 3)
    settle(window)
    step = history_of(window, "Unknown child")
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    press(window, "Ctrl+Return")
    assert screen.stack.number == 3
    assert step.looked.hasFocus()
    assert step.looking.missed.isVisible()
    assert step.looked.accessibleDescription() == NOT_LOOKED
    press(window, "Ctrl+Return")
    assert screen.stack.number == 4, "asked twice it would be a wall"
    assert view_of(step, desk) is None

    press(window, "Alt+3", "Return")
    assert screen.stack.number == 4
    assert view_of(step, desk) is not None
    assert not step.looking.missed.words()


def test_of_a_child_nobody_knows_the_family_on_record_is_told_and_opens(window: Window, desk: Desk) -> None:
    child = kinds.ChildNamed(person=PersonId("zebedee"), name=kinds.Name("Quill", "Zebedee"))
    mother = kinds.AdultNamed(
        person=PersonId("dana"), name=kinds.Name("Farrow", "Dana"), relationship="mother"
    )
    partner = kinds.AdultNamed(
        person=PersonId("liam"), name=kinds.Name("Stokes", "Liam"), relationship="partner"
    )
    new = receive.NewContact(words="No coat.", source="2A", said=(child, mother, partner))
    done = desk.executor.submit(receive.receive, desk, new).result()
    window.ways.contact(next(iter(done.contacts)), 3)
    settle(window)
    step = history_of(window, "QUILL")
    said = next(words for words in shown(step.family) if "this may be their family" in words)
    assert said.startswith("This child was not found")
    assert "FARROW, Ellie" in said
    assert "QUILL" not in said, "of this contact"

    step.family.there.click()
    settle(window)
    front = window.places.front()
    assert front is not None
    assert front.contact not in {None, step.contact_id}


def test_of_a_child_who_is_known_no_other_family_is_told(step: HistoryStep) -> None:
    assert not step.family.there.isVisible()


def test_a_possible_match_is_asked_first_and_its_answer_can_be_taken_back(window: Window, desk: Desk) -> None:
    step = unmatched(window, desk)
    assert step.matches.isVisible()
    first = step.matches.first()
    assert first.isAncestorOf(focused())
    assert focused().accessibleName().startswith("Same: ")
    before = len(file_of(desk, step.contact_id).matches)

    different = next(b for b in first.findChildren(QPushButton) if b.text() == "Different")
    different.click()
    settle(window)
    assert len(file_of(desk, step.contact_id).matches) == before + 1
    assert "a different person" in window.notice_bar.words()

    _undo(window.notice_bar)
    settle(window)
    assert len(file_of(desk, step.contact_id).matches) == before
    assert step.matches.isVisible()


def test_not_sure_shows_what_may_be_theirs_and_asks_for_a_view_of_it(window: Window, desk: Desk) -> None:
    """Nobody may say that there is nothing; and what may be about the child can be linked."""
    step = unmatched(window, desk)
    while step.matches.isVisible():
        row = step.matches.findChildren(MatchRow)[0]
        next(b for b in row.findChildren(QPushButton) if b.text() == "Not sure").click()
        settle(window)
    assert any("may be about Ellie: nobody is sure yet." in words for words in shown(step.past))
    assert not step.looked.isVisible()
    assert step.card.isVisible()
    assert not any("was not found" in words for words in shown(step.family))
    rows = step.open.past.perhaps if step.open else ()
    assert len(rows) > 3
    cells = [cell for row in step.table.rows_model.rows() for cell in row.cells]
    assert any("on record as FARROW, Ellie" in f"{cell.second} {cell.spoken}" for cell in cells)

    choose(window, step, "raises")
    step.table.go_to(rows[0].key)
    window.run("contact.link")
    settle(window)
    view = view_of(step, desk)
    assert view is not None
    assert view.linked == (rows[0].contact,)
    assert NONE_LINKED not in shown(step.card)

    step.who.left_open.rows[0].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert focused().accessibleName().startswith("Same: FARROW, Ellie")
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    settle(window)
    assert rows[0].contact in [c.contact for c in step.open.past.contacts] if step.open else False


def test_who_fits_less_well_is_shown_on_request_and_can_be_answered(window: Window, desk: Desk) -> None:
    step = unmatched(window, desk)
    asked = [row.candidate.other for row in step.matches.findChildren(MatchRow)]
    assert not step.who.unlikely.isVisible()
    stops = read_through(step)
    assert stops.index(step.who.further) > stops.index(step.past.first()), "what the history says comes first"
    step.who.further.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    settle(window)

    rows = step.who.unlikely.findChildren(MatchRow)
    assert rows
    assert not {row.candidate.other for row in rows} & set(asked)
    assert step.who.unlikely.first().isAncestorOf(focused())
    answered = rows[0].candidate.other
    next(b for b in rows[0].findChildren(QPushButton) if b.text() == "Different").click()
    settle(window)
    assert {match.body.other: match.body.verdict for match in file_of(desk, step.contact_id).matches}[
        answered
    ] == ("different")
    assert answered not in [row.candidate.other for row in shown_rows(step)]


def shown_rows(step: HistoryStep) -> list[MatchRow]:
    return [row for row in step.who.unlikely.findChildren(MatchRow) if row.isVisible()]


def unmatched(window: Window, desk: Desk) -> HistoryStep:
    """A new contact about a child who may be Ellie: nobody has answered that yet."""
    child = kinds.ChildNamed(
        person=PersonId("new"), name=kinds.Name("Farrow", "Ellie"), born=kinds.Born(on=date(2017, 3, 14))
    )
    new = receive.NewContact(words="No coat.", source="2A", said=(child,))
    done = desk.executor.submit(receive.receive, desk, new).result()
    window.ways.contact(next(iter(done.contacts)), 3)
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    step = screen.stack.step()
    assert isinstance(step, HistoryStep)
    return step


def test_answering_same_brings_the_history_at_once(window: Window, desk: Desk) -> None:
    step = unmatched(window, desk)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    settle(window)

    assert not step.matches.isVisible()
    assert len(step.table.rows_model.rows()) > 3
    assert any("declined support" in note.accessibleName() for note in step.past.findChildren(FactNote))


def _undo(bar: NoticeBar) -> None:
    undo = next(b for b in bar.findChildren(QPushButton) if b.text() == "Undo")
    undo.click()
    QApplication.processEvents()


def test_space_looks_at_a_row_without_opening_it(window: Window, step: HistoryStep) -> None:
    step.table.setFocus()
    step.table.go_to_row(2)
    QTest.keyClick(step.table, Qt.Key.Key_Space)
    assert step.past.preview.isVisible()
    assert "Outcome:" in step.past.preview.words()
    assert "Declined" in step.past.preview.words() or "declined" in step.past.preview.words()


def test_every_fact_says_why_by_keyboard_and_opens_what_it_counted(
    window: Window, step: HistoryStep, desk: Desk
) -> None:
    notes = step.past.facts.notes
    assert {note.why.accessibleName() for note in notes} == {"Why am I seeing this?"}
    assert focused() is notes[0].why
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    said = " ".join(w.words() for w in notes[0].findChildren(Words) if w.isVisible())
    assert "Only where a person confirmed that it is the same child." in said
    assert "3 police notifications" in said

    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    counted = focused()
    assert notes[0].isAncestorOf(counted)
    number = next(
        c.number for c in find.past(desk, step.contact_id).contacts if c.number in counted.accessibleName()
    )
    QTest.keyClick(counted, Qt.Key.Key_Return)
    settle(window)
    front = window.places.front()
    assert front is not None
    assert front.contact is not None
    assert find.line_of(desk, front.contact).number == number


def test_facts_that_need_no_weighing_are_lines_and_say_why_too(step: HistoryStep) -> None:
    quiet = {note.accessibleName(): note for note in step.past.facts.notes if note.quiet}
    assert "STOKES, Liam is named in 3 contacts." in quiet
    assert all(note.has_why for note in quiet.values())


def test_the_same_facts_stand_beside_every_other_step(window: Window, desk: Desk) -> None:
    screen = go_to(window, "FARROW", 4)
    said = [note.accessibleName() for note in screen.view.pane.history.findChildren(FactNote)]
    facts = find.past(desk, screen.contact_id).facts
    assert said == [fact.headline for fact in facts[: len(said)]]
    assert len(said) == 3


def test_the_banner_explains_itself_with_the_contacts_counted(window: Window, step: HistoryStep) -> None:
    banner = window.places.shown().view.banner  # type: ignore[union-attr]
    chip = next(b for b in banner.findChildren(Chip) if "3rd police notification" in b.text())
    QTest.keyClick(chip, Qt.Key.Key_Space)
    settle(window)
    (note,) = banner.findChildren(FactNote)
    QTest.keyClick(note.why, Qt.Key.Key_Space)
    counted = [b.accessibleName() for b in note.findChildren(QPushButton) if b.isVisible()]
    assert any("17\u00a0Jan\u00a02026 · C26-" in name for name in counted)


def test_with_large_letters_nothing_has_to_be_moved_sideways_and_the_fact_is_read_with_its_why(
    window: Window, qtbot: QtBot, qapp: QApplication
) -> None:
    window.resize(1366, 728)
    theme.apply(qapp, Reading(text_percent=200))
    step = history_of(window, "FARROW")
    qtbot.waitUntil(lambda: step.table.horizontalHeader().length() <= step.table.viewport().width())
    page = step.past.parentWidget()
    while not isinstance(page, Page):
        assert page is not None
        page = page.parentWidget()
    first = step.past.facts.notes[0]
    top = first.mapTo(page.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < page.viewport().height() - first.why.height()
    assert step.past.facts.notes[0].width() <= page.viewport().width()


def test_while_central_is_silent_the_first_line_says_how_far_the_history_goes(
    window: Window, desk: Desk, clock: FixedClock
) -> None:
    desk.link.tell(LinkState(reachable=False, since=clock.now(), last_good=clock.now()))
    clock.move(timedelta(minutes=47))
    step = history_of(window, "FARROW")
    assert step.past.facts.notes[0].accessibleName().startswith("History here is up to 10:42 today.")
    choose(window, step, "raises")
    view = view_of(step, desk)
    assert view is not None
    assert view.up_to == MORNING
