"""From starting the program to a queue one can use, beside an empty window's start in the same run.

    python -m tests.bench.start

Both are whole processes without a screen, turn by turn; the practice authority is there already, and so is the
bytecode that Python keeps beside its modules: a second start, as on anybody's computer.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workstation.domain.times import SystemClock
from workstation.services import opening

ROUNDS, GOAL = 7, 4.0
READY_FLAGS = ("--practice", "--as", "Rukhsana Shah", "--until-usable")
"""What makes Lintel say READY once its queue can be used, and then close."""
_EMPTY = (
    "from PySide6.QtWidgets import QApplication, QWidget; from PySide6.QtCore import QTimer; "
    "a = QApplication([]); w = QWidget(); w.resize(1366, 728); w.show(); "
    "QTimer.singleShot(0, lambda: (print('READY', flush=True), a.quit())); a.exec()"
)


def seconds(*command: str, home: Path) -> float:
    """How long this command takes until it says READY; closing it is not counted."""
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LINTEL_HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = time.perf_counter()
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("READY"):
                return time.perf_counter() - before
    raise RuntimeError("it ended without being ready")


def compare(home: Path) -> tuple[float, float]:
    """Median seconds of Lintel to a usable queue, and of an empty window."""
    ours = (sys.executable, "-m", "ui.app", *READY_FLAGS)
    nothing = (sys.executable, "-c", _EMPTY)
    opening.make_practice(home / "practice.lintel", clock=SystemClock())
    seconds(*ours, home=home)
    seconds(*nothing, home=home)
    lintel, empty = [], []
    for _ in range(ROUNDS):
        lintel.append(seconds(*ours, home=home))
        empty.append(seconds(*nothing, home=home))
    return statistics.median(lintel), statistics.median(empty)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        lintel, empty = compare(Path(folder))
    ratio = lintel / empty
    print(
        f"start to usable queue {lintel:.2f} s, empty window {empty:.2f} s, ratio {ratio:.1f} (goal {GOAL})"
    )


if __name__ == "__main__":
    main()
