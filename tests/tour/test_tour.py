"""The tour as a test: every step can be done by keyboard, and it leaves what it promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tour.day import walk


@pytest.mark.timeout(900)
def test_the_whole_day_can_be_done_by_keyboard(qapp: object, tmp_path: Path) -> None:
    assert walk(tmp_path, contacts=100) == ""
    log = (tmp_path / "tour.log").read_text(encoding="utf-8")
    assert log.count("0 pointing") == 7
    assert len(list(tmp_path.glob("*.png"))) >= 45
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF")
