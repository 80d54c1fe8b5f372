"""The packed program: how big it is, and how long it takes to start, beside this checkout's own start.

    python -m tests.bench.bundle

Builds `dist/lintel` when it is not there (`packaging/build bundle`, one or two minutes the first time).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.start import READY_FLAGS, seconds
from workstation.domain.times import SystemClock
from workstation.services import opening

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "dist" / "lintel"
ROUNDS = 5


def main() -> None:
    """Print size and start."""
    if not (BUNDLE / "lintel").exists():
        subprocess.run([ROOT / "packaging" / "build", "bundle"], check=True)
    size = sum(f.stat().st_size for f in BUNDLE.rglob("*") if f.is_file() and not f.is_symlink())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        opening.make_practice(home / "practice.lintel", clock=SystemClock())
        packed, plain = [], []
        for _ in range(ROUNDS + 1):
            packed.append(seconds(str(BUNDLE / "lintel"), *READY_FLAGS, home=home))
            plain.append(seconds(sys.executable, "-m", "ui.app", *READY_FLAGS, home=home))
    ours, theirs = statistics.median(packed[1:]), statistics.median(plain[1:])
    print(f"dist/lintel: {size / 1_000_000:.0f} MB")
    print(
        f"start to a usable queue: {ours:.2f} s packed, {theirs:.2f} s unpacked ({ours / theirs:.2f} times)"
    )


if __name__ == "__main__":
    main()
