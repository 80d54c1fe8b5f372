"""Every screen and overlay, walked without eyes and without a mouse."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import audit, edges
from tests.ui.conftest import settle
from tests.ui.extracts import table
from tests.ui.families import ELLIE, by_a_colleague, farrow
from ui import theme
from ui.reading import Reading
from ui.screens.first_start import FirstStart
from ui.screens.import_file import ImportScreen
from ui.screens.sign_in import PracticeSignIn, RealSignIn
from ui.widgets.match_list import MatchRow
from ui.widgets.overlay import on_top
from ui.widgets.words import Words
from ui.window import Window
from workstation.domain import kinds
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.people import may_recommend
from workstation.intake.outcome import ImportReport, RowOutcome, SheetCount
from workstation.services import find, record
from workstation.services.desk import Desk
from workstation.services.first_page import FirstPage
from workstation.services.link import LinkState
from workstation.trouble import Trouble


def _ellie(window: Window) -> ContactId:
    desk = window.seat.desk
    return desk.in_store(find.search, desk, "farrow ellie").people[0].contact


def _offline(window: Window) -> None:
    """Cut off, with changes that wait in two contacts."""
    desk = window.seat.desk
    entries = desk.in_store(desk.store.journal.unnumbered, 1_000_000)
    numbers = {e.id: n for n, e in enumerate(entries, start=1)}
    desk.in_store(desk.store.journal.confirm, "front-door", numbers)
    for row in desk.in_store(find.queue, desk).rows[:2]:
        desk.in_store(record.say, desk, row.contact, kinds.NoteMade(text="Rang back."))
    since = desk.now() - timedelta(minutes=37)
    desk.link.tell(LinkState(reachable=False, since=since, last_good=since, clock_off=timedelta(minutes=-14)))
    window.ways.offline()
    assert window.seat.bench.idle()


def _settle(window: Window) -> None:
    """Two colleagues recommended different things, and both wrote reasons."""
    desk, contact = window.seat.desk, _ellie(window)
    child = desk.in_store(desk.file, contact).children[0].person
    others = [w.id for w in desk.staff.values() if may_recommend(w)][:2]
    for author, outcome in zip(others, ("O02", "O07"), strict=True):
        said = (
            kinds.Recommended(child=child, outcome=outcome),
            kinds.ReasonsWritten(prompt="strengths", text=f"What {author} thinks. " * 5),
        )
        desk.in_store(desk.store.journal.append, contact, said, author)
    window.ways.settle(contact)


def _nothing(_done: object) -> None:
    """For an act whose answer nobody wants."""


def _columns(window: Window) -> ImportScreen:
    """On the page on which somebody says what the columns of a file mean."""
    window.run("file.import")
    screen = window.places.shown()
    assert isinstance(screen, ImportScreen)
    with tempfile.TemporaryDirectory() as folder:
        screen.choose_file(table(Path(folder) / "old system.csv"))
        assert screen._side.idle(60_000)
        screen.choosing.take.click()
        assert screen._side.idle(60_000)
    screen.columns.whole()
    return screen


def _became(window: Window) -> None:
    """What became of the rows of a file, with every kind of end."""
    rows = (
        RowOutcome("Contacts", 2, "taken", child_ref="C1", what="contact on 03/05/2020", came="new"),
        RowOutcome("Contacts", 3, "taken with marks", ("the date is in the future",), came="corrects: date"),
        RowOutcome("Contacts", 4, "refused", because="it names nobody"),
    )
    count = SheetCount("Contacts", "contact", 3, 1, 1, 1)
    screen = _columns(window)
    screen.became.show_report(ImportReport("old system.csv", (count,), rows), explained=True)
    screen.pages.setCurrentWidget(screen.became)


def _family(window: Window) -> None:
    """Every question about who is who at once, and the family unfolded."""
    desk = window.seat.desk
    mine, contact = farrow(desk), by_a_colleague(desk)
    child = desk.in_store(desk.file, mine).children[0].person
    no = kinds.Matched(person=child, other=ELLIE, other_contact=contact, verdict="different")
    yes = kinds.Matched(person=ELLIE, other=child, other_contact=mine, verdict="same")
    desk.in_store(record.put, desk, mine, [no])
    desk.in_store(record.put, desk, contact, [yes])
    window.ways.contact(contact, 3)
    settle(window)
    step = window.places.shown().stack.step()  # type: ignore[union-attr]
    step.family.unfold.click()
    for row in step.matches.findChildren(MatchRow):
        row.buttons["same"].click()
    settle(window)


OVERLAYS = ["palette", "help.keys", "contact.park", "contact.escalate"]
PLACES: dict[str, Callable[[Window], None]] = {
    "queue": lambda window: window.ways.queue(),
    "find": lambda window: window.ways.find("farrow"),
    "settings": lambda window: window.ways.settings(),
    "help": lambda window: window.ways.help("queue"),
    "new contact": lambda window: window.ways.new_contact(),
    **{f"step {n}": lambda window, n=n: window.ways.contact(_ellie(window), n) for n in range(1, 7)},  # type: ignore[misc]
    "family": _family,
    "chronology": lambda window: window.ways.chronology(_ellie(window)),
    "send": lambda window: window.ways.send(_ellie(window)),
    "print": lambda window: window.ways.print_summary(_ellie(window)),
    "import": lambda window: window.run("file.import"),
    "columns": lambda window: _nothing(_columns(window)),
    "became": _became,
    "offline": _offline,
    "settle": _settle,
    "sign-off": lambda window: window.ways.sign_off(),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_screen_can_be_used_without_eyes_or_mouse(window: Window, place: str) -> None:
    PLACES[place](window)
    assert window.seat.bench.idle()
    assert audit.faults(window) == []


@pytest.mark.parametrize("id", OVERLAYS)
def test_every_overlay_can_be_used_without_eyes_or_mouse(window: Window, id: str) -> None:
    window.run(id)
    assert window.seat.bench.idle()
    top = on_top(window)
    assert top is not None
    assert audit.faults(top) == []


@pytest.mark.parametrize("id", OVERLAYS)
def test_tab_stays_inside_an_overlay(window: Window, id: str) -> None:
    window.run(id)
    assert window.seat.bench.idle()
    top = on_top(window)
    assert top is not None
    for _ in range(12):
        top.focusNextPrevChild(True)
        now = QApplication.focusWidget()
        assert now is not None
        assert top.isAncestorOf(now)


def test_the_pages_before_the_window_can_be_used_too(qtbot: QtBot, desk: Desk) -> None:
    first = FirstStart(practice=True)
    first.tell("Inventing families", 0.5)
    first.say(Trouble("The disk is full.", "Make room."))
    here = {AuthorId("rukhsana.shah"): desk.now()}
    pages = (first, PracticeSignIn(list(desk.staff.values()), here, desk.now()), RealSignIn(FirstPage()))
    for page in pages:
        qtbot.addWidget(page)
        page.resize(1280, 760)
        page.show()
        page.activateWindow()
        assert audit.faults(page) == []
        page.hide()


def test_a_practice_that_is_only_opened_again_is_not_called_invented(qtbot: QtBot) -> None:
    first = FirstStart(practice=True)
    qtbot.addWidget(first)
    first.show()
    about = next(words for words in first.findChildren(Words) if "We are inventing" in words.words())
    assert not about.isVisible()
    first.tell("Inventing families", 0.1)
    assert about.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_reaches_over_the_edge_of_a_small_window(
    window: Window, qapp: QApplication, place: str, percent: int
) -> None:
    window.resize(1366, 728)
    theme.apply(qapp, Reading(text_percent=percent))
    PLACES[place](window)
    settle(window)
    assert audit.too_wide(window) == []
    assert edges.cut(window) == []


def test_a_row_of_the_queue_is_read_with_its_headings(window: Window, desk: Desk) -> None:
    view = window.places.shown().table  # type: ignore[union-attr]
    row = find.queue(desk).rows[2]
    at = view.rows_model.row_of(row.contact)
    table = QAccessible.queryAccessibleInterface(view)
    cells = [view.model().index(at, column).data(Qt.ItemDataRole.AccessibleTextRole) for column in range(6)]
    assert table is not None
    assert cells[0].startswith("Time left: ")
    assert cells[1].startswith(f"Child: {row.line.child}, Born")
    assert "History: Settled" in " ".join(cells)


@pytest.mark.parametrize("name", ["day", "cream", "night", "contrast"])
def test_what_the_frame_paints_itself_can_be_read(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, Reading(theme=name))  # type: ignore[arg-type]
    for words, ground in (
        ("on_bar", "bar"), ("bar_settled", "bar"), ("warning", "warning_bg"), ("text", "surface"),
        ("secondary", "window"), ("on_selected", "selected"), ("on_focus", "focus_fill"),
    ):  # fmt: skip
        assert _contrast(theme.colour(words), theme.colour(ground)) >= 4.5, (words, ground)
    theme.apply(qapp, Reading())


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_walk_notices_what_is_wrong(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    named, unnamed, tiny = QLineEdit(), QLineEdit("9 years"), QPushButton("Go")
    tiny.setFixedSize(16, 16)
    label = QLabel("Age")
    label.setBuddy(named)
    for part in (label, named, unnamed, tiny):
        column.addWidget(part)
    page.show()
    page.activateWindow()
    found = " | ".join(audit.faults(page))
    assert found.count("has no name") == 1
    assert "is only 16 by 16" in found
