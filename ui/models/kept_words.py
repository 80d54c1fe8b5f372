"""A row of a file as it would be kept, in words: whom it is about, line by line, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from workstation.domain import wording
from workstation.domain.kinds import AddressRecorded, AdultNamed, Body, ChildNamed, EarlierTaken
from workstation.domain.times import local
from workstation.guidebook.codes import codes
from workstation.intake.mapping import known_words
from workstation.intake.mapping.rows import RowRead

_SEXES: Final = {"F": "female", "M": "male", "U": "sex not known"}


@dataclass(frozen=True)
class KeptRow:
    """One row. `refused` says why nothing of it would be kept."""

    row: int
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    marks: tuple[str, ...] = ()
    refused: str = ""

    def spoken(self) -> str:
        """The whole of it for a screen reader."""
        parts = [f"Row {self.row}: {self.title}"]
        parts += [f"{name}: {words}" for name, words in self.lines]
        parts += [f"Marked: {mark}" for mark in self.marks]
        return ". ".join(part.rstrip(".") for part in parts) + "."


def kept_row(row: int, read: RowRead) -> KeptRow:
    """The row in words."""
    if read.refused:
        return KeptRow(row, "Refused", marks=read.marks, refused=wording.sentence(read.refused))
    child = next((body for body in read.bodies if isinstance(body, ChildNamed)), None)
    named = [body for body in read.bodies if isinstance(body, AdultNamed)]
    title = (
        wording.full_name(child.name) if child else wording.adult_name(named[0]) if named else "Nobody named"
    )
    lines = tuple(line for body in read.bodies for line in _lines(body, read) if line[1])
    return KeptRow(row, title, lines, read.marks)


def _lines(body: Body, read: RowRead) -> Iterator[tuple[str, str]]:
    match body:
        case ChildNamed():
            yield from _child(body, read)
        case AdultNamed():
            said = f" ({body.relationship})" if body.relationship else ""
            told = [f"{wording.adult_name(body)}{said}", body.safe_contact]
            yield "Adult", ", ".join(part for part in told if part)
        case AddressRecorded():
            where = [*body.lines.splitlines(), body.postcode]
            yield "Address", "Hidden" if body.confidential else ", ".join(part for part in where if part)
        case EarlierTaken():
            yield from _event(body, read)
        case _:
            pass


def _child(body: ChildNamed, read: RowRead) -> Iterator[tuple[str, str]]:
    born = wording.born(body.born, read.happened.date()) if read.happened else ""
    known = [born, _SEXES.get(body.sex, ""), f"also {' and '.join(body.name.also)}" if body.name.also else ""]
    yield "Child", ", ".join(part for part in known if part)
    numbers = (("our number", body.la_child_id), ("UPN", body.upn), ("NHS", body.nhs))
    yield "Numbers", ", ".join(f"{name} {number}" for name, number in numbers if number)
    yield "School", body.school
    yield "Postcode", body.postcode


def _event(body: EarlierTaken, read: RowRead) -> Iterator[tuple[str, str]]:
    name = "Contact" if body.event == "contact" else wording.sentence(body.event)
    yield name, ", ".join(part for part in (_when(body, read), _number(body)) if part)
    source = codes("source").plain(body.source) if body.source else ""
    yield "From", ", ".join(part for part in (source, body.agency) if part)
    yield "Worry", _of("theme", body.themes)
    nfa = {"yes": "No further action", "no": "Further action"}.get(body.nfa, "")
    yield "Came of it", ", ".join(part for part in (_of("outcome", body.outcomes), nfa) if part)
    decided = [body.decided_by, wording.day(body.decided_on) if body.decided_on else ""]
    yield "Decided", ", ".join(part for part in decided if part)
    yield "Worker", ", ".join(part for part in (body.worker, body.team) if part)
    yield "Data right on", wording.day(body.as_of) if body.as_of else ""
    yield "Also kept", body.detail


def _when(body: EarlierTaken, read: RowRead) -> str:
    if body.on is None:
        return ""
    day = wording.day(body.on)
    if body.ended:
        return f"{day} to {wording.day(body.ended)}"
    # Noon is what is kept where a file gives no hour.
    if read.happened is None or body.event != "contact" or local(read.happened).time() == time(12):
        return day
    return f"{day} {wording.clock(read.happened)}"


def _number(body: EarlierTaken) -> str:
    return f"number {body.reference}" if body.reference else ""


def _of(kind: str, found: tuple[str, ...]) -> str:
    known = {word.code: word.words for word in known_words("outcome" if kind == "outcome" else "theme")}
    return ", ".join(known.get(code, code) for code in found)
