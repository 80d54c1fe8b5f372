from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.reading import Reading
from ui.widgets.answer_box import AnswerBox
from ui.widgets.choice import Choice, Ticks
from ui.widgets.field import DateField, LineField, TextField, Understood
from ui.widgets.prompts import Prompts, Question
from ui.widgets.suggest import Suggest, Suggestion

M10 = 'We do not understand "32 May". Try 3 May 2020, 03052020, or an age like 6.'


_kept: list[QWidget] = []


@pytest.fixture(autouse=True)
def as_delivered(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Reading())
    yield
    _kept.clear()


def _page(qtbot: QtBot, widgets: Sequence[QWidget], width: int = 420) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    page.resize(width, 600)
    qtbot.addWidget(page)
    _kept.append(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def _spoken(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


@pytest.mark.parametrize("field", [LineField, TextField, Suggest])
def test_the_visible_label_names_the_box(
    qtbot: QtBot, field: type[LineField] | type[TextField] | type[Suggest]
) -> None:
    made = field("What do you want us to do?")
    _page(qtbot, [made])
    assert _spoken(made.edit) == "What do you want us to do?"
    assert made.label.buddy() is made.edit
    assert made.label.isVisible()


def test_tab_leaves_a_box_for_sentences(qtbot: QtBot) -> None:
    first, second = TextField("Say why"), TextField("What would change my mind?")
    _page(qtbot, [first, second])
    first.setFocus()
    qtbot.waitUntil(first.edit.hasFocus)
    QTest.keyClick(first.edit, Qt.Key.Key_Tab)
    assert second.edit.hasFocus()
    assert first.text() == ""
    QTest.keyClick(second.edit, Qt.Key.Key_Backtab)
    assert first.edit.hasFocus()


def test_a_box_grows_with_its_words(qtbot: QtBot) -> None:
    field = TextField("Say why", lines=2, most_lines=5)
    _page(qtbot, [field])
    two = field.edit.height()
    QTest.keyClicks(field.edit, "He had left in June but he was there last night. " * 4)
    grown = field.edit.height()
    assert grown > two
    assert field.edit.verticalScrollBar().maximum() == 0
    QTest.keyClicks(field.edit, "At an address he is not meant to know. " * 20)
    assert field.edit.height() > grown
    assert field.edit.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("percent", [90, 100, 125, 150, 200, 250])
@pytest.mark.parametrize("look", [Reading(), Reading(theme="contrast"), Reading(font="opendyslexic")])
def test_a_box_for_one_line_is_as_tall_as_a_line_and_nothing_in_it_scrolls(
    qapp: QApplication, qtbot: QtBot, look: Reading, percent: int
) -> None:
    theme.apply(qapp, replace(look, text_percent=percent))
    line, box = LineField("Heard by"), TextField("What they said", lines=1)
    _page(qtbot, [line, box], width=900)
    assert box.edit.height() == line.edit.height()
    for words in ("Ágjy", "Ágjy\nÁgjy", "Ágjy\nÁgjy\nÁgjy", "\n".join(["Ágjy"] * 9)):
        box.set_text(words)
        QApplication.processEvents()
        assert box.edit.verticalScrollBar().maximum() == 0
    theme.apply(qapp, Reading())


@pytest.mark.parametrize("field", [LineField, TextField])
def test_a_question_that_wraps_in_a_narrow_column_is_whole(
    qtbot: QtBot, field: type[LineField] | type[TextField]
) -> None:
    asked = field("Have you told the parents that you are in touch with us?")
    page = _page(qtbot, [asked], width=700)
    one = asked.label.height()
    for width in (330, 240, 180):
        page.resize(width, 600)
        qtbot.waitUntil(lambda: asked.label.height() >= asked.label.heightForWidth(asked.label.width()))
        assert asked.label.height() > one
    page.resize(700, 600)
    qtbot.waitUntil(lambda: asked.label.height() == one)


def test_a_box_knows_how_many_lines_it_needs_before_they_were_seen(qtbot: QtBot) -> None:
    field = TextField("Reasons of both")
    qtbot.addWidget(field)
    field.resize(300, 200)
    field.show()
    long = "Somebody goes out to her and sorts the journey, because a letter would be the fourth. "
    field.set_text(f"{long}\n\n{long}")
    at_once = field.edit.height()
    qtbot.wait(50)
    field.grab()
    assert field.edit.height() == at_once
    assert at_once > 6 * field.edit.fontMetrics().lineSpacing()


def test_a_box_grows_when_it_becomes_narrower(qtbot: QtBot) -> None:
    field = TextField("Say why")
    field.set_text(
        "Two DA incidents closed without speaking to mum. Same partner each time, drink each time."
    )
    page = _page(qtbot, [field], width=900)
    wide = field.edit.height()
    page.resize(260, 600)
    qtbot.waitUntil(lambda: field.edit.height() > wide)


def test_only_the_person_sends_changes(qtbot: QtBot) -> None:
    line, text = LineField("Name"), TextField("Notes")
    _page(qtbot, [line, text])
    heard: list[str] = []
    line.changed.connect(heard.append)
    text.changed.connect(heard.append)
    line.set_text("Kayden")
    text.set_text("Rang at nine")
    assert heard == []
    QTest.keyClicks(line.edit, "!")
    text.insert("10:42 ")
    assert heard == ["Kayden!", "10:42 Rang at nine"]


def test_filling_a_box_with_the_same_words_leaves_the_cursor(qtbot: QtBot) -> None:
    field = TextField("Notes")
    _page(qtbot, [field])
    QTest.keyClicks(field.edit, "brother is the same")
    for _ in range(4):
        QTest.keyClick(field.edit, Qt.Key.Key_Left)
    field.set_text("brother is the same")
    assert field.edit.textCursor().position() == len("brother is the same") - 4


def test_what_is_wrong_is_shown_and_read(qtbot: QtBot) -> None:
    field = LineField("Postcode", "As on the letter")
    _page(qtbot, [field])
    field.set_error("Say where the child lives, or that you do not know.")
    assert field.wrong.isVisible()
    assert field.edit.accessibleDescription() == "Say where the child lives, or that you do not know."
    field.set_error("")
    assert not field.wrong.isVisible()
    assert field.edit.accessibleDescription() == "As on the letter"


def _understand(typed: str) -> Understood:
    if typed == "03052020":
        return Understood("Born 03 May 2020 (6y)", (2020, 5, 3))
    return Understood(wrong=f'We do not understand "{typed}". Try 3 May 2020, 03052020, or an age like 6.')


def test_a_date_shows_what_was_understood(qtbot: QtBot) -> None:
    field = DateField("Born or age", _understand)
    _page(qtbot, [field])
    QTest.keyClicks(field.edit, "03052020")
    assert field.hint.words() == "Born 03 May 2020 (6y)"
    assert field.hint.isVisible()
    assert field.value() == (2020, 5, 3)
    assert field.error() == ""


def test_a_date_is_not_called_wrong_while_it_is_typed(qtbot: QtBot) -> None:
    field, other = DateField("Born or age", _understand), LineField("Postcode")
    _page(qtbot, [field, other])
    field.setFocus()
    QTest.keyClicks(field.edit, "32 May")
    assert field.error() == ""
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert field.error() == M10
    assert field.text() == "32 May"
    assert field.value() is None


WORRY = [
    ("raises", "It raises my worry"),
    ("same", "It makes no difference"),
    ("lowers", "It lowers my worry"),
]


def test_nothing_is_chosen_beforehand(qtbot: QtBot) -> None:
    choice = Choice(WORRY, "Your view of the history")
    _page(qtbot, [choice])
    assert choice.value() is None


def test_arrows_move_and_space_chooses(qtbot: QtBot) -> None:
    choice = Choice(WORRY, "Your view of the history")
    _page(qtbot, [choice])
    heard: list[str] = []
    choice.chosen.connect(heard.append)
    choice.setFocus()
    QTest.keyClick(choice.option("raises"), Qt.Key.Key_Down)
    assert choice.option("same").hasFocus()
    assert choice.value() is None
    QTest.keyClick(choice.option("same"), Qt.Key.Key_Space)
    assert choice.value() == "same"
    QTest.keyClick(choice.option("same"), Qt.Key.Key_Down)
    assert choice.value() == "lowers"
    QTest.keyClick(choice.option("lowers"), Qt.Key.Key_Right)
    assert choice.value() == "raises"
    assert heard == ["same", "lowers", "raises"]


def test_showing_an_earlier_choice_tells_nobody(qtbot: QtBot) -> None:
    choice = Choice(WORRY, "Your view")
    _page(qtbot, [choice])
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_value("lowers")
    assert choice.value() == "lowers"
    choice.set_value(None)
    assert choice.value() is None
    assert [choice.option(value).isChecked() for value, _words in WORRY] == [False, False, False]


def test_a_number_chooses_and_a_number_too_high_does_nothing(qtbot: QtBot) -> None:
    choice = Choice(WORRY, "Your view")
    _page(qtbot, [choice])
    QTest.keyClicks(choice.option("raises"), "9")
    assert choice.value() is None
    QTest.keyClicks(choice.option("raises"), "3")
    assert choice.value() == WORRY[2][0]
    QTest.keyClick(choice.option("lowers"), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert choice.value() == WORRY[2][0], "Alt+1 is a step of the contact"


def test_a_letter_on_what_was_chosen_begins_the_words_that_belong_to_it(qtbot: QtBot) -> None:
    choice, words = Choice(WORRY, "Your view"), LineField("In their words")
    _page(qtbot, [choice, words])
    words.set_text("He said: ")
    QTest.keyClicks(choice.option("raises"), "n")
    assert words.text() == "He said: ", "nothing is chosen, so there is nothing to write about yet"
    QTest.keyClick(choice.option("raises"), Qt.Key.Key_Space)
    QTest.keyClicks(choice.option("raises"), "N")
    assert words.edit.hasFocus()
    QTest.keyClicks(words.edit, "ot now.")
    assert words.text() == "He said: Not now."


def test_a_letter_on_a_choice_without_words_goes_nowhere(qtbot: QtBot) -> None:
    first, second = Choice(WORRY, "Your view"), Choice(WORRY, "Theirs")
    _page(qtbot, [first, second, LineField("Why")])
    QTest.keyClick(first.option("raises"), Qt.Key.Key_Space)
    QTest.keyClicks(first.option("raises"), "n")
    assert first.option("raises").hasFocus()


@pytest.mark.parametrize("letters", ["He is cold.", "7 of them saw it."])
def test_a_letter_typed_on_they_did_not_say_begins_the_answer(qtbot: QtBot, letters: str) -> None:
    box = AnswerBox("What do they want us to do?")
    _page(qtbot, [box])
    box.field.set_text("See them. ")
    box.none.setFocus()
    with qtbot.assertNotEmitted(box.none_said):
        for letter in letters:
            QTest.keyClicks(box.window().focusWidget(), letter)
    assert box.field.text() == f"See them. {letters}"
    assert box.field.edit.hasFocus()
    box.none.setFocus()
    with qtbot.waitSignal(box.none_said):
        QTest.keyClick(box.none, Qt.Key.Key_Space)


def test_the_words_of_an_option_can_be_pressed(qtbot: QtBot) -> None:
    choice = Choice(WORRY, "Your view")
    _page(qtbot, [choice])
    option = choice.option("lowers")
    QTest.mouseClick(option, Qt.MouseButton.LeftButton, pos=option.rect().center())
    assert choice.value() == "lowers"


def test_options_side_by_side_wrap_when_room_is_short(qtbot: QtBot) -> None:
    choice = Choice(WORRY, "Your view", horizontal=True)
    page = _page(qtbot, [choice], width=900)
    first, last = choice.option("raises"), choice.option("lowers")
    assert first.y() == last.y()
    page.resize(320, 600)
    qtbot.waitUntil(lambda: last.y() > first.y())


def test_a_long_option_wraps_its_words(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, Reading(text_percent=200))
    choice = Choice([("a", "No – telling him would put someone at risk, and why")], "Told?")
    _page(qtbot, [choice], width=360)
    option = choice.option("a")
    assert option.width() <= 360
    assert option.height() >= option.heightForWidth(option.width())


def test_options_stay_on_one_line_where_there_is_room(qtbot: QtBot) -> None:
    choice = Choice([("a", "It raises my worry about the children")], "Your view")
    qtbot.addWidget(choice)
    assert choice.sizeHint().width() >= choice.option("a").sizeHint().width()


def test_options_are_named_and_grouped(qtbot: QtBot) -> None:
    choice = Choice(WORRY, "Your view")
    _page(qtbot, [choice])
    assert _spoken(choice) == "Your view"
    assert _spoken(choice.option("same")) == "It makes no difference"
    role = QAccessible.queryAccessibleInterface(choice.option("same")).role()
    assert role == QAccessible.Role.RadioButton


def test_ticks_keep_the_order_shown(qtbot: QtBot) -> None:
    ticks = Ticks([("school", "School"), ("gp", "GP"), ("hv", "Health visitor")], "Who else?")
    _page(qtbot, [ticks])
    ticks.set_values(["hv"])
    ticks.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(ticks.changed):
        QTest.keyClick(focused, Qt.Key.Key_Space)
    assert ticks.values() == ("school", "hv")


ROLES = [Suggestion("Deputy safeguarding lead", "dsl", "School"), Suggestion("Doctor", "doctor", "Health")]


def _suggest(qtbot: QtBot) -> Suggest:
    field = Suggest("Role")
    field.wanted.connect(
        lambda typed: field.offer([one for one in ROLES if typed.lower() in one.words.lower()])
    )
    _page(qtbot, [field])
    field.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    return field


def test_typing_offers_and_down_and_enter_pick(qtbot: QtBot) -> None:
    field = _suggest(qtbot)
    QTest.keyClicks(field.edit, "d")
    assert field.list.isVisible()
    assert field.edit.hasFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.chosen) as heard:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert heard.args == ["dsl"]
    assert field.text() == "Deputy safeguarding lead"
    assert not field.list.isVisible()


def test_enter_takes_the_line_that_what_is_typed_begins(qtbot: QtBot) -> None:
    field = _suggest(qtbot)
    QTest.keyClicks(field.edit, "do")
    with qtbot.waitSignals([field.chosen, field.took]):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "Doctor"


@pytest.mark.parametrize("typed", ["d", "safeguarding"])
def test_enter_takes_nothing_that_was_not_meant(qtbot: QtBot, typed: str) -> None:
    field = _suggest(qtbot)
    QTest.keyClicks(field.edit, typed)
    assert field.list.isVisible()
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == typed


def test_of_two_lines_that_say_the_same_a_person_chooses(qtbot: QtBot) -> None:
    field = Suggest("Who is calling")
    field.wanted.connect(
        lambda _typed: field.offer([Suggestion("Jo Whittle", at) for at in ("Mill", "Dene")])
    )
    _page(qtbot, [field])
    field.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    QTest.keyClicks(field.edit, "jo w")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "jo w"
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.chosen) as heard:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert heard.args == ["Dene"]


def test_a_list_that_is_put_away_goes_with_its_line(qtbot: QtBot) -> None:
    field = _suggest(qtbot)
    QTest.keyClicks(field.edit, "doc")
    assert field.list.parent() is field.window()
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.list.parent() is field


def test_escape_closes_the_list_and_keeps_the_words(qtbot: QtBot) -> None:
    field = _suggest(qtbot)
    QTest.keyClicks(field.edit, "doc")
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert not field.list.isVisible()
    assert field.text() == "doc"


def test_what_was_typed_stands_if_nothing_is_picked(qtbot: QtBot) -> None:
    field = _suggest(qtbot)
    with qtbot.assertNotEmitted(field.chosen):
        QTest.keyClicks(field.edit, "Dinner lady")
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "Dinner lady"


def test_suggestions_are_read_aloud_with_their_detail(qtbot: QtBot) -> None:
    field = _suggest(qtbot)
    QTest.keyClicks(field.edit, "d")
    row = field.list.model().index(0, 0)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Deputy safeguarding lead, School"
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.list.currentIndex().row() == len(ROLES) - 1


def test_the_ring_of_a_question_does_not_touch_its_mark(qtbot: QtBot) -> None:
    prompts = Prompts()
    prompts.ask([Question("wanted", "What do you want us to do?")])
    _page(qtbot, [prompts])
    (head,) = prompts.open_rows()
    button = head.focusProxy()
    assert button is not None
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    picture, middle = button.grab().toImage(), button.height() // 2
    row = [picture.pixelColor(x, middle) for x in range(theme.px(30))]
    ground = theme.colour("focus_fill")
    ring = next(x for x, colour in enumerate(row) if colour == ground)
    mark = next(x for x in range(ring, len(row)) if row[x] != ground)
    assert mark - ring >= 2
