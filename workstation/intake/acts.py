"""What a file says as acts for the journal, each with an identity of its own.

The same words give the same identity from whatever file, row or time of day they come, so a file may come twice, or
be stopped and brought in again. Which question a body answers (`domain.kinds.question`) decides what a newer file
corrects; that is worked out where the record is known (`services.correcting`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Final

import msgspec
from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from workstation.domain.ids import ContactId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body, EarlierTaken
from workstation.domain.times import LONDON

_BESIDE: Final = ("marks", "from_file", "row")
_NEVER: Final = object()
_encoder: Final = msgspec.json.Encoder(order="sorted")
_NOON: Final = time(12)


class Taken(Struct, frozen=True, gc=False):
    """One act: the earlier record it belongs to, what it says, its id and when it happened. `row` is the place of
    its row in the report; `as_of` the day on which its source was right, as far as that is known.
    """

    contact: ContactId
    body: Body
    entry: EntryId
    happened: datetime
    edition: str
    """The edition of the code sets its codes come from."""
    row: int = -1
    as_of: date | None = None


def earlier_record(la_child_id: str) -> ContactId:
    """The one earlier record of a child whom files know by the council's number: the contact its entries are in."""
    return ContactId(uuid_of("earlier", la_child_id))


def person_of(contact: ContactId) -> PersonId:
    """The one person of the record that an agency's number stands for."""
    return PersonId(uuid_of(contact, "person"))


def entry_id(contact: ContactId, body: Body) -> EntryId:
    """The id of what is said in a contact: what it says, and neither its file, its place nor its marks. Fields as
    they are when nobody fills them do not count, so that fields to come leave every id as it is.
    """
    kind = type(body)
    said = {name: value for name, default in _defaults(kind) if (value := getattr(body, name)) != default}
    return EntryId(uuid_of("earlier said", contact, kind.__name__, _encoder.encode(said).decode()))


@cache
def _defaults(kind: type[Body]) -> tuple[tuple[str, object], ...]:
    """The fields that count, and what they are when nobody fills them."""
    return tuple(
        (field.name, field.default if field.default is not NODEFAULT else _NEVER)
        for field in fields(kind)
        if not (kind is EarlierTaken and field.name in _BESIDE)
    )


def at(on: date, hour: time | None = None) -> datetime:
    """That hour in London, or noon when nobody said the hour."""
    return datetime.combine(on, hour or _NOON, LONDON).astimezone(UTC)
