from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.reading import Reading
from ui.widgets.cell_delegate import chip_lines, height_in
from ui.widgets.chip import ChipLook
from ui.widgets.clock_mark import ClockLook, paint_clock
from ui.widgets.rows import Cell, Column, Row
from ui.widgets.stack_cell import Part, Stack, stack_height
from ui.widgets.state_mark import STATE_WORDS, State, StateMark
from ui.widgets.steps_rail import Step, StepsRail
from ui.widgets.strip import Mark, Strip, StripData
from ui.widgets.table import Table, widths

COLUMNS = [Column("Time left", 150), Column("Child", 170, 1), Column("Checks", 220)]


@pytest.fixture(autouse=True)
def as_delivered(qapp: QApplication) -> None:
    theme.apply(qapp, Reading())


def _row(key: str, words: str = "", second: str = "") -> Row:
    return Row(
        key,
        (
            Cell("3 h 05 min", "today 13:47", clock=ClockLook("soon", 0.13), spoken="3 hours 5 minutes left"),
            Cell(words or key, second, bold=True),
            Cell(states=(("History", "settled"), ("Agencies", "gap"))),
        ),
    )


def _table(qtbot: QtBot, *keys: str) -> Table:
    table = Table("Team queue", COLUMNS, two_lines=True)
    table.show_rows([_row(key) for key in keys])
    table.resize(700, 300)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    return table


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    table = _table(qtbot, "a", "b")
    tester = QAbstractItemModelTester(table.rows_model)
    table.show_rows([_row("c"), _row("a")])
    table.show_rows([])
    assert tester.model() is table.rows_model


def test_arrows_move_by_row_and_enter_opens(qtbot: QtBot) -> None:
    table = _table(qtbot, "DUNN, Harper", "ABDI, Samira")
    assert table.current_key() == "DUNN, Harper"
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as heard:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == ["ABDI, Samira"]


@pytest.mark.parametrize(("key", "command"), [("a", "list.take"), ("p", "list.park"), ("/", "list.filter")])
def test_letters_act_on_the_row_with_the_focus(qtbot: QtBot, key: str, command: str) -> None:
    table = _table(qtbot, "DUNN, Harper")
    with qtbot.waitSignal(table.commanded) as heard:
        QTest.keyClicks(table, key)
    assert heard.args == [command, "DUNN, Harper"]


def test_letters_can_be_switched_off(qtbot: QtBot) -> None:
    table = _table(qtbot, "DUNN, Harper")
    table.letters = False
    with qtbot.assertNotEmitted(table.commanded):
        QTest.keyClick(table, Qt.Key.Key_A)


