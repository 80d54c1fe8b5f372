"""The threshold document of an edition, read from `resources/guide` and checked against itself."""

from __future__ import annotations

import re
import tomllib
from functools import cache

import msgspec

import resources
from workstation.domain.thresholds import LEVELS, Thresholds

CURRENT = "thresholds-2026-1"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@cache
def thresholds(edition: str = CURRENT) -> Thresholds:
    """The thresholds of this edition. One that does not read is a fault of the build and stops whoever asks."""
    return read(resources.read_text(f"guide/{edition}.toml"))


def of_edition(edition: str) -> Thresholds | None:
    """The thresholds a level was judged by; None when this computer does not have that edition."""
    wanted = f"{edition}.toml"
    known = edition.startswith("thresholds-") and wanted in set(resources.names("guide"))
    return thresholds(edition) if known else None


def read(text: str) -> Thresholds:
    """Thresholds from the text of an edition; `ValueError` says what does not fit together."""
    found = msgspec.convert(tomllib.loads(text), Thresholds, strict=True)
    if tuple(level.id for level in found.levels) != LEVELS:
        raise ValueError("the levels must be 1, 2, 3 and 4, in that order")
    groups = {group.id for group in found.groups}
    if strange := {d.group for d in found.descriptors} - groups:
        raise ValueError(f"no such group: {', '.join(sorted(strange))}")
    ids = [d.id for d in found.descriptors]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise ValueError(f"said twice: {', '.join(sorted(twice))}")
    if bare := [level.id for level in found.levels if not found.of_level(level.id)]:
        raise ValueError(f"no descriptor for level {bare[0]}")
    if wrong := [level.id for level in found.levels if level.paint and not _COLOUR.fullmatch(level.paint)]:
        raise ValueError(f"level {wrong[0]} has no colour such as #4F8A3C")
    return found
