"""A process of our own: how one is started, and with how little of what stands around us."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import workstation

_KEPT_FROM_ENVIRONMENT: Final = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "LD_LIBRARY_PATH")


def command(flag: str, module: str, *told: str) -> list[str]:
    """What starts this module as a program. In a packed program there is no Python to start: the program starts
    itself with `flag` first.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, flag, *told]
    return [sys.executable, "-P", "-s", "-B", "-m", module, *told]


def environment(**more: str) -> dict[str, str]:
    """Where our own code is, and the few words a system cannot start a program without."""
    kept = {name: os.environ[name] for name in _KEPT_FROM_ENVIRONMENT if name in os.environ}
    root = str(Path(workstation.__path__[0]).parent)
    return kept | {"PYTHONPATH": root, "PYTHONUTF8": "1"} | more
