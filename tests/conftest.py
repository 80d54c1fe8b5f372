"""What every test needs before Qt is loaded."""

import os
import sys

# Without a screen and without this, Qt ends the whole test run instead of failing one test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tests.ui.virtual_printer import Printer


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication", tmp_path_factory: pytest.TempPathFactory) -> Iterator["QApplication"]:
    """The one application of a test run: it looks alike everywhere and forgets what it was told."""
    from PySide6.QtCore import QSettings, QStandardPaths

    from ui.collecting import collect_on_window_thread

    QStandardPaths.setTestModeEnabled(True)
    settings_folder = str(tmp_path_factory.mktemp("settings"))
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, settings_folder)
    qapp.setStyle("Fusion")
    # As in the program itself: Qt objects must never be destroyed by another thread's collection.
    collect_on_window_thread(qapp)
    yield qapp
    QStandardPaths.setTestModeEnabled(False)


_LEFT_AT_MOST = 2_000


@pytest.fixture(scope="module", autouse=True)
def _windows_are_let_go() -> Iterator[None]:
    """What a file of tests leaves open, every later test has to style again: once that took half an hour."""
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtWidgets import QApplication

        assert len(QApplication.allWidgets()) < _LEFT_AT_MOST


@pytest.fixture(scope="module")
def printer() -> Iterator["Printer"]:
    """A print queue of the tests' own, where there is CUPS."""
    from tests.ui import virtual_printer

    if not virtual_printer.is_here():
        pytest.skip("CUPS is not here, or may not be started")
    with virtual_printer.started() as printer:
        yield printer
