"""The separate process: held to its limits, ended cleanly, believed only where it makes sense."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.intake import books
from tests.intake.books import CLOCK, contact, contacts
from workstation.guidebook.codes import codes
from workstation.intake import bring_in, limited
from workstation.intake.limited import Limits
from workstation.intake.messages import MOST_LINE_BYTES, Finished, Message, RowsRead
from workstation.intake.refusals import ParserFailed, Stopped
from workstation.trouble import IntakeTrouble

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
HANG = "import threading; threading.Event().wait()"


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("big") / "big.xlsx"
    return contacts(path, *(contact(f"C{number}") for number in range(8_000)))


def saying(code: str, limits: Limits | None = None) -> list[Message]:
    """What is understood of another program that talks in place of the parser."""
    return list(limited.read(books.SAMPLE, limits=limits, command=[sys.executable, "-c", code]))


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@POSIX
def test_a_parser_that_wants_too_much_memory_is_stopped(big: Path) -> None:
    with pytest.raises(IntakeTrouble) as caught:
        list(limited.read(big, limits=Limits(memory=15_000_000)))
    assert caught.value.title


@POSIX
def test_memory_is_held_to_the_limit() -> None:
    code = (
        "from workstation.held import hold_to; hold_to(200_000_000, 10)\n"
        "try: x = bytearray(300_000_000)\n"
        'except MemoryError: print(\'{"type":"refused","why":"memory"}\')'
    )
    with pytest.raises(IntakeTrouble, match="more memory"):
        saying(code)


@POSIX
def test_a_parser_that_works_too_long_is_killed() -> None:
    code = "from workstation.held import hold_to; hold_to(2**29, 1)\nwhile True: pass"
    with pytest.raises(ParserFailed, match="too much work"):
        saying(code)


@POSIX
def test_a_parser_cannot_write_a_file(tmp_path: Path) -> None:
    code = (
        "from workstation.held import hold_to; hold_to(2**29, 10)\n"
        f"f = open({str(tmp_path / 'x')!r}, 'wb', buffering=0)\n"
        "try: f.write(b'words')\n"
        'except OSError: print(\'{"type":"refused","why":"pdf"}\')'
    )
    with pytest.raises(IntakeTrouble, match="PDF"):
        saying(code)
    assert (tmp_path / "x").read_bytes() == b""


def test_a_parser_that_says_nothing_is_ended_by_the_clock() -> None:
    with pytest.raises(ParserFailed, match="took too long"):
        saying(HANG, Limits(wall_seconds=0.5))


def test_time_the_caller_takes_does_not_count(big: Path) -> None:
    reading = limited.read(big, limits=Limits(wall_seconds=5))
    seen = next(reading)
    began = time.monotonic()
    while time.monotonic() - began < 0.3:
        pass
    assert isinstance([seen, *reading][-1], Finished)


@pytest.mark.parametrize(
    "code",
    [
        "print('hello')",
        "print('{}')",
        'print(\'{"type":"rows","rows":[["x",[]]]}\')',
        "print('[' * 100_000)",
        "import sys; sys.stdout.buffer.write(bytes(range(256)))",
        f"import sys; sys.stdout.write('x' * {MOST_LINE_BYTES + 5})",
    ],
)
def test_garbage_is_not_believed(code: str) -> None:
    with pytest.raises(ParserFailed, match="makes no sense"):
        saying(code)


@pytest.mark.parametrize("code", ["", "raise SystemExit(3)", "import os; os.abort()"])
def test_a_crash_is_a_sentence(code: str) -> None:
    with pytest.raises(ParserFailed, match="stopped in the middle"):
        saying(code)


def test_the_environment_tells_the_parser_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", "secret")
    code = (
        "import os; why = 'password' if 'CANARY' in os.environ or 'HOME' in os.environ else 'empty'\n"
        'print(\'{"type":"refused","why":"%s"}\' % why)'
    )
    with pytest.raises(IntakeTrouble, match="empty"):
        saying(code)


@POSIX
def test_cancelling_ends_the_process(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = f"import os; open({str(pid_file)!r}, 'w').write(str(os.getpid()))\n{HANG}"
    with pytest.raises(Stopped):
        list(
            limited.read(
                books.SAMPLE,
                command=[sys.executable, "-c", code],
                cancelled=lambda: pid_file.exists() and bool(pid_file.read_text()),
            )
        )
    assert gone(int(pid_file.read_text()))


@POSIX
def test_a_reading_left_half_way_ends_the_process(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    code = (
        f"import os; open({str(pid_file)!r}, 'w').write(str(os.getpid()))\n"
        f'print(\'{{"type":"opened","rows":1,"from_1904":false}}\', flush=True)\n{HANG}'
    )
    reading = limited.read(books.SAMPLE, command=[sys.executable, "-c", code])
    next(reading)
    reading.close()
    assert gone(int(pid_file.read_text()))


def test_cancelling_half_way_keeps_what_was_taken(big: Path) -> None:
    taken: list[str] = []
    reading = bring_in.batches(big, clock=CLOCK, codes=codes, cancelled=lambda: len(taken) > 500)

    def take_all() -> None:
        for batch in reading:
            taken.extend(act.entry for act in batch)

    with pytest.raises(Stopped):
        take_all()
    assert 500 < len(taken) < 8_000
    assert reading.report.total().taken == len(taken)
    everything = {act.entry for batch in bring_in.batches(big, clock=CLOCK, codes=codes) for act in batch}
    assert len(everything) == 8_000
    assert everything.issuperset(taken)


def test_progress_is_told_and_ends_at_the_end(big: Path) -> None:
    told: list[tuple[int, int]] = []
    reading = bring_in.batches(
        big, clock=CLOCK, codes=codes, progress=lambda done, of: told.append((done, of))
    )
    assert sum(len(batch) for batch in reading) == 8_000
    assert told == sorted(told)
    assert told[0] == (0, 8_001)
    assert told[-1] == (8_001, 8_001)
    assert len(told) > 20


def test_rows_come_in_lines_of_a_bounded_size(big: Path) -> None:
    lines = [message for message in limited.read(big) if isinstance(message, RowsRead)]
    assert max(len(line.rows) for line in lines) <= 200


def test_the_worker_is_a_program_of_its_own() -> None:
    with books.SAMPLE.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "workstation.intake.worker", "any", str(2**29), "10"],
            stdin=file,
            capture_output=True,
            check=True,
        )
    assert done.stdout.endswith(b'{"type":"finished"}\n')
    assert done.stderr == b""
