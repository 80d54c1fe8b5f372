"""The day of the tour: four workers' scenarios (`ux.md` B2) and the manager's decision, one after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.tour import cards, line_breaks, manager, meeting, nursery, police, school
from tests.tour.walker import Stuck, Walker
from ui import shortcuts, theme
from ui.bench import Bench
from ui.changes import Changes
from ui.collecting import collect_on_window_thread
from ui.notices import Notices
from ui.reading import Reading
from ui.window import Window
from workstation.domain.times import FixedClock
from workstation.services import opening
from workstation.services.desk import Desk

MORNING = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
WIDE, LAPTOP = (1920, 1040), (1366, 728)


def walk(out: Path, *, contacts: int) -> str:
    """Walk through the day, leaving everything in `out`; gives the sentence it got stuck with, or nothing."""
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("*.png"), *out.glob("*.pdf"), *out.glob("tour.log")):
        old.unlink()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    shortcuts.our_keys_first(app)
    collect_on_window_thread(app)
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(MORNING)
        desk = opening.practice_desk(Path(folder) / "practice.lintel", clock=clock, contacts=contacts)
        try:
            return _scenes(app, desk, out)
        finally:
            desk.close()


def _scenes(app: QApplication, desk: Desk, out: Path) -> str:
    log: list[str] = []
    shots: list[str] = []
    stuck = ""
    for who, scene in (
        ("Rukhsana Shah", school.walk),
        ("Rukhsana Shah", police.walk),
        ("Rukhsana Shah", nursery.walk),
        ("Bola Mensah", meeting.walk),
        ("Bola Mensah", manager.walk),
        ("Rukhsana Shah", cards.walk),
        ("Rukhsana Shah", line_breaks.walk),
    ):
        stuck = _scene(app, desk, out, who, scene, log, shots)
        if stuck:
            break
    (out / "tour.log").write_text("\n".join(log) + "\n", encoding="utf-8")
    return stuck


def _counted(walker: Walker) -> str:
    return (
        f"{walker.keys:5d} keys without narrative: {walker.pressed} to move and choose, {walker.short} in short "
        f"fields; {walker.words} letters of narrative; 0 pointing"
    )


def _scene(
    app: QApplication,
    desk: Desk,
    out: Path,
    who: str,
    scene: Callable[[Walker, Desk], None],
    log: list[str],
    shots: list[str],
) -> str:
    """One person's window, from sitting down to getting up."""
    opening.sit_down(desk, next(w.id for w in desk.staff.values() if w.name == who))
    theme.apply(app, Reading())
    bench, notices = Bench(desk.executor), Notices()
    bench.on_trouble, bench.on_bug = notices.trouble, notices.bug
    window = Window(desk, bench, Changes(), notices)
    window.resize(*WIDE)
    window.show()
    window.activateWindow()
    window.start([])
    walker = Walker(window, bench, out)
    walker.shots = shots
    walker.settle()
    stuck = ""
    try:
        scene(walker, desk)
    except Stuck as problem:
        stuck = f"{scene.__module__.rpartition('.')[2]}: {problem}"
        walker.shot("stuck")
    log += [f"== {scene.__doc__ or ''} ({who})", *walker.log, _counted(walker), ""]
    window.close()
    bench.idle()
    bench.close()
    window.deleteLater()
    return stuck
