"""The longest time the window stands still while 20,000 rows are brought in behind it.

    python -m tests.bench.stall

A timer that should beat every 5 ms notes how late each beat is; meanwhile somebody types in the find box.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from openpyxl import Workbook
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.bench import Bench
from ui.changes import Changes
from ui.collecting import collect_on_window_thread
from ui.notices import Notices
from ui.reading import Reading
from ui.screens import everywhere
from ui.window import Window
from workstation.services import bring_in, opening
from workstation.services.desk import Desk

ROWS, BEAT, GOAL = 20_000, 0.005, 50.0
_HEADINGS = (
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age",
    "Date of Contact",
    "Contact Source",
)


class Heart(QObject):
    """Beats every few milliseconds and remembers how late it was."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, interval=int(BEAT * 1000))
        timer.timeout.connect(self._beat)
        timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, now - self._last - BEAT) * 1000)
        self._last = now


def big_file(path: Path) -> None:
    """An Annex A List 1 of so many rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("List 1")
    sheet.append(_HEADINGS)
    for row in range(ROWS):
        day = f"{row % 28 + 1:02d}/{row % 12 + 1:02d}/2020"
        sheet.append(
            (
                str(10_000_000 + row // 2),
                "b) Female",
                "a) WBRI",
                f"0{row % 9 + 1}/05/2012",
                8,
                day,
                "q) 6: Police",
            )
        )
    book.save(path)


def measure(desk: Desk, app: QApplication, file: Path) -> tuple[list[float], float]:
    """How late the beats were, in milliseconds, and the seconds it took."""
    theme.apply(app, Reading())
    collector = collect_on_window_thread(app)
    bench = Bench(desk.executor)
    window = Window(desk, bench, Changes(), Notices())
    window.resize(1366, 728)
    window.show()
    window.start([])
    bench.idle()
    # As the program does a moment after its start.
    everywhere.get_ready()
    collector.settle_in()
    heart, before = Heart(), time.perf_counter()
    work = desk.side.submit(bring_in.bring_in, desk, file)
    window.run("palette")
    while not work.done():
        focus = QApplication.focusWidget()
        if focus is not None:
            QTest.keyClick(focus, Qt.Key.Key_A)
            QTest.keyClick(focus, Qt.Key.Key_Backspace)
        QTest.qWait(40)
    took = time.perf_counter() - before
    bench.idle()
    bench.close()
    window.deleteLater()
    assert work.result().new == ROWS or work.result().new > 0
    return heart.late, took


def main() -> None:
    """Print the figures."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list1.xlsx"
        big_file(file)
        desk = opening.practice_desk(Path(folder) / "practice.lintel", contacts=600)
        late, took = measure(desk, app, file)
        desk.close()
    late.sort()
    print(
        f"{ROWS} rows brought in in {took:.1f} s; beats late: median {late[len(late) // 2]:.1f} ms, "
        f"99 % {late[int(len(late) * 0.99)]:.1f} ms, worst {late[-1]:.1f} ms (goal {GOAL:.0f} ms)"
    )


if __name__ == "__main__":
    main()
