"""The practice authority, made once; a window on it for each module."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.requirements.house import MORNING, House, open_house
from workstation.domain.times import FixedClock
from workstation.services import opening


@pytest.fixture(scope="session")
def practice_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only the families written by hand."""
    path = tmp_path_factory.mktemp("practice") / "practice.lintel"
    opening.make_practice(path, clock=FixedClock(MORNING), contacts=1)
    return path


@pytest.fixture(scope="module")
def house(
    qapp: QApplication, practice_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """One window and one desk for a module: each journey goes to a contact of its own."""
    folder = tmp_path_factory.mktemp("house")
    path = folder / "practice.lintel"
    shutil.copy(practice_file, path)
    with open_house(qapp, path, folder) as house:
        yield house
