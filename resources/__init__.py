"""Data that ships with Lintel: fonts, icons, colours, questions, codes.

This module is the only door to it, so a packed program and a checkout read the same files the same way.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def _folder() -> Traversable:
    """This folder. In a checkout it is a plain one; only a packed program needs the machinery for others."""
    here = Path(__file__).parent
    if here.is_dir():
        return here
    from importlib.resources import files  # noqa: PLC0415 - slow to load and seldom needed

    return files(__name__)


def open_binary(name: str) -> BinaryIO:
    """Open one file, named from this folder with forward slashes, for reading bytes."""
    return cast(BinaryIO, _folder().joinpath(name).open("rb"))


def place(name: str) -> Path | None:
    """Where one file lies, for a library that opens it itself; None where it lies in no folder."""
    here = _folder()
    return here / name if isinstance(here, Path) else None


def read_text(name: str) -> str:
    """The whole of one text file."""
    return _folder().joinpath(name).read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """The names of the files in a folder, in order, without the folder."""
    return tuple(sorted(item.name for item in _folder().joinpath(folder).iterdir() if item.is_file()))
