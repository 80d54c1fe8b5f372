"""Contact sheets on paper: the reference each has until it is on record, `R-07 K7QM3D`.

The number goes on from pack to pack of one computer. The letters are the pack's own, one of 658 million: two
computers, two days, or a computer whose file was put back from a copy do not print the same reference. That could
only happen if two packs got the same letters, and their numbers met as well.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain.contact import ContactFile
from workstation.domain.ids import ContactId

MOST_SHEETS: Final = 40
"""In one pack."""
USUAL_SHEETS: Final = 10
BEGINS: Final = "paper "
"""What the mark of a sheet begins with."""
_FIRST: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_LETTERS: Final = f"{_FIRST}23456789"
"""Without what is read as another letter. A pack begins with a letter, so that `R07K7QM3D` is clear."""
_REST: Final = 5
_TYPED: Final = re.compile(rf"R[\s./–-]*0*(\d{{1,5}})(?:[\s./–-]*([{_FIRST}][{_LETTERS}]{{{_REST}}}))?")
_LATE: Final = re.compile(rf"paper sheet (R-\d+ [{_FIRST}][{_LETTERS}]{{{_REST}}})")


class SheetReference(Struct, frozen=True):
    """What is printed on one sheet. `pack` is empty while only the number is known."""

    number: int
    pack: str = ""

    @property
    def words(self) -> str:
        """`R-07 K7QM3D`."""
        return f"R-{self.number:02d} {self.pack}".strip()

    @property
    def mark(self) -> str:
        """What the contact that was entered from it is known by (`arrivals`)."""
        return f"{BEGINS}{self.words}"


def pack_letters(device: str, at: datetime, first: int) -> str:
    """The letters of a pack: nobody else's, and not those of this computer on another day either."""
    told = f"{device}\x1f{at.isoformat()}\x1f{first}"
    left = int.from_bytes(hashlib.sha256(told.encode()).digest(), "big")
    left, at_first = divmod(left, len(_FIRST))
    found = _FIRST[at_first]
    for _ in range(_REST):
        left, at_next = divmod(left, len(_LETTERS))
        found += _LETTERS[at_next]
    return found


def understood(text: str) -> SheetReference | None:
    """A reference as it was typed: `r7`, `R-07 k7qm3d`, `R07K7QM3D`. None when it is none."""
    found = _TYPED.fullmatch(text.strip().upper())
    if found is None or int(found[1]) == 0:
        return None
    return SheetReference(int(found[1]), found[2] or "")


def why_late(reference: SheetReference, taken_by: str) -> str:
    """Why a contact from paper is on record only now: the sheet, and who wrote on it."""
    by = f", taken down by {taken_by.strip()}" if taken_by.strip() else ""
    return f"written on paper sheet {reference.words}{by}"


def reference_of(file: ContactFile) -> SheetReference | None:
    """The sheet from which a contact was entered; None for every other contact."""
    received = file.received
    found = _LATE.search(received.body.logged_late_because) if received else None
    return understood(found[1]) if found else None


def same_sheet(marks: Mapping[ContactId, str]) -> dict[ContactId, str]:
    """Of contacts that share these marks with another, those that were entered from the very same sheet, each with
    its reference. A number without the letters of its pack says nothing: every computer prints an R-07.
    """
    found = {contact: understood(mark.removeprefix(BEGINS)) for contact, mark in marks.items()}
    return {contact: sheet.words for contact, sheet in found.items() if sheet is not None and sheet.pack}


def marks_of(file: ContactFile) -> tuple[str, ...]:
    """What it is known by: the whole reference, and its number alone, for somebody who types no letters."""
    found = reference_of(file)
    return (found.mark, SheetReference(found.number).mark) if found else ()
