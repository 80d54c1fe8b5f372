"""F8 leads through a contact the way one reads it: every page from top to bottom, and past nothing unanswered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.tour.walker import Walker, label_of
from tests.ui.conftest import settle
from tests.ui.test_workspace import contact_of, file_of, go_to
from ui.screens import needs
from ui.screens.steps.step import Step
from ui.screens.workspace import WorkspaceScreen
from ui.widgets.tab_order import read_through
from ui.window import Window
from workstation.domain import gates, kinds
from workstation.services import protect

MOST = 80


@pytest.fixture
def farrow(window: Window) -> WorkspaceScreen:
    """A third police contact with two children: much in it is asked, and little answered."""
    return go_to(window, "FARROW", 1)


@pytest.fixture
def walker(window: Window, tmp_path: Path) -> Walker:
    return Walker(window, window.seat.bench, tmp_path)


def _here(screen: WorkspaceScreen) -> tuple[int, int]:
    """The page, and how far down on it."""
    step = _step(screen)
    foot = step.foot if step.foot is not None and not step.isAncestorOf(step.foot) else None
    stops = [w for root in (step, foot) if root is not None for w in read_through(root) if w.isVisible()]
    focused = QApplication.focusWidget()
    return step.number, stops.index(focused) if focused in stops else -1


def _step(screen: WorkspaceScreen) -> Step:
    step = screen.stack.step()
    assert step is not None
    return step


def _place_with_focus(screen: WorkspaceScreen, place: str) -> bool:
    target, focused = _step(screen).places.get(place), QApplication.focusWidget()
    if target is None or focused is None:
        return False
    return target is focused or target.isAncestorOf(focused) or target.focusProxy() is focused


def test_f8_stops_at_everything_that_is_open_on_all_six_pages_in_the_order_they_are_read(
    window: Window, walker: Walker, farrow: WorkspaceScreen
) -> None:
    assert farrow.open is not None
    way = [gap for gap in needs.to_answer(farrow.open, window.seat.desk.guide) if not gap.waits]
    assert {gap.step for gap in way} == {1, 2, 3, 4, 5, 6}

    stops: list[tuple[int, int]] = []
    passed: list[str] = []
    farrow.view.banner.setFocus()
    for _ in range(MOST):
        walker.press("F8")
        stops.append(_here(farrow))
        if len(stops) > 1 and stops[-1] <= stops[-2]:
            break
        passed += [
            gap.place for gap in way if gap.step == stops[-1][0] and _place_with_focus(farrow, gap.place)
        ]

    assert list(dict.fromkeys(passed)) == [gap.place for gap in way]
    first = next(gap for gap in way if gap.rule != gates.OPEN)
    assert (stops[-1][0], _place_with_focus(farrow, first.place)) == (first.step, True)


def test_levels_come_before_what_should_happen(
    window: Window, farrow: WorkspaceScreen, walker: Walker
) -> None:
    assert farrow.open is not None
    places = [gap.place for gap in needs.to_answer(farrow.open, window.seat.desk.guide) if gap.step == 6]
    kinds_of = list(dict.fromkeys(place.partition(":")[0] for place in places))
    assert kinds_of == ["factor", "reasons", "level", "outcome"]

    walker.press("Alt+6")
    walker.tab_to("They asked us to")
    walker.type("A visit answers it.")
    walker.press("F8")
    walker.must_be_at("1 Universal: Level of need: Ellie")
    walker.press("3")
    walker.press("F8")  # nothing is ticked: the words are the next that is open
    walker.must_be_at("Why level 3?")
    walker.press("F8")
    walker.must_be_at("1 Universal: Level of need: Jayden")
    walker.press("F8")
    walker.must_be_at("No further action")


def test_in_a_form_f8_goes_to_the_next_part_and_saves_what_is_whole(
    window: Window, farrow: WorkspaceScreen, walker: Walker
) -> None:
    walker.press("Alt+4")
    walker.tab_to("Domestic abuse service.")
    walker.press("Return")
    walker.must_be_at("Who did you speak to?")
    walker.type("S. Reed")
    walker.press("F8")
    walker.must_be_at("What did they say?")
    walker.type("Known, closed in August.")
    walker.press("F8")
    walker.must_be_at("What does it tell you?")
    walker.type("A way in that she trusts.")
    walker.press("F8")
    said = file_of(window.seat.desk, farrow.contact_id).agency("da_service")
    assert said is not None
    assert isinstance(said.body, kinds.AgencyAnswered)
    assert said.body.means == "A way in that she trusts."
    assert not label_of(_focused()).startswith("Domestic abuse service")


def test_what_stops_nobody_is_passed_and_then_it_can_be_sent(
    window: Window, farrow: WorkspaceScreen, walker: Walker
) -> None:
    desk = window.seat.desk
    assert farrow.open is not None
    open_ = gates.Gap(gates.OPEN, 2, "heard:x", "")
    assert needs.next_gap((open_,), None, None) == open_
    assert open_.step > 1
    step = _step(farrow)
    stops = gates.Gap("B5", 1, "themes", "Say it.")
    assert needs.next_gap((stops, open_), step, step.places["themes"]) == open_
    walker.press("Alt+3")
    assert needs.next_gap((open_,), _step(farrow), None) is None  # nothing stops it: check and send
    assert needs.next_gap((stops, open_), _step(farrow), None) == stops
    assert desk.worker.name


def test_once_something_protects_a_child_f8_leads_to_nothing_else(window: Window, walker: Walker) -> None:
    desk = window.seat.desk
    contact = contact_of(desk, "FARROW")
    desk.executor.submit(protect.act_now, desk, contact, "He is in the flat.").result()
    screen = go_to(window, "FARROW", 1)
    assert screen.open is not None
    way = needs.to_answer(screen.open, desk.guide)
    assert not [gap for gap in way if gap.rule == gates.OPEN]
    settle(window)


def test_a_number_chooses_and_goes_on_to_its_words(
    window: Window, farrow: WorkspaceScreen, walker: Walker
) -> None:
    walker.press("Alt+3")
    walker.tab_to("It raises my worry")
    QTest.keyClick(_focused(), Qt.Key.Key_1)
    walker.settle()
    walker.must_be_at("Say why, in your own words")
    walker.press("Shift+Tab")
    walker.must_be_at("It raises my worry")


def test_arrows_and_space_choose_and_stay(window: Window, farrow: WorkspaceScreen, walker: Walker) -> None:
    walker.press("Alt+3")
    walker.tab_to("It raises my worry")
    walker.press("Right", "Space")
    walker.must_be_at("It makes no difference")


def test_the_table_begins_at_the_newest_contact_that_is_not_this_one(
    window: Window, farrow: WorkspaceScreen, walker: Walker
) -> None:
    walker.press("Alt+3")
    walker.tab_to("Earlier contacts")
    walker.press("Ctrl+L")
    assert "That is this contact" not in window.notice_bar.words()
    walker.must_see("Linked:")


def test_a_number_presses_that_button_of_a_row(
    window: Window, farrow: WorkspaceScreen, walker: Walker
) -> None:
    walker.press("Alt+4")
    walker.tab_to("GP.")
    walker.press("4")
    walker.must_be_at("GP: why can you decide without them?")
    walker.press("4")
    assert label_of(_focused()).startswith("GP: why")  # in a box it is a letter like any other


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found
