"""`python -m tests.tour [--out FOLDER]`: walk, take pictures, print, and say how it went."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.tour.day import walk


def main() -> int:
    """Walk through the day; 0 when every step could be done by keyboard."""
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/tour"))
    parser.add_argument(
        "--contacts", type=int, default=1500, help="how many contacts the practice authority has"
    )
    args = parser.parse_args()
    stuck = walk(args.out, contacts=args.contacts)
    print(f"Pictures, the printed summary and the log are in {args.out.resolve()}")
    if stuck:
        print(f"Stuck: {stuck}", file=sys.stderr)
    return 1 if stuck else 0


if __name__ == "__main__":
    sys.exit(main())
