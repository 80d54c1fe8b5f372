"""The values of one row, read as a mapping says: words, days, codes; and what is odd about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Final, Literal

from msgspec import Struct

from workstation.domain import identifiers
from workstation.domain.kinds import YesNo
from workstation.intake import cells
from workstation.intake.cells import NOTHING
from workstation.intake.headings import bare
from workstation.intake.mapping import vocabulary as known
from workstation.intake.mapping.shape import Mapping, Source
from workstation.intake.mapping.vocabulary import Field
from workstation.intake.mapping.worked_out import WorkedOut
from workstation.intake.messages import Cell, Row

_TIME: Final = re.compile(
    r"(?<![\d:.])(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\b", re.IGNORECASE | re.ASCII
)
_DOTTED_TIME: Final = re.compile(r"(\d{1,2})\.(\d{2})\s*([ap])?\.?m?\.?", re.IGNORECASE | re.ASCII)
_SOLID_TIME: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)
_AGAIN: Final = re.compile(r"\s*[;|\n]\s*")
_QUOTED: Final = 60
_FLAWS: Final = {
    "formula": "is a formula without a worked-out value, taken as empty",
    "broken": "could not be read, taken as empty",
    "twice": "is in the file twice for the same cell, taken as empty",
    "replaced": "had hidden characters, which are shown as \ufffd",
}


class Columns(Struct, frozen=True):
    """Where the columns of a mapping stand in one sheet."""

    mapping: Mapping
    places: dict[str, tuple[int, ...]]
    sources: dict[str, Source]
    fields: dict[str, Field]
    headed: frozenset[int]
    headings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Columns the mapping speaks of that this sheet does not have."""
    adults: tuple[str, ...] = ()
    """Which adults the mapping speaks of: `adult1.`, ..."""
    children: tuple[str, ...] = ()
    """Which other children it speaks of: `child2.`, ..."""
    left_over: tuple[str, ...] = ()
    """Headings of this sheet that nobody explained."""
    left_out: tuple[str, ...] = ()
    """Headings that a person left out, and why."""


def columns_of(mapping: Mapping, headings: Sequence[str]) -> Columns:
    """Where they stand among these headings, whatever their capitals and spaces."""
    where: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if heading:
            where.setdefault(bare(heading), place)
    used = {bare(column) for column in mapping.columns}
    reasons = {bare(left.column): left.because for left in mapping.left_out}
    return Columns(
        mapping=mapping,
        places={
            s.field: tuple(where[bare(c)] for c in s.columns if bare(c) in where) for s in mapping.sources
        },
        sources={source.field: source for source in mapping.sources},
        fields=known.fields(mapping.about),
        headings=tuple(headings),
        headed=frozenset(place for place, heading in enumerate(headings) if heading),
        adults=_prefixes(mapping, "adult"),
        children=_prefixes(mapping, "child"),
        missing=tuple(column for column in mapping.columns if bare(column) not in where),
        left_over=tuple(
            heading
            for heading in headings
            if heading and bare(heading) not in used and bare(heading) not in reasons
        ),
        left_out=tuple(
            f"{heading} ({reasons[bare(heading)]})"
            for heading in headings
            if bare(heading) in reasons and bare(heading) not in used
        ),
    )


def _prefixes(mapping: Mapping, who: str) -> tuple[str, ...]:
    found = {s.field.partition(".")[0] + "." for s in mapping.sources if "." in s.field}
    return tuple(sorted(prefix for prefix in found if prefix.startswith(who)))


