"""The program: reads what was asked for, then loads the rest (`program`) and shows the window.

python -m ui.app --practice                     the practice authority, made at the first start
python -m ui.app --practice --as rukhsana.shah  the same, without asking who you are
python -m ui.app --practice --second            a second window beside it, for a colleague
python -m ui.app --practice --until-usable      print READY and the milliseconds it took, then close
python -m ui.app --practice --until-tried       the same, and go to each page before it closes: are all parts there?
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_STARTED = time.perf_counter()
_NO_SCREEN = """Lintel needs a screen, and this computer has none that it can reach.
Start it from a desktop session, or set DISPLAY or WAYLAND_DISPLAY. Without a screen, ./dev tour makes pictures."""


def read_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser("lintel", description="Triage at the front door of children's services.")
    parser.add_argument(
        "--practice", action="store_true", help="work with the practice authority: nothing is real"
    )
    parser.add_argument("--store", metavar="PATH", help="the file of the record, instead of its usual place")
    parser.add_argument("--home", metavar="PATH", help="one folder for the record, settings and log")
    parser.add_argument("--as", dest="sit_as", metavar="WORKER", help="practice only: the colleague to be")
    parser.add_argument(
        "--second",
        action="store_true",
        help="practice only: a second window beside the first, for a colleague",
    )
    parser.add_argument("--until-usable", action="store_true", help="say how long the start took, then close")
    parser.add_argument("--until-tried", action="store_true", help="go to each page before that")
    asked = parser.parse_args(argv)
    asked.until_usable = asked.until_usable or asked.until_tried
    if (asked.sit_as or asked.second or asked.until_usable) and not asked.practice:
        parser.error("--as, --second, --until-usable and --until-tried are for --practice only")
    if asked.until_usable and not asked.sit_as:
        asked.sit_as = "rukhsana.shah"
    return asked


def _milliseconds_alive() -> int:
    """Since the system started this process, so that loading counts too; where it does not tell, since loading."""
    told = Path("/proc/self/stat")
    if not told.exists():
        return round((time.perf_counter() - _STARTED) * 1000)
    ticks = int(told.read_text(encoding="ascii").rpartition(")")[2].split()[19])
    started = ticks / os.sysconf("SC_CLK_TCK")
    return round((time.clock_gettime(time.CLOCK_BOOTTIME) - started) * 1000)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run Lintel. Answers the number the system is told at the end."""
    asked = read_arguments(sys.argv[1:] if argv is None else argv)
    if asked.home:
        os.environ["LINTEL_HOME"] = asked.home
    if not _has_screen():
        sys.stderr.write(_NO_SCREEN + "\n")
        return 2
    # The window thread collects (`ui.collecting`); to look through what is only being loaded is lost time.
    gc.disable()
    from ui import early
    from workstation import log, paths

    log.open_log(paths.log_file())
    begun = early.open_early(asked)
    if not asked.practice:
        from workstation.services.real_work import keep_private

        keep_private()
    from ui import own_import

    own_import.put_back()
    from ui import program

    try:
        ended = program.run(asked, begun, _say_ready)
    finally:
        log.close_log()
    if ended == program.AGAIN:
        os.execv(sys.executable, _same_again(sys.argv[1:] if argv is None else argv))  # noqa: S606 - ourselves
    return ended


def _same_again(argv: Sequence[str]) -> list[str]:
    """The command that starts this program as it was started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *argv]
    return [sys.executable, "-m", "ui.app", *argv]


def _say_ready() -> None:
    sys.stdout.write(f"READY {_milliseconds_alive()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
