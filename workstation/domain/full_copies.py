"""Whether a named reader may have a copy with the hidden address: one person asks, another says so themselves.

The colleague's word is an entry of their own. It is good for this reader and this reason, for one copy, by whoever
asked, and for a day. Of two words that did not know of each other the no counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, cast

from msgspec import Struct

from workstation.domain import copies, kinds
from workstation.domain.contact import ContactFile
from workstation.domain.ids import AuthorId, EntryId
from workstation.domain.said import Said

LASTS: Final = timedelta(hours=24)
"""How long a question can be answered, and after it how long a yes can be used."""


class Standing(StrEnum):
    """How far a request is."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"
    USED = "used"
    EXPIRED = "expired"


class FullRequest(Struct, frozen=True):
    """One request, what was said to it, and the number of the copy that used it."""

    asked: Said[kinds.FullCopyAsked]
    standing: Standing
    decided: Said[kinds.FullCopyDecided] | None = None
    copy: str = ""

    @property
    def until(self) -> datetime:
        """Until when it can be answered, or used."""
        return (self.decided or self.asked).happened + LASTS

    def is_for(self, for_whom: str, because: str) -> bool:
        """Whether it is about this reader and this reason, however they are spaced."""
        body = self.asked.body
        return (_plain(body.for_whom), _plain(body.because)) == (_plain(for_whom), _plain(because))


def requests(file: ContactFile, now: datetime) -> tuple[FullRequest, ...]:
    """Everything that was asked, oldest first, as it stands now."""
    used = {c.said.body.agreement: c.number for c in copies.copies(file) if c.outcome != "failed"}
    return tuple(_request(file, asked, used, now) for asked in file.log(kinds.FullCopyAsked))


def newest(
    asked: Iterable[FullRequest], by: AuthorId, of: AuthorId | None, for_whom: str, because: str
) -> FullRequest | None:
    """What became of asking this colleague for this reader and this reason; None when this person never did. One
    that can be used comes before one that cannot.
    """
    found = [
        one
        for one in asked
        if one.asked.by == by and one.asked.body.of == of and one.is_for(for_whom, because)
    ]
    return max(found, key=lambda one: (one.standing is Standing.AGREED, one.asked.happened), default=None)


class Awaited(Struct, frozen=True):
    """Whose word is awaited, and until when they can give it."""

    of: AuthorId
    until: datetime


def awaited(file: ContactFile) -> tuple[Awaited, ...]:
    """The questions to which nobody has said anything, whatever the time is: for a list that knows no time."""
    return tuple(
        Awaited(asked.body.of, asked.happened + LASTS)
        for asked in file.log(kinds.FullCopyAsked)
        if asked.body.of != asked.by and not any(_said(file, asked))
    )


def asked_of(file: ContactFile, now: datetime, me: AuthorId) -> tuple[FullRequest, ...]:
    """What waits for the word of this person."""
    return tuple(
        one
        for one in requests(file, now)
        if one.standing is Standing.WAITING and one.asked.body.of == me != one.asked.by
    )


def _request(
    file: ContactFile, asked: Said[kinds.FullCopyAsked], used: dict[EntryId | None, str], now: datetime
) -> FullRequest:
    said = list(_said(file, asked))
    no = next((one for one in said if not one.body.approved), None)
    copy = next((used[one.entry] for one in said if one.entry in used), "")
    decided = no or (said[-1] if said else None)
    over = (decided or asked).happened + LASTS < now
    if copy:
        return FullRequest(asked, Standing.USED, decided, copy)
    if no is not None:
        return FullRequest(asked, Standing.REFUSED, no)
    if over:
        return FullRequest(asked, Standing.EXPIRED, decided)
    return FullRequest(asked, Standing.AGREED if decided else Standing.WAITING, decided)


def _said(file: ContactFile, asked: Said[kinds.FullCopyAsked]) -> Iterator[Said[kinds.FullCopyDecided]]:
    """The words that stand of the one who was asked, and who is not the one who asks."""
    for said in file.answers("full copy", asked.entry):
        if isinstance(said.body, kinds.FullCopyDecided) and said.by == asked.body.of != asked.by:
            yield cast("Said[kinds.FullCopyDecided]", said)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
