"""The same notification twice: what tells that it is, whoever sends it again and however it is laid out.

A force's reference, or the words themselves. Marks are kept in the register, so that the one that came before is
found at once; they are worked out from the record and go when its words are erased.
"""

from __future__ import annotations

import hashlib
from typing import Final

from workstation.domain import kinds, paper_sheet
from workstation.domain.contact import ContactFile
from workstation.domain.guide import source_group

_LEAST_REFERENCE: Final = 5
"""Letters and digits: a shorter one is no reference, but a number in a list."""
_LEAST_WORDS: Final = 60
"""Letters: `No further information` may be sent twice about two families."""


def marks(reference: str, words: str) -> tuple[str, ...]:
    """What a notification with this reference and these words is known by."""
    return tuple(mark for mark in (reference_mark(reference), words_mark(words)) if mark)


def reference_mark(reference: str) -> str:
    """A reference without its punctuation: `26/114207` and `26 114207` are one. Empty when it is none."""
    plain = "".join(char for char in reference.casefold() if char.isalnum())
    enough = len(plain) >= _LEAST_REFERENCE and sum(char.isdigit() for char in plain) >= _LEAST_REFERENCE - 1
    return f"reference {plain}" if enough else ""


def words_mark(words: str) -> str:
    """A digest of the letters alone: line ends, quote marks of a mail program and blanks make no difference."""
    plain = "".join(char for char in words.casefold() if char.isalnum())
    return f"words {hashlib.sha256(plain.encode()).hexdigest()[:32]}" if len(plain) >= _LEAST_WORDS else ""


def marks_of(file: ContactFile) -> tuple[str, ...]:
    """What a contact is known by: the paper sheet it was entered from; its notifications, the first and those that
    were received again.
    """
    received, found = file.received, [*paper_sheet.marks_of(file)]
    if received is None or source_group(file.source) != "police":
        return tuple(found)
    found += marks(received.body.reference, received.body.words)
    for said in file.log(kinds.ReceivedAgain):
        found += marks(said.body.reference, said.body.words)
    return tuple(dict.fromkeys(found))


def only_again(before: str, now: str) -> bool:
    """Whether the words that came again say nothing new."""
    return words_of(before) == words_of(now)


def words_of(text: str) -> str:
    """The letters of a text alone."""
    return "".join(char for char in text.casefold() if char.isalnum())
