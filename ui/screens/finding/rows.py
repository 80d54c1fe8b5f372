"""What was found as rows of one table: people, contacts, agencies, each under a heading with its count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ui.widgets.chip import HIDDEN_SHORT, ChipLook
from ui.widgets.rows import Cell, Column, Row
from workstation.domain import wording
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.history.matcher import Found, FoundAgency, FoundPerson

PERSON, CONTACT, AGENCY = "person", "contact", "agency"
COLUMNS: Final = (Column("Who", 300, 2), Column("What we hold", 270, 1), Column("Why it was found", 270, 2))
_STAGES: Final = {
    Stage.OPEN: "Open", Stage.WITH_MANAGER: "With a manager", Stage.SENT_BACK: "Sent back",
    Stage.DECIDED: "Decided", Stage.RETURNED: "Given back",
    Stage.TWO_ANSWERS: "Two answers stand", Stage.EARLIER: "Before Lintel",
}  # fmt: skip
_TWICE: Final = "Another contact has this number too"


def rows_of(found: Found) -> list[Row]:
    """All of it."""
    groups: tuple[tuple[str, Sequence[Row], int], ...] = (
        ("People", [_person(person) for person in found.people], found.total),
        ("Contacts", [_contact(line, twice=line.number in found.twice) for line in found.contacts], 0),
        ("Agencies", [_agency(agency) for agency in found.agencies], 0),
    )
    return [row for title, rows, total in groups for row in _section(title, rows, total)]


def counts(found: Found) -> str:
    """`People 3 · Contacts 6 · Agencies 0`."""
    people = max(found.total, len(found.people))
    return f"People {people:,} · Contacts {len(found.contacts)} · Agencies {len(found.agencies)}"


def contact_of(key: object) -> ContactId | None:
    """The contact that a row leads to."""
    return ContactId(key[1]) if isinstance(key, tuple) and key[0] in {PERSON, CONTACT} else None


def spoken(found: Found) -> str:
    """What was found, for the ear."""
    parts = [
        wording.count(max(found.total, len(found.people)), "person", "people"),
        wording.count(len(found.contacts), "contact"),
        wording.count(len(found.agencies), "agency", "agencies"),
    ]
    first = f" First: {found.people[0].name}, {found.people[0].why}." if found.people else ""
    return f"{wording.listed([part for part in parts if not part.startswith('0 ')])} found.{first}"


def _section(title: str, rows: Sequence[Row], total: int) -> Iterator[Row]:
    if not rows:
        return
    more = f" of {total:,}. Type more to narrow it." if total > len(rows) else ""
    words = f"{title} {len(rows)}{more}"
    yield Row(("heading", title), (Cell(words, bold=True), *([Cell()] * (len(COLUMNS) - 1))), heading=True)
    yield from rows


def _person(person: FoundPerson) -> Row:
    with_whom = f"Open with {person.open_with}" if person.open_with else ""
    if person.open_with == "not allocated":
        with_whom = "Open, not allocated"
    cells = (
        Cell(
            person.name,
            person.born,
            bold=True,
            icon="user-fill",
            chips=_hidden(hidden=person.hidden),
            spoken=_joined((f"Person: {person.name}", person.born, _aloud(hidden=person.hidden)), ", "),
        ),
        Cell(person.last, with_whom),
        Cell(wording.sentence(person.strength), person.why),
    )
    return Row((PERSON, person.contact, person.person), cells)


def _contact(line: ContactLine, *, twice: bool) -> Row:
    at = f"Received {wording.day(line.received_at)}" if line.received_at else ""
    cells = (
        Cell(
            line.child or "No child named",
            line.number,
            bold=True,
            icon="folder-fill",
            chips=_hidden(hidden=line.hidden),
            spoken=_joined(
                (f"Contact: {line.child or 'no child named'}", line.number, _aloud(hidden=line.hidden)), ", "
            ),
        ),
        Cell(line.worry or "No worry named yet", at),
        Cell(_STAGES.get(line.stage, ""), _TWICE if twice else ""),
    )
    return Row((CONTACT, line.contact), cells)


def _agency(agency: FoundAgency) -> Row:
    cells = (
        Cell(
            agency.name,
            agency.kind,
            bold=True,
            icon="phone-fill",
            spoken=f"Agency: {agency.name}, {agency.kind}",
        ),
        Cell(agency.phone or "No phone recorded"),
        Cell(", ".join(agency.people) or "Nobody named"),
    )
    return Row((AGENCY, agency.name, agency.phone, agency.people), cells)


def _hidden(*, hidden: bool) -> tuple[ChipLook, ...]:
    return (HIDDEN_SHORT,) if hidden else ()


def _aloud(*, hidden: bool) -> str:
    return HIDDEN_SHORT.words if hidden else ""


def _joined(parts: Iterable[str], between: str = " · ") -> str:
    return between.join(part for part in parts if part)
