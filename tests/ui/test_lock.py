"""Locking: nothing behind it can be read by anybody, and afterwards everything is as it was, to the letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.conftest import focused
from ui.screens import lock, park, show_address
from ui.screens.lock import LockPanel
from ui.screens.new_contact import NewContactScreen
from ui.screens.show_address import ShowAddressPanel
from ui.widgets.overlay import Overlay, on_top
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.services import find, receive, words
from workstation.services.desk import Desk
from workstation.services.receive import NewContact

Key = Qt.Key
REFUGE = "9 Canary Refuge"


def told_to_anybody(window: QWidget) -> set[str]:
    """Every word that the accessibility interface tells about a window, however deep."""
    found: set[str] = set()
    root = QAccessible.queryAccessibleInterface(window)
    waiting: list[QAccessibleInterface | None] = [root]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid():
            continue
        for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description):
            found.add(one.text(kind))
        text = one.textInterface()
        if text is not None:
            found.add(text.text(0, text.characterCount()))
        waiting += [one.child(at) for at in range(one.childCount())]
    return found


def unlock(panel: LockPanel) -> None:
    """The same person comes back (practice: Enter on their own name)."""
    QTest.keyClick(panel.first, Key.Key_Return)
    assert on_top(panel.window()) is not panel


def compared(desk: Desk) -> bool:
    """Whether everybody on record is in memory."""
    return desk.matcher.ready


@pytest.fixture
def contact(desk: Desk) -> ContactId:
    """A contact with an address that nobody may see, taken just now."""
    hidden = kinds.AddressRecorded(
        address="a", lines=REFUGE, postcode="NB1 1AA", people=(), confidential=True
    )
    new = NewContact(words="Ringing about a child.", said=(hidden,))
    (made,) = desk.in_store(receive.receive, desk, new).contacts
    return made


@pytest.fixture
def typing(window: Window) -> QPlainTextEdit:
    """A new contact with the cursor in the middle of its notes."""
    window.run("contact.new")
    assert window.seat.bench.idle()
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    box = screen.view.notes.edit
    box.setFocus()
    QTest.keyClicks(box, "Ellie has a bruse")
    for _ in range(2):
        QTest.keyClick(box, Key.Key_Left)
    return box


def test_after_a_lock_one_types_on_at_the_same_letter(window: Window, typing: QPlainTextEdit) -> None:
    """R21: to the letter, in the middle of a word."""
    panel = lock.lock(window.seat, window)
    assert window.seat.bench.idle()
    unlock(panel)
    assert QApplication.focusWidget() is typing
    QTest.keyClicks(focused(), "i")
    assert typing.toPlainText() == "Ellie has a bruise"


def test_nobody_on_record_is_in_memory_behind_a_lock(window: Window, desk: Desk) -> None:
    """The index of people is dropped, and is there again for whoever comes in."""
    window.seat.bench.run(find.get_ready, desk)
    assert window.seat.bench.idle()
    assert compared(desk)
    panel = lock.lock(window.seat, window)
    assert window.seat.bench.idle()
    assert not compared(desk)
    unlock(panel)
    assert window.seat.bench.idle()
    assert compared(desk)


def test_what_was_typed_is_kept_before_the_lock_is_on_screen(
    window: Window, typing: QPlainTextEdit, desk: Desk
) -> None:
    """R21, step 1 of an entry's life: the process may end behind the lock."""
    lock.lock(window.seat, window)
    assert "Ellie has a bruse" in desk.in_store(words.kept, desk, "new contact")


def test_a_half_written_answer_is_kept_and_not_said(window: Window, desk: Desk, contact: ContactId) -> None:
    """A lock that comes while somebody types records nothing for them."""
    window.seat.go.contact(contact, 1)
    assert window.seat.bench.idle()
    boxes = window.places.findChildren(QPlainTextEdit)
    box = next(one for one in boxes if one.isVisible() and not one.isReadOnly())
    box.setFocus()
    QTest.keyClicks(box, "Half a sentence ab")
    before = desk.in_store(desk.file, contact).head
    panel = lock.lock(window.seat, window)
    assert window.seat.bench.idle()
    assert desk.in_store(desk.file, contact).head == before
    kept = desk.in_store(words.kept_under, desk, f"contact/{contact}")
    assert any("Half a sentence ab" in text for text in kept.values())
    unlock(panel)
    assert QApplication.focusWidget() is box
    assert box.toPlainText() == "Half a sentence ab"


