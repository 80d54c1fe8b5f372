"""A row as it was understood, and what is odd about it when its fields are seen together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from workstation.domain.kinds import YesNo
from workstation.intake import cells
from workstation.intake.headings import Layout
from workstation.intake.messages import Cell, Row


class Cleaned(Struct, kw_only=True):
    """A row as it was understood. `content` is what makes it this row and no other: see `bring_in.entry_id`."""

    child: str = ""
    family: str = ""
    given: str = ""
    upn: str = ""
    nhs: str = ""
    on: date | None = None
    ended: date | None = None
    born: date | None = None
    sex: str = ""
    age: int | None = None
    """As the list gives it: completed years when the list was made."""
    ethnicity: str = ""
    source: str = ""
    nfa: YesNo = "not known"
    team: str = ""
    worker: str = ""
    details: list[str] = []
    marks: list[str] = []
    content: dict[str, str] = {}
    refused: str = ""


def of_row(got: Cleaned, row: Row, laid_out: Layout, today: date) -> list[str]:
    """Every mark of the row as a whole, in plain words."""
    return [
        *_missing(row, laid_out),
        *_dates(got, laid_out, today),
        *_age(got, laid_out),
        *_columns(row, laid_out),
        *_name(got, row, laid_out),
    ]


def _cell(row: Row, place: int) -> Cell | None:
    return row.cells[place] if place < len(row.cells) else None


def _missing(row: Row, laid_out: Layout) -> Iterator[str]:
    """Columns a list should have filled. A cell that is filled with an error has its own mark already."""
    filled = {
        column.field
        for place, column in laid_out.columns
        if (cell := _cell(row, place)) and not cells.is_nothing(cell)
    }
    who = {"born": "date of birth", "gender": "gender", "ethnicity": "ethnicity"}
    wanted = who if laid_out.listing.says_who else {}
    for column in laid_out.listing.own:
        if column.field == "source" or (column.field == "on" and laid_out.listing.needs_date):
            wanted[column.field] = column.label
    for field, label in wanted.items():
        if field not in filled:
            yield f"{label} is missing"


def _name(got: Cleaned, row: Row, laid_out: Layout) -> Iterator[str]:
    """A surname in capitals that programs write for nothing, where the child has a given name."""
    for place, column in laid_out.columns:
        if column.field == "family" and got.given and (text := cells.like_a_name(_cell(row, place))):
            yield cells.LIKE_A_NAME.format(column.label, text)


def _dates(got: Cleaned, laid_out: Layout, today: date) -> Iterator[str]:
    if got.born and got.on and got.born > got.on:
        yield f"born after {laid_out.listing.after}"
    if got.on and got.ended and got.ended < got.on:
        yield "it ended before it began"
    for _, column in laid_out.columns:
        on = {"born": got.born, "on": got.on}.get(column.field)
        if on and on > today:
            yield f"{column.label} is in the future"


def _age(got: Cleaned, laid_out: Layout) -> Iterator[str]:
    """An adult in a list of children: at the date of the event, or still there as an adult."""
    adult = laid_out.listing.adult_from
    at_event = years(got.born, got.on) if got.born and got.on else None
    if at_event is not None and at_event >= adult:
        yield f"child is {at_event} at the date"
    elif got.age is not None and got.age >= adult and not got.ended:
        yield f"child is {got.age} when the list was made"


def years(born: date, on: date) -> int:
    """Completed years of age on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _columns(row: Row, laid_out: Layout) -> Iterator[str]:
    """Values under no heading, and columns that stand twice and disagree."""
    for first, second, label in laid_out.doubled:
        if cells.words(_cell(row, first)) != cells.words(_cell(row, second)):
            yield f"the column for {label} stands twice and they differ; the first was read"
    headed = set(laid_out.headed)
    if any(cell and place not in headed for place, cell in enumerate(row.cells)):
        yield "there is something under no heading, not taken"
