"""Recognises the return on children looked after (SSDA903): a file or a sheet for each of its tables."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Final

import msgspec

import resources
from workstation.intake.headings import AnnexA, Layout, Listing, bare, laid_out_as
from workstation.intake.mapping.tabular import headings_of
from workstation.intake.messages import Row

_SHARE: Final = 0.6
"""So much of the headings has to be known: another system may call a column `child`, too."""


@cache
def looked_after() -> AnnexA:
    """The map in `resources`. One that does not read is a fault of the build."""
    raw = tomllib.loads(resources.read_text("intake/looked_after.toml"))
    return msgspec.convert(raw, AnnexA, strict=True)


def looked_after_layout(rows: Sequence[Row]) -> tuple[int, Layout] | None:
    """The row of headings of a table of the return among these rows, and its layout; None for anything else."""
    for place, row in enumerate(rows):
        there = {bare(heading) for heading in headings_of(row) if heading}
        for listing in looked_after().lists:
            if there.issuperset(listing.needs) and _known(listing, there) >= _SHARE * len(there):
                return place, laid_out_as(listing, row, looked_after().shared)
    return None


def is_of_the_return(listing: Listing) -> bool:
    """Whether a list is a table of this return, and not of Annex A."""
    return bool(listing.needs)


def _known(listing: Listing, there: set[str]) -> int:
    known = set(listing.needs)
    for column in (*looked_after().shared, *listing.own):
        known.update(column.names)
    for group in listing.left_out:
        known.update(group.names)
    return len(there & known)
