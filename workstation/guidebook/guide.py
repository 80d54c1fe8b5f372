"""The guide of an edition, read from `resources/guide`."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

import resources
from workstation.domain.guide import Guide
from workstation.guidebook.clarity import clarity_book

CURRENT = "contact-2026-1"


@cache
def guide(edition: str = CURRENT) -> Guide:
    """The guide of this edition. A guide that does not read is a fault of the build and stops the start."""
    raw = tomllib.loads(resources.read_text(f"guide/{edition}.toml"))
    read = msgspec.convert(raw, Guide, strict=True)
    return msgspec.structs.replace(read, clarity=clarity_book())
