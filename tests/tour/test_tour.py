"""The tour as a test: every step can be done by keyboard, and it leaves what it promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.timeout(900)
def test_the_whole_day_can_be_done_by_keyboard(tmp_path: Path) -> None:
    """In a process of its own: text at 200 % lays out every widget there is, also what other tests left behind."""
    asked = [sys.executable, "-m", "tests.tour", "--out", str(tmp_path), "--contacts", "100"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    log = (tmp_path / "tour.log").read_text(encoding="utf-8")
    assert log.count("0 pointing") == 7
    assert len(list(tmp_path.glob("*.png"))) >= 45
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")
