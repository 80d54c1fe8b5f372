"""The head digest: which exact entries a manager signs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId

_WAY: Final = "is a step on the way between worker and manager, not what is decided"
_WORK: Final = "says whose work it is and when, not what is known"
_VIEW: Final = "is another person's own view: what it leads to is written as reasons or an outcome"
_AFTER: Final = "comes after the decision: what it brings to light is an entry of its own"
BESIDE: Final[dict[str, str]] = {
    "SentToManager": _WAY,
    "SentBack": _WAY,
    "SignedOff": _WAY,
    "Reopened": _WAY,
    "RequestMet": "says that a request was met: what was done for it is an entry of its own",
    "DecidedFirst": _VIEW,
    "OpinionAsked": _VIEW,
    "OpinionGiven": _VIEW,
    "Allocated": _WORK,
    "Parked": _WORK,
    "Resumed": _WORK,
    "Printed": "leaves what is printed as it is",
    "PrintOutcome": "leaves what is printed as it is",
    "Recalled": "leaves what is printed as it is",
    "FullCopyAsked": "is about who may have a copy: it leaves what is known and decided as it is",
    "FullCopyDecided": "is about who may have a copy: it leaves what is known and decided as it is",
    "AddressShown": "leaves what is looked at as it is",
    "Redacted": "takes words away lawfully: that they were there, and were signed, stays",
    "StepDownWatched": "is written with the signature itself",
    "StrategyRequested": "is never kept waiting for a signature (R31)",
    "ReferrerTried": "leaves what the referrer said as it is: what they say is an entry of its own",
    "TaskDone": _AFTER,
    "ReferrerTold": _AFTER,
    "FamilyTold": _AFTER,
    "HandedOver": _AFTER,
    "HandOverTaken": _AFTER,
    "StepDownMoved": _AFTER,
    "TripwireAnswered": _AFTER,
    "InformationPassed": _AFTER,
    "Challenged": "is answered by a manager as a challenge; the decision stays as it is until they open it again",
}
"""Kinds that do not change what a manager would be signing, and why: they leave the head digest as it is.
Every other kind changes it, also one that only a newer version knows.
"""


def head_of(entries: Iterable[Entry]) -> str:
    """A digest that names exactly these entries, in whatever order they came; lawful erasure keeps it."""
    return digest_of(named_in_head(entries))


def named_in_head(entries: Iterable[Entry]) -> list[tuple[EntryId, bytes]]:
    """What the head digest is made of, in its order: those that change what a manager would be signing."""
    return sorted([(e.id, e.id.encode() + e.digest) for e in entries if e.kind not in BESIDE])


def digest_of(named: Iterable[tuple[EntryId, bytes]]) -> str:
    """The head digest of what is named."""
    return hashlib.sha256(b"".join([words for _, words in named])).hexdigest()[:32]