class Values:
    """One row. Asking for a value says what is odd about it (`marks`) and keeps what is no value (`details`)."""

    def __init__(self, columns: Columns, row: Row, worked_out: WorkedOut) -> None:
        worked_out.begin(columns.mapping)
        self.today = worked_out.today
        self.marks: list[str] = [row.odd] if row.odd else []
        self.details: list[str] = []
        self._days: dict[str, date | None] = {}
        self.adults = columns.adults
        self.children = columns.children
        self._columns = columns
        self._worked_out = worked_out
        self._cells = row.cells
        if any(cell and place not in columns.headed for place, cell in enumerate(row.cells)):
            self.marks.append("there is something under no heading, not taken")

    # -- words ----------------------------------------------------------------------------------------------

    def texts(self, field: str) -> list[str]:
        """What stands in each column of a field, without what is nothing; else its constant."""
        source = self._columns.sources.get(field)
        if source is None:
            return []
        found = [text for cell in self._cells_of(field) if (text := self._text(field, cell))]
        return found or ([source.constant] if source.constant else [])

    def text(self, field: str, between: str = " ") -> str:
        """The same as one text."""
        return between.join(self.texts(field))

    def notes(self) -> list[str]:
        """Free words, with the heading they stand under where they cannot be read without it."""
        source, field = self._columns.sources.get("notes"), self._columns.fields.get("notes")
        if source is None or field is None:
            return []
        found: list[str] = []
        for place in self._columns.places.get("notes", ()):
            cell = self._cells[place] if place < len(self._cells) else None
            text = self._text("notes", cell) if cell else ""
            heading = self._columns.headings[place]
            if text:
                found.append(
                    text if known.says_enough(field, heading) else f"{heading.rstrip('?: ')}: {text}"
                )
        return found or ([source.constant] if source.constant else [])

    def like_a_name(self, field: str) -> str:
        """A word for nothing in this field that may be a name."""
        return next(filter(None, map(cells.like_a_name, self._cells_of(field))), "")

    def filled(self, field: str) -> list[Cell]:
        """The cells of a field that hold anything, as a person said what they mean; else its constant."""
        source = self._columns.sources.get(field)
        found = [cell for cell in self._cells_of(field) if cells.words(cell) or cells.no_value(cell)]
        words = source.words if source else {}
        meant = [
            Cell("text", words[text]) if (text := cells.words(cell)) in words else cell for cell in found
        ]
        return meant or [Cell("text", source.constant if source else "")]

    def _cells_of(self, field: str) -> list[Cell]:
        found: list[Cell] = []
        for place in self._columns.places.get(field, ()):
            cell = self._cells[place] if place < len(self._cells) else None
            if cell is not None:
                found.append(cell)
        return found

    def _text(self, field: str, cell: Cell) -> str:
        if cell.kind != "text" or "#" in cell.text:
            self._flaw(field, cell)
        if cell.kind in ("text", "replaced") and field in ("address", "notes") and "\n" in cell.text:
            text = "\n".join(" ".join(line.split()) for line in cell.text.splitlines() if line.strip())
        else:
            text = cells.words(cell)
        return "" if text in NOTHING else text

    def _flaw(self, field: str, cell: Cell) -> None:
        if cells.is_error(cell):
            self.mark(f"{self.label(field)} is an Excel error ({cell.text.strip()}), taken as empty")
        elif cell.kind == "long":
            self.mark(f"{self.label(field)} is {cell.text} characters long and was left out")
        elif cell.kind in _FLAWS:
            self.mark(f"{self.label(field)} {_FLAWS[cell.kind]}")

    def label(self, field: str) -> str:
        """What a field is called in a sentence."""
        name = self._columns.fields[field].label if field in self._columns.fields else field
        return name[0].lower() + name[1:] if not name[:2].isupper() else name

    def mark(self, words: str) -> None:
        """Say something about the row, once."""
        if words not in self.marks:
            self.marks.append(words)

    def keep(self, field: str, text: str) -> None:
        """Keep words that are no value among the details."""
        self.details.append(f"{self.label(field)}: {text}")

    # -- days and times --------------------------------------------------------------------------------------

    def day(self, field: str) -> date | None:
        """The day a column gives. What is no day is kept as words."""
        if field not in self._days:
            self._days[field] = self._read_day(field)
        return self._days[field]

    def _read_day(self, field: str) -> date | None:
        for cell in self._cells_of(field):
            if not self._text(field, cell):
                continue
            found = self._worked_out.day(cell)
            if found.note == "not understood":
                self.mark(f"{self.label(field)} {quoted(cells.words(cell))} was not understood, kept as text")
                self.keep(field, cells.words(cell))
            elif found.note:
                self.mark(f"{self.label(field)} {cells.said_of(found, cells.words(cell))}")
            if found.on and found.on > self.today and field != "due":
                self.mark(f"{self.label(field)} is in the future")
            return found.on
        return None

    def hour(self, field: str, beside: str) -> time | None:
        """The time of day a column gives, or the one written behind the day in another."""
        said = [_TIME.search(text) or _alone(text) for text in self.texts(field)]
        said += [_TIME.search(cell.text) for cell in self._cells_of(beside)]
        for found in said:
            hour = _hour(found) if found else None
            if hour is not None:
                return None if hour == time() else hour  # midnight is what programs write for no time
        return None

    # -- codes ----------------------------------------------------------------------------------------------

    def code(self, field: str) -> str:
        """The code of ours for a value; another value is marked and kept as words."""
        for text in self.texts(field):
            said = self._explained(field, text)
            code = self._worked_out.code(field, said) if said else ""
            if said and not code:
                self._unknown(field, text)
            return code
        return ""

    def codes(self, field: str) -> tuple[str, ...]:
        """The same where one cell may hold several: whole, or parted by semicolons, bars and line ends."""
        found: dict[str, None] = {}
        for whole in self.texts(field):
            explained = self._explained(field, whole)
            for text in [explained] if self._worked_out.code(field, explained) else _AGAIN.split(whole):
                said = self._explained(field, text)
                code = self._worked_out.code(field, said) if said else ""
                if code:
                    found.setdefault(code)
                elif said:
                    self._unknown(field, text)
        return tuple(found)

    def _explained(self, field: str, text: str) -> str:
        """What a person said a value means, else the value."""
        source = self._columns.sources.get(field)
        return source.words.get(text, text) if source else text

    def _unknown(self, field: str, text: str) -> None:
        self.mark(f"{self.label(field)} {quoted(text)} is none of our codes, kept as text")
        self.keep(field, text)

    def yes_no(self, field: str) -> YesNo:
        """Yes, no or not known; other words are kept."""
        for text in self.texts(field):
            said = cells.yes_no(Cell("text", self._explained(field, text)))
            if said is None:
                self._unknown(field, text)
            return said or "not known"
        return "not known"

    # -- identifiers ------------------------------------------------------------------------------------------

    def number(self, field: Literal["upn", "nhs", "la_child_id", "postcode"]) -> str:
        """An identifier as it is kept. One that cannot be right is kept too, and marked."""
        text = _WHOLE.sub(r"\1", self.text(field))
        if not text:
            return ""
        fault = _FAULTS[field](text)
        if fault:
            self.mark(f"{self.label(field)} {quoted(text)} {fault}, kept as written")
        return text if fault and field != "postcode" else _KEPT[field](text)

    def id(self, field: str) -> str:
        """A number of another system, as written."""
        return _WHOLE.sub(r"\1", self.text(field))[:100]

    def age(self, field: str) -> int | None:
        """Completed years."""
        text = self.text(field)
        years = cells.whole_years(text)
        if text and years is None:
            self.keep(field, text)
        return years


_WHOLE: Final = re.compile(r"^(\d+)\.0+$", re.ASCII)
_FAULTS: Final[dict[str, Callable[[str], str]]] = {
    "upn": identifiers.upn_fault, "nhs": identifiers.nhs_fault, "la_child_id": identifiers.la_child_id_fault,
    "postcode": identifiers.postcode_fault,
}  # fmt: skip
_KEPT: Final[dict[str, Callable[[str], str]]] = {
    "upn": identifiers.upn, "nhs": identifiers.nhs, "la_child_id": str, "postcode": identifiers.postcode,
}  # fmt: skip


def _alone(text: str) -> re.Match[str] | None:
    """A time in a column of times: `1405`, `14.05`, `2.05pm`."""
    return _SOLID_TIME.fullmatch(text) or _DOTTED_TIME.fullmatch(text)


def _hour(found: re.Match[str]) -> time | None:
    hour, minute = int(found[1]), int(found[2])
    half = found[3].lower() if found.re.groups > 2 and found[3] else ""
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def quoted(text: str) -> str:
    """A value inside a sentence."""
    text = " ".join(text.split())
    return f"\u201c{text[:_QUOTED]}\u2026\u201d" if len(text) > _QUOTED else f"\u201c{text}\u201d"
