"""The invented council from a process of its own: the same bytes, whatever becomes of that process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workstation.domain.entries import Entry
from workstation.guidebook import agencies, shelf
from workstation.practice import council, elsewhere

AS_OF = datetime(2026, 7, 6, 9, 40, 12, 345678, tzinfo=UTC)
CONTACTS = 60
START = Path(__file__).parents[2] / "packaging/bundle/start.py"
TOLD = ["7", AS_OF.isoformat(), str(CONTACTS)]


@pytest.fixture(scope="module")
def here() -> list[Entry]:
    return list(council.generate(7, AS_OF, contacts=CONTACTS))


@pytest.fixture
def own_shelf() -> Iterator[None]:
    shelf.stand(None, {agencies.SORT: shelf.built_in(agencies.SORT)[0]})
    yield
    shelf.clear()


def test_it_is_the_same_council(here: list[Entry]) -> None:
    seen: list[tuple[int, int]] = []
    there = elsewhere.generate(7, AS_OF, contacts=CONTACTS, progress=lambda n, of: seen.append((n, of)))
    assert list(there) == here
    assert seen[-1] == (CONTACTS, CONTACTS)


@pytest.mark.parametrize("kept", [0, 3, 4, 20_000, -5, -1])
def test_a_process_that_stops_on_the_way_leaves_no_gap(here: list[Entry], tmp_path: Path, kept: int) -> None:
    """Cut before anything, within a length, between, within a piece, and before the last piece was whole."""
    said = subprocess.run(
        [sys.executable, "-m", elsewhere.__name__, *TOLD], capture_output=True, check=True
    ).stdout
    (tmp_path / "said").write_bytes(said[:kept])
    only_this = [
        sys.executable,
        "-c",
        f"import sys; sys.stdout.buffer.write(open({str(tmp_path / 'said')!r}, 'rb').read())",
    ]
    assert list(elsewhere.generate(7, AS_OF, contacts=CONTACTS, command=only_this)) == here


def test_without_that_process_it_is_invented_here(here: list[Entry]) -> None:
    nothing = ["/nowhere/no-such-program"]
    assert list(elsewhere.generate(7, AS_OF, contacts=CONTACTS, command=nothing)) == here


@pytest.mark.usefixtures("own_shelf")
def test_where_the_council_has_guide_data_of_its_own_no_process_is_asked(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    command = [sys.executable, "-c", f"open({str(asked)!r}, 'w')"]
    assert next(elsewhere.generate(7, AS_OF, contacts=CONTACTS, command=command)).kind == "Received"
    assert not asked.exists()


def test_whoever_stops_listening_leaves_nothing_running(here: list[Entry]) -> None:
    entries = elsewhere.generate(7, AS_OF, contacts=CONTACTS)
    assert next(entries) == here[0]
    entries.close()
    assert "invented entries" not in {thread.name for thread in threading.enumerate()}


def test_the_packed_program_is_that_process_when_it_is_asked(here: list[Entry]) -> None:
    command = [sys.executable, str(START), elsewhere.WORKER_FLAG, *TOLD]
    assert list(elsewhere.generate(7, AS_OF, contacts=CONTACTS, command=command)) == here
