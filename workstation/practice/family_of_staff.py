"""One contact of the practice authority that is kept closed: the child of somebody who works there.

It lies at the practice server, in a stream of its own, and comes to whoever says why they have to read it. The rest
of the authority knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from workstation.domain import kinds
from workstation.domain.contact_numbers import computer_letters, fresh_number
from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, EntryId, PersonId, uuid_of
from workstation.domain.kinds import Body
from workstation.domain.times import local, milliseconds
from workstation.guidebook.guide import guide
from workstation.practice.chaining import Chains
from workstation.practice.story import Act

_SEED: Final = 77
_BEFORE: Final = timedelta(hours=2)
_CHILD: Final = "a child of staff"
_WORDS: Final = (
    "Ringing about Isla in Year 1. Her dad is a team manager in your building, so please keep this close. Isla has "
    "come in without breakfast three times since Monday. She says that she gets herself up. Mum is away for work. "
    "I have not spoken to dad about ringing you."
)


def entries(now: datetime, stream: str, taken_by: AuthorId) -> Iterator[Entry]:
    """What was written down about it two hours ago, not signed yet."""
    chains = Chains(_SEED, guide().edition)
    at = milliseconds(now - _BEFORE)
    for number, body in enumerate(_said(now - _BEFORE, taken_by)):
        id_ = EntryId(uuid_of(stream, str(number)))
        act = Act(at + 1000 * number, at, id_, ContactId(uuid_of(stream)), taken_by, body, ())
        yield msgspec.structs.replace(chains.entry(act), stream=stream)


def _said(at: datetime, taken_by: AuthorId) -> tuple[Body, ...]:
    number = fresh_number(local(at).year, computer_letters(_CHILD), (), lambda of: _SEED % of)
    child, father = PersonId(uuid_of(_CHILD)), PersonId(uuid_of(_CHILD, "father"))
    return (
        kinds.Received(
            number=number, channel="phone", source="2A", agency="Mill Lane Primary School", words=_WORDS
        ),
        kinds.Allocated(worker=taken_by),
        kinds.ReferrerNamed(
            name="Priya Nair", role="Year 1 teacher", agency="Mill Lane Primary School", phone="0191 498 0142"
        ),
        kinds.ChildNamed(
            person=child, name=kinds.Name(family="Tulley", given="Isla"), born=kinds.Born(on=date(2020, 9, 2)),
            sex="F", school="Mill Lane Primary School", where_now="At school",
        ),
        kinds.AdultNamed(
            person=father, name=kinds.Name(family="Tulley", given="Graham"), title="Mr", relationship="father",
            lives_there="yes", responsibility="yes",
        ),
    )  # fmt: skip
