"""Looks through a packed piece of a stream before anything of it is believed.

Nothing in it is taken from whoever packed it. Central's own chain says what every entry is and in which order; its
seal says how each was signed and which have words; the digests hold the words; and the signatures are judged as
those of a page are (`doubts`). A piece that passes says what a reading page by page would have said.

Nearly always each computer's entries follow each other, and one signature vouches for all of them: the first look
sees that, on the bare values of the rows, in half the time an `Entry` takes to make. Otherwise there is a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain as flattened
from itertools import compress, islice, repeat
from operator import add, attrgetter
from typing import Final

import msgspec

from workstation.domain.entries import Buffer, Entry, chain, chains, digests_of
from workstation.domain.ids import ContactId, DeviceId, EntryId
from workstation.domain.times import YEARS, as_written
from workstation.domain.travel import DeviceKey, Doubt, Mark
from workstation.store import rows
from workstation.store.record import PlaceTaken
from workstation.store.segments import BadSegment, Columns, Piece, Row
from workstation.sync.central import Packed
from workstation.sync.doubts import Genuine, judged

_DIGEST: Final = 32
_ERASES: Final = "Redacted"
_answers: Final = msgspec.json.Decoder(list[str])
_SOME: Final = 250
"""Entries looked at together: meanwhile no other thread has its turn."""
_sha = hashlib.sha256


@dataclass(slots=True)
class _Run:
    """The entries of one computer: where they end, and whether each followed the one before and is plain."""

    author: str
    seq: int
    end: bytes
    sig: Buffer
    whole: bool


@dataclass(slots=True)
class _Seen:
    """What the first look saw."""

    chain: bytes
    seal: bytes
    apart: bool
    contacts: frozenset[ContactId]
    runs: Mapping[DeviceId, _Run]
    behind: int
    """How many of the entries are here already."""


def unpacked(
    columns: Columns, packed: Packed, stream: str, mark: Mark, keys: Mapping[DeviceId, DeviceKey],
    genuine: Genuine,
) -> Piece:  # fmt: skip
    """The piece, of which what is behind `mark` may be taken over. `BadSegment` when it is not, entry by entry,
    what Central says is there; `PlaceTaken` when Central tells another story than the one that is here.
    """
    if len(columns.id) != packed.last - packed.first + 1 or len(set(columns.id)) != len(columns.id):
        raise BadSegment
    try:
        seen = _walked(columns, packed, stream, mark)
    except (TypeError, ValueError, msgspec.DecodeError):
        raise BadSegment from None
    if (seen.chain, seen.seal) != (packed.chain, packed.seal):
        raise BadSegment
    if seen.apart:
        raise PlaceTaken
    odd = [device for device, run in seen.runs.items() if not _vouched(keys.get(device), run, genuine)]
    doubtful = _looked_again(columns.rows(stream, packed.first), mark, odd, keys, genuine) if odd else {}
    new = islice(columns.rows(stream, packed.first), seen.behind, None)
    return Piece(list(rows.lots(new)), Mark(packed.last, packed.chain), doubtful, seen.contacts)


def _walked(columns: Columns, packed: Packed, stream: str, mark: Mark) -> _Seen:
    """The way through a piece, from its first entry to its last: `domain.entries.chain` and `genuine` and
    `domain.travel.link` on columns. What is done with each entry is done to a whole column at once, with hardly a
    step of Python's own, because all of a record goes through here.
    """
    own: list[bytes] = []
    for some in columns.parts(_SOME):
        _check_times(some.happened)
        _check_words(some)
        own += _own_digests(some, stream)
    there = (b"\x00" if body is None else b"\x01" for body in columns.body)
    seal = _sha(b"".join(flattened.from_iterable(zip(columns.sig, there, strict=True)))).digest()
    behind = min(max(mark.cursor + 1 - packed.first, 0), len(own))
    before = _linked(packed.before, own[:behind])
    return _Seen(
        _linked(before, own[behind:]),
        seal,
        packed.first + behind == mark.cursor + 1 and before != mark.chain,
        frozenset(map(ContactId, columns.contact[behind:])),
        _runs(columns, own, behind),
        behind,
    )


def _own_digests(columns: Columns, stream: str) -> list[bytes]:
    """The chain digest of each entry."""
    if set(map(len, columns.digest)) != {_DIGEST} or not {0, _DIGEST}.issuperset(map(len, columns.previous)):
        raise BadSegment
    plain = columns.answers.count("[]") == len(columns.answers)
    words: list[Iterable[str]] = [
        columns.id, columns.contact, columns.kind, columns.author, columns.device, map(str, columns.seq),
        columns.happened, map(str, columns.recorded),
        repeat("", len(columns.id)) if plain else map(_named, columns.answers), columns.edition,
    ]  # fmt: skip
    return chains(stream, words, columns.previous, columns.digest)


def _linked(told: bytes, own: Iterable[bytes]) -> bytes:
    """The stream's chain after these."""
    for digest in own:
        told = _sha(told + digest).digest()
    return told


