"""Which sheet is which list of Annex A, and which column is what.

The headings decide; the name of the sheet only when they leave it open. Names drift (`List 1`, `List_1`,
`Contacts`), headings drift (`Age`, `Age of Child (Years)`, a space at the end), columns move, and a title may
stand above. What is not known is reported, never guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import msgspec
from msgspec import Struct

import resources
from workstation.intake.cells import words
from workstation.intake.messages import Row

_NUMBERED: Final = re.compile(r"\blist ?0?(\d{1,2})\b")
_BETWEEN: Final = re.compile(r"[\W_]+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_SHORT: Final = {
    "no": "number", "num": "number", "nr": "number", "ref": "reference", "desc": "description", "prev": "previous",
    "alloc": "allocated", "org": "organisation", "organization": "organisation", "tel": "telephone", "dt": "date",
    "addr": "address", "eth": "ethnicity", "rel": "relationship", "auth": "authorised",
}  # fmt: skip
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`´")
_ENOUGH: Final = 3
"""So many headings must be known before a row is believed to be the row of headings."""


class Column(Struct, frozen=True):
    """One column we take: the field of the record it fills, and how people write its heading."""

    field: Literal["child", "family", "given", "name", "upn", "nhs", "gender", "ethnicity", "born", "age", "on",
                   "ended", "source", "nfa", "team", "worker", "adopter", "detail"]  # fmt: skip
    label: str
    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    """Headings that mean this only in a sheet that is named as the list: `start date`."""
    kind: Literal["text", "date", "number", "yes or no", "code"] = "text"
    set: str = ""
    unknown: str = "is not a known code"


class LeftOut(Struct, frozen=True):
    """Columns we know and do not take, because."""

    because: str
    names: tuple[str, ...]


class Listing(Struct, frozen=True, rename={"own": "column"}):
    """One list of Annex A: what its rows are about and the columns of its own."""

    number: int
    event: str
    after: str
    """The event in a sentence: born after *the plan began*."""
    sheets: tuple[str, ...]
    own: tuple[Column, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    refused: str = ""
    needs_date: bool = False
    adult_from: int = 18
    says_who: bool = True
    """Whether its rows are to say birth, gender and ethnicity of the child."""
    needs: tuple[str, ...] = ()
    """Headings a table of the looked after return is known by."""


class AnnexA(Struct, frozen=True, rename={"lists": "list"}):
    """The whole map: columns that many lists share, and the lists."""

    shared: tuple[Column, ...]
    lists: tuple[Listing, ...]


class Layout(Struct, frozen=True):
    """How one sheet is laid out: its list, where each column stands, and what is odd about its headings."""

    listing: Listing
    columns: tuple[tuple[int, Column], ...]
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    doubled: tuple[tuple[int, int, str], ...] = ()
    """Two places for one column, and its label: the first is read, a difference is marked."""
    headed: tuple[int, ...] = ()
    """Every place that has a heading, known or not."""
    month_first: bool = False
    """Whether its days are written month first."""


@cache
def annex_a() -> AnnexA:
    """The map in `resources`. One that does not read is a fault of the build."""
    raw = tomllib.loads(resources.read_text("intake/annex_a.toml"))
    return msgspec.convert(raw, AnnexA, strict=True)


def bare(text: str) -> str:
    """A heading or name in lower case, without punctuation, with single spaces. `DateOfBirth` is three words."""
    if text.isascii() and text.isalpha() and text[1:].islower():  # one word, as names mostly are
        return text.lower()
    flat = _CAMEL.sub(" ", text).casefold().translate(_APOSTROPHES)
    return _BETWEEN.sub(" ", flat).strip()


def joined(text: str) -> str:
    """The same without spaces, abbreviations written out: `LAchildID` and `LA Child ID` are one heading, as are
    `Client No` and `Client number`.
    """
    return "".join(_SHORT.get(word, word) for word in bare(text).split())


@cache
def _names(column: Column, *, own_sheet: bool = False) -> frozenset[str]:
    """What its heading may be, joined."""
    return frozenset(map(joined, (*column.names, *(column.short if own_sheet else ()))))


def named(sheet: str) -> Listing | None:
    """The list a sheet's name speaks of, if any."""
    name = bare(sheet)
    numbered = _NUMBERED.search(name)
    for listing in annex_a().lists:
        if numbered:
            if int(numbered.group(1)) == listing.number:
                return listing
        elif name in listing.sheets or re.sub(r"^\d+ ", "", name) in listing.sheets:
            return listing
    return None


