"""A contact as it will be remembered: the line of the register that later contacts of the same people find."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal

from workstation.domain import kinds, wording
from workstation.domain.contact import ContactFile
from workstation.domain.ids import AuthorId, PersonId
from workstation.domain.past import PastContact, PastDecline, PersonThen
from workstation.domain.people import Worker
from workstation.domain.times import local, of_hybrid

if TYPE_CHECKING:
    from workstation.domain.line import ContactLine

_ATTENDED = ("postcode", "lines")


def past_of(
    file: ContactFile, line: ContactLine, staff: Mapping[AuthorId, Worker]
) -> tuple[PastContact, ...]:
    """What is remembered of one contact file; of a record from before Lintel, each of its events."""
    if file.received is None:
        earlier = (said.body for said in file.log(kinds.EarlierTaken))
        return tuple(_event(file, body, part) for part, body in enumerate(earlier))
    return (_contact(file, file.received, line, staff),)


def _contact(
    file: ContactFile, received: kinds_said, line: ContactLine, staff: Mapping[AuthorId, Worker]
) -> PastContact:
    signed = file.signed
    deciders = staff.get(signed.by) if signed else None
    worker = staff.get(line.worker) if line.worker else None
    recorded = local(of_hybrid(received.recorded)).date()
    return PastContact(
        contact=file.contact,
        at=received.happened,
        recorded_on=recorded if recorded > local(received.happened).date() else None,
        number=received.body.number,
        source=received.body.source,
        agency=line.agency,
        themes=file.themes,
        about=line.worry,
        outcomes=tuple(dict.fromkeys(d.outcome for d in signed.body.decisions)) if signed else (),
        decided_by=deciders.short if deciders else "",
        decided_at=signed.happened if signed else None,
        parents=_parents_word(file),
        agreed=any((a := file.agrees(p.person)) and a.agrees == "yes" for p in file.adults),
        declines=tuple(
            PastDecline(d.body.reason, d.body.words, _who(file, d.body.person), d.body.person)
            for d in file.declines
        ),
        children=_children(file),
        adults=_adults(file),
        people=_people(file),
        open=signed is None,
        worker=worker.short if worker else "",
        watched_until=line.watched_until,
    )
