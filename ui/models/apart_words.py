"""What the server keeps apart, in words: what it is, whose, what it says, why it waits, and what can be done."""

from __future__ import annotations

from typing import Final

from ui.models.exchange_words import REASONS, called
from ui.models.versions import body_says, short
from workstation.domain import wording
from workstation.domain.travel import Reason
from workstation.services.desk import Desk
from workstation.services.overseeing import KeptApart

RELEASED: Final = frozenset({Reason.REVOKED, Reason.NOT_GRANTED, Reason.ROLE})
"""What a supervisor's word sets aside. Everything else Central looks at anew, and keeps if it is still wrong."""
_ADVICE: Final[dict[Reason, str]] = {
    Reason.CLASH: "Another entry has its place. Ask its writer to write it once more, then leave this out.",
    Reason.UNKNOWN_DEVICE: "Ask the service desk whose computer it is. Once it is known, this goes in by itself.",
    Reason.NOT_YOURS: "It may be a mistake, or somebody else’s doing. Ask its writer, and tell the service desk.",
    Reason.REVOKED: "Ask its writer whether they wrote it. If they did, let it in.",
    Reason.NOT_GRANTED: "Ask its writer whether they wrote it. If it belongs into this record, let it in.",
    Reason.ALTERED: "It cannot go in. Ask its writer to write it once more, and tell the service desk.",
    Reason.TOO_LONG: "It cannot go in. Ask its writer to write it in two pieces.",
    Reason.UNREADABLE: "It cannot go in. Ask its writer to write it once more.",
    Reason.ERASURE: "Two managers have to agree before words are erased. Ask its writer to begin again.",
    Reason.ROLE: "Only a manager may do this. If a manager stands behind it, do it yourself and leave this out.",
}
_WHY: Final[dict[Reason, str]] = {
    Reason.REVOKED: "It was written after its computer was locked out.",
    Reason.NOT_GRANTED: "Whoever handed it over may not write to this record.",
}
"""Where a supervisor is told in other words than the writer."""


def what(kept: KeptApart) -> str:
    """`Sign-off`, `Note`, or that it is of a kind this version does not know."""
    return wording.sentence(called(kept.kind))


def about(kept: KeptApart) -> str:
    """The child of the contact, as lists call it."""
    return kept.child if kept.known else "No contact of ours"


def whose(kept: KeptApart, desk: Desk) -> str:
    """`J. Patel`, or who handed it over in whose name."""
    names = (short(kept.author, desk), short(kept.brought_by, desk))
    writer, by = (name.replace(" ", wording.NBSP) for name in names)
    return writer if kept.author == kept.brought_by else f"{writer}, brought by {by}"


def why(kept: KeptApart) -> str:
    """Why it waits."""
    return _WHY.get(kept.why, REASONS[kept.why])


def said(kept: KeptApart, desk: Desk) -> str:
    """What it says."""
    if kept.body is None:
        return "What it says cannot be shown here."
    lead, rest = body_says(kept.body, desk)
    return f"{lead}\n{rest}" if rest else lead


def advice(kept: KeptApart) -> str:
    """What can be done; or why it stayed where it is, after it was tried again."""
    if kept.decided:
        return "Your decision is on its way to the server."
    if kept.still is not None:
        return f"The server was asked again, and still keeps it apart. {_WHY.get(kept.still, REASONS[kept.still])}"
    return _ADVICE[kept.why]
