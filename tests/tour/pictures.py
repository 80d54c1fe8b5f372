"""`python -m tests.tour.pictures`: the pictures of the README, made anew in `tests/tour/pictures/`.

A laptop's screen (1366 x 768), the practice authority, keyboard only. They are kept with few colours, so that a
copy of the repository stays small.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.tour.day import MORNING
from tests.tour.walker import Walker
from ui import shortcuts, theme
from ui.bench import Bench
from ui.changes import Changes
from ui.collecting import collect_on_window_thread
from ui.notices import Notices
from ui.reading import Reading
from ui.window import Window
from workstation.domain.times import FixedClock
from workstation.practice.vignettes import SCHOOL_CALL
from workstation.services import arriving, opening
from workstation.services.desk import Desk

FOLDER: Final = Path(__file__).with_name("pictures")
LAPTOP: Final = (1366, 768)


def _worker(walker: Walker) -> None:
    _keep(walker, "queue")
    walker.press("Ctrl+K")
    walker.type("farrow ellie")
    walker.press("Return")
    walker.must_see("Third police notification")
    _keep(walker, "history")
    walker.press("Ctrl+N")
    walker.type(SCHOOL_CALL.notes)
    walker.fill("Name", SCHOOL_CALL.child)
    walker.fill("Born or age", SCHOOL_CALL.age)
    walker.fill("Postcode", SCHOOL_CALL.postcode)
    walker.must_see("Same: MERRICK, Kayden")
    _keep(walker, "call")


def _manager(walker: Walker) -> None:
    walker.press("Ctrl+4")
    walker.must_see("For your sign-off")
    _keep(walker, "sign-off")


def _keep(walker: Walker, name: str) -> None:
    walker.settle()
    whole = FOLDER / f"{name}.png"
    walker.window.grab().save(str(whole))
    with Image.open(whole) as picture:
        # By coverage: a tick is small and green, and has to stay so.
        few = picture.convert("RGB").quantize(
            256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    few.save(whole, optimize=True)


def _window(desk: Desk, who: str) -> Walker:
    arriving.arrive(desk, next(w.id for w in desk.staff.values() if w.name == who))
    bench, notices = Bench(desk.executor), Notices()
    bench.on_trouble, bench.on_bug = notices.trouble, notices.bug
    window = Window(desk, bench, Changes(), notices)
    window.resize(*LAPTOP)
    window.show()
    window.activateWindow()
    window.start([])
    walker = Walker(window, bench, FOLDER)
    walker.settle()
    walker.wait_for(lambda: desk.matcher.ready, "people on record can be found")
    return walker


def main() -> int:
    """Make them all."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    shortcuts.our_keys_first(app)
    collect_on_window_thread(app)
    theme.apply(app, Reading())
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = opening.practice_desk(
            Path(folder) / "practice.lintel", clock=FixedClock(MORNING), contacts=1500
        )
        try:
            for who, scene in (("Rukhsana Shah", _worker), ("Bola Mensah", _manager)):
                walker = _window(desk, who)
                scene(walker)
                walker.window.close()
                walker.bench.idle()
                walker.bench.close()
        finally:
            desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
