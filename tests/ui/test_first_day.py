"""What the help page "Your first day" tells somebody to press really works in the practice authority."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.tour import first_day
from tests.tour.walker import Walker
from tests.ui.conftest import focused
from tests.ui.test_app import on_the_queue, program, sit_down  # noqa: F401 - `program` is a fixture
from ui.models import help_book
from ui.program import Program


def test_every_part_of_the_first_day_can_be_done(
    qtbot: QtBot,
    program: Program,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    program.start()
    window = sit_down(qtbot, program, "rukhsana")
    window.activateWindow()
    walker = Walker(window, window.seat.bench, tmp_path)
    walker.resize(1366, 728)
    first_day.walk(walker)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    manager = on_the_queue(qtbot, program, "bola")
    manager.activateWindow()
    first_day.be_a_manager(Walker(manager, manager.seat.bench, tmp_path))


def test_the_page_has_the_parts_that_are_walked() -> None:
    page = help_book.topics()["your first day"]
    numbered = [one.heading for one in page.sections if re.match(r"\d+\. ", one.heading)]
    assert len(numbered) == len(first_day.PARTS) + 1
    words = " ".join(" ".join(one.paragraphs) for one in page.sections)
    for typed in ("farrow ellie", "waiting for GP", "Kayden Merrick", "unplug", "cream", "bola"):
        assert f"“{typed}”" in words or f'"{typed}"' in words, typed
