"""The table of the requirements, read from `table.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A requirement: what it demands, the tests that show it, and what is kept for the part that comes later."""

    demands: str
    tests: tuple[str, ...]
    later: str = ""
    reports: bool = False


TABLE: Final = msgspec.convert(
    tomllib.loads((Path(__file__).parent / "table.toml").read_text(encoding="utf-8")), dict[str, Row]
)
LATER: Final = frozenset(name for name, row in TABLE.items() if row.reports)
"""Reports and quality work: what they demand comes later, what they need is kept."""
CONTACT: Final = frozenset(TABLE) - LATER - {"R1"}
"""Requirements that concern a contact itself: each has a practice contact that would have gone wrong."""
