"""The guide in force, read from `resources/guide` or from the council's shelf, with the check matrix in force."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec.structs import replace

from workstation.domain.guide import Guide
from workstation.guidebook import agencies, shelf
from workstation.guidebook.clarity import clarity_book
from workstation.guidebook.decision_rules import decision_rules
from workstation.guidebook.plainly import Faulty, converted, parsed

SORT: Final = "contact"
_LEANED_ON: Final = {
    "outcomes": ("O01", "O02", "O04", "O05", "O06", "O07", "O12"),
    "questions": ("worried", "wanted", "who_lives"),
    "reasons": ("worry", "history", "strengths", "change_mind", "wanted"),
    "bases": ("public task", "protection", "consent"),
    "themes": ("da",),
}
"""Ids that rules and gates speak of: their words may change, they themselves stay."""


def guide(edition: str | None = None) -> Guide:
    """The guide of this edition (else the one in force) with the matrix in force. One that is built in and does
    not read is a fault of the build and stops the start.
    """
    edition, matrix = edition or shelf.in_force(SORT), shelf.in_force(agencies.SORT)
    return _whole(edition, matrix, max(map(shelf.mark, (edition, matrix, *shelf.others(agencies.SORT)))))


@cache
def _whole(edition: str, matrix: str, _mark: int) -> Guide:
    return replace(
        alone(edition), matrix=agencies.matrix(matrix), earlier=agencies.earlier(),
        clarity=clarity_book(), rules=decision_rules(),
    )  # fmt: skip


def alone(edition: str) -> Guide:
    """The guide of this edition without a matrix."""
    return _kept(edition, shelf.mark(edition))


@cache
def _kept(edition: str, _mark: int) -> Guide:
    return read(shelf.text(edition))


def read(text: str) -> Guide:
    """A guide from the text of an edition. `Faulty` says, in sentences, everything that is wrong."""
    raw = parsed(text)
    if extra := raw.keys() & {"matrix", "earlier", "agencies", "clarity", "rules"}:
        raise Faulty(f"The file: “{min(extra)}” is not part of it. Agencies have a file of their own.")
    found = converted(raw, Guide)
    faults = [*_missing(found), *_marks(found)]
    if faults:
        raise Faulty(*faults)
    return found


def _missing(found: Guide) -> Iterator[str]:
    for name, needed in _LEANED_ON.items():
        ids = [choice.id for choice in getattr(found, name)]
        yield from (
            f"{name.capitalize()}: “{one}” is missing; rules speak of it." for one in needed if one not in ids
        )
        yield from (
            f"{name.capitalize()}: “{one}” is there twice." for one in sorted(set(ids)) if ids.count(one) > 1
        )


def _marks(found: Guide) -> Iterator[str]:
    opened = [outcome.id for outcome in found.outcomes if outcome.assessment]
    if opened != ["O02"]:
        yield "Outcomes: “assessment = true” belongs to O02, and to it alone."
    if [outcome.id for outcome in found.outcomes if outcome.protect] != ["O01"]:
        yield "Outcomes: “protect = true” belongs to O01, and to it alone."
