"""Looks through a packed piece of a stream before anything of it is believed.

Nothing in it is taken from whoever packed it. Central's own chain says what every entry is and in which order; its
seal says how each was signed and which have words; the digests hold the words; and the signatures are judged as
those of a page are (`doubts`). A piece that passes says what a page by page reading would have said.

This is `domain.entries.chain` on the values of a row, without an `Entry` around them: half of the time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from itertools import starmap
from pathlib import Path
from typing import Any, Final

import msgspec

from workstation.domain.entries import FRONT_DOOR
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.times import in_range
from workstation.domain.travel import DeviceKey, Doubt, Mark, Piece
from workstation.store.record import PlaceTaken
from workstation.store.segments import BadSegment, look
from workstation.sync.central import Packed
from workstation.sync.doubts import Genuine, Seen, judged

_DIGEST: Final = 32
_answers: Final = msgspec.json.Decoder(list[str])
_sha = hashlib.sha256


def unpacked(
    path: Path, packed: Packed, stream: str, mark: Mark, keys: Mapping[DeviceId, DeviceKey], genuine: Genuine
) -> Piece:
    """The piece in this file, of which what is behind `mark` may be taken over. `BadSegment` when it is not, entry by
    entry, what Central says is there; `PlaceTaken` when Central tells another story than the one that is here.
    """
    walk = _Walk(stream, packed, mark)
    try:
        for row in look(path, packed.key):
            walk.step(row)
        walk.end()
    except (TypeError, ValueError, msgspec.DecodeError):
        raise BadSegment from None
    doubtful: dict[EntryId, Doubt] = {}
    for device, entries in walk.by_device.items():
        doubtful |= judged(keys.get(device), starmap(Seen, entries), genuine)
    return Piece(path, packed.key, Mark(packed.last, packed.chain), doubtful, frozenset(walk.contacts))


class _Walk:
    """The way through a piece, from its first entry to its last."""

    def __init__(self, stream: str, packed: Packed, mark: Mark) -> None:
        self.by_device: dict[DeviceId, list[tuple[Any, ...]]] = {}
        self.contacts: set[ContactId] = set()
        self._stream, self._packed, self._mark = stream, packed, mark
        self._ending = "" if stream == FRONT_DOOR else f"\x1f{stream}"
        self._place, self._told, self._seal = packed.first - 1, packed.before, _sha()
        self._ids: set[str] = set()
        self._apart = False
        self._meet()

    def step(self, row: tuple[Any, ...]) -> None:
        """The next entry."""
        (id_, contact, kind, author, device, seq, previous, happened, recorded, answers, edition, digest, body,
         place, stream, salt, sig) = row  # fmt: skip
        self._place += 1
        if (place, stream) != (self._place, self._stream) or type(seq) is not int or type(recorded) is not int:
            raise BadSegment
        if place > self._packed.last or len(digest) != _DIGEST or len(previous) not in (0, _DIGEST):
            raise BadSegment
        if answers != "[]":
            _check_answers(answers)
            answers = ",".join(_answers.decode(answers))
        else:
            answers = ""
        at = datetime.fromisoformat(happened)
        if at.isoformat() != happened or at.tzinfo is None or not in_range(at.date()):
            raise BadSegment
        # A join refuses what is no text.
        head = "\x1f".join(
            (id_, contact, kind, author, device, str(seq), happened, str(recorded), answers, edition)
        )
        own = _sha(previous + digest + (head + self._ending).encode()).digest()
        self._told = _sha(self._told + own).digest()
        self._seal.update(sig + (b"\x00" if body is None else b"\x01"))
        self._ids.add(id_)
        self._meet()
        if body is None and salt != b"":
            raise BadSegment
        if place > self._mark.cursor:
            words = body is None or _sha(salt + body).digest() == digest
            self.contacts.add(ContactId(contact))
            seen = (seq, EntryId(id_), AuthorId(author), own, previous, sig, words)
            self.by_device.setdefault(DeviceId(device), []).append(seen)

    def end(self) -> None:
        """Whether it ended where Central says, and as Central says."""
        packed = self._packed
        many = packed.last - packed.first + 1
        if (self._place, self._told, len(self._ids)) != (packed.last, packed.chain, many):
            raise BadSegment
        if self._seal.digest() != packed.seal:
            raise BadSegment
        if self._apart:
            raise PlaceTaken

    def _meet(self) -> None:
        """Where our own story ends, it should be the same story."""
        if self._place == self._mark.cursor and self._told != self._mark.chain:
            self._apart = True


def _check_answers(answers: str) -> None:
    """A list with other commas in it would have the same digest."""
    named = _answers.decode(answers)
    if not named or not all(named) or any("," in one for one in named):
        raise BadSegment
    if msgspec.json.encode(named).decode() != answers:
        raise BadSegment
