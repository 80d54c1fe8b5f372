"""Every sort of guide data a council can make its own, and who reads it. A new sort needs one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workstation.guidebook import (
    after,
    agencies,
    clarity,
    decision_rules,
    guide,
    history_rules,
    notification_fields,
    shelf,
    signoff,
    thresholds,
)
from workstation.guidebook.plainly import Faulty


def _agencies(text: str) -> object:
    found = agencies.read(text)
    _together(agencies.fits(found, guide.alone(shelf.in_force(guide.SORT))))
    return found


def _contact(text: str) -> object:
    found = guide.read(text)
    _together(agencies.fits(agencies.matrix(shelf.in_force(agencies.SORT)), found))
    return found


def _together(faults: tuple[str, ...]) -> None:
    if faults:
        raise Faulty(*faults)


SORTS: Final[dict[str, Callable[[str], object]]] = {
    guide.SORT: _contact,
    agencies.SORT: _agencies,
    history_rules.SORT: history_rules.read,
    decision_rules.SORT: decision_rules.read,
    thresholds.SORT: thresholds.read,
    clarity.SORT: clarity.read,
    notification_fields.SORT: notification_fields.read,
    after.SORT: after.read,
    signoff.SORT: signoff.read,
}
"""What reads the text of an edition, whole, and raises `Faulty` (or another `ValueError`) where it cannot be used.
What it gives has an `edition`.
"""
