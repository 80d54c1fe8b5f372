"""Reads the children in need census as tables: a file for each of its elements, or one row for each event.

Validators and data warehouses write it so. A row becomes the child it is about, as it would stand in the census
itself, and is read as that: the same event has the same identity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from workstation.domain.kinds import ChildNamed
from workstation.intake.annex_a import Codes
from workstation.intake.cells import is_nothing, words
from workstation.intake.census import Census, CensusRow, EventReading, Extra
from workstation.intake.census_map import Part, census_map, parts
from workstation.intake.census_reading import of_name
from workstation.intake.mapping.census_columns import CensusColumns
from workstation.intake.messages import ChildRead, Element, Row

_CODES: Final = re.compile(r"[A-Za-z0-9]+")
_SEVERAL: Final = ("AssessmentFactors", "Disability")
_WHO: Final = (
    "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate", "GenderCurrent", "Sex",
    "PersonDeathDate",
)  # fmt: skip
_MISSING: Final = {
    "ethnicity is missing": {"ethnicity"}, "sex is missing": {"sex", "gendercurrent"},
    "date of birth is missing": {"personbirthdate", "expectedpersonbirthdate"},
    "LAchildID is missing, the child is known by the UPN": {"lachildid"},
}  # fmt: skip


def rows_of(columns: CensusColumns, row: Row, *, today: date, codes: Codes, file: str) -> Iterator[CensusRow]:
    """What a row of such a table says."""
    if row.fault:
        yield CensusRow(element="Child", path=f"row {row.number}", refused=row.fault)
        return
    reading = _TableReading(_child_of(columns, row), Census(), today, codes, file)
    reading.there = frozenset(name.lower() for _, name, _ in columns.places)
    yield from reading.rows()


class _TableReading(EventReading):
    """Reads one row of a table with these elements. What stands in no column is not said to be missing."""

    there: frozenset[str] = frozenset()

    def named(self) -> ChildNamed | None:
        """The child, without a name; None when there is neither the council's number nor a UPN."""
        found = super().named()
        no_column = [mark for mark, names in _MISSING.items() if not names & self.there]
        self.marks = [mark for mark in self.marks if mark not in no_column]
        return found

    def rows(self) -> Iterator[CensusRow]:
        """The child, where the row says who it is, and the events of the row."""
        path = f"row {self._read.number}"
        named = self.named()
        if named is None:
            yield CensusRow(
                element="Child", path=path, what="child",
                refused="it has neither the council's number of the child nor a UPN",
            )  # fmt: skip
            return
        self.only_filled = True
        groups = of_name(self._read.child, "ChildIdentifiers")
        says_who = any(one.name in _WHO for holder in groups for one in holder.inside)
        if says_who:
            yield self.row("Child", f"{path} Child", named, "child")
        if self.died:
            yield from self.event_row("Child", f"{path} PersonDeathDate", "death", self.died, [], Extra())
        episodes = of_name(self._read.child, "CINdetails")
        for episode in episodes:
            yield from self.episode(episode, f"{path} CINdetails 1")
        if not says_who and not episodes:
            yield CensusRow(
                element="Child", path=path, child=self.id, what="child",
                refused="it says neither who the child is nor what happened: bring in the census itself (XML)",
            )  # fmt: skip


def _child_of(columns: CensusColumns, row: Row) -> ChildRead:
    """The row as the child it is about."""
    held: dict[str, list[Element]] = {}
    for place, name, part in columns.places:
        cell = row.cells[place] if place < len(row.cells) else None
        text = words(cell) if cell is not None and not is_nothing(cell) else ""
        texts = _CODES.findall(text) if name in _SEVERAL else [text]
        held.setdefault(part or _group(name), []).extend(Element(name, one) for one in texts if one)
    said = {group: tuple(leaves) for group, leaves in held.items() if leaves}
    inside = [
        Element(group, "", _with_disabilities(said[group]))
        for group in ("ChildIdentifiers", "ChildCharacteristics")
        if group in said
    ]
    nested = [Element(part.element, "", said[part.element]) for part in _nested() if part.element in said]
    own = said.get("CINdetails", ())
    if own or nested:
        inside.append(Element("CINdetails", "", (*own, *nested)))
    return ChildRead(row.number, row.number, Element("Child", "", tuple(inside)))


def _nested() -> list[Part]:
    return [part for part in parts().values() if part.element != "CINdetails"]


def _with_disabilities(leaves: tuple[Element, ...]) -> tuple[Element, ...]:
    """The elements of a group; disabilities stand in an element of their own."""
    several = tuple(leaf for leaf in leaves if leaf.name == "Disability")
    rest = tuple(leaf for leaf in leaves if leaf.name != "Disability")
    return (*rest, Element("Disabilities", "", several)) if several else rest


def _group(name: str) -> str:
    is_about = name in (*census_map().child.characteristics, "Disability")
    return "ChildCharacteristics" if is_about else "ChildIdentifiers"
