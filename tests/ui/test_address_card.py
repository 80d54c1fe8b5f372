"""Who lives at an address, and what would give it away: asked beside the address, by keyboard."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import focused, settle
from tests.ui.families import ELLIE, JADEN, by_a_colleague, farrow
from ui.screens.steps.address_card import AddressCard
from ui.screens.steps.children import ChildrenStep
from ui.screens.workspace import WorkspaceScreen
from ui.window import Window
from workstation.domain import copies, kinds
from workstation.domain.fold import confidential_of
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.kinds import Name
from workstation.services import find, identify, prints, record
from workstation.services.desk import Desk

DANA, LIAM = PersonId("dana"), PersonId("liam")
REFUGE = "9 Quiet Yard"
ADULTS = (
    kinds.AdultNamed(person=DANA, name=Name("Farrow", "Dana"), relationship="mother"),
    kinds.AdultNamed(person=LIAM, name=Name("Stokes", "Liam"), relationship="father"),
)


@pytest.fixture
def contact(window: Window, desk: Desk) -> ContactId:
    """Two children, their mother, and the father nobody may tell where they live."""
    return by_a_colleague(desk, *ADULTS)


def card_of(window: Window, contact: ContactId) -> AddressCard:
    window.ways.contact(contact, 2)
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    screen.go_to(2)
    settle(window)
    step = screen.stack.step()
    assert isinstance(step, ChildrenStep)
    return step.address


def press(window: Window, widget: QWidget, key: Qt.Key = Qt.Key.Key_Space) -> None:
    QTest.keyClick(widget, key)
    settle(window)


def said(card: QWidget) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def who_lives_there(window: Window, card: AddressCard) -> None:
    """Press the words beside the first address."""
    button = next(
        b for b in card.findChildren(QWidget) if b.accessibleName() == "Who lives there?" and b.isVisible()
    )
    press(window, button)


def record_hidden(window: Window, card: AddressCard) -> None:
    press(window, card.add_one)
    form = card.form
    assert form is not None
    assert focused() is form.lines.box
    QTest.keyClicks(form.lines.box, REFUGE)
    assert not form.lives.more.isVisible()
    tick = form.private.focusProxy()
    assert tick is not None
    press(window, tick)
    assert form.lives.more.isVisible()
    QTest.keyClicks(form.lives.more.box, "Brindle Bakery, AB51 CDE")
    assert set(form.lives.people()) == {ELLIE, JADEN}
    form.lives.who.set_values([ELLIE, JADEN, DANA])
    press(window, form.lives.save)


def test_a_hidden_address_is_recorded_with_who_lives_there(
    window: Window, desk: Desk, contact: ContactId
) -> None:
    card = card_of(window, contact)
    record_hidden(window, card)
    assert focused() is card.add_one
    file = desk.in_store(desk.file, contact)
    assert copies.must_not_see(file) == ("STOKES, Liam",)
    words = said(card)
    assert "Ellie, Jaden and Dana live there." in words
    assert "Quiet Yard" not in words
    assert "Brindle" not in words


def test_what_gives_it_away_stands_on_no_copy_that_hides_it(
    window: Window, desk: Desk, contact: ContactId
) -> None:
    record_hidden(window, card_of(window, contact))
    words = "She works at Brindle Bakery and drives AB51 CDE."
    note = kinds.Answered(question_id="worried", answer=words)
    desk.in_store(record.say, desk, contact, note)
    page = desk.in_store(prints.preview, desk, contact, "Brindle Team")
    assert any("She works at [hidden] and drives [hidden]." in found for found in page.hidden_found)


def test_who_lives_there_is_said_later_and_the_words_stay_where_they_are(
    window: Window, desk: Desk, contact: ContactId
) -> None:
    card = card_of(window, contact)
    record_hidden(window, card)
    who_lives_there(window, card)
    lives = card.lives
    assert lives is not None
    assert set(lives.people()) == {ELLIE, JADEN, DANA}
    lives.who.set_values([ELLIE, JADEN])
    QTest.keyClicks(lives.more.box, "Quay Nursery")
    press(window, lives.save)
    file = desk.in_store(desk.file, contact)
    assert copies.must_not_see(file) == ("FARROW, Dana", "STOKES, Liam")
    (address,) = file.addresses
    assert (address.lines, address.hide_words) == ("", ())
    (whole,) = confidential_of(contact, desk.in_store(desk.store.journal.of_contact, contact))
    assert whole.lines == REFUGE
    assert whole.hide_words == ("Brindle Bakery", "AB51 CDE", "Quay Nursery")


def test_pressed_twice_it_is_left_as_it_was(window: Window, desk: Desk, contact: ContactId) -> None:
    card = card_of(window, contact)
    record_hidden(window, card)
    before = len(desk.in_store(desk.file, contact).story)
    for there in (True, False):
        who_lives_there(window, card)
        assert (card.lives is not None) is there
    assert len(desk.in_store(desk.file, contact).story) == before


def test_what_another_contact_hides_is_hidden_here_and_with_one_press_by_this_one(
    window: Window, desk: Desk
) -> None:
    mine = farrow(desk)
    there = kinds.AddressRecorded(address="home", lines=REFUGE, postcode="NB4 7XX")
    desk.in_store(identify.record_address, desk, mine, there)
    theirs = by_a_colleague(desk, replace(there, address="refuge", confidential=True))
    same = next(
        c
        for c in desk.in_store(find.past, desk, theirs).candidates
        if c.other_contact == mine and c.person == ELLIE
    )
    desk.in_store(identify.judge_match, desk, theirs, same, "same")
    card = card_of(window, mine)
    assert "Hidden in another contact of this family" in said(card)
    assert "Quiet Yard" not in said(window)
    press(window, next(b for b in card.findChildren(QWidget) if b.accessibleName() == "Hide it here, too"))
    assert desk.in_store(desk.file, mine).hidden
    assert "Hidden – confidential" in said(card)
