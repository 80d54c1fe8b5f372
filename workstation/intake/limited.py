"""Starts, watches and ends the separate process that parses a file.

The process gets the open file as its standard input, an almost empty environment and limits it cannot lift.
What it says is checked line by line. A crash, a time-out or garbage becomes an `IntakeTrouble` with a sentence.
"""

from __future__ import annotations

import contextlib
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import IO, BinaryIO, Final, cast

import msgspec
from msgspec import Struct

from workstation import own_process
from workstation.intake.messages import MOST_LINE_BYTES, Finished, Message, Refused, from_line
from workstation.intake.refusals import ParserFailed, Stopped, refusal

MOST_FILE_BYTES: Final = 100_000_000
WORKER_FLAG: Final = "--intake-worker"

_LINES_AHEAD: Final = 8
_LOOK_EVERY: Final = 0.1  # seconds between two looks at whether the person has cancelled


class Limits(Struct, frozen=True):
    """What a parser may use: bytes of memory, seconds of processor, seconds we wait for it altogether."""

    memory: int = 512 * 1024 * 1024
    cpu_seconds: int = 10
    wall_seconds: float = 30.0


def limits_for(size: int) -> Limits:
    """Ten seconds, and more for a big honest file (a row takes some 50 bytes): 400 rows a second are enough."""
    more = min(290, size // 20_000)
    return Limits(cpu_seconds=10 + more, wall_seconds=30.0 + 3 * more)


def read(
    path: Path,
    parser: str = "any",
    *,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] | None = None,
    command: Sequence[str] | None = None,
) -> Generator[Message, None, None]:
    """What `parser` finds in the file, as it finds it. Ends the process however the reading ends.

    Raises `FileRefused`, `ParserFailed`, or `Stopped` when `cancelled` says so. `command` starts another
    process than ours; the tests use it.
    """
    file, size = _open(path)
    with file:
        held_to = limits or limits_for(size)
        process = _start(command or _command(parser, held_to), file)
        said = _Said(process)
        try:
            yield from _listen(process, said, held_to, cancelled or (lambda: False))
        finally:
            said.end()


def _open(path: Path) -> tuple[BinaryIO, int]:
    """The file and its size; only a plain file of a sensible size."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refusal("unreadable")
        if found.st_size > MOST_FILE_BYTES:
            raise refusal("too big")
        return path.open("rb"), found.st_size
    except (OSError, ValueError):
        raise refusal("unreadable") from None


def _command(parser: str, limits: Limits) -> list[str]:
    told = (parser, str(limits.memory), str(limits.cpu_seconds))
    return own_process.command(WORKER_FLAG, "workstation.intake.worker", *told)


def _start(command: Sequence[str], file: BinaryIO) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  our own program and nothing a person typed
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_process.environment(OPENPYXL_LXML="False"),
            cwd=tempfile.gettempdir(),
        )
    except OSError:
        raise ParserFailed("The reader of files could not be started.") from None


class _Said:
    """The lines of the process, read ahead by a thread (a pipe cannot be waited for on Windows)."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lines: Queue[bytes] = Queue(maxsize=_LINES_AHEAD)
        self._ended = Event()
        self._thread = Thread(target=self._read, name="intake lines", daemon=True)
        self._thread.start()

    def next(self, seconds: float) -> bytes:
        """The next line, empty at the end; `Empty` when none came in this time."""
        return self._lines.get(timeout=seconds)

    def end(self) -> None:
        """End the process, whatever it is doing, and let everything of it go."""
        self._ended.set()
        self._process.kill()
        self._process.wait()
        self._thread.join()

    def _read(self) -> None:
        pipe = cast(IO[bytes], self._process.stdout)
        with pipe:
            while not self._ended.is_set():
                line = pipe.readline(MOST_LINE_BYTES)
                self._put(line)
                if not line:
                    return

    def _put(self, line: bytes) -> None:
        while not self._ended.is_set():
            with contextlib.suppress(Full):
                self._lines.put(line, timeout=_LOOK_EVERY)
                return


def _listen(
    process: subprocess.Popen[bytes], said: _Said, limits: Limits, cancelled: Callable[[], bool]
) -> Iterator[Message]:
    """Every message up to the last word. Only the time we wait counts, not what the caller does between."""
    waited = 0.0
    while True:
        if cancelled():
            raise Stopped
        began = time.monotonic()
        try:
            line = said.next(_LOOK_EVERY)
        except Empty:
            waited += time.monotonic() - began
            if waited > limits.wall_seconds:
                raise ParserFailed("Reading the file took too long and was ended.") from None
            continue
        waited += time.monotonic() - began
        if not line:
            raise _death(process)
        message = _understood(line)
        if isinstance(message, Refused):
            raise refusal(message.why)
        yield message
        if isinstance(message, Finished):
            return


def _understood(line: bytes) -> Message:
    try:
        return from_line(line)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError):
        raise ParserFailed("The reader of files said something that makes no sense, and was ended.") from None


def _death(process: subprocess.Popen[bytes]) -> ParserFailed:
    """The process ended without a last word: say by what."""
    code = process.wait()
    if sys.platform != "win32":
        import signal  # noqa: PLC0415  these signals are not on Windows

        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return ParserFailed("Reading the file took too much work and was ended.")
    return ParserFailed("The reader of files stopped in the middle of the file.")
