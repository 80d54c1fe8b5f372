"""Recognises the children in need census as tables: headings are the names of its elements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from workstation.intake.census_map import Part, census_map, parts
from workstation.intake.headings import joined
from workstation.intake.mapping.tabular import headings_of
from workstation.intake.messages import Row

_ENOUGH: Final = 2
_SHARE: Final = 0.6
_CALLED: Final = {"factors": "AssessmentFactors", "disabilities": "Disability"}
"""What tables call elements that hold several."""
_BESIDE: Final = frozenset(
    {"cindetailsid", "assessmentsid", "cppid", "cpplansid", "s47id", "reviewsid", "year", "la", "lea", "date",
     "type", "personschoolyear"}
)  # fmt: skip
"""What tables add to them, and we do not take."""
_IN_OTHER_TABLES: Final = frozenset(
    {"lachildid", "upn", "sex", "ethnicity", "disability", "disabilities", "referralsource", "referralnfa",
     "primaryneedcode", "reasonforclosure", "genderidentity", "factors"}
)  # fmt: skip


class CensusColumns(Struct, frozen=True):
    """Which element stands in which column, and the part of the census it belongs to (empty: the child itself)."""

    places: tuple[tuple[int, str, str], ...]
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def census_columns(rows: Sequence[Row]) -> tuple[int, CensusColumns] | None:
    """The row of headings of a table of the census among these rows; None for any other table."""
    for place, row in enumerate(rows):
        found = _columns(headings_of(row))
        if found is not None:
            return place, found
    return None


def _columns(headings: Sequence[str]) -> CensusColumns | None:
    filled = [heading for heading in headings if heading]
    names = {at: name for at, text in enumerate(headings) if (name := _elements().get(joined(text)))}
    there = {joined(headings[at]) for at in names}
    if not there & {"lachildid", "upn"} or len(there) < _ENOUGH or not there - _IN_OTHER_TABLES:
        return None
    beside = [heading for heading in filled if joined(heading) in _BESIDE]
    if len(names) + len(beside) < _SHARE * len(filled):
        return None
    strange = (text for at, text in enumerate(headings) if text and at not in names and text not in beside)
    return CensusColumns(
        places=tuple((at, name, _part_of(name, there)) for at, name in names.items()),
        unknown=tuple(strange),
        left_out=tuple(f"{heading}: it is about the table" for heading in beside),
    )


@cache
def _elements() -> dict[str, str]:
    """Every element of the census by its name in lower case."""
    child = (*census_map().child.identifiers, *census_map().child.characteristics, "Disability")
    found = {name.lower(): name for name in child}
    for part in parts().values():
        found |= {name.lower(): name for name in _leaves(part) if name}
    return found | _CALLED


def _leaves(part: Part) -> tuple[str, ...]:
    return (
        part.on, part.ended, part.source, part.nfa, *(one.element for one in part.details),
        *(one.element for one in part.also),
    )  # fmt: skip


def _part_of(name: str, there: set[str]) -> str:
    """The part an element belongs to. Where several have one of this name, the one whose day is in the table."""
    holding = [part for part in parts().values() if name in _leaves(part)]
    dated = [part.element for part in holding if part.on.lower() in there]
    return next(iter((*dated, *(part.element for part in holding))), "")
