"""The head digest: which exact entries a manager signs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId

# Acts that do not change what a manager would be signing: they leave the head digest as it is.
_BESIDE: Final = frozenset((
    "Printed", "AddressShown", "Allocated", "Parked", "Resumed", "SentToManager", "SentBack", "SignedOff",
    "Reopened", "StepDownWatched", "Redacted", "DecidedFirst", "OpinionAsked", "OpinionGiven", "RequestMet",
    "TaskDone", "StrategyRequested", "ReferrerTold", "FamilyTold", "HandedOver", "HandOverTaken", "StepDownMoved",
    "TripwireAnswered", "InformationPassed", "Challenged", "ReferrerTried", "PrintOutcome",
    "Recalled",
))  # fmt: skip


def head_of(entries: Iterable[Entry]) -> str:
    """A digest that names exactly these entries, in whatever order they came; lawful erasure keeps it."""
    return digest_of(named_in_head(entries))


def named_in_head(entries: Iterable[Entry]) -> list[tuple[EntryId, bytes]]:
    """What the head digest is made of, in its order: those that change what a manager would be signing."""
    return sorted([(e.id, e.id.encode() + e.digest) for e in entries if e.kind not in _BESIDE])


def digest_of(named: Iterable[tuple[EntryId, bytes]]) -> str:
    """The head digest of what is named."""
    return hashlib.sha256(b"".join([words for _, words in named])).hexdigest()[:32]
