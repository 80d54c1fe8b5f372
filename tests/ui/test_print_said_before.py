"""What the print page says before anything is printed: that it was printed before, and as of when the record is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.front import Front, open_front
from tests.ui.paper import wait_for_paper
from ui.screens.print_summary import PrintScreen, strategy_screen
from workstation.services.link import LinkState


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def test_a_strategy_request_that_was_printed_before_says_so(front: Front, tmp_path: Path) -> None:
    screen = strategy_screen(front.seat, front.family())
    front.show(screen, 1500, 900)
    wait_for_paper(front, screen)
    assert not screen.options.again.isVisible()
    screen.save_to(tmp_path / "request.pdf")
    wait_for_paper(front, screen)
    screen.load()
    wait_for_paper(front, screen)
    assert screen.options.again.isVisible()
    assert screen.options.again.words().startswith("This version was printed before:")


def test_while_the_server_does_not_answer_the_page_says_as_of_when_the_copy_is(front: Front) -> None:
    then = front.desk.now() - timedelta(hours=3)
    front.desk.link.tell(LinkState(reachable=False, since=then, last_good=then))
    screen = PrintScreen(front.seat, front.family())
    front.show(screen, 1500, 900)
    wait_for_paper(front, screen)
    assert "The copy will say: OFFLINE, AS OF" in screen.options.unsent.words()
