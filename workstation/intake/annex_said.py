"""A row of Annex A as an act: which event of which child it is, and what is told of it in the list of rows."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from workstation.domain.ids import EntryId, PersonId, uuid_of
from workstation.domain.kinds import Born, ChildNamed, EarlierTaken, Name
from workstation.intake import acts
from workstation.intake.oddities import Cleaned
from workstation.intake.outcome import RowOutcome
from workstation.intake.taking import Said


def outcome(sheet: str, number: int, got: Cleaned, event: str) -> RowOutcome:
    """What the list tells of the row."""
    marks = tuple(got.marks)
    if got.refused:
        return RowOutcome(sheet, number, "refused", marks, got.refused, got.child, event)
    what = f"{event} on {got.on:%d/%m/}{got.on.year}" if got.on else event
    return RowOutcome(sheet, number, "taken", marks, "", got.child, what)


def said(got: Cleaned, event: str, *, file: str, where: str, today: date, edition: str) -> Said:
    """What the row says of the child's earlier record."""
    return Said(
        contact=acts.earlier_record(got.child),
        happened=acts.at(got.on or today),
        bodies=(*child_of(got), body_of(event, got, file, where)),
        where=where,
        edition=edition,
        entry=entry_id(event, got),
    )


def child_of(got: Cleaned) -> tuple[ChildNamed, ...]:
    """The child, where a list names one. Annex A itself has no names."""
    if not (got.family or got.given or got.upn or got.nhs):
        return ()
    return (
        ChildNamed(
            person=PersonId(acts.earlier_record(got.child)),
            name=Name(family=got.family, given=got.given),
            born=Born(on=got.born),
            sex=cast('Literal["F", "M", "U", ""]', got.sex),
            la_child_id=got.child,
            nhs=got.nhs,
            upn=got.upn,
        ),
    )


def entry_id(event: str, got: Cleaned) -> EntryId:
    """The id of a row of Annex A: its kind and what it says, not its file, its place or the child's age."""
    said = [part for name in sorted(got.content) for part in (name, got.content[name])]
    return EntryId(uuid_of("earlier row", event, *said))


def body_of(event: str, got: Cleaned, file: str, where: str) -> EarlierTaken:
    """The event that a row is."""
    return EarlierTaken(
        event=event,
        la_child_id=got.child,
        on=got.on,
        ended=got.ended,
        sex=got.sex,
        ethnicity=got.ethnicity,
        born=got.born,
        source=got.source,
        nfa=got.nfa,
        detail="; ".join(got.details),
        team=got.team,
        worker=got.worker,
        marks=tuple(got.marks),
        from_file=file,
        row=where,
        key=uuid_of("annex a", got.child, event, str(got.on), got.source),
    )
