"""Who else is at work on a contact, told by what they wrote: no locks, and nobody is asked (`ux.md` S2, M9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from workstation.domain import kinds
from workstation.domain.contact import ContactFile, Said
from workstation.domain.ids import AuthorId
from workstation.domain.kinds import Body
from workstation.domain.times import of_hybrid

LATELY: Final = timedelta(minutes=15)
_NOT_WRITING: Final = (
    kinds.EarlierTaken,
    kinds.Printed,
    kinds.PrintOutcome,
    kinds.Recalled,
    kinds.AddressShown,
    kinds.FullCopyAsked,
    kinds.FullCopyDecided,
)


def wrote_lately(file: ContactFile, me: AuthorId, now: datetime) -> tuple[Said[Body], ...]:
    """The last thing that each of the others wrote here in the last minutes, the latest first."""
    last: dict[AuthorId, Said[Body]] = {}
    for said in file.story:
        known = last.get(said.by)
        if said.by != me and _lately(said, now) and (known is None or known.recorded < said.recorded):
            last[said.by] = said
    return tuple(sorted(last.values(), key=lambda said: (said.recorded, said.entry), reverse=True))


def _lately(said: Said[Body], now: datetime) -> bool:
    at = of_hybrid(said.recorded)
    return not isinstance(said.body, _NOT_WRITING) and now - LATELY <= at <= now + LATELY
