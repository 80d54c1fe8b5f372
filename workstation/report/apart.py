"""Draws big papers in a process of its own, with limits that it cannot lift.

What drawing costs grows with the words and with nothing else: a usual summary takes a twentieth of a second, and
starting a process takes eight times that. So usual papers are drawn here, and a big one (a narrative of a
megabyte is 175 pages) apart from the program: whether it hangs, eats the memory or dies, the person at the desk
gets a sentence. The words travel through pipes; no file holds them.
"""

from __future__ import annotations

import pickle
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread
from typing import IO, Final

from workstation import own_process
from workstation.report import pdf
from workstation.report.parts import Summary
from workstation.report.visible import BREAK_COUNTS
from workstation.trouble import PrintTrouble

WORKER_FLAG: Final = "--paper-worker"
AT_ONCE: Final = 50_000
"""Characters that are drawn here, in less time than starting a process takes: some fifteen pages."""
DRAWN, TROUBLE = b"drawn", b"trouble"
"""The first line of what the process says; the trouble has its sentence and its advice behind it."""

_A_PAGE: Final = 5_800
"""Characters on a page that is full of words."""
_LOOK_EVERY: Final = 0.1
"""Seconds after which it is looked whether somebody said stop."""
_STOPPED: Final = "Nothing was printed. Drawing the pages was stopped."
_running: set[subprocess.Popen[bytes]] = set()
_MEMORY: Final = 1024 * 1024 * 1024
_ADVICE: Final = "Read the long text from the screen, or print another paper of this contact."


class Limits:
    """What drawing may use: bytes of memory, seconds of processor, seconds we wait for it altogether.

    A megabyte takes five seconds on a middling computer; a slow and busy one may take six times that.
    """

    def __init__(self, size: int, memory: int = _MEMORY) -> None:
        self.memory = memory
        self.cpu_seconds = 10 + min(size, 4_000_000) // 50_000
        self.wall_seconds = 2.0 * self.cpu_seconds


def drawn(
    summary: Summary,
    *,
    limits: Limits | None = None,
    command: Sequence[str] | None = None,
    stop: Event | None = None,
) -> tuple[bytes, int]:
    """The PDF and how many pages it has, as `pdf.drawn`; a big one comes from a process of its own.

    `PrintTrouble` when a letter has no glyph, the paper is too much work, or somebody said `stop`. `command` starts
    another process than ours; the tests use it.
    """
    size = measured(summary)
    if size <= AT_ONCE and command is None:
        return pdf.drawn(summary)
    held_to = limits or Limits(size)
    answer = _asked(
        command or _command(held_to), pickle.dumps(summary), held_to.wall_seconds, stop or Event()
    )
    return _understood(answer)


def is_big(summary: Summary) -> bool:
    """Whether drawing it takes so long that it should not keep anybody waiting."""
    return measured(summary) > AT_ONCE


def pages_about(summary: Summary) -> int:
    """About how many pages it will have."""
    return max(1, round(measured(summary) / _A_PAGE))


def stop_all() -> None:
    """End every drawing, because the program ends."""
    for process in tuple(_running):
        process.kill()


def measured(summary: Summary) -> int:
    """How much there is to draw, in characters; a line break counts as most of a line."""
    return sum(len(words) + BREAK_COUNTS * words.count("\n") for words in pdf.all_words(summary))


def _command(limits: Limits) -> list[str]:
    told = (str(limits.memory), str(limits.cpu_seconds))
    return own_process.command(WORKER_FLAG, "workstation.report.worker", *told)


def _asked(command: Sequence[str], words: bytes, seconds: float, stop: Event) -> bytes:
    """What the process answers. It is ended however the asking ends."""
    try:
        process = subprocess.Popen(  # noqa: S603  our own program and nothing a person typed
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=own_process.environment(), cwd=tempfile.gettempdir(),
        )  # fmt: skip
    except OSError:
        raise PrintTrouble("Nothing was printed. The pages could not be drawn.") from None
    _running.add(process)
    with process:
        try:
            answer = _heard(process, words, time.monotonic() + seconds, stop)
        finally:
            process.kill()
            _running.discard(process)
    if process.returncode:
        raise PrintTrouble("Nothing was printed. Drawing the pages was too much work and was ended.", _ADVICE)
    return answer


def _heard(process: subprocess.Popen[bytes], words: bytes, until: float, stop: Event) -> bytes:
    # Asked again, `communicate` would forget what it has not said yet; so somebody else says it.
    said_to, process.stdin = process.stdin, None
    Thread(target=_say, args=(said_to, words), name="paper words", daemon=True).start()
    while True:
        try:
            return process.communicate(timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            pass
        if stop.is_set():
            raise PrintTrouble(_STOPPED, "Read the words as text, or ask for the copy again.")
        if time.monotonic() > until:
            raise PrintTrouble("Nothing was printed. Drawing the pages took too long and was ended.", _ADVICE)


def _say(to: IO[bytes] | None, words: bytes) -> None:
    """A process that has ended does not listen: what it answered tells why."""
    with suppress(OSError):
        if to is not None:
            with to:
                to.write(words)


def _understood(answer: bytes) -> tuple[bytes, int]:
    head, _, rest = answer.partition(b"\n")
    word, _, pages = head.partition(b" ")
    if word == TROUBLE:
        title, _, advice = rest.decode().partition("\n")
        raise PrintTrouble(title, advice)
    if word != DRAWN or not pages.isdigit() or not rest.startswith(b"%PDF"):
        raise PrintTrouble("Nothing was printed. The pages were not drawn to the end.", _ADVICE)
    return rest, int(pages)
