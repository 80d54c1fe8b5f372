"""The contact file: what the entries of one contact say, as one frozen value.

The window shows it, the gates judge it, the printer prints it. It never holds the words of a confidential
address: `fold` leaves them in the journal (`trust.md` 0, decision 10).
"""

from __future__ import annotations

from workstation.domain.contact.file import RETURN, ContactFile, Stage
from workstation.domain.contact.head import digest_of, head_of, named_in_head
from workstation.domain.contact.standing import Standing
from workstation.domain.said import Said, Unread

__all__ = [
    "RETURN",
    "ContactFile",
    "Said",
    "Stage",
    "Standing",
    "Unread",
    "digest_of",
    "head_of",
    "named_in_head",
]
