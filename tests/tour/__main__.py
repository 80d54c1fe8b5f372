"""`python -m tests.tour [--out FOLDER]`: walk, take pictures, print, and say how it went."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from tests.tour.day import walk

_NO_SCREEN = "This plugin does not support propagateSizeHints()"
"""Qt says this for every window where there is no screen; it means nothing here."""


def _pass_on(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    if words != _NO_SCREEN:
        print(words, file=sys.stderr)


def main() -> int:
    """Walk through the day; 0 when every step could be done by keyboard."""
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/tour"))
    parser.add_argument(
        "--contacts", type=int, default=1500, help="how many contacts the practice authority has"
    )
    args = parser.parse_args()
    qInstallMessageHandler(_pass_on)
    stuck = walk(args.out, contacts=args.contacts)
    print(f"Pictures, the printed summary and the log are in {args.out.resolve()}")
    if stuck:
        print(f"Stuck: {stuck}", file=sys.stderr)
    return 1 if stuck else 0


if __name__ == "__main__":
    sys.exit(main())
