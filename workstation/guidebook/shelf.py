"""The shelf of editions: the guide data that ships with Lintel, and beside it what the council made of it.

A sort of guide data (`agencies`, `contact`, `history-rules`) has editions, each a file `SORT-NAME.toml` that is
never edited, only succeeded; one of them is in force. What is built in is in force until the council's shelf is
opened (`council.open_shelf`), and stays where a file of the council does not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import resources

_FOLDER: Final = "guide"
_YEAR: Final = re.compile(r"-\d{4}-\d+$")


@dataclass
class _Shelf:
    folder: Path | None = None
    own: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    times: int = 0
    """How often it was opened."""


_shelf: Final = _Shelf()


def stand(folder: Path | None, own: Mapping[str, str]) -> None:
    """Let these editions of the council be in force, by sort. For `council.open_shelf`, which has read them."""
    _shelf.folder, _shelf.own = folder, dict(own)
    _shelf.names = names_in(folder) if folder else ()
    _shelf.times += 1


def clear() -> None:
    """Only what is built in."""
    stand(None, {})


def changed() -> bool:
    """Whether anything of the council's is in force."""
    return bool(_shelf.own)


@cache
def sorts() -> tuple[str, ...]:
    """Every sort of guide data there is."""
    return tuple(dict.fromkeys(_YEAR.sub("", name) for name in _shipped()))


def sort_of(edition: str) -> str:
    """`history-rules` of `history-rules-northbeck-3`; empty for no sort of ours."""
    return max((sort for sort in sorts() if edition.startswith(f"{sort}-")), key=len, default="")


@cache
def built_in(sort: str) -> tuple[str, ...]:
    """The editions of a sort that ship with Lintel, the newest last."""
    found = tuple(name for name in _shipped() if sort_of(name) == sort)
    if not found:
        raise LookupError(f"There is no guide data called {sort}.")
    return found


def in_force(sort: str) -> str:
    """The edition of this sort that is in force."""
    return _shelf.own.get(sort) or built_in(sort)[-1]


def others(sort: str) -> tuple[str, ...]:
    """Every edition of a sort on this computer but the one in force, the council's own among them."""
    now = in_force(sort)
    every = dict.fromkeys((*built_in(sort), *(name for name in _shelf.names if sort_of(name) == sort)))
    return tuple(name for name in every if name != now)


def text(edition: str) -> str:
    """The text of an edition, built in or the council's. `OSError` when this computer has none of that name."""
    if edition in _shipped():
        return resources.read_text(f"{_FOLDER}/{edition}.toml")
    if _shelf.folder is None:
        raise FileNotFoundError(edition)
    return (_shelf.folder / f"{edition}.toml").read_text(encoding="utf-8")


def mark(edition: str) -> int:
    """Whoever keeps what they read of an edition keeps it under this mark too: a council's file is read anew each
    time the shelf is opened, what ships with Lintel never changes.
    """
    return 0 if edition in _shipped() else _shelf.times


def names_in(folder: Path) -> tuple[str, ...]:
    """The editions in a council's folder, in order of their names."""
    try:
        return tuple(sorted(file.stem for file in folder.glob("*-*.toml") if file.is_file()))
    except OSError:
        return ()


@cache
def _shipped() -> tuple[str, ...]:
    return tuple(name.removesuffix(".toml") for name in resources.names(_FOLDER))
