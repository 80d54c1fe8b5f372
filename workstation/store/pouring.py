"""The journal's part in a first sync: it takes over checked pieces."""

from __future__ import annotations

import sqlalchemy as sa

from workstation.domain.ids import ContactId
from workstation.domain.travel import Mark
from workstation.store import places, segments
from workstation.store.earlier import forget_words, owe
from workstation.store.engine import empty_log
from workstation.store.seated import Seated
from workstation.store.segments import Piece
from workstation.trouble import EntryRefused


class Pouring(Seated):
    """A journal that takes over pieces."""

    def pour(self, stream: str, before: Mark, piece: Piece) -> bool:
        """Take over a checked piece and move the mark, in one transaction. False, and nothing done, when the mark
        is another one, or when something of the piece is here already: that is for `receive`, entry by entry.
        """
        try:
            with self._writing(lasting=False, log_grows=True) as cx:
                if places.mark(cx, stream) != before:
                    return False
                erased = _poured(cx, piece)
                places.keep_mark(cx, stream, piece.after)
                self._register.defer(piece.contacts, cx)
                if erased:
                    owe(cx)
        except EntryRefused:
            return False
        self._tip = None
        if erased:
            forget_words(self._engine)
        return True

    def empty_log(self) -> None:
        """Bring what was poured from the log into the file, beside the next piece (`Carried.empty_log`)."""
        empty_log(self._engine)


def _poured(cx: sa.Connection, piece: Piece) -> bool:
    """Copy a piece, with what is said of its entries; words go when two people agreed to it. Whether any went."""
    places.add(cx, piece.lots)
    places.doubt(cx, piece.doubtful)
    erasing = piece.contacts.intersection(ContactId(contact) for contact in segments.erasing(cx))
    return places.erase_agreed(cx, sorted(erasing))
