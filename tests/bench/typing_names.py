"""How long the window stands still while names are typed, with very many people on record.

    python -m tests.bench typing --people 1000000

A real window over an encrypted store of so many people (made under build/bench when it is not there). Names of the
set are typed letter by letter: into the name field of a new contact, into Find and into the palette. A timer that
should beat every 5 ms notes how late each beat is. Beside it stand the same figures with nobody typing, because
other work on the machine makes beats late too, and how much of the processor the window thread took between two
beats, which other work does not change.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.bench.evaluation import filling, measuring, reading
from tests.bench.households import make
from ui import theme
from ui.bench import Bench
from ui.changes import Changes
from ui.collecting import WindowThreadCollector, collect_on_window_thread
from ui.notices import Notices
from ui.reading import Reading
from ui.screens import everywhere
from ui.screens.find import FindScreen
from ui.screens.new_contact import NewContactScreen
from ui.screens.palette import Palette
from ui.widgets.overlay import on_top
from ui.window import Window
from workstation.services.desk import Desk

GOAL: Final = 16.0
_BEAT: Final = 0.005
_SEED: Final = 7
_PLAIN: Final = Qt.KeyboardModifier.NoModifier
_PLACE: Final = Path(__file__).parents[2] / "build" / "bench"


class Heart(QObject):
    """Beats every few milliseconds; remembers how late it was, and how much the window thread worked meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self.worked: list[float] = []
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=int(_BEAT * 1000))
        timer.timeout.connect(self._beat)
        timer.start()

    def forget(self) -> None:
        """Begin anew."""
        self.late.clear()
        self.worked.clear()
        self._last, self._cpu = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.late.append(max(0.0, now - self._last - _BEAT) * 1000)
        self.worked.append((cpu - self._cpu) * 1000)
        self._last, self._cpu = now, cpu

    def told(self, what: str) -> str:
        """One line."""
        late, worked = sorted(self.late), sorted(self.worked)
        at = int(len(late) * 0.99)
        return (
            f"{what:<24} late: longest {late[-1]:6.1f} ms, 99 % {late[at]:5.1f} ms; "
            f"own work: longest {worked[-1]:6.1f} ms, 99 % {worked[at]:5.1f} ms ({len(late)} beats)"
        )


def _wait(milliseconds: int) -> None:
    """Let the loop run. QTest's own waiting sleeps 10 ms at a time, and every beat would be late by that."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Typist:
    """Somebody at the window."""

    def __init__(self, desk: Desk, app: QApplication, pause: int) -> None:
        theme.apply(app, Reading())
        self._collector: WindowThreadCollector = collect_on_window_thread(app)
        self.desk, self.pause = desk, pause
        self.bench, self.notices = Bench(desk.executor), Notices()
        self.window = Window(desk, self.bench, Changes(), self.notices)
        self.window.resize(1366, 728)
        self.window.show()
        self.window.start([])
        self._ready()
        self.heart = Heart()

    def _ready(self) -> None:
        """The queue is there and everybody can be compared, as a little after the start."""
        while not (self.bench.idle(600_000) and self.desk.matcher.ready):
            _wait(50)
        everywhere.get_ready()
        self._collector.settle_in()

    def type(self, box: QLineEdit, names: Sequence[str]) -> list[float]:
        """Each name, letter by letter, and away again; how long each answer took to be there, in milliseconds."""
        waits: list[float] = []
        for name in names:
            for letter in name:
                # QTest knows no letters beyond ASCII, and names have them.
                QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, 0, _PLAIN, letter))
                _wait(self.pause)
            before = time.perf_counter()
            while self.bench.busy:
                _wait(1)
            waits.append((time.perf_counter() - before) * 1000)
            _wait(150)
            box.selectAll()
            QTest.keyClick(box, Qt.Key.Key_Delete)
            _wait(100)
        return waits

    def idle(self, seconds: float) -> None:
        """Nobody types."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            _wait(20)


def _name_field(typist: Typist) -> QLineEdit:
    typist.window.ways.new_contact()
    screen = typist.window.places.shown()
    assert isinstance(screen, NewContactScreen)
    # What an earlier run left half typed comes back first, and makes the boxes anew.
    typist.bench.idle()
    box = screen.children_taken.boxes[0].name.edit
    box.clear()
    box.setFocus()
    return box


def _find_box(typist: Typist) -> QLineEdit:
    typist.window.ways.find()
    screen = typist.window.places.shown()
    assert isinstance(screen, FindScreen)
    return screen.box.edit


def _palette(typist: Typist) -> QLineEdit:
    typist.window.run("palette")
    palette = on_top(typist.window)
    assert isinstance(palette, Palette)
    return palette.box


_BOXES: Final[tuple[tuple[str, Callable[[Typist], QLineEdit]], ...]] = (
    ("name of a new contact", _name_field),
    ("Find", _find_box),
    ("palette", _palette),
)


def measure(desk: Desk, app: QApplication, names: Sequence[str], pause: int) -> Iterator[str]:
    """The figures, a line at a time."""
    typist = Typist(desk, app, pause)
    typist.idle(2)
    typist.heart.forget()
    typist.idle(5)
    yield typist.heart.told("nobody types")
    for what, open_box in _BOXES:
        box = open_box(typist)
        typist.bench.idle()
        typist.type(box, names[:1])
        typist.heart.forget()
        waits = sorted(typist.type(box, names))
        yield f"{typist.heart.told(what)}; answer after the last letter: median {waits[len(waits) // 2]:.0f} ms"
    typist.bench.idle()
    typist.bench.close()
    typist.window.deleteLater()


def _store(people: int) -> tuple[Path, Path]:
    """The set and the encrypted store of so many people, made when it is not there."""
    folder = _PLACE / f"households-{people}-{_SEED}"
    if not (folder / "store.jsonl").exists():
        make.write(folder, people, 4000, _SEED)
    file = folder / "set.lintel"
    measuring.filled(folder / "store.jsonl", file)
    filling.with_index(file).close()
    return folder, file


def main(words: Sequence[str] = ()) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench typing")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--names", type=int, default=25, help="how many names are typed into each box")
    parser.add_argument("--pause", type=int, default=70, help="milliseconds between two letters")
    chosen = parser.parse_args(list(words))
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder, file = _store(chosen.people)
    asked = islice(
        reading.questions(folder / "queries.jsonl", reading.Oddities(), filling.NOW.year), chosen.names
    )
    names = [f"{q.person.forename} {q.person.surname}" for q in asked]
    desk = filling.desk(file)
    print(
        f"{chosen.people} people, {len(names)} names, {chosen.pause} ms between letters (goal {GOAL:.0f} ms)"
    )
    for line in measure(desk, app, names, chosen.pause):
        print(line, flush=True)
    desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
