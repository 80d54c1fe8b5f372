"""B5: the history is seen in five places without opening anything, and all of them say the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import MANAGER, focused, settle
from tests.ui.test_workspace import contact_of
from ui.screens.new_contact import NewContactScreen
from ui.screens.sign_off import SignOffScreen
from ui.screens.taking.child_box import ChildBox
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.chip import ChipMark
from ui.widgets.fact_note import FactNote
from ui.widgets.past_table import PastTable
from ui.window import Window
from workstation.domain.past import Past
from workstation.services import find, opening
from workstation.services.desk import Desk


def history_of(desk: Desk, child: str) -> Past:
    return find.past(desk, contact_of(desk, child))


def test_queue_banner_and_step_3_show_the_same_facts(window: Window, desk: Desk) -> None:
    past = history_of(desk, "FARROW")
    repeats, declines = past.fact("HR1"), past.fact("HR4")
    assert repeats is not None
    assert declines is not None
    row = next(r for r in find.queue(desk).rows if r.contact == contact_of(desk, "FARROW"))
    assert [chip.words for chip in row.chips[:2]] == [repeats.chip, declines.chip]

    window.ways.contact(row.contact, 3)
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, WorkspaceScreen)
    assert [chip.words for chip in screen.view.banner._shown][1:] == [repeats.banner, declines.banner]
    notes = [note.accessibleName() for note in screen.findChildren(FactNote) if note.isVisible()]
    assert notes[:2] == [f"{f.headline} {f.detail}" for f in (repeats, declines)]


def test_during_the_call_the_facts_stand_under_the_names_and_follow_who_is_ringing(
    window: Window, desk: Desk
) -> None:
    window.run("contact.new")
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, NewContactScreen)
    box = screen.findChildren(ChildBox)[0]
    box.name.edit.setFocus()
    QTest.keyClicks(focused(), "Ellie Farrow")
    settle(window)
    assert screen.view.talk.isVisible()
    assert any("declined support twice" in name for name in told(screen))
    assert not any("police notification" in name for name in told(screen))

    screen.view.caller._set_source("6")
    settle(window)
    assert any(name.startswith("Fourth police notification in 12 months.") for name in told(screen))
    note = screen.view.talk.findChildren(FactNote)[0]
    QTest.keyClick(note.why, Qt.Key.Key_Space)
    settle(window)
    assert any("C26-" in button.accessibleName() for button in note.findChildren(type(note.why)))


def told(screen: NewContactScreen) -> list[str]:
    return [note.accessibleName() for note in screen.view.talk.findChildren(FactNote)]


def test_at_sign_off_they_stand_beside_the_name_and_again_with_their_why(window: Window, desk: Desk) -> None:
    desk.in_store(opening.sit_down, desk, MANAGER)
    window.run("go.signoff")
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, SignOffScreen)
    past = history_of(desk, "GRANT")
    repeats = past.fact("HR1")
    assert repeats is not None
    assert repeats.banner in [mark.accessibleName() for mark in screen.facts.findChildren(ChipMark)]
    notes = [note for note in screen.facts.findChildren(FactNote) if note.has_why]
    assert [note.accessibleName() for note in notes] == [
        f"{f.headline} {f.detail}".strip() for f in past.facts
    ]
    assert {row.key for row in screen.facts.findChildren(PastTable)[0].rows_model.rows()} == {
        c.key for c in past.contacts
    }
