"""What forces call the parts of a notification, in the council's current edition."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

import resources
from workstation.domain.notification import Fields

CURRENT = "notification-fields-2026-1"


@cache
def notification_fields(edition: str = CURRENT) -> Fields:
    """The list of this edition. One that does not read is a fault of the build and stops the start."""
    raw = tomllib.loads(resources.read_text(f"guide/{edition}.toml"))
    return msgspec.convert(raw, Fields, strict=True)
