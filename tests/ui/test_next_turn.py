"""What holds the window up no longer than it must: filled in one turn of the loop, painted in the next."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button
from ui.widgets.fact_note import Counted, FactNote
from ui.widgets.match_list import MatchList, MatchRow
from ui.widgets.next_turn import paint_next_turn
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


def test_the_rows_that_ask_are_made_one_for_each_letter_before_anybody_is_found(qtbot: QtBot) -> None:
    asked = MatchList("Is this one of these children?", first=2)
    qtbot.addWidget(asked)
    asked.show()
    made = []
    for _letter in "Kayd":
        asked.get_ready()
        made.append(len(asked.findChildren(MatchRow)))
    assert made == [1, 2, 2, 2]
    ready = asked.findChildren(MatchRow)
    assert not any(row.isVisible() for row in ready)
    asked.show_candidates([_candidate("MERRICK, Kayden"), _candidate("MERRICK, Jaden")])
    shown = asked.findChildren(MatchRow)
    assert set(shown) == set(ready)
    assert all(row.isVisible() for row in shown)


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
