"""What holds the window up no longer than it must: filled in one turn of the loop, painted in the next."""

import msgspec
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button
from ui.widgets.chip import ChipMark
from ui.widgets.fact_note import Counted, FactNote
from ui.widgets.match_list import MatchList, MatchRow
from ui.widgets.next_turn import paint_next_turn, paint_page_next_turn
from ui.widgets.pick_list import Pick, PickList
from ui.widgets.scroll import Page
from workstation.domain.ids import ContactId, PersonId
from workstation.domain.past import Candidate


class _Page(QWidget):
    """Notes in which turn it was painted."""

    def __init__(self, turns: list[str]) -> None:
        super().__init__()
        self._turns = turns

    def paintEvent(self, event: QPaintEvent) -> None:
        self._turns.append("painted")


def test_what_was_filled_is_painted_after_others_had_their_turn(qtbot: QtBot) -> None:
    turns: list[str] = []
    page = _Page(turns)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    turns.clear()

    def beat() -> None:
        if turns:
            turns.append("heard")
            return
        paint_next_turn(page)
        paint_next_turn(page)  # asked twice, painted once
        page.update()
        turns.append("filled")

    heart = QTimer(page, interval=0)
    heart.timeout.connect(beat)
    heart.start()
    qtbot.waitUntil(lambda: "painted" in turns)
    heart.stop()
    assert turns[:2] == ["filled", "heard"]
    QApplication.processEvents()
    assert turns.count("painted") == 1


def _candidate(name: str) -> Candidate:
    return Candidate(
        person=PersonId("a"), other=PersonId(name), other_contact=ContactId("c"), name=name, born="",
        reasons=("same name",), strength="likely",
    )  # fmt: skip


def test_the_rows_that_ask_are_there_before_anybody_is_found_and_go_round(qtbot: QtBot) -> None:
    asked = MatchList("Is this one of these children?", first=2)
    qtbot.addWidget(asked)
    asked.show()
    asked.get_ready()
    qtbot.waitUntil(lambda: len(asked.findChildren(MatchRow)) == 2)
    qtbot.wait(150)
    ready = asked.findChildren(MatchRow)
    assert len(ready) == 2
    assert not any(row.isVisible() for row in ready)
    people = [
        _candidate(name) for name in ("MERRICK, Kayden", "MERRICK, Jaden", "MARRICK, Ken", "MYRICK, Jay")
    ]
    for turn in range(4):
        asked.show_candidates([*people[turn:], *people[:turn]])
        assert set(asked.findChildren(MatchRow)) == set(ready)
        assert [row.candidate.name for row in asked._rows] == [
            people[(turn + at) % 4].name for at in range(2)
        ]
        assert all(row.isVisible() for row in ready)


def test_a_row_that_shows_another_shows_nothing_of_the_first(qtbot: QtBot) -> None:
    hidden = msgspec.structs.replace(_candidate("MERRICK, Kayden"), hidden=True, against=("another school",))
    row = MatchRow(hidden)
    qtbot.addWidget(row)
    row.show()
    chip = next(mark for mark in row.findChildren(ChipMark))
    assert chip.isVisible()
    other = _candidate("MERRICK, Jaden")
    assert row.suits(other)
    row.show_candidate(other)
    assert not chip.isVisible()
    assert "another school" not in " ".join(
        label.text() for label in row.findChildren(QLabel) if label.isVisible()
    )


def test_a_row_with_a_question_open_becomes_nobody_else(qtbot: QtBot) -> None:
    twin = msgspec.structs.replace(_candidate("MERRICK, Kayden"), twins="Kayden and Jaden: two children?")
    row = MatchRow(twin)
    qtbot.addWidget(row)
    row.show()
    assert row.suits(_candidate("MERRICK, Jaden"))
    row.buttons["same"].click()
    assert row.question is not None
    assert row.question.isVisible()
    assert not row.suits(_candidate("MERRICK, Jaden"))
    assert row.suits(twin)


def test_a_page_that_is_filled_is_painted_as_one(qtbot: QtBot) -> None:
    page, turns = Page("Children", margin=0), list[str]()
    part = _Page(turns)
    part.setMinimumHeight(40)
    page.add(part)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    turns.clear()
    paint_page_next_turn(part)
    part.repaint()
    assert turns == []
    qtbot.waitUntil(lambda: "painted" in turns)


def _said(note: FactNote) -> set[str]:
    labels = {label.text() for label in note.findChildren(QLabel) if label.isVisible() and label.text()}
    return labels | {button.words() for button in note.findChildren(Button) if button.isVisible()}


def test_a_short_fact_says_another_and_keeps_nothing_of_the_first(qtbot: QtBot) -> None:
    note = FactNote(
        "warning", "Three contacts.", why=[Counted("17 Jan 2026", "jan", "School")], style="short"
    )
    qtbot.addWidget(note)
    note.show()
    note.why.setChecked(True)
    assert {"17 Jan 2026", "School"} <= _said(note)
    note.tell_again("danger", "Back again.", why=[Counted("09 Jun 2026", "jun")], because="Within a year.")
    assert _said(note) == {"Back again.", "Why?"}
    assert note.accessibleName() == "Back again."
    note.why.setChecked(True)
    assert _said(note) == {"Back again.", "Within a year.", "09 Jun 2026", "Hide the list"}
    note.tell_again("information", "Nothing to ask.")
    assert _said(note) == {"Nothing to ask."}


def test_what_is_gone_by_then_is_painted_no_more(qtbot: QtBot) -> None:
    page = _Page([])
    paint_next_turn(page)
    shiboken6.delete(page)
    with qtbot.captureExceptions() as found:
        qtbot.wait(20)
    assert found == []


def test_a_list_is_painted_again_whatever_became_of_what_python_knew_of_its_inside(qtbot: QtBot) -> None:
    found = PickList("Found")
    qtbot.addWidget(found)
    with qtbot.waitExposed(found):
        found.show()
    found.show_picks([Pick((("Kayden Merrick", False),), "", "user-fill", "", lambda: None)])
    shiboken6.invalidate(found.viewport())
    qtbot.waitUntil(lambda: found.viewport().updatesEnabled())
