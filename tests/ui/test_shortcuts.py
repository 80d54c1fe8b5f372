from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui import shortcuts
from ui.shortcuts import COMMANDS, Command

ANYWHERE = [(command, key) for command in COMMANDS if command.scope == "anywhere" for key in command.keys]


class Desk(QMainWindow):
    """A window with every command in it and a text box in the middle."""

    def __init__(self, box: QWidget) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.setCentralWidget(box)
        for command in COMMANDS:
            if command.scope == "anywhere":
                self.addAction(shortcuts.action_for(command.id, self, self._note(command.id)))

    def _note(self, id: str) -> "Note":
        return Note(self.asked, id)


class Note:
    """Writes down that a command was asked for."""

    def __init__(self, asked: list[str], id: str) -> None:
        self._asked, self._id = asked, id

    def __call__(self) -> None:
        self._asked.append(self._id)


@pytest.fixture(scope="module")
def rule(qapp: QApplication) -> shortcuts.OurKeysFirst:
    return shortcuts.our_keys_first(qapp)


def _window(qtbot: QtBot, box: QWidget) -> Desk:
    window = Desk(box)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    return window


@pytest.mark.parametrize(("command", "key"), ANYWHERE, ids=[f"{c.id}-{k}" for c, k in ANYWHERE])
@pytest.mark.parametrize("kind", [QPlainTextEdit, QLineEdit])
def test_a_command_runs_while_typing(
    qtbot: QtBot,
    rule: shortcuts.OurKeysFirst,
    kind: type[QPlainTextEdit] | type[QLineEdit],
    command: Command,
    key: str,
) -> None:
    box = kind()
    window = _window(qtbot, box)
    QTest.keySequence(box, QKeySequence(key))
    assert window.asked == [command.id]
    words = box.toPlainText() if isinstance(box, QPlainTextEdit) else box.text()
    assert words == ""


def test_letters_of_lists_are_only_letters_in_a_text_box(qtbot: QtBot, rule: shortcuts.OurKeysFirst) -> None:
    box = QPlainTextEdit()
    window = _window(qtbot, box)
    QTest.keyClicks(box, "apAP/ is typed")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "apAP/ is typed\n"
    assert window.asked == []


def test_undo_stays_with_the_text_box(qtbot: QtBot, rule: shortcuts.OurKeysFirst) -> None:
    box = QPlainTextEdit()
    window = _window(qtbot, box)
    QTest.keyClicks(box, "gone")
    QTest.keySequence(box, QKeySequence("Ctrl+Z"))
    assert box.toPlainText() == ""
    assert window.asked == []


def test_enter_on_the_number_pad_counts_as_enter(qtbot: QtBot, rule: shortcuts.OurKeysFirst) -> None:
    box = QLineEdit()
    window = _window(qtbot, box)
    keypad = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
    QTest.keyClick(box, Qt.Key.Key_Enter, keypad)
    assert window.asked == ["contact.save_next"]


def test_no_two_commands_share_an_id() -> None:
    assert [id for id, times in Counter(command.id for command in COMMANDS).items() if times > 1] == []


def test_no_two_commands_share_a_key() -> None:
    keys = Counter(
        (command.scope, QKeySequence(key).toString()) for command in COMMANDS for key in command.keys
    )
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_says_what_it_does(command: Command) -> None:
    assert command.words
    assert command.words[0].isupper()
    assert not command.words.endswith(".")
    assert len(command.words.split()) <= 8
    for key in command.keys:
        assert not QKeySequence(key).isEmpty(), key


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_no_command_takes_a_key_of_the_system_or_of_a_screen_reader(command: Command) -> None:
    for key in command.keys:
        assert not key.startswith(("Ctrl+Alt+", "Meta+"))
        assert "Ins" not in key
        assert key not in {"Ctrl+Shift+U", "Ctrl+.", "Ctrl+;", "Alt+F4"}


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("contact.save_next", "Ctrl+Enter"),
        ("view.bigger", "Ctrl+Plus"),
        ("palette", "Ctrl+K"),
        ("list.open", "Enter"),
        ("file.import", ""),
    ],
)
def test_keys_are_told_as_people_read_them(id: str, words: str) -> None:
    assert shortcuts.key_words(id) == words


def test_a_tooltip_says_command_key_and_meaning() -> None:
    assert shortcuts.tooltip("contact.take") == (
        "Take the next one (Ctrl+T)\nThe oldest one waiting that matches your role"
    )


def test_every_key_of_what_exists_is_there() -> None:
    registered = {key for command in COMMANDS for key in command.keys}
    wanted = "Ctrl+K F1 Ctrl+N F3 Ctrl+T F5 Ctrl+Enter F6 Shift+F6 Ctrl+H F8 Ctrl+L F9 Ctrl+P F12 Ctrl+Tab"
    wanted += " Ctrl+W Alt+A Esc Ctrl++ Ctrl+- Ctrl+0 Ctrl+Z Ctrl+Y"
    wanted += "".join(f" Alt+{n}" for n in range(1, 7)) + "".join(f" Ctrl+{n}" for n in range(1, 5))
    assert set(wanted.split()) - registered == set()
