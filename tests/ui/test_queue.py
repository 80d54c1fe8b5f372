"""The team queue, by keyboard, on a real store."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import focused
from ui import theme
from ui.models.queue_model import Asked, QueueModel
from ui.reading import Reading
from ui.screens import queue_cells
from ui.screens.queue import QueueScreen
from ui.widgets.folding_table import columns_that_fit
from ui.widgets.overlay import on_top
from ui.widgets.rows import Column
from ui.widgets.stack_cell import Stack
from ui.window import Window
from workstation.domain.changed import Changed
from workstation.domain.ids import ContactId
from workstation.domain.queue import QueuePage, Tile, View
from workstation.domain.times import FixedClock
from workstation.services import find, receive
from workstation.services.desk import Desk
from workstation.services.receive import NewContact
from workstation.trouble import StoreBusy

Key = Qt.Key


@pytest.fixture
def queue(window: Window) -> QueueScreen:
    screen = window.places.shown()
    assert isinstance(screen, QueueScreen)
    return screen


def press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)
    assert window.seat.bench.idle()


def children(queue: QueueScreen) -> list[str]:
    return [row.line.child for row in queue.model.rows]


def ring_in(desk: Desk, words: str = "She came in with a bruise.") -> Changed:
    """Somebody else takes a call."""
    return desk.in_store(receive.receive, desk, NewContact(words))


def test_the_most_urgent_stands_first_and_has_the_focus(queue: QueueScreen) -> None:
    assert queue.table.hasFocus()
    assert queue.table.current_key() == queue.model.rows[0].contact
    assert queue.model.rows[0].time_left.words == "Act now"
    assert queue.model.rows[1].time_left.words.startswith("Overdue")


def test_a_time_is_never_broken_over_two_lines(queue: QueueScreen) -> None:
    """`Overdue 8 h 09` on one line and `min` on the next was what letters of 110 % made of it."""
    row = queue.model.rows[1]
    for columns in queue_cells.FOLDS:
        first = queue_cells.row_of(row, columns).cells[0]
        said = first.parts[0].words.partition(" · ")[0] if isinstance(first, Stack) else first.words
        assert said.startswith("Overdue ")
        assert " " not in said.removeprefix("Overdue ")


def test_the_count_line_says_that_nothing_is_hidden(queue: QueueScreen) -> None:
    whole = len(queue.model.rows)
    assert queue.model.count_words() == f"Showing {whole} of {whole} – nothing is hidden by a filter"


def test_enter_opens_the_row_with_the_focus(window: Window, queue: QueueScreen) -> None:
    press(window, Key.Key_Down)
    second = queue.model.rows[1].contact
    press(window, Key.Key_Return)
    front = window.places.front()
    assert front is not None
    assert front.contact == second


def test_a_takes_the_row_and_it_can_be_taken_back(window: Window, queue: QueueScreen, desk: Desk) -> None:
    free = next(row for row in queue.model.rows if row.line.worker is None and row.line.manager is None)
    queue.table.go_to_row(queue.table.rows_model.row_of(free.contact))
    press(window, Key.Key_A)
    taken = queue.model.row(free.contact)
    assert taken is not None
    assert taken.line.worker == desk.worker.id
    assert queue.table.current_key() == free.contact, "the row moved from under the cursor"
    window.notice_bar.action.click()
    assert window.seat.bench.idle()
    back = queue.model.row(free.contact)
    assert back is not None
    assert back.line.worker is None


def test_p_parks_the_row_with_one_line(window: Window, queue: QueueScreen) -> None:
    first = queue.model.rows[0].contact
    press(window, Key.Key_P)
    QTest.keyClicks(focused(), "waiting for the GP")
    press(window, Key.Key_Return)
    assert "Parked: “waiting for the GP”. We will bring it back at 11:12." in window.notice_bar.words()
    parked = queue.model.row(first)
    assert parked is not None
    assert parked.line.parked_for == "waiting for the GP"
    assert queue.table.hasFocus()


def test_words_typed_into_park_are_there_again(window: Window) -> None:
    press(window, Key.Key_P)
    QTest.keyClicks(focused(), "Jo rings back")
    assert window.seat.bench.idle()
    press(window, Key.Key_Escape)
    assert on_top(window) is None
    press(window, Key.Key_P)
    box = QApplication.focusWidget()
    assert box is not None
    assert box.property("text") == "Jo rings back"


def test_new_rows_wait_until_they_are_asked_for(window: Window, queue: QueueScreen, desk: Desk) -> None:
    press(window, Key.Key_Down)
    before, current = children(queue), queue.table.current_key()
    ring_in(desk)
    queue.refresh()
    assert window.seat.bench.idle()
    assert children(queue) == before
    assert queue.table.current_key() == current
    assert queue.head.fresh.words() == "1 new – show"
    press(window, Key.Key_F8)
    assert len(queue.model.rows) == len(before) + 1
    assert not queue.head.fresh.isVisible()
    assert queue.table.current_key() == current


def test_a_minute_later_the_times_are_new_and_the_rows_are_not(
    window: Window, queue: QueueScreen, clock: FixedClock
) -> None:
    left = {row.contact: row.time_left.words for row in queue.model.rows}
    clock.move(timedelta(minutes=7))
    queue.refresh()
    assert window.seat.bench.idle()
    running = [row for row in queue.model.rows if row.time_left.kind.value in {"running", "soon", "overdue"}]
    assert running
    assert all(row.time_left.words != left[row.contact] for row in running)
    assert list(left) == [row.contact for row in queue.model.rows]


def test_slash_filters_and_escape_shows_everything_again(window: Window, queue: QueueScreen) -> None:
    whole = len(queue.model.rows)
    press(window, Key.Key_Slash)
    assert queue.head.box.hasFocus()
    QTest.keyClicks(queue.head.box, "farrow")
    assert window.seat.bench.idle()
    assert children(queue) == ["FARROW, Ellie +1"]
    assert queue.model.count_words() == f"Showing 1 of {whole} – {whole - 1} are hidden by the filter"
    press(window, Key.Key_Escape)
    assert len(queue.model.rows) == whole
    press(window, Key.Key_Escape)
    assert queue.table.hasFocus()


def test_a_filter_that_hides_everything_says_so(window: Window, queue: QueueScreen) -> None:
    whole = len(queue.model.rows)
    queue.head.box.setFocus()
    QTest.keyClicks(queue.head.box, "zzz")
    assert window.seat.bench.idle()
    assert queue.model.empty_words() == f"No contacts match. {whole} are hidden by the filter."
    assert not queue.table.isVisible()


def test_an_empty_queue_has_words(queue: QueueScreen) -> None:
    nothing = QueuePage((), 0, 0, dict.fromkeys(Tile, 0), dict.fromkeys(View, 0), queue.seat.desk.now())
    model = QueueModel()
    model.show(nothing)
    assert model.empty_words() == "Nothing is waiting. New contacts appear here by themselves."


def test_what_cannot_be_read_says_from_when_the_rows_are(queue: QueueScreen) -> None:
    queue._say(StoreBusy())
    assert (
        "We could not read the queue. What you see is from 10:42. Trying again." in queue.view.trouble.words()
    )
    assert queue.model.rows


def test_a_tile_shows_only_its_rows_and_pressed_again_all(window: Window, queue: QueueScreen) -> None:
    whole = len(queue.model.rows)
    queue.head.tiles[Tile.OVERDUE].click()
    assert window.seat.bench.idle()
    assert all(row.time_left.kind.value == "overdue" for row in queue.model.rows)
    queue.head.tiles[Tile.OVERDUE].click()
    assert window.seat.bench.idle()
    assert len(queue.model.rows) == whole


def test_news_do_not_overtake_what_was_asked_for(window: Window, queue: QueueScreen) -> None:
    """A refresh brings shown rows up to date; rows of another view are not there yet to be brought up to date."""
    queue.head.tiles[Tile.OVERDUE].click()
    queue.refresh()
    assert window.seat.bench.idle()
    assert queue.model.rows
    assert all(row.time_left.kind.value == "overdue" for row in queue.model.rows)


def test_views_are_counted_and_chosen(window: Window, queue: QueueScreen, desk: Desk) -> None:
    mine = queue.head.views[View.MINE]
    mine.click()
    assert window.seat.bench.idle()
    assert queue.model.rows
    assert all(row.line.worker == desk.worker.id for row in queue.model.rows)
    assert mine.accessibleDescription() == str(len(queue.model.rows))


def test_take_the_next_one_opens_it_and_says_why(window: Window, queue: QueueScreen) -> None:
    free = next(row for row in queue.model.rows if row.line.worker is None and row.line.manager is None)
    window.run("contact.take")
    assert window.seat.bench.idle()
    front = window.places.front()
    assert front is not None
    assert front.contact == free.contact
    assert "It has the least time left of those nobody has." in window.notice_bar.words()


def test_escalating_from_the_queue_puts_the_row_on_top(window: Window, queue: QueueScreen) -> None:
    last = queue.model.rows[-1].contact
    queue.table.go_to_row(len(queue.model.rows) - 1)
    press(window, Key.Key_F12)
    QTest.keyClicks(focused(), "He is at the door")
    QTest.keyClick(focused(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.seat.bench.idle()
    row = queue.model.row(last)
    assert row is not None
    assert row.time_left.words == "Act now"
    press(window, Key.Key_F8)
    assert last in [row.contact for row in queue.model.rows[:2]]


@pytest.mark.parametrize(
    ("room", "columns"), [(1884, 8), (1590, 6), (1316, 6), (950, 3), (640, 3), (500, 1), (200, 1)]
)
def test_columns_fold_to_the_room(room: int, columns: int) -> None:
    assert len(columns_that_fit(queue_cells.FOLDS, room)) == columns


@pytest.mark.parametrize("percent", [100, 150, 200, 250])
def test_nothing_needs_scrolling_sideways(
    window: Window, queue: QueueScreen, qapp: QApplication, percent: int
) -> None:
    window.resize(1366, 728)
    theme.apply(qapp, Reading(text_percent=percent))
    QApplication.processEvents()
    assert window.width() == 1366
    assert queue.table.horizontalScrollBar().maximum() == 0


def test_whatever_the_fold_a_row_says_everything_aloud(queue: QueueScreen) -> None:
    row = next(row for row in queue.model.rows if row.chips and row.line.worry)
    for columns in queue_cells.FOLDS:
        said = " ".join(cell.aloud() for cell in queue_cells.row_of(row, columns).cells)
        for part in (row.line.child, row.line.worry, row.chips[0].words, row.happening, "Agencies"):
            assert part in said, (len(columns), part)


def test_whoever_has_a_row_is_not_broken_over_two_lines(queue: QueueScreen) -> None:
    row = next(row for row in queue.model.rows if " " in row.worker)
    for columns in (queue_cells.MEDIUM, queue_cells.NARROW, queue_cells.ONE):
        said = " ".join(cell.aloud() for cell in queue_cells.row_of(row, columns).cells)
        assert row.worker.replace(" ", "\u00a0") in said


def test_whatever_the_fold_a_row_that_nobody_has_says_so(queue: QueueScreen) -> None:
    row = next(row for row in queue.model.rows if row.worker == "–" and row.happening != "Not allocated")
    folded: tuple[tuple[Column, ...], ...] = queue_cells.FOLDS[1:]
    for columns in folded:
        cells = queue_cells.row_of(row, columns).cells
        parts = [part.words for cell in cells if isinstance(cell, Stack) for part in cell.parts]
        shown = " ".join([*parts, *(f"{cell.words} {cell.second}" for cell in cells)])
        assert shown.count("Not allocated") == 1
        assert " ".join(cell.aloud() for cell in cells).count("Not allocated") == 1
    plain = next(row for row in queue.model.rows if row.happening == "Not allocated")
    for columns in (queue_cells.WIDE, *folded):
        said = " ".join(cell.aloud() for cell in queue_cells.row_of(plain, columns).cells)
        assert said.count("Not allocated") == 1


def test_a_refresh_keeps_the_row_under_the_cursor_even_if_it_left(queue: QueueScreen) -> None:
    model = QueueModel()
    page = find.queue(queue.seat.desk, View.EVERYONE)
    model.show(page)
    gone = page.rows[2].contact
    rest = tuple(row for row in page.rows if row.contact != gone)
    smaller = QueuePage(rest, page.total - 1, 0, page.tiles, page.views, page.at)
    model.refresh(smaller, keep=gone)
    assert gone in [row.contact for row in model.rows]
    model.refresh(smaller)
    assert gone not in [row.contact for row in model.rows]


def test_pages_are_added_below_without_doubles(queue: QueueScreen) -> None:
    whole = find.queue(queue.seat.desk, View.EVERYONE)
    model = QueueModel()
    model.show(QueuePage(whole.rows[:3], whole.total, 0, whole.tiles, whole.views, whole.at))
    assert model.has_more
    model.add(QueuePage(whole.rows[2:], whole.total, 0, whole.tiles, whole.views, whole.at))
    assert [row.contact for row in model.rows] == [row.contact for row in whole.rows]
    assert not model.has_more


def test_what_is_asked_is_a_value() -> None:
    asked = Asked(View.MINE, Tile.OVERDUE, "farrow")
    assert asked.filtered
    assert asked.everything() == Asked(View.MINE)
    assert QueueModel().next_needing(ContactId("nobody"), "me") is None
