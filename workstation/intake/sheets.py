"""One sheet as its rows come: which rows are headings, and what the columns mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from workstation.intake.cells import words
from workstation.intake.headings import Layout, bare, named
from workstation.intake.mapping.apart import annex_layout
from workstation.intake.mapping.census_columns import CensusColumns, census_columns
from workstation.intake.mapping.looked_after import looked_after_layout
from workstation.intake.mapping.shape import Mapping
from workstation.intake.mapping.suggesting import is_plain, suggest
from workstation.intake.mapping.tabular import FURTHER, LOOKED_THROUGH, counting, first_headings, headings_at
from workstation.intake.mapping.values import Columns, columns_of
from workstation.intake.messages import Row

_FEW: Final = 3
Laid = Layout | Columns | CensusColumns
Finder = Callable[[str, list[Row]], "tuple[int, Laid] | None"]


class Sheet:
    """Holds the first rows back until the headings are found."""

    def __init__(self, name: str, find: Finder) -> None:
        self.name = name
        self.layout: Laid | None = None
        self.blank = 0
        self.headings = 0
        self.has_columns = False
        """Whether it has headings that somebody could explain."""
        self._find = find
        self._held: list[Row] = []
        self.searching = True
        """Whether its headings were not looked for yet."""
        self._last = 0
        self._titles: tuple[object, ...] = ()

    def ready(self, rows: tuple[Row, ...]) -> list[Row]:
        """The rows that can be read now, without rows of headings; counts the blank ones between."""
        for row in rows:
            if self._last:
                self.blank += max(row.number - self._last - 1, 0)
            self._last = row.number
        if not self.searching:
            return self._without_titles(rows)
        self._held += rows
        return self._look(ended=False) if len(self._held) >= LOOKED_THROUGH else []

    def rest(self) -> list[Row]:
        """The rows still held back when the sheet ends."""
        return self._look(ended=True) if self.searching else []

    def _look(self, *, ended: bool) -> list[Row]:
        """Among the first rows, or else further down, once so many are here or the sheet is at its end."""
        window = LOOKED_THROUGH
        found = self._find(self.name, self._held[:window])
        if found is None and not ended and len(self._held) < FURTHER:
            return []
        if found is None:
            window = FURTHER
            found = self._find(self.name, self._held[:window])
        held, self._held, self.searching = self._held, [], False
        if found is None:
            headed = first_headings(held)
            self.has_columns = headed is not None and headed.known >= _FEW
            return held
        place, laid = found
        self.layout = _counted(laid, held[place + 1 : window])
        self._titles = held[place].cells
        self.headings = place
        return self._without_titles(tuple(held[place:]))

    def _without_titles(self, rows: tuple[Row, ...]) -> list[Row]:
        """Headings are repeated where somebody pasted two lists together."""
        kept = [row for row in rows if not self._titles or row.cells != self._titles]
        self.headings += len(rows) - len(kept)
        return kept

    @property
    def kind(self) -> str:
        """What the rows of this sheet are: the event of its list; empty when nobody knows."""
        if isinstance(self.layout, Layout):
            return self.layout.listing.event
        if isinstance(self.layout, CensusColumns):
            return "children in need census"
        return self.layout.mapping.about if self.layout else ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Columns nobody explained."""
        if isinstance(self.layout, Layout | CensusColumns):
            return self.layout.unknown
        return self.layout.left_over if self.layout else ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns we know and do not take, because."""
        return self.layout.left_out if self.layout else ()

    @property
    def why_unknown(self) -> str:
        """Why the rows of a sheet without a layout are refused."""
        if named(self.name):
            return "the headings of this sheet were not found, so nobody can tell what its columns mean"
        return "this sheet is none of the lists 1 to 11"

    @property
    def note(self) -> str:
        """What the person should know about this sheet, if anything."""
        by_name = named(self.name)
        if isinstance(self.layout, Layout) and by_name and by_name.number != self.layout.listing.number:
            return (
                f"Sheet {self.name} is named like List {by_name.number}, but its columns are those of "
                f"List {self.layout.listing.number}; it was read as that."
            )
        if isinstance(self.layout, Layout) and self.layout.month_first:
            return (
                f"Days in {self.name} are written month first, and were read so: 03/04/2024 is 4 March 2024. "
                "Check some of them."
            )
        if isinstance(self.layout, Columns) and self.layout.missing:
            return f"{self.name} does not have all columns that were explained: {', '.join(self.layout.missing)}."
        return ""


def _counted(laid: Laid, rows: list[Row]) -> Laid:
    """The same, where a column that only counts the rows needs no heading."""
    if isinstance(laid, CensusColumns):
        return laid
    found = counting(rows, frozenset(laid.headed))
    if not found:
        return laid
    if isinstance(laid, Layout):
        return replace(laid, headed=(*laid.headed, *found))
    return replace(laid, headed=laid.headed | found)


def by_itself(stem: str) -> Finder:
    """Finds lists of Annex A, and lists of agencies that explain themselves. `stem` is the file's name."""

    def find(name: str, rows: list[Row]) -> tuple[int, Laid] | None:
        found = census_columns(rows) or looked_after_layout(rows) or annex_layout(name, rows)
        if found:
            return found
        headed = first_headings(rows)
        if headed is None:
            return None
        values = [tuple(words(cell) for cell in row.cells) for row in rows[headed.place + 1 :]]
        suggested = suggest(headed.headings, values, stem)
        return (headed.place, columns_of(suggested, headed.headings)) if is_plain(suggested) else None

    return find


def by_mapping(mapping: Mapping) -> Finder:
    """Finds the row that has the headings of this mapping: at least half of them."""
    wanted = {bare(column) for column in mapping.columns}

    def find(name: str, rows: list[Row]) -> tuple[int, Laid] | None:
        if mapping.sheet and bare(mapping.sheet) != bare(name):
            return None
        counted = [
            (len(wanted.intersection(bare(heading) for heading in headings_at(rows, place))), -place)
            for place in range(len(rows))
        ]
        known, place = max(counted, default=(0, 0))
        if known * 2 < max(len(wanted), 2):
            return None
        return -place, columns_of(mapping, headings_at(rows, -place))

    return find
