import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import shortcuts, theme
from ui.reading import Reading, ThemeName
from ui.widgets import buttons
from ui.widgets.chip import Chip, ChipLook, ChipMark
from ui.widgets.keycap import Keycap
from ui.widgets.tile import Tile
from ui.widgets.words import Words


@pytest.fixture(autouse=True)
def as_delivered(qapp: QApplication) -> None:
    theme.apply(qapp, Reading())


def test_a_button_is_named_by_what_it_says(qtbot: QtBot) -> None:
    button = buttons.secondary("Smith & Sons", "printer", "Ctrl+P")
    qtbot.addWidget(button)
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Smith & Sons"
    assert spoken.text(QAccessible.Text.Description) == "Ctrl+P"
    assert spoken.role() == QAccessible.Role.Button


def test_an_ampersand_in_data_makes_no_shortcut(qtbot: QtBot) -> None:
    button = buttons.secondary("Smith & Sons")
    qtbot.addWidget(button)
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize("percent", [90, 100, 200])
@pytest.mark.parametrize("look", ["primary", "secondary", "danger", "link", "quiet", "pill"])
def test_a_button_is_large_enough_and_never_cut(
    qtbot: QtBot, qapp: QApplication, percent: int, look: buttons.Look
) -> None:
    theme.apply(qapp, Reading(text_percent=percent))
    button = buttons.Button("Save and next: Agencies", look, "arrow-right", "Ctrl+Enter")
    qtbot.addWidget(button)
    assert button.sizeHint().height() >= 24
    assert button.minimumSizeHint() == button.sizeHint()
    assert button.sizeHint().width() > theme.px(200)


def test_a_command_button_shows_the_registered_key(qtbot: QtBot) -> None:
    ran: list[bool] = []
    button = buttons.command_button("contact.take", run=lambda: ran.append(True))
    qtbot.addWidget(button)
    assert button.words() == "Take the next one"
    assert button.accessibleDescription() == shortcuts.key_words("contact.take")
    button.click()
    assert ran == [True]


def test_a_pill_shows_which_view_is_chosen(qtbot: QtBot) -> None:
    pill = buttons.pill("Mine", 5, chosen=True)
    qtbot.addWidget(pill)
    assert pill.isChecked()
    assert pill.accessibleDescription() == "5"
    chosen = pill.sizeHint().width()
    pill.setChecked(False)
    assert pill.sizeHint().width() < chosen  # the tick is gone: not by colour alone


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("look", ["primary", "secondary", "danger", "link", "pill"])
def test_focus_can_be_seen_on_every_button(
    qtbot: QtBot, qapp: QApplication, name: ThemeName, look: buttons.Look
) -> None:
    theme.apply(qapp, Reading(theme=name))
    page = QWidget()
    column = QVBoxLayout(page)
    other, button = QLineEdit(), buttons.Button("Print", look)
    column.addWidget(other)
    column.addWidget(button)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage() != without


def test_a_chip_is_a_button_that_can_be_reached_and_pressed(qtbot: QtBot) -> None:
    chip = Chip("Address hidden – confidential", "confidential", "eye-slash-fill")
    qtbot.addWidget(chip)
    chip.show()
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert chip.sizeHint().height() >= 24
    with qtbot.waitSignal(chip.clicked):
        QTest.keyClick(chip, Qt.Key.Key_Space)
    chip.set_chip(ChipLook("Declined twice", "warning"))
    assert chip.accessibleName() == "Declined twice"


def test_a_chip_that_only_says_something_is_not_in_the_tab_order(qtbot: QtBot) -> None:
    mark = ChipMark("safe here", "neutral", "floppy-disk")
    qtbot.addWidget(mark)
    assert mark.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert mark.accessibleName() == "safe here"


def test_a_tile_says_number_and_words(qtbot: QtBot, qapp: QApplication) -> None:
    tile = Tile(2, "sent back or back from early help", "arrow-u-up-left", "warning")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "2 sent back or back from early help"
    tile.set_number(3)
    assert tile.accessibleName().startswith("3 ")
    assert tile.heightForWidth(theme.px(180)) > tile.heightForWidth(theme.px(600))


def test_a_keycap_grows_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    cap = Keycap("Ctrl+N")
    qtbot.addWidget(cap)
    before = cap.sizeHint()
    theme.apply(qapp, Reading(text_percent=200))
    assert cap.sizeHint().height() == before.height() * 2


def test_words_are_never_markup(qtbot: QtBot) -> None:
    words = Words("<b>FARROW</b> & co")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.accessibleName() == "<b>FARROW</b> & co"
    assert words.sizeHint().width() > Words("FARROW & co").sizeHint().width()


def test_words_that_wrap_get_taller_when_they_get_narrower(qtbot: QtBot) -> None:
    words = Words("Neither record shows that a parent was spoken to.", wrap=True)
    qtbot.addWidget(words)
    assert words.heightForWidth(120) > words.heightForWidth(500)


def test_words_next_to_a_field_keep_their_ampersand(qtbot: QtBot) -> None:
    words, box = Words("Home & school"), QLineEdit()
    qtbot.addWidget(words)
    qtbot.addWidget(box)
    words.setBuddy(box)
    assert words.text() == "Home && school"
    assert words.words() == "Home & school"


def test_words_that_can_be_copied_can_be_selected_by_keyboard(qtbot: QtBot) -> None:
    words = Words("C26-18412-K", selectable=True)
    qtbot.addWidget(words)
    words.show()
    words.setFocus()
    QTest.keyClick(words, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert words.selectedText() == "C26-18412-K"
