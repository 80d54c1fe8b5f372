"""The separate process: takes its limits, reads a summary on standard input, gives its pages.

It is started by `apart` and by nothing else. It opens no file but its fonts and writes none. Whatever goes wrong is
not said in words of its own, which could hold words of the record.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
import sys

from workstation import held
from workstation.report import parts
from workstation.report.apart import DRAWN, TROUBLE
from workstation.report.pdf import drawn
from workstation.trouble import PrintTrouble

_TIMES = {"datetime", "timedelta", "timezone"}


def main(arguments: list[str]) -> int:
    """`worker MEMORY_BYTES CPU_SECONDS`: the exit code, 0 also when the paper cannot be made right."""
    memory, seconds = arguments
    held.hold_to(int(memory), int(seconds))
    try:
        answer = _answer(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001  the reason may quote the record, and is nothing anybody could act on
        return 1
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _answer(words: bytes) -> bytes:
    summary = _Summaries(io.BytesIO(words)).load()
    try:
        data, pages = drawn(summary)
    except PrintTrouble as trouble:
        return TROUBLE + f"\n{trouble.title}\n{trouble.what_to_do}".encode()
    return DRAWN + f" {pages}\n".encode() + data


class _Summaries(pickle.Unpickler):
    """Makes parts of a summary and moments, and nothing else: a signed program must not run what it is handed."""

    def find_class(self, module: str, name: str) -> object:
        """The classes a summary is made of."""
        if module == parts.__name__ and isinstance(found := getattr(parts, name, None), type):
            return found
        if module == "datetime" and name in _TIMES:
            return getattr(dt, name)
        raise pickle.UnpicklingError


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
