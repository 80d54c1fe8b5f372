"""The longest time the window stands still while the line to Central misbehaves: `python -m tests.bench.line`.

The whole window on a real file, a real server, and a proxy that swallows, stalls, refuses or is gone. Somebody
writes and types all the while; a timer that should beat every 5 ms notes how late each beat is.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.stall import Heart
from tests.central.cluster import Cluster, sweep
from tests.central.office import prepare
from tests.journeys.fleet import Fleet
from tests.journeys.front_desk import WEATHER, Front, front
from ui.collecting import collect_on_window_thread

SECONDS, GOAL = 4.0, 50.0


def worst(seat: Front, seconds: float) -> tuple[float, int]:
    """The latest beat in milliseconds while somebody works for so long, and how many acts were done."""
    heart, end, acts = Heart(), time.monotonic() + seconds, 0
    seat.window.run("palette")
    while time.monotonic() < end:
        seat.work(f"Note {acts}.")
        focus = QApplication.focusWidget()
        if focus is not None:
            QTest.keyClick(focus, Qt.Key.Key_A)
            QTest.keyClick(focus, Qt.Key.Key_Backspace)
        QTest.qWait(40)
        assert seat.bench.idle()
        acts += 1
    late = max(heart.late)
    heart.deleteLater()
    return late, acts


def main() -> None:
    """Print the figures."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    collector = collect_on_window_thread(app)
    with tempfile.TemporaryDirectory() as folder, Cluster(durable=True) as cluster:
        prepare(cluster)
        with Fleet(cluster, Path(folder)) as fleet, front(fleet, app) as seat:
            collector.settle_in()
            seat.until_sent()
            good, acts = worst(seat, SECONDS)
            print(f"a good line: {acts} acts, worst beat {good:.1f} ms late (goal {GOAL:.0f} ms)")
            for name, spoil in WEATHER.items():
                spoil(fleet)
                seat.desk.link.wrote()
                late, acts = worst(seat, SECONDS)
                print(f"the line {name}: {acts} acts, worst beat {late:.1f} ms late, {late / good:.1f} x")
                fleet.calm()
            seat.until_sent()
    sweep()


if __name__ == "__main__":
    main()
