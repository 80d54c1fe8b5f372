"""The first rows of a file as they would be kept with a mapping. Nothing is taken."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from workstation.intake.annex_a import Codes
from workstation.intake.mapping.preview import Preview
from workstation.intake.mapping.rows import RowRead, RowReader
from workstation.intake.mapping.shape import Mapping
from workstation.intake.mapping.values import columns_of


class Trial(Struct, frozen=True):
    """One row of the file and what it would say."""

    row: int
    read: RowRead


def trial(mapping: Mapping, preview: Preview, *, today: date, codes: Codes) -> tuple[Trial, ...]:
    """What the first rows would say. The mapping has to make sense (`checking.stops` is about other things too)."""
    columns = columns_of(mapping, preview.headings)
    reader = RowReader(today=today, codes=codes, from_1904=preview.from_1904, file=preview.file)
    return tuple(Trial(row.number, reader.read(columns, row, f"row {row.number}")) for row in preview.first)