def test_a_letter_with_control_is_not_a_list_command(qtbot: QtBot) -> None:
    table = _table(qtbot, "DUNN, Harper")
    with qtbot.assertNotEmitted(table.commanded):
        QTest.keyClick(table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_the_focus_stays_on_its_row_when_rows_come_and_go(qtbot: QtBot) -> None:
    table = _table(qtbot, "a", "b", "c")
    table.go_to_row(1)
    table.show_rows([_row("new"), _row("a"), _row("b")])
    assert table.current_key() == "b"
    table.show_rows([_row("new"), _row("a")])
    assert table.current_key() == "a"
    table.show_rows([])
    assert table.current_key() is None


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    table = _table(qtbot, "a", "b")
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert table.current_key() == "a"


def test_every_cell_reads_itself_with_its_column(qtbot: QtBot) -> None:
    table = _table(qtbot, "DUNN, Harper")
    spoken = [
        table.rows_model.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(len(COLUMNS))
    ]
    assert spoken == [
        "Time left: 3 hours 5 minutes left",
        "Child: DUNN, Harper",
        "Checks: History: Settled, Agencies: Gap",
    ]
    view = QAccessible.queryAccessibleInterface(table)
    read = {view.child(at).text(QAccessible.Text.Name) for at in range(view.childCount())}
    assert set(spoken) <= read


def test_the_ring_goes_round_the_whole_row(qtbot: QtBot) -> None:
    table = _table(qtbot, "a", "b")
    picture = table.viewport().grab().toImage()
    top = table.rowViewportPosition(0)
    ring = theme.colour("focus").name()
    middle = top + table.rowHeight(0) // 2
    assert picture.pixelColor(1, middle).name() == ring
    assert picture.pixelColor(table.viewport().width() - 2, middle).name() == ring
    assert picture.pixelColor(300, top + 1).name() == ring
    assert picture.pixelColor(400, middle).name() == theme.colour("focus_fill").name()


def test_rows_grow_with_the_text_and_with_long_words(qtbot: QtBot, qapp: QApplication) -> None:
    table = _table(qtbot, "a", "b")
    usual = table.rowHeight(0)
    table.show_rows([_row("a"), _row("b", "Homeless tonight, eighteen next week: leaving care? " * 4)])
    assert table.rowHeight(0) == usual
    assert table.rowHeight(1) > usual
    theme.apply(qapp, Reading(text_percent=200))
    assert table.rowHeight(0) >= usual * 1.9


def test_a_short_word_in_bold_that_does_not_fit_makes_its_row_taller(qtbot: QtBot) -> None:
    late = Cell("Overdue 11 h 04 min", "was due 10:02", bold=True, clock=ClockLook("overdue"))
    assert height_in(late, 178) > height_in(late, 240)


def test_a_little_too_little_room_needs_no_scrolling_sideways(qtbot: QtBot) -> None:
    table = _table(qtbot, "a", "b")
    wished = sum(column.width for column in COLUMNS)
    table.resize(round(wished * 0.9), 300)
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_a_table_on_a_page_is_as_tall_as_its_rows(qtbot: QtBot) -> None:
    table = Table("History", COLUMNS, grow=True)
    qtbot.addWidget(table)
    table.show_rows([_row("a")])
    one = table.height()
    table.show_rows([_row("a"), _row("b"), _row("c")])
    assert table.height() > one + 2 * 30
    assert table.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_chips_go_to_the_next_line_before_they_are_cut() -> None:
    chips = (ChipLook("3rd police in 12 m"), ChipLook("Declined twice"), ChipLook("Address hidden"))
    assert len(chip_lines(chips, 10_000)) == 1
    assert [len(line) for line in chip_lines(chips, 20)] == [1, 1, 1]


@pytest.mark.parametrize("state", STATE_WORDS)
def test_a_state_says_its_word(qtbot: QtBot, state: State) -> None:
    mark = StateMark(state, "School")
    qtbot.addWidget(mark)
    assert mark.accessibleName() == f"School: {STATE_WORDS[state]}"


def test_the_six_states_have_six_shapes(qtbot: QtBot, qapp: QApplication) -> None:
    shapes = []
    for state in STATE_WORDS:
        mark = StateMark(state, size=32)  # type: ignore[arg-type]
        qtbot.addWidget(mark)
        mark.resize(mark.sizeHint())
        picture = mark.grab().toImage()
        grey = [[picture.pixelColor(x, y).lightness() < 160 for x in range(32)] for y in range(32)]
        shapes.append(grey)
    assert all(one != other for at, one in enumerate(shapes) for other in shapes[at + 1 :])


@pytest.mark.parametrize("state", ["running", "soon", "overdue", "act_now", "paused", "waiting"])
def test_every_clock_can_be_seen(qapp: QApplication, state: str) -> None:
    picture = QImage(28, 28, QImage.Format.Format_ARGB32)
    picture.fill("white")
    painter = QPainter(picture)
    paint_clock(painter, 0, 0, ClockLook(state, 0.5))  # type: ignore[arg-type]
    painter.end()
    assert len({picture.pixelColor(x, y).name() for x in range(28) for y in range(28)}) > 1


STEPS = (
    Step(1, "Concern", "Recorded · 2 gaps sent to police", "gap"),
    Step(2, "Children and family", "2 children · father not known", "gap"),
    Step(3, "History", "Waiting for your view", "needs_you"),
)


def _rail(qtbot: QtBot) -> StepsRail:
    rail = StepsRail()
    rail.set_steps(STEPS)
    rail.set_current(2)
    qtbot.addWidget(rail)
    rail.resize(300, 400)
    with qtbot.waitExposed(rail):
        rail.show()
    return rail


def _buttons(rail: StepsRail) -> dict[str, QPushButton]:
    return {
        button.accessibleName(): button for button in rail.findChildren(QPushButton) if button.isVisible()
    }


def test_a_step_reads_its_number_title_detail_and_state(qtbot: QtBot) -> None:
    assert "3 History. Waiting for your view. Needs you" in _buttons(_rail(qtbot))


def test_a_step_is_a_button(qtbot: QtBot) -> None:
    rail = _rail(qtbot)
    row = _buttons(rail)["3 History. Waiting for your view. Needs you"]
    with qtbot.waitSignal(rail.chosen) as heard:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert heard.args == [3]


def test_a_narrow_rail_goes_back_on_and_to_all(qtbot: QtBot) -> None:
    rail = _rail(qtbot)
    rail.set_narrow(True)
    buttons = _buttons(rail)
    assert set(buttons) == {"‹ 1 Concern, step before", "3 History ›", "All steps"}
    with qtbot.waitSignal(rail.chosen) as heard:
        buttons["3 History ›"].click()
    assert heard.args == [3]
    buttons["All steps"].click()
    assert len(_buttons(rail)) == 6
    rail.set_current(3)
    assert set(_buttons(rail)) == {"‹ 2 Children and family, step before", "All steps"}


def test_a_low_rail_draws_together(qtbot: QtBot) -> None:
    rail = StepsRail()
    qtbot.addWidget(rail)
    rail.set_steps([Step(2, "Children and family", "2 children · father not known", "gap")])
    row = next(button for button in rail.findChildren(QPushButton) if "Children" in button.accessibleName())
    apart = row.heightForWidth(240)
    rail.set_compact(True)
    assert row.heightForWidth(240) < apart - 18, "without the key the title has a line to itself"


def test_steps_can_change_without_losing_the_focus(qtbot: QtBot) -> None:
    rail = _rail(qtbot)
    row = _buttons(rail)["1 Concern. Recorded · 2 gaps sent to police. Gap"]
    rail.set_steps((Step(1, "Concern", "All there", "settled"), *STEPS[1:]))
    assert row.accessibleName() == "1 Concern. All there. Settled"


def _strip_data() -> StripData:
    return StripData(
        ("Domestic abuse", "Alcohol", "Declined"),
        (
            Mark(date(2026, 11, 24), "Domestic abuse", "P", "ring", "Domestic abuse, alcohol", "now"),
            Mark(date(2026, 1, 17), "Alcohol", "P", "dot", "Verbal argument", "jan"),
            Mark(date(2026, 1, 17), "Domestic abuse", "P", "dot", "Verbal argument", "jan"),
            Mark(date(2025, 7, 3), "Declined", "D", "square", "Declined: managing fine", "jul"),
            Mark(date(2019, 7, 3), "Declined", "D", "square", "Too old to be shown", "old"),
        ),
        date(2023, 11, 24),
        date(2026, 11, 24),
        date(2026, 11, 24),
    )


def _strip(qtbot: QtBot) -> Strip:
    strip = Strip(_strip_data(), "P police   D declined")
    qtbot.addWidget(strip)
    strip.resize(700, strip.heightForWidth(700))
    with qtbot.waitActive(strip):
        strip.show()
        strip.activateWindow()
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    return strip


def test_arrows_go_through_the_strip_in_time_order(qtbot: QtBot) -> None:
    strip = _strip(qtbot)
    assert strip.spoken() == "24 November 2026, Domestic abuse: Domestic abuse, alcohol, this contact. 4 of 4"
    seen = []
    for _ in range(4):
        QTest.keyClick(strip, Qt.Key.Key_Left)
        seen.append(strip.spoken())
    assert seen[:3] == [
        "17 January 2026, Alcohol: Verbal argument. 3 of 4",
        "17 January 2026, Domestic abuse: Verbal argument. 2 of 4",
        "3 July 2025, Declined: Declined: managing fine. 1 of 4",
    ]
    assert seen[3] == seen[2]


@pytest.mark.parametrize(("width", "said"), [(1100, True), (700, True), (420, False)])
def test_the_shade_of_the_last_year_is_named_where_there_is_room(
    qtbot: QtBot, width: int, *, said: bool
) -> None:
    strip = Strip(_strip_data(), "P police")
    qtbot.addWidget(strip)
    strip.resize(width, strip.heightForWidth(width))
    picture = strip.grab().toImage()
    since, end = strip._x(date(2025, 11, 24)), strip._x(date(2026, 11, 24))
    between = range(round(since) + 34, round(end) - 34)
    ground = picture.pixelColor(1, 1)
    inked = [x for x in between for y in range(2, 22) if picture.pixelColor(x, y) != ground]
    assert bool(inked) is said


def test_enter_opens_the_contact_of_a_mark(qtbot: QtBot) -> None:
    strip = _strip(qtbot)
    QTest.keyClick(strip, Qt.Key.Key_Home)
    with qtbot.waitSignal(strip.opened) as heard:
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert heard.args == ["jul"]


def test_the_table_below_can_follow_the_strip(qtbot: QtBot) -> None:
    strip = _strip(qtbot)
    with qtbot.waitSignal(strip.moved) as heard:
        QTest.keyClick(strip, Qt.Key.Key_Left)
    assert heard.args == ["jan"]


def test_a_strip_with_nothing_on_it_says_so(qtbot: QtBot) -> None:
    data = _strip_data()
    strip = Strip(StripData(data.lanes, (), data.start, data.end, data.today))
    qtbot.addWidget(strip)
    strip.resize(400, 200)
    strip.show()
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert strip.current() is None
    assert strip.spoken() == "No contacts in these years."


def test_a_leap_day_has_a_year_before() -> None:
    data = StripData(("A",), (), date(2021, 2, 28), date(2024, 2, 29), date(2024, 2, 29))
    assert data.year_before() == date(2023, 2, 28)


def test_no_index_has_children(qtbot: QtBot) -> None:
    table = _table(qtbot, "a")
    inside = table.rows_model.index(0, 0)
    assert table.rows_model.rowCount(inside) == 0
    assert table.rows_model.rowCount(QModelIndex()) == 1


def test_chips_stand_behind_the_words_of_a_folded_cell_while_one_line_has_room() -> None:
    chip = ChipLook("First contact", "neutral", "star-fill")
    cell = Stack(parts=(Part("Physical harm", chips=(chip,)),))
    apart = Stack(parts=(Part("Physical harm"), Part(chips=(chip,))))
    assert stack_height(cell, 330) < stack_height(apart, 330)
    assert stack_height(cell, 150) == stack_height(apart, 150)
    many = Stack(parts=(Part("Physical harm", chips=(chip,) * 4),))
    assert stack_height(cell, 330) < stack_height(many, 330) < stack_height(apart, 330) * 2


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (700, [100, 450, 150]),  # room to spare goes to sentences
        (400, [100, 200, 100]),
        (330, [100, 153, 76]),  # a little less: sentences give it, the number keeps its heading
        (290, [100, 126, 63]),
        (200, [100, 200, 100]),  # too little for that: as wide as they are, and one scrolls
    ],
)
def test_columns_share_the_room(qapp: QApplication, room: int, expected: list[int]) -> None:
    columns = (Column("No.", 100), Column("What", 200, 5), Column("Who", 100, 1))
    assert widths(columns, room) == expected
