"""The criteria of sign-off of an edition, read from `resources/guide` and checked against what can be shown."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

import resources
from workstation.domain.criteria import EVIDENCE, Criteria

CURRENT = "signoff-2026-1"


@cache
def criteria(edition: str = CURRENT) -> Criteria:
    """The criteria of this edition. One that does not read is a fault of the build and stops the start."""
    return read(resources.read_text(f"guide/{edition}.toml"))


def names(edition: str) -> dict[str, str]:
    """What the criteria of an edition are called, by their id; nothing for an edition that is not here."""
    if f"{edition}.toml" not in resources.names("guide"):
        return {}
    return {one.id: one.words for one in criteria(edition).criteria}


def read(text: str) -> Criteria:
    """Criteria from the text of an edition; `ValueError` names what cannot be."""
    asked = msgspec.convert(tomllib.loads(text), Criteria, strict=True)
    ids = [one.id for one in asked.criteria]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise ValueError(f"criteria of one name: {', '.join(twice)}")
    if unknown := sorted({name for one in asked.criteria for name in one.shows} - EVIDENCE.keys()):
        raise ValueError(f"nothing can be shown under: {', '.join(unknown)}")
    return asked