def _runs(columns: Columns, own: Sequence[bytes], behind: int) -> dict[DeviceId, _Run]:
    """How the entries of each computer follow each other, of those that are not here."""
    runs: dict[DeviceId, _Run] = {}
    found = zip(
        columns.device,
        columns.author,
        columns.seq,
        columns.previous,
        own,
        columns.sig,
        columns.kind,
        strict=True,
    )
    for device, author, seq, previous, end, sig, kind in islice(found, behind, None):
        run = runs.get(DeviceId(device))
        if run is None:
            runs[DeviceId(device)] = _Run(author, seq, end, sig, kind != _ERASES)
            continue
        if run.end != previous or run.seq >= seq or run.author != author or kind == _ERASES:
            run.whole = False
        run.end, run.seq, run.sig = end, seq, sig
    return runs


def _check_times(happened: list[str]) -> None:
    """Each can be read in one way, and days can be counted from it (`domain.times.in_range`)."""
    moments = list(map(datetime.fromisoformat, happened))
    if (
        not as_written(happened)
        or None in set(map(attrgetter("tzinfo"), moments))
        or not YEARS.issuperset(map(attrgetter("year"), moments))
    ):
        raise BadSegment


def _check_words(columns: Columns) -> None:
    """The words are those of the digests; where they were erased, so was the salt."""
    salts, digests = columns.salt, columns.digest
    bodies = [body for body in columns.body if body is not None]
    if len(bodies) != len(digests):
        if any(salt for salt, body in zip(salts, columns.body, strict=True) if body is None):
            raise BadSegment
        there = [body is not None for body in columns.body]
        salts, digests = list(compress(salts, there)), list(compress(digests, there))
    if list(digests_of(map(add, salts, bodies))) != digests:
        raise BadSegment


def _named(answers: str) -> str:
    """What an entry answers, as its digest has it. A name with a comma in it would read as two."""
    if answers == "[]":
        return ""
    named = _answers.decode(answers)
    if not named or not all(named) or any("," in one for one in named):
        raise BadSegment
    if msgspec.json.encode(named).decode() != answers:
        raise BadSegment
    return ",".join(named)


def _entry(row: Row) -> Entry:
    """The entry of a row of a piece."""
    return rows.of_row([bytes(value) if type(value) is bytearray else value for value in row])


def _vouched(key: DeviceKey | None, run: _Run, genuine: Genuine) -> bool:
    """Whether the last signature of a run vouches for all of it."""
    if key is None or not run.whole or key.worker != run.author:
        return False
    return genuine(key.key, run.end, bytes(run.sig))


def _looked_again(
    found: Iterable[Row], mark: Mark, odd: Iterable[DeviceId], keys: Mapping[DeviceId, DeviceKey],
    genuine: Genuine,
) -> dict[EntryId, Doubt]:  # fmt: skip
    """What is to be doubted of these computers, entry by entry. An erasure is always looked at twice (`judged`)."""
    by_device: dict[DeviceId, list[tuple[Entry, bytes]]] = {device: [] for device in odd}
    for entry in map(_entry, found):
        if entry.device in by_device and (entry.position or 0) > mark.cursor:
            by_device[entry.device].append((entry, chain(entry)))
    doubtful: dict[EntryId, Doubt] = {}
    for device, entries in by_device.items():
        doubtful |= judged(keys.get(device), entries, genuine)
    return doubtful
