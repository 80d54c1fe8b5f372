"""Looks through a packed piece of a stream before anything of it is believed.

Nothing in it is taken from whoever packed it. Central's own chain says what every entry is and in which order; its
seal says how each was signed and which have words; the digests hold the words; and the signatures are judged as
those of a page are (`doubts`). A piece that passes says what a reading page by page would have said.

Nearly always each computer's entries follow each other, and one signature vouches for all of them: the first look
sees that, on the bare values of the rows, in half the time an `Entry` takes to make. Otherwise there is a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from workstation.domain.entries import FRONT_DOOR, Entry, chain
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.travel import DeviceKey, Doubt, Mark
from workstation.store import rows
from workstation.store.record import PlaceTaken
from workstation.store.segments import BadSegment, Opened, Piece
from workstation.sync.central import Packed
from workstation.sync.doubts import Genuine, judged

Row = tuple[Any, ...]

_DIGEST: Final = 32
_ERASES: Final = "Redacted"
_YEARS: Final = range(1900, 2201)  # domain.times.in_range, without a call for each entry
_answers: Final = msgspec.json.Decoder(list[str])
_sha = hashlib.sha256


@dataclass
class _Run:
    """The entries of one computer: where they end, and whether each followed the one before and is plain."""

    author: str
    seq: int
    end: bytes
    sig: bytes
    whole: bool


@dataclass
class _Seen:
    """What the first look saw."""

    place: int
    chain: bytes
    seal: bytes
    apart: bool
    contacts: frozenset[ContactId]
    runs: Mapping[DeviceId, _Run]


def unpacked(
    opened: Opened, packed: Packed, stream: str, mark: Mark, keys: Mapping[DeviceId, DeviceKey],
    genuine: Genuine,
) -> Piece:  # fmt: skip
    """The piece, of which what is behind `mark` may be taken over. `BadSegment` when it is not, entry by entry,
    what Central says is there; `PlaceTaken` when Central tells another story than the one that is here.
    """
    try:
        with closing(opened.rows()) as found:
            seen = _walked(found, packed, stream, mark)
    except (TypeError, ValueError, msgspec.DecodeError):
        raise BadSegment from None
    if (seen.place, seen.chain, seen.seal) != (packed.last, packed.chain, packed.seal):
        raise BadSegment
    if seen.apart:
        raise PlaceTaken
    odd = [device for device, run in seen.runs.items() if not _vouched(keys.get(device), run, genuine)]
    doubtful = _looked_again(opened, mark, odd, keys, genuine) if odd else {}
    return Piece(opened, Mark(packed.last, packed.chain), doubtful, seen.contacts)


def _walked(found: Iterable[Row], packed: Packed, stream: str, mark: Mark) -> _Seen:
    """The way through a piece, from its first entry to its last. Long, and with hardly a call, because every entry
    goes through it: `domain.entries.chain` and `genuine` and `domain.travel.link`, on a row (`store.rows`).
    """
    place, told, seal, cursor = packed.first - 1, packed.before, _sha(), mark.cursor
    apart = place == cursor and told != mark.chain
    ending = "" if stream == FRONT_DOOR else f"\x1f{stream}"
    runs: dict[DeviceId, _Run] = {}
    ids: set[str] = set()
    contacts: set[ContactId] = set()
    for (
        id_, contact, kind, author, device, seq, previous, happened, recorded, answers, edition, digest, body,
        at, where, salt, sig,
    ) in found:  # fmt: skip
        place += 1
        moment = datetime.fromisoformat(happened)
        if (
            at != place or where != stream or type(seq) is not int or type(recorded) is not int
            or len(digest) != _DIGEST or len(previous) not in (0, _DIGEST)
            or moment.tzinfo is None or moment.year not in _YEARS or moment.isoformat() != happened
            or (salt if body is None else _sha(salt + body).digest() != digest)
        ):  # fmt: skip
            raise BadSegment
        named = "" if answers == "[]" else _named(answers)
        # A join takes nothing but text.
        head = "\x1f".join(
            (id_, contact, kind, author, device, str(seq), happened, str(recorded), named, edition)
        )
        own = _sha(previous + digest + (head + ending).encode()).digest()
        told = _sha(told + own).digest()
        seal.update(sig + (b"\x00" if body is None else b"\x01"))
        ids.add(id_)
        if place > cursor:
            contacts.add(contact)
            run = runs.get(device)
            if run is None:
                runs[device] = _Run(author, seq, own, sig, kind != _ERASES)
                continue
            if run.end != previous or run.seq >= seq or run.author != author or kind == _ERASES:
                run.whole = False
            run.end, run.seq, run.sig = own, seq, sig
        elif place == cursor:
            apart = told != mark.chain
    if len(ids) != packed.last - packed.first + 1:
        raise BadSegment
    return _Seen(place, told, seal.digest(), apart, frozenset(contacts), runs)


def _named(answers: str) -> str:
    """What an entry answers, as its digest has it. A name with a comma in it would read as two."""
    named = _answers.decode(answers)
    if not named or not all(named) or any("," in one for one in named):
        raise BadSegment
    if msgspec.json.encode(named).decode() != answers:
        raise BadSegment
    return ",".join(named)


def _vouched(key: DeviceKey | None, run: _Run, genuine: Genuine) -> bool:
    """Whether the last signature of a run vouches for all of it."""
    if key is None or not run.whole or key.worker != run.author:
        return False
    return genuine(key.key, run.end, run.sig)


def _looked_again(
    opened: Opened, mark: Mark, odd: Iterable[DeviceId], keys: Mapping[DeviceId, DeviceKey],
    genuine: Genuine,
) -> dict[EntryId, Doubt]:  # fmt: skip
    """What is to be doubted of these computers, entry by entry. An erasure is always looked at twice (`judged`)."""
    by_device: dict[DeviceId, list[tuple[Entry, bytes]]] = {device: [] for device in odd}
    for entry in map(rows.of_row, opened.rows()):
        if entry.device in by_device and (entry.position or 0) > mark.cursor:
            by_device[entry.device].append((entry, chain(entry)))
    doubtful: dict[EntryId, Doubt] = {}
    for device, entries in by_device.items():
        doubtful |= judged(keys.get(device), entries, genuine)
    return doubtful
