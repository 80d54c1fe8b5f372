"""The guide of an edition, read from `resources/guide`."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec
from msgspec.structs import replace

import resources
from workstation.domain.guide import Guide
from workstation.guidebook.clarity import clarity_book
from workstation.guidebook.decision_rules import decision_rules

CURRENT = "contact-2026-1"


@cache
def guide(edition: str = CURRENT) -> Guide:
    """The guide of this edition. A guide that does not read is a fault of the build and stops the start."""
    raw = tomllib.loads(resources.read_text(f"guide/{edition}.toml"))
    read = msgspec.convert(raw, Guide, strict=True)
    return replace(read, clarity=clarity_book(), rules=decision_rules())