def is_numbered(sheet: str) -> bool:
    """Whether a sheet is named as a list of Annex A by its number."""
    return _NUMBERED.search(bare(sheet)) is not None


def layout(sheet: str, row: Row) -> Layout | None:
    """The layout that a row of headings gives; None when this row is not one."""
    headings = _headings(row)
    if len(headings) < _ENOUGH:
        return None
    by_name = named(sheet)
    best: tuple[tuple[int, bool, int], Listing] | None = None
    for listing in annex_a().lists:
        matched = _match(listing, headings, own_sheet=listing is by_name)
        own = sum(column in listing.own for column in matched.values())
        identified = {"child", "adopter"} & {column.field for column in matched.values()}
        if len(matched) < _ENOUGH or not identified or (own == 0 and listing is not by_name):
            continue
        rank = (own, listing is by_name, len(matched))
        if best is None or rank > best[0]:
            best = rank, listing
    return _laid_out(best[1], headings, row, own_sheet=best[1] is by_name) if best else None


def _headings(row: Row) -> dict[int, str]:
    return {place: text for place, cell in enumerate(row.cells) if (text := bare(words(cell)))}


def _match(
    listing: Listing, headings: dict[int, str], *, own_sheet: bool, shared: tuple[Column, ...] = ()
) -> dict[int, Column]:
    """Which heading is which column: whole names first, then words in what is left, each column once."""
    columns = (*(shared or annex_a().shared), *listing.own)
    outside = {name for group in listing.left_out for name in group.names}
    found: dict[int, Column] = {}
    for place, heading in headings.items():
        exact = _exact(heading, columns, own_sheet=own_sheet)
        if exact and exact not in found.values():
            found[place] = exact
    for place, heading in headings.items():
        if place in found or heading in outside or _exact(heading, columns, own_sheet=own_sheet):
            continue
        said = set(heading.split())
        fitting = [column for column in columns if column.words and said.issuperset(column.words)]
        if len(fitting) == 1 and fitting[0] not in found.values():
            found[place] = fitting[0]
    return found


def _exact(heading: str, columns: Sequence[Column], *, own_sheet: bool) -> Column | None:
    return next((one for one in columns if joined(heading) in _names(one, own_sheet=own_sheet)), None)


def laid_out_as(listing: Listing, row: Row, shared: tuple[Column, ...]) -> Layout:
    """The layout of a table that is this list, by a row of headings; `shared` are columns that many lists have."""
    return _laid_out(listing, _headings(row), row, own_sheet=True, shared=shared)


def _laid_out(
    listing: Listing, headings: dict[int, str], row: Row, *, own_sheet: bool, shared: tuple[Column, ...] = ()
) -> Layout:
    shared = shared or annex_a().shared
    matched = _match(listing, headings, own_sheet=own_sheet, shared=shared)
    places = {column: place for place, column in matched.items()}
    unknown: list[str] = []
    left_out: list[str] = []
    doubled: list[tuple[int, int, str]] = []
    for place, heading in headings.items():
        if place in matched:
            continue
        shown = words(row.cells[place])
        again = _exact(heading, tuple(places), own_sheet=own_sheet)
        because = next((group.because for group in listing.left_out if heading in group.names), None)
        if again:
            doubled.append((places[again], place, again.label))
        elif because:
            left_out.append(f"{shown}: {because}")
        else:
            unknown.append(shown)
    order = {column: rank for rank, column in enumerate((*shared, *listing.own))}
    return Layout(
        listing=listing,
        columns=tuple(
            (place, column) for column, place in sorted(places.items(), key=lambda at: order[at[0]])
        ),
        unknown=tuple(unknown),
        left_out=tuple(left_out),
        doubled=tuple(doubled),
        headed=tuple(headings),
    )


def first_layout(sheet: str, rows: Sequence[Row]) -> tuple[int, Layout] | None:
    """The first of these rows that is a row of headings, and the layout it gives."""
    for place, row in enumerate(rows):
        found = layout(sheet, row)
        if found:
            return place, found
    return None