def test_an_overlay_is_still_open_with_its_words(window: Window, contact: ContactId) -> None:
    park.ask(window.seat, window, contact, "Ellie")
    QTest.keyClicks(focused(), "the school")
    open_before = on_top(window)
    panel = lock.lock(window.seat, window)
    assert on_top(window) is panel
    unlock(panel)
    assert on_top(window) is open_before
    box = focused()
    assert isinstance(box, QLineEdit)
    QTest.keyClicks(box, " nurse")
    assert box.text() == "the school nurse"


def test_nothing_behind_a_lock_is_told_by_any_way(
    window: Window, desk: Desk, contact: ContactId, typing: QPlainTextEdit
) -> None:
    """K01, K06: labels, boxes, lists and an open overlay; the title says nothing either."""
    park.ask(window.seat, window, contact, "Ellie")
    QTest.keyClicks(focused(), "waiting for the school")
    child = find.queue(desk).rows[0].line.child
    before = told_to_anybody(window)
    assert "Ellie has a bruse" in before
    assert "waiting for the school" in before
    panel = lock.lock(window.seat, window)
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            said = " ".join(told_to_anybody(top))
            for secret in ("bruse", "waiting for the school", child):
                assert secret not in said
    assert window.windowTitle() == "Lintel – practice"
    unlock(panel)


def test_a_shown_address_is_gone_after_a_lock(window: Window, desk: Desk, contact: ContactId) -> None:
    """K01: it was shown for thirty seconds to one person; whoever unlocks asks again."""
    shown = show_address.ask(window.seat, window, contact, "a")
    shown.why.set_value("ring")
    shown.look()
    assert window.seat.bench.idle()
    assert REFUGE in " ".join(told_to_anybody(window))
    panel = lock.lock(window.seat, window)
    assert REFUGE not in " ".join(told_to_anybody(window))
    unlock(panel)
    assert on_top(window) is None
    assert REFUGE not in " ".join(told_to_anybody(window))


def test_what_was_asked_for_before_a_lock_comes_after_it_and_never_through_it(
    window: Window, contact: ContactId
) -> None:
    """The store answers while the window is being locked."""
    show_address.find_and_ask(window.seat, window, contact)
    panel = lock.lock(window.seat, window)
    assert window.seat.bench.idle()
    assert [one for one in window.findChildren(Overlay) if one.isVisible()] == [panel]
    panel.put_away()
    assert on_top(window) is panel
    unlock(panel)
    assert isinstance(on_top(window), ShowAddressPanel)


def test_an_address_that_was_typed_and_recorded_does_not_come_back_by_undo(
    window: Window, desk: Desk, contact: ContactId
) -> None:
    """K02: the box is emptied for good, also after a lock."""
    from ui.screens.steps.address_card import AddressCard

    card = AddressCard(manager=False)
    window.work.layout().addWidget(card)  # type: ignore[union-attr]
    press_on(card.add_one)
    form = card.form
    assert form is not None
    QTest.keyClicks(form.lines.box, REFUGE)
    press_on(form.lives.save)
    panel = lock.lock(window.seat, window)
    unlock(panel)
    press_on(card.add_one)
    form = card.form
    assert form is not None
    for box in (form.lines.box, form.postcode.box):
        QTest.keyClick(box, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (form.lines.text(), form.postcode.text()) == ("", "")
    card.deleteLater()


def press_on(button: QAbstractButton) -> None:
    """As with the keyboard."""
    QTest.keyClick(button, Key.Key_Space)


def test_a_window_that_closes_while_it_is_locked_keeps_everything(
    window: Window, typing: QPlainTextEdit, desk: Desk
) -> None:
    lock.lock(window.seat, window)
    window.close()
    assert window.seat.bench.idle()
    assert "Ellie has a bruse" in desk.in_store(words.kept, desk, "new contact")
