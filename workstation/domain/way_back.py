"""The way back to whoever told us: who that is, what they still have to hear, and what we wait for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain import clocks, kinds
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile
from workstation.domain.guide import source_group
from workstation.domain.kinds import Body
from workstation.domain.said import Said

SPOKEN: Final = frozenset({"phone", "in person"})
"""Channels by which a worker spoke with them as it came."""
WRITTEN: Final = frozenset({"email", "form", "letter", "notification"})
_NOT_GOING_ON: Final = (
    kinds.ReferrerTried, kinds.Printed, kinds.PrintOutcome, kinds.Recalled,
    kinds.AddressShown, kinds.Allocated, kinds.NoteMade, kinds.Settled,
    kinds.Withdrawn, kinds.Parked, kinds.FullCopyAsked, kinds.FullCopyDecided,
)  # fmt: skip


class Duty(Struct, frozen=True):
    """Something owed on the way back, and how it stands: `done` is when it was met, `how` by what."""

    id: str
    due: datetime
    done: datetime | None = None
    how: str = ""


def whom(file: ContactFile) -> str:
    """Whom we ask, as one would say it: their agency, else their name."""
    referrer, received = file.referrer, file.received
    agency = (referrer.agency if referrer else "") or (received.body.agency if received else "")
    return agency or (referrer.name if referrer else "") or "the referrer"


def tries(file: ContactFile) -> tuple[Said[kinds.ReferrerTried], ...]:
    """When a worker tried to speak to the referrer. To tell them that we have it asks them nothing (C4)."""
    return tuple(said for said in file.log(kinds.ReferrerTried) if said.body.result != REACHED[0])


def spoken_to(file: ContactFile) -> str:
    """How a worker spoke, or tried to speak, to the referrer; empty when nobody has (G3)."""
    tried = tries(file)
    if tried:
        last = tried[-1].body
        return ", ".join(part for part in (last.how, last.result) if part)
    received = file.received
    return received.body.channel if received is not None and received.body.channel in SPOKEN else ""


def fresh_reply(file: ContactFile) -> datetime | None:
    """When an answer came, until somebody goes on with the contact."""
    replied = file.replied
    if replied is None or replied.body.sent_again is not None:
        return None
    later = [s for s in file.story if (s.recorded, s.entry) > (replied.recorded, replied.entry)]
    return None if any(_goes_on(said) for said in later) else replied.happened


def _goes_on(said: Said[Body]) -> bool:
    return not isinstance(said.body, _NOT_GOING_ON)


# -- what is owed -------------------------------------------------------------------------------------------------


def duties(file: ContactFile, days: WorkingDays) -> tuple[Duty, ...]:
    """C4 and C5: that they hear we have it, and that a professional who rang puts it in writing."""
    return tuple(_duties(file, days))


def _duties(file: ContactFile, days: WorkingDays) -> Iterator[Duty]:
    received, referrer = file.received, file.referrer
    if received is None or (referrer is not None and referrer.anonymous and not referrer.phone):
        return
    if received.body.channel != "notification":
        done, how = _acknowledged(file, received)
        yield Duty("acknowledge", clocks.acknowledge_due(received.happened, days), done, how)
    if received.body.channel == "phone" and source_group(file.source) not in ("public", "other"):
        done, how = _in_writing(file)
        yield Duty("written", clocks.written_due(received.happened), done, how)


def _acknowledged(file: ContactFile, received: Said[kinds.Received]) -> tuple[datetime | None, str]:
    """A call is heard as it is taken; else the first word that went back to them."""
    if received.body.channel in SPOKEN:
        return received.happened, received.body.channel
    for said in file.story:
        body = said.body
        if isinstance(body, kinds.ReferrerTried | kinds.ReferrerAsked | kinds.ReferrerTold) and _reached(
            body
        ):
            return said.happened, body.how
    return None, ""


def _reached(body: Body) -> bool:
    """Whether they heard: a call that nobody took is not heard."""
    if isinstance(body, kinds.ReferrerTried):
        return body.result in REACHED
    return not (isinstance(body, kinds.ReferrerTold) and body.none_because)


REACHED: Final = ("told them we have it", "spoke to them")
"""Results of a try that reached them."""


def _in_writing(file: ContactFile) -> tuple[datetime | None, str]:
    for said in file.story:
        body = said.body
        if isinstance(body, kinds.ReceivedAgain) and body.channel in WRITTEN:
            return said.happened, body.channel
        if isinstance(body, kinds.ReferrerReplied) and body.how in WRITTEN:
            return said.happened, body.how
    return None, ""
