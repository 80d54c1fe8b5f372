"""A contact from before Lintel opens like any other, and its people are found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.intake.extracts import ROW, explained, table
from tests.ui.front import Front, open_front
from ui.screens.workspace import WorkspaceScreen
from workstation.domain.contact import Stage
from workstation.services import bring_in, find, prints


@pytest.fixture
def front(qapp: QApplication, tmp_path: Path) -> Iterator[Front]:
    with open_front(tmp_path) as front:
        yield front


def test_it_opens_in_the_workspace_and_prints(front: Front, tmp_path: Path) -> None:
    desk, path = front.seat.desk, table(tmp_path / "a.csv", ROW)
    done = desk.side.submit(bring_in.bring_in, desk, path, mapping=explained(path)).result()
    (contact,) = done.changed.contacts
    found = front.in_store(find.search, desk, "farrow ellie")
    assert [person.contact for person in found.people] == [contact]
    assert front.open(contact).file.stage is Stage.EARLIER
    screen = WorkspaceScreen(front.seat, contact)
    front.show(screen, 1300, 800)
    assert "Farrow" in front.in_store(prints.preview, desk, contact, "reading here").text
