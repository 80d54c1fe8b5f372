"""What is done before Qt is loaded: the rooms below the window are entered, and the practice authority is opened.

Once Qt is loaded, its binding looks through the source of every module that comes after it. And a file can be
opened on a thread of its own while Qt loads.
"""

from __future__ import annotations

import argparse
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from workstation import paths
from workstation.domain import unseen  # noqa: F401 - every label needs it
from workstation.services import arriving, find, opening, shift, standing
from workstation.services.desk import Desk

ROOMS = (arriving, find, opening, shift, standing)
"""Loaded with this module, for the first screen."""


def practice_file(asked: argparse.Namespace) -> Path:
    """Where the practice authority of this window is, or will be."""
    first = first_file(asked)
    return paths.second(first) if asked.second else first


def first_file(asked: argparse.Namespace) -> Path:
    """The same for the first window, beside which a second may be opened."""
    return Path(asked.store) if asked.store else paths.practice_file()


def open_early(asked: argparse.Namespace) -> Future[Desk] | None:
    """Begin to open the practice authority, if it is wanted and there already."""
    path = practice_file(asked)
    if not asked.practice or not path.exists():
        return None
    opener = ThreadPoolExecutor(1, thread_name_prefix="opener")
    begun = opener.submit(opening.practice_desk, path)  # a second window too: its file is there
    opener.shutdown(wait=False)
    return begun
