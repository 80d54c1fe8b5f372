"""R20: whatever happens to the process that draws, the window stays and says what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.hostile.office import shown
from tests.ui.front import Front, open_front
from tests.ui.paper import wait_for_paper
from ui.screens.print_summary import PrintScreen
from workstation.domain import kinds
from workstation.domain.ids import ContactId
from workstation.report import apart
from workstation.services import receive
from workstation.services.receive import NewContact

LONG = "She said that he came home late and that both were up. " * 1_500


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def _screen(front: Front, words: str) -> tuple[ContactId, PrintScreen]:
    new = NewContact(words=words, source="2A", channel="email")
    (contact,) = front.in_store(receive.receive, front.desk, new).contacts
    screen = PrintScreen(front.seat, contact)
    front.show(screen, 1500, 900)
    wait_for_paper(front, screen)
    return contact, screen


def test_a_long_paper_is_drawn_apart_and_looked_at_page_by_page(front: Front) -> None:
    _contact, screen = _screen(front, LONG)
    assert screen.preview is not None
    assert screen.preview.pages > 10
    assert screen.look.page.page() == 1


@pytest.mark.parametrize(
    "death", ["import os; os.abort()", "raise MemoryError", "import os, signal; os.kill(os.getpid(), 9)"]
)
def test_drawing_that_dies_is_told_and_everything_else_goes_on(
    front: Front, monkeypatch: pytest.MonkeyPatch, death: str
) -> None:
    monkeypatch.setattr(apart, "_command", lambda _limits: [sys.executable, "-c", death])
    contact, screen = _screen(front, LONG)
    assert "Drawing the pages was too much work and was ended." in shown(screen)
    assert screen.preview is not None
    assert screen.preview.pdf == b""  # no pages; the words can be read all the same
    assert front.open(contact).file.log(kinds.Printed) == ()
    front.say(contact, kinds.NoteMade(text="The desk works as before."))
    assert len(front.open(contact).file.log(kinds.NoteMade)) == 1
    _other, small = _screen(front, "A short one.")
    assert small.preview is not None
    assert small.preview.pdf.startswith(b"%PDF")
