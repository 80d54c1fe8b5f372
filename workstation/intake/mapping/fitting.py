"""A mapping that was made for another file, made to fit this one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from workstation.intake.headings import bare
from workstation.intake.mapping.shape import Mapping, Source


class Fitted(Struct, frozen=True):
    """The mapping with the headings as they stand in this file, and the headings it speaks of that are not there,
    each with the field it filled.
    """

    mapping: Mapping
    gone: tuple[tuple[str, str], ...] = ()


def fit(mapping: Mapping, headings: Sequence[str], sheets: Sequence[str] = ()) -> Fitted:
    """This mapping for a file with these headings, whatever their capitals and spaces."""
    here: dict[str, str] = {}
    for heading in headings:
        if heading:
            here.setdefault(bare(heading), heading)
    gone = [
        (column, source.field)
        for source in mapping.sources
        for column in source.columns
        if bare(column) not in here
    ]
    sources = tuple(found for source in mapping.sources if (found := _source(source, here)) is not None)
    left_out = tuple(
        replace(left, column=here[bare(left.column)])
        for left in mapping.left_out
        if bare(left.column) in here
    )
    sheet = mapping.sheet if mapping.sheet in sheets else ""
    return Fitted(replace(mapping, sources=sources, left_out=left_out, sheet=sheet), tuple(gone))


def share(mapping: Mapping, headings: Sequence[str]) -> float:
    """Which part of its columns this file has."""
    wanted = {bare(column) for column in mapping.columns}
    return len(wanted.intersection(map(bare, headings))) / len(wanted) if wanted else 0.0


def _source(source: Source, here: dict[str, str]) -> Source | None:
    """Where the field comes from in this file; None when nothing of it is there."""
    columns = tuple(here[bare(column)] for column in source.columns if bare(column) in here)
    return replace(source, columns=columns) if columns or source.constant else None
