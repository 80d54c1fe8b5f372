"""What forces call the parts of a notification, in the council's current edition."""

from __future__ import annotations

from functools import cache
from typing import Final

from workstation.domain.notification import Fields
from workstation.guidebook import shelf
from workstation.guidebook.plainly import converted, parsed

SORT: Final = "notification-fields"
CURRENT: Final = "notification-fields-2026-1"
"""The edition that ships with Lintel."""


def notification_fields(edition: str | None = None) -> Fields:
    """The list of this edition, else the one in force. A built-in one that does not read stops the start."""
    edition = edition or shelf.in_force(SORT)
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> Fields:
    return read(shelf.text(edition))


def read(text: str) -> Fields:
    """A list from the text of an edition; `Faulty` says what is wrong with it."""
    return converted(parsed(text), Fields)
