"""PySide6 may not lose references to True and None.

6.12.0 on Python 3.11 gives one too many back for each signal and each void method. When the last one is gone
Python ends at once, and with it whatever was being typed. 300 rounds are enough to see it, and few enough
that a bad version fails here instead of ending the test run: True starts with about 500.
"""

import gc
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Signal

ROUNDS = 300
NOISE = 30  # other objects come and go meanwhile


class Bell(QObject):
    rung = Signal(bool)


@pytest.fixture(autouse=True)
def nothing_is_swept_up() -> Iterator[None]:
    """What earlier tests left behind holds references too, and may not go while we count."""
    was = gc.isenabled()  # a window in this process may have taken collecting over (`ui.collecting`)
    gc.disable()
    yield
    if was:
        gc.enable()


def ring(bell: Bell) -> None:
    bell.rung.emit(True)


def rename(bell: Bell) -> None:
    bell.setObjectName("bell")


@pytest.mark.parametrize("act", [ring, rename])
@pytest.mark.parametrize("value", [True, None])
def test_no_reference_is_lost(act: Callable[[Bell], None], value: bool | None) -> None:
    bell = Bell()
    heard: list[int] = []
    bell.rung.connect(lambda _: heard.append(1))
    before = sys.getrefcount(value)
    for _ in range(ROUNDS):
        act(bell)
    assert sys.getrefcount(value) > before - NOISE
    assert len(heard) == (ROUNDS if act is ring else 0)
