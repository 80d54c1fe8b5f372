"""What a process of ours may use at most: set by itself, before it looks at anything from outside."""

from __future__ import annotations

import contextlib
import sys


def hold_to(memory: int, seconds: int) -> None:
    """Ask the system to hold us to memory, processor time, no written files, no core dump, few open files."""
    if sys.platform == "win32":
        return  # Windows has no such limits for a process of its own; the watcher ends us by the clock
    import resource  # noqa: PLC0415  not on Windows

    limits = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    )
    for kind, most in limits:
        with contextlib.suppress(ValueError, OSError):  # held to less already, or no such limit here
            resource.setrlimit(kind, (most, most))
