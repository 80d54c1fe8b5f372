"""What the server warns of, in words: what it is, and what to do about it."""

from __future__ import annotations

from typing import Final

from workstation.domain.ids import AuthorId
from workstation.services.desk import Desk

_KINDS: Final[dict[str, tuple[str, str]]] = {
    "fork": (
        "Two files wrote under the name of one computer.",
        "It was copied, or put back from a backup. Nothing is lost. If nobody did that, ring the service desk.",
    ),
    "key": (
        "A computer came with a key that is not its own.",
        "Somebody may be posing as a colleague. Ring the service desk now.",
    ),
    "clash": (
        "Two different entries came under one identity.",
        "The first one counts. The other one is kept apart: look at it there.",
    ),
    "wordless": (
        "An entry came without its words.",
        "If another computer has the words, they come by themselves. If not, tell the service desk.",
    ),
    "erasure waits": (
        "Words that two managers agreed to erase are still there.",
        "A third manager has to confirm that both meant it. Ask the service desk how.",
    ),
    "reads much": (
        "Far more of the record was read than work needs.",
        "Ask this person why. If they do not know, ring the service desk: the computer can be locked out.",
    ),
}  # fmt: skip


def warning(kind: str) -> tuple[str, str]:
    """What it is, and what to do. A newer server may warn of more than this version knows."""
    unknown = f"The server warns of “{kind}”. This version of Lintel does not know what that is."
    return _KINDS.get(kind, (unknown, "Ask the service desk."))


def named(worker: AuthorId, desk: Desk) -> str:
    """`Rukhsana Shah`; somebody who is not known here as the server calls them."""
    person = desk.person(worker)
    return person.name if person is not None else str(worker)


def more(left: int) -> str:
    """How many stand below those that are shown."""
    return f"And {left} more. The service desk can list them." if left > 0 else ""
