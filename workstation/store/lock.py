"""One window per file: a lock of the operating system on a small file beside the store.

The system lets go of it when the process ends, however it ends, so there is never a stale lock to remove.
The small file itself stays: deleting it would let two processes hold a lock on two files of one name.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from workstation.trouble import StoreBusy

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Holds the store for this process until `release`. `StoreBusy` when somebody else holds it."""

    def __init__(self, store: Path) -> None:
        self._handle: int | None = os.open(
            store.with_name(store.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600
        )
        try:
            _take(self._handle)
        except OSError:
            self.release()
            raise StoreBusy from None

    @property
    def held(self) -> bool:
        """Whether it is still ours."""
        return self._handle is not None

    def release(self) -> None:
        """Let go; a second time does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with contextlib.suppress(OSError):
                os.close(handle)
