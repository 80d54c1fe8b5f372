"""What the print queue did with a job, and taking its pages out of the queue's own folder.

CUPS keeps the pages of a printed job for a day. `lp` gives a job but tells nothing of it, and `cancel` does not
touch one that was printed, so the library behind both is asked.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from contextlib import suppress
from functools import cache
from typing import Any, Final, Literal

PRINTED: Final = 9
GIVEN_UP: Final = (6, 7, 8)
"""Stopped, cancelled, aborted."""
End = Literal["goes on", "printed", "failed", "nobody knows"]
GOES_ON: Final = "goes on"
FAILED: Final = "failed"
_CANCEL_JOB, _GET_JOB_ATTRIBUTES = 0x0008, 0x0009
_NO: Final = 0x0100
"""Answers below this are ways to say yes."""
_OPERATION, _ENUM, _NAME, _KEYWORD, _URI = 0x01, 0x23, 0x42, 0x44, 0x45
_WAITS_FOR_A_FAILED_PRINTER: Final = "resources-are-not-ready"


@cache
def _library() -> Any:  # noqa: ANN401 - a C library has no types
    """The library of CUPS; None where there is none."""
    name = ctypes.util.find_library("cups")
    if name is None:
        return None
    with suppress(OSError):
        found = ctypes.CDLL(name)
        for function in ("ippNewRequest", "cupsDoRequest", "ippFindAttribute"):
            getattr(found, function).restype = ctypes.c_void_p
        found.ippAddBoolean.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_byte]
        found.ippGetString.restype = found.cupsUser.restype = ctypes.c_char_p
        return found
    return None


def state(job: int) -> int:
    """How a job stands: `PRINTED`, one of `GIVEN_UP`, or less while it waits or prints. 0 when nobody knows.

    A job that waits because the printer failed has been given up: it would come out when nobody stands there.
    """
    cups = _library()
    if cups is None:
        return 0
    answer = _asked(cups, _about(cups, _GET_JOB_ATTRIBUTES, b"job-uri", f"ipp://localhost/jobs/{job}"))
    if not answer:
        return 0
    try:
        found = cups.ippFindAttribute(answer, b"job-state", _ENUM)
        number = cups.ippGetInteger(ctypes.c_void_p(found), 0) if found else 0
        return GIVEN_UP[0] if _WAITS_FOR_A_FAILED_PRINTER in _reasons(cups, answer) else int(number)
    finally:
        cups.ippDelete(answer)


def end_of(job: int) -> End:
    """Whether a job came to an end, and how. One that did is taken out of the queue's folder."""
    found = state(job)
    if not found:
        return "nobody knows"
    if found != PRINTED and found not in GIVEN_UP:
        return "goes on"
    taken_out(job)
    return "printed" if found == PRINTED else "failed"


def _reasons(cups: Any, answer: ctypes.c_void_p) -> list[str]:  # noqa: ANN401 - as above
    found = cups.ippFindAttribute(answer, b"job-state-reasons", _KEYWORD)
    if not found:
        return []
    attribute = ctypes.c_void_p(found)
    many = cups.ippGetCount(attribute)
    return [(cups.ippGetString(attribute, n, None) or b"").decode() for n in range(many)]


def taken_out(job: int) -> bool:
    """Take a job out of the queue, printed or not, with its pages and whatever the queue remembers of it."""
    cups = _library()
    if cups is None:
        return False
    request = _about(cups, _CANCEL_JOB, b"job-uri", f"ipp://localhost/jobs/{job}")
    cups.ippAddBoolean(request, _OPERATION, b"purge-job", 1)
    answer = _asked(cups, request)
    if answer:
        cups.ippDelete(answer)
    return bool(cups.cupsLastError() < _NO)


def _about(cups: Any, operation: int, what: bytes, uri: str) -> ctypes.c_void_p:  # noqa: ANN401 - as above
    request = ctypes.c_void_p(cups.ippNewRequest(operation))
    cups.ippAddString(request, _OPERATION, _URI, what, None, uri.encode())
    cups.ippAddString(request, _OPERATION, _NAME, b"requesting-user-name", None, cups.cupsUser())
    return request


def _asked(cups: Any, request: ctypes.c_void_p) -> ctypes.c_void_p | None:  # noqa: ANN401 - as above
    """The answer; the library frees the request."""
    answer = cups.cupsDoRequest(None, request, b"/")
    return ctypes.c_void_p(answer) if answer else None
