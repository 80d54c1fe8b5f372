"""Data that ships with Lintel: fonts, icons, colours, questions, codes.

This module is the only door to it, so a packed program and a checkout read the same files the same way.
"""

from __future__ import annotations

from importlib.resources import files
from typing import BinaryIO, cast


def open_binary(name: str) -> BinaryIO:
    """Open one file, named from this folder with forward slashes, for reading bytes."""
    return cast(BinaryIO, files(__name__).joinpath(name).open("rb"))


def read_text(name: str) -> str:
    """The whole of one text file."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """The names of the files in a folder, in order, without the folder."""
    return tuple(sorted(item.name for item in files(__name__).joinpath(folder).iterdir() if item.is_file()))
