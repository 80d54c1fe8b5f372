"""No word is cut without a sign: not beside the work when it is unfolded, nor in the widest letters there are."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import edges
from tests.ui.conftest import settle
from tests.ui.test_accessibility import PLACES
from ui import theme
from ui.reading import Reading
from ui.screens.bringing.became_table import BecameTable
from ui.screens.rules import RulesScreen
from ui.screens.steps.child_card import ChildCard
from ui.widgets.buttons import Button, secondary
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Name
from workstation.services import receive

SPACED = Reading(text_percent=120, letter_spacing=0.12, line_spacing=1.5)
"""As WCAG 1.4.12 asks for, with three columns still side by side."""


@pytest.mark.parametrize("percent", [100, 125, 200])
@pytest.mark.parametrize("step", [1, 3])
def test_what_is_unfolded_beside_the_work_keeps_its_words(
    window: Window, qapp: QApplication, step: int, percent: int
) -> None:
    window.resize(1366, 768)
    theme.apply(qapp, Reading(text_percent=percent))
    PLACES[f"step {step}"](window)
    settle(window)
    for _ in range(3):  # what is unfolded may have more to unfold
        edges.unfold(window)
        settle(window)
    unfolded = [b for b in window.findChildren(QAbstractButton) if b.isVisible() and b.isChecked()]
    assert any(button.text().startswith("Hide") for button in unfolded)
    assert edges.cut(window) == []


@pytest.mark.parametrize("reading", [Reading(text_percent=250), SPACED], ids=["250", "spaced"])
@pytest.mark.parametrize("place", ["queue", "step 3", "became", "offline", "settle", "send"])
def test_the_largest_and_the_widest_letters_are_not_cut(
    window: Window, qapp: QApplication, place: str, reading: Reading
) -> None:
    window.resize(1366, 768)
    theme.apply(qapp, reading)
    PLACES[place](window)
    settle(window)
    assert edges.cut(window) == []


@pytest.mark.parametrize("percent", [100, 200, 250])
def test_the_rules_fold_and_keep_everything_they_say(
    window: Window, qapp: QApplication, percent: int
) -> None:
    window.resize(1366, 768)
    window.run("go.rules")
    settle(window)
    screen = window.places.shown()
    assert isinstance(screen, RulesScreen)
    assert screen.report is not None
    theme.apply(qapp, Reading(text_percent=percent))
    settle(window)
    assert edges.cut(window) == []
    assert len(screen.table.columns()) == {100: 6, 200: 5, 250: 1}[percent]
    said = {row.key: " ".join(cell.aloud() for cell in row.cells) for row in screen.table.rows_model.rows()}
    for one in screen.report.rules:
        assert one.rule in said[one.rule]
        assert one.about.name in said[one.rule]
        assert one.about.owner in said[one.rule]
        counts = (one.shown, one.answered, one.changed) if one.rule.startswith("W") else ()
        assert all(str(count) in said[one.rule] for count in counts)
    assert len([row for row in screen.table.rows_model.rows() if row.heading]) == 3


@pytest.mark.parametrize(("percent", "columns"), [(100, 6), (200, 2), (250, 2)])
def test_the_rows_of_a_file_fold_and_keep_everything_they_say(
    window: Window, qapp: QApplication, percent: int, columns: int
) -> None:
    window.resize(1366, 768)
    theme.apply(qapp, Reading(text_percent=percent))
    PLACES["became"](window)
    settle(window)
    (table,) = window.findChildren(BecameTable)
    assert len(table.columns()) == columns
    assert table.horizontalScrollBar().maximum() == 0
    said = [" ".join(cell.aloud() for cell in row.cells) for row in table.rows_model.rows()]
    assert len(said) == 3
    for words in ("Contacts", "2", "C1", "Contact on 03/05/2020", "Taken"):
        assert words in said[0]
    assert "Refused" in said[2]
    assert "t names nobody" in said[2]


def test_the_look_at_edges_notices_what_is_cut(qtbot: QtBot) -> None:
    page = Page("A pane")
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(secondary("Send them the questions that are open"))
    row.addWidget(Words("beside it", wrap=True))
    page.add(whole)
    page.add(Words("Antidisestablishmentarianism", wrap=True))
    low = Words("Two lines of words that wrap, in the height of one", wrap=True)
    low.setFixedHeight(20)
    page.add(low)
    qtbot.addWidget(page)
    page.resize(220, 400)
    page.show()
    found = " | ".join(edges.cut(page))
    assert "Send them the questions that are open” in QWidget in _Content" in found
    assert "is 20 high and needs" in found
    assert "Antidisestablishmentarianism” in" in found
    page.resize(700, 400)
    QApplication.processEvents()
    assert "reaches" not in " | ".join(edges.cut(page))


def test_not_known_stands_on_the_line_of_its_box(window: Window) -> None:
    desk = window.seat.desk
    said = kinds.ChildNamed(person=PersonId("kaia"), name=Name("Ottershaw", "Kaia"))
    new = receive.NewContact(words="No coat again.", source="2B", agency="School", said=(said,))
    (contact,) = desk.in_store(receive.receive, desk, new).contacts
    window.resize(1366, 768)
    window.ways.contact(contact, 2)
    settle(window)
    (card,) = (one for one in window.findChildren(ChildCard) if one.not_known.isVisible())
    box, button = card.where.edit, card.not_known
    middles = [part.mapTo(card, part.rect().center()).y() for part in (box, button)]
    assert abs(middles[0] - middles[1]) <= 1


@pytest.mark.parametrize("percent", [100, 200, 250])
@pytest.mark.parametrize("step", [1, 6])
def test_a_family_of_eight_has_room_for_every_name(
    window: Window, qapp: QApplication, step: int, percent: int
) -> None:
    window.resize(1366, 768)
    theme.apply(qapp, Reading(text_percent=percent))
    said = tuple(
        kinds.ChildNamed(person=PersonId(f"child {n}"), name=Name("Okonkwo-Fairweather", f"Chidinma {n}"))
        for n in range(8)
    )
    new = receive.NewContact(words="They were out late.", source="2B", agency="School", said=said)
    (contact,) = window.seat.desk.in_store(receive.receive, window.seat.desk, new).contacts
    window.ways.contact(contact, step)
    settle(window)
    assert edges.cut(window) == []


@pytest.mark.parametrize("percent", [100, 200, 250])
def test_of_a_very_long_name_only_buttons_leave_something_out_and_they_say_so(
    window: Window, qapp: QApplication, percent: int
) -> None:
    window.resize(1366, 768)
    theme.apply(qapp, Reading(text_percent=percent))
    name = Name("Featherstonehaugh-Cholmondeley-Marjoribanks-Wriothesley", "Bartholomew-Maximilian")
    said = (
        kinds.ChildNamed(person=PersonId("child"), name=name),
        kinds.AdultNamed(person=PersonId("adult"), name=name, title="Mr", relationship="father"),
        kinds.AdultNamed(person=PersonId("mother"), known=False, relationship="mother"),
    )
    new = receive.NewContact(words="They were out late.", source="2B", agency="School", said=said)
    (contact,) = window.seat.desk.in_store(receive.receive, window.seat.desk, new).contacts
    window.ways.contact(contact, 5)
    settle(window)
    short = [b for b in window.findChildren(Button) if b.isVisible() and b.shown_words() != b.words()]
    assert all(button.shown_words().endswith("…") for button in short)
    assert len(edges.cut(window)) == len(short)
