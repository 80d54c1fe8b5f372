"""What a start loads: the queue and what it stands on, and nothing that somebody may need later."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

LATER = (
    "sqlalchemy", "alembic", "asyncio", "rapidfuzz", "holidays", "reportlab", "openpyxl", "keyring", "argon2",
    "cryptography", "hypothesis", "importlib.metadata", "logging.handlers",
    "ui.screens.first_start", "ui.screens.sign_in", "ui.screens.workspace", "ui.screens.new_contact",
    "ui.screens.sign_off", "ui.screens.find", "ui.screens.import_file", "ui.screens.settings",
    "ui.screens.help_pages", "ui.screens.keys_sheet", "ui.screens.palette", "ui.screens.park",
    "ui.screens.escalate", "ui.screens.show_address",
    "workstation.access.keys", "workstation.access.slots", "workstation.services.real_work",
    "workstation.services.signing_in", "workstation.intake", "workstation.report", "workstation.practice.town",
    "workstation.store.engine", "workstation.store.journal",
)  # fmt: skip
"""Each of them takes its time to load, and the queue shows nothing of it."""

# What is done behind the finished queue does not come here, so that what the queue needs can be told from it.
PROGRAM = """
import sys
from ui import app, early

begin = early.open_early

def without_what_comes_after(asked):
    begun = begin(asked)
    from ui import program, window
    from ui.screens import queue
    program._NOTE_AFTER = window._ASK_AFTER = queue._PICTURE_FIRST = 600_000
    return begun

early.open_early = without_what_comes_after
app._say_ready = lambda: print("LOADED", *sys.modules)
app.main(sys.argv[1:])
"""


def loaded_by_the_queue(store: Path, home: Path) -> list[str]:
    """The modules of a program that has just shown its queue, in the order in which they were loaded."""
    asked = ["--practice", "--store", str(store), "--home", str(home), "--until-usable"]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *asked],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    line = next((line for line in done.stdout.splitlines() if line.startswith("LOADED")), "")
    assert line, done.stderr
    return line.split()[1:]


def test_the_queue_comes_before_all_that_it_does_not_need(practice_file: Path, tmp_path: Path) -> None:
    store = tmp_path / "practice.lintel"
    shutil.copy(practice_file, store)
    # The first time this copy is opened it is given a name of its own, which is written down.
    loaded_by_the_queue(store, tmp_path)
    modules = loaded_by_the_queue(store, tmp_path)
    assert "ui.screens.queue" in modules
    too_early = [name for name in LATER if name in modules]
    assert too_early == []
    # The binding of Qt looks through the source of every module that is loaded after it.
    after_qt = modules[modules.index("PySide6") :]
    assert [name for name in after_qt if name.startswith("workstation.")] == []
