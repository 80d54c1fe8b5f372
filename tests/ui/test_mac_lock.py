"""What macOS says is heard: against a stand-in for its runtime, since there is no Mac here (`macos.c`)."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from ui.mac_lock import Observer

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="a Mac has the real one, and Windows no cc")
SOURCE = Path(__file__).with_name("macos.c")


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("macos") / "libobjc.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-w", "-o", made, SOURCE], check=True)
    return made


def test_a_locked_screen_and_sleep_are_told_and_nothing_else(runtime: Path) -> None:
    """K05."""
    heard: list[str] = []
    observer = Observer(lambda: heard.append("left"))
    assert observer.listen(str(runtime))
    system = ctypes.CDLL(str(runtime))
    for centre, name in (
        (b"everybody", b"com.apple.screenIsLocked"),
        (b"everybody", b"com.apple.screensaver.didstart"),
        (b"workspace", b"NSWorkspaceWillSleepNotification"),
        (b"workspace", b"NSWorkspaceSessionDidResignActiveNotification"),
    ):
        heard.clear()
        assert system.post(centre, name) == 1
        assert heard == ["left"]
    heard.clear()
    for centre, name in (
        (b"everybody", b"com.apple.screenIsUnlocked"),
        (b"everybody", b"NSWorkspaceWillSleepNotification"),  # anybody could say that there
        (b"workspace", b"com.apple.screenIsLocked"),
    ):
        assert system.post(centre, name) == 0
    assert heard == []
    assert sys.getrefcount(observer) > 1  # it lived until here


def test_where_there_is_no_such_runtime_nothing_is_heard(tmp_path: Path) -> None:
    assert not Observer(lambda: None).listen(str(tmp_path / "none"))
    assert not Observer(lambda: None).listen("libm.so.6")
