"""The program from its first picture: opening, sitting down, locking, going wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import as_delivered, focused
from ui import app as program_module
from ui.program import Program, reading_from
from ui.reading import Reading
from ui.screens.queue import QueueScreen
from ui.screens.sign_in import PracticeSignIn
from ui.window import Window

Key = Qt.Key


@pytest.fixture
def program(
    qapp: QApplication, practice_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("LINTEL_HOME", str(tmp_path))
    shutil.copy(practice_file, tmp_path / "practice.lintel")
    as_delivered(qapp)
    program = Program(qapp, program_module.read_arguments(["--practice"]))
    yield program
    if program.window is not None:
        program.window.shut.disconnect()
        program.window.close()
        program.window.deleteLater()
    program.close()
    qapp.removeEventFilter(program.leaving)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    as_delivered(qapp)


def sit_down(qtbot: QtBot, program: Program, name: str) -> Window:
    """Type a name on the first page, press Enter, wait for the queue."""
    entrance = program.entrance
    qtbot.waitUntil(lambda: isinstance(entrance.centralWidget(), PracticeSignIn))
    entrance.activateWindow()
    asking = entrance.centralWidget()
    assert isinstance(asking, PracticeSignIn)
    QTest.keyClicks(asking.people.box.edit, name)
    QTest.keyClick(asking.people.box.edit, Key.Key_Return)
    return on_the_queue(qtbot, program, name)


def on_the_queue(qtbot: QtBot, program: Program, name: str) -> Window:
    def there() -> bool:
        window = program.window
        queue = window.places.shown() if window else None
        sits = window is not None and name in window.bar.person.accessibleName().casefold()
        return sits and isinstance(queue, QueueScreen) and queue.model.page is not None

    qtbot.waitUntil(there)
    assert program.window is not None
    return program.window


def test_a_name_and_enter_lead_to_the_queue(qtbot: QtBot, program: Program) -> None:
    program.start()
    window = sit_down(qtbot, program, "mensah")
    assert window.isVisible()
    assert not program.entrance.isVisible()
    assert window.tabs.places() == ["queue", "signoff"], "a manager has sign-off beside the queue"


def test_somebody_else_sits_down_after_a_lock(qtbot: QtBot, program: Program) -> None:
    program.start()
    first = sit_down(qtbot, program, "rukhsana")
    first.activateWindow()
    first.run("file.lock")
    QTest.keyClicks(focused(), "bola")
    QTest.keyClick(focused(), Key.Key_Return)
    second = on_the_queue(qtbot, program, "bola")
    assert second is not first
    assert second.bar.person.accessibleName() == "Bola Mensah · Team manager"


def test_a_bug_says_kind_words_and_a_code(qtbot: QtBot, program: Program) -> None:
    program.start()
    window = sit_down(qtbot, program, "rukhsana")
    program.unforeseen(ValueError, ValueError("FARROW, Ellie lives at 4 Secret Close"), None)
    said = window.notice_bar.words()
    assert said.startswith("That did not work, and it is our fault.")
    assert "LB-" in said
    assert "FARROW" not in said


def test_choices_that_make_no_sense_any_more_are_forgotten() -> None:
    kept: dict[str, str | int | float | bool] = {
        "theme": "purple",
        "text_percent": 200,
        "font": "system",
        "colour_of_sky": "blue",
        "speak": False,
    }
    assert reading_from(kept) == Reading(text_percent=200, font="system", speak=False)


@pytest.mark.parametrize(
    "words", [["--as", "rukhsana.shah"], ["--second"], ["--until-usable"], ["--until-tried"]]
)
def test_being_somebody_is_for_practice_only(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        program_module.read_arguments(words)
    assert "for --practice only" in capsys.readouterr().err


def test_without_a_screen_it_says_so_plainly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert program_module.main(["--practice"]) == 2
    assert "Lintel needs a screen" in capsys.readouterr().err
