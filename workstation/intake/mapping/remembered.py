"""What columns meant in files that came before: kept on this computer, offered for the next file like them.

A folder of mappings, one for each set of headings. Only headings are in it and what they were said to mean: no
value of any row, so no explained words either, and not the name of a file, which may name a child. Whoever wants
the words again saves the mapping to a file of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.times import local
from workstation.intake.headings import bare
from workstation.intake.mapping.fitting import share
from workstation.intake.mapping.shape import Mapping, MappingRefused, load, save
from workstation.trouble import IntakeTrouble

MOST: Final = 60
_ENOUGH: Final = 0.75


class Remembered(Struct, frozen=True):
    """A mapping and the day on which it was used last."""

    mapping: Mapping
    on: date


def remember(mapping: Mapping, folder: Path) -> None:
    """Keep it; the same headings again take its place. `IntakeTrouble` when it could not be kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save(_without_values(mapping), folder / f"{_key(mapping)}.json")
        for old in _newest_first(folder)[MOST:]:
            old.unlink(missing_ok=True)
    except OSError:
        raise IntakeTrouble(
            "What the columns mean could not be remembered.",
            "Nothing else is affected. Save it to a file to use it again.",
        ) from None


def recall(headings: Sequence[str], folder: Path) -> Remembered | None:
    """What headings like these meant last; None when most of them are new here."""
    best: tuple[float, Remembered] | None = None
    for path in _newest_first(folder):
        try:
            found = load(path)
        except MappingRefused:
            continue
        alike = share(found, headings)
        if alike >= _ENOUGH and (best is None or alike > best[0]):
            best = alike, Remembered(found, _day(path))
    return best[1] if best else None


def _without_values(mapping: Mapping) -> Mapping:
    sources = tuple(replace(source, words={}) for source in mapping.sources)
    return replace(mapping, name=mapping.system, sheet="", sources=sources)


def _key(mapping: Mapping) -> str:
    told = "\n".join([mapping.about, *sorted(map(bare, mapping.columns))])
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def _newest_first(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("*.json"), key=_changed, reverse=True)
    except OSError:
        return []


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _day(path: Path) -> date:
    return local(datetime.fromtimestamp(_changed(path), tz=UTC)).date()
