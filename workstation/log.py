"""The log: what the service desk needs and nothing of any case.

    log.note(Event.OPENED, milliseconds=412)
    log.bug(error)                                  # class and places in our code; never the exception's words

A line is made of an `Event` and of fields that can only hold numbers, trouble codes and kinds of entries. What
anybody else sends to our logger is written down as *that* it was withheld, not what it said.
"""

from __future__ import annotations

import logging
import re
import traceback
from enum import StrEnum
from pathlib import Path
from typing import Final

from workstation.domain.kinds import KINDS

_LOGGER: Final = logging.getLogger("lintel")
_CODE: Final = re.compile(r"LT-\d{3}")
_NUMBERS: Final = frozenset({"count", "milliseconds", "waiting", "bytes"})
_CHECKED: Final = "lintel_checked"
_LARGEST: Final = 500_000


class Event(StrEnum):
    """Everything that is ever logged."""

    STARTED = "started"
    OPENED = "store opened"
    CLOSED = "store closed"
    REBUILT = "register rebuilt"
    APPENDED = "entries appended"
    EXCHANGED = "exchanged with central"
    OUT_OF_REACH = "central out of reach"
    SPOILED = "packed piece not believed"
    WENT_BACK = "central went back"
    TAKEN = "file taken in"
    PRINTED = "printed"
    SIGNED_IN = "signed in"
    LOCKED = "locked"
    TROUBLE = "trouble shown"
    STALLED = "window stalled"
    BUG = "bug"


class _Turning(logging.FileHandler):
    """Begins a new file at half a megabyte and keeps the two before it.

    `logging.handlers` does the same, and loads sockets and pickling for its other handlers.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, into a new file when this one is full."""
        try:
            if self.stream is not None and self.stream.tell() >= _LARGEST:
                self._turn()
        except OSError:
            self.handleError(record)
        super().emit(record)  # opens the file if it is closed

    def _turn(self) -> None:
        self.close()
        now = Path(self.baseFilename)
        before = now.with_name(f"{now.name}.1")
        if before.exists():
            before.replace(now.with_name(f"{now.name}.2"))
        now.replace(before)


def open_log(path: Path) -> None:
    """Write the log to this file from now on (three files of half a megabyte)."""
    close_log()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = _Turning(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.addFilter(only_ours)
    _LOGGER.addHandler(handler)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False


def close_log() -> None:
    """Close the file."""
    for handler in list(_LOGGER.handlers):
        _LOGGER.removeHandler(handler)
        handler.close()


def note(event: Event, *, code: str = "", kind: str = "", **numbers: float) -> None:
    """Write one line. A field that could hold words of a case is left out, whatever it holds."""
    words = [event.value]
    if _CODE.fullmatch(code):
        words.append(f"code={code}")
    if kind in KINDS:
        words.append(f"kind={kind}")
    words += [
        f"{name}={number:g}"
        for name, number in numbers.items()
        if name in _NUMBERS and isinstance(number, int | float)
    ]
    _LOGGER.info(" ".join(words), extra={_CHECKED: True})


def bug(error: BaseException) -> None:
    """Write down a mistake of ours: its class and where it happened. What it says may hold a name."""
    places = (
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)
    )
    _LOGGER.error("%s", f"{Event.BUG} {type(error).__name__} at {' '.join(places)}", extra={_CHECKED: True})


def only_ours(record: logging.LogRecord) -> bool:
    """Let our own lines through as they are; of any other, only who sent it."""
    if not getattr(record, _CHECKED, False):
        record.msg, record.args = "withheld a message from %s:%d", (record.filename, record.lineno)
    record.exc_info = record.exc_text = record.stack_info = None
    return True
