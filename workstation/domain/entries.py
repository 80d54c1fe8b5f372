"""An entry: an immutable sentence about one contact, by one person, at one time.

The envelope says who, when, about what and what it answers; the body is canonical JSON kept and hashed as
those exact bytes. The chain of a device covers the *digest* of each body and not the body itself, so that a
lawful erasure empties the words while the chain still verifies (`trust.md` 0, decision 9).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import repeat
from operator import attrgetter
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from workstation.domain import times
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.kinds import KINDS, Body
from workstation.trouble import BadInput

MOST_BYTES: Final = 1_000_000
"""The longest body Central takes (`sync.md` 4): checked here so that no entry can block the way there."""

_encoder = msgspec.json.Encoder(order="sorted")
Buffer: TypeAlias = bytes | bytearray
_told: Final = type(hashlib.sha256()).digest

_ODD_DAY: Final = re.compile(rb'"(?!19|20|21)\d{4}-\d\d-')
"""With NUL and half characters, what `check` may refuse: rare, so that hardly any body needs the whole look."""
_HARMLESS: Final = frozenset({type(None), bool, int, bytes})
FRONT_DOOR: Final = "front-door"
"""The stream of the team at the front door: every contact is in it whose writer may write to it."""


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """Envelope and body of one entry.

    `seq` counts from 1 on each device; `previous` is the chain digest of the device's entry before (empty for
    the first). `recorded` is a hybrid clock; `position` is Central's, once it has numbered the entry. `body` is
    None after a lawful erasure. `edition` names the guide and code sets that the body's codes come from.
    `stream` is the unit of permission and order at Central. `salt` is chance that goes into `digest` and is
    erased with the body, so that nobody can guess erased words from their digest. `sig` is the writing
    computer's signature of `chain(entry)`; empty until it travels.
    """

    id: EntryId
    contact: ContactId
    kind: str
    author: AuthorId
    device: DeviceId
    seq: int
    previous: bytes
    happened: datetime
    recorded: int
    answers: tuple[EntryId, ...] = ()
    edition: str = ""
    digest: bytes
    body: bytes | None
    position: int | None = None
    stream: str = FRONT_DOOR
    salt: bytes = b""
    sig: bytes = b""

    @property
    def order(self) -> tuple[float, int, str]:
        """Where it stands in the story: Central's position (or after all of them), then time, then id."""
        return (float("inf") if self.position is None else self.position, self.recorded, self.id)


_by_position = attrgetter("position", "recorded", "id")
_by_time = attrgetter("recorded", "id")


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """In the order of the story (`Entry.order`; sorted apart, which takes half the time), and nothing before what
    it answers: Central may have gone back, and numbered an answer before it was told again what it answers.
    """
    numbered: list[Entry] = []
    later: list[Entry] = []
    for entry in entries:
        (later if entry.position is None else numbered).append(entry)
    ordered = sorted(numbered, key=_by_position) + sorted(later, key=_by_time)
    return ordered if _flows(ordered) else _mended(ordered)


def _flows(ordered: list[Entry]) -> bool:
    """Whether nothing comes before what it answers."""
    told: set[EntryId] = set()
    missed: set[EntryId] = set()
    for entry in ordered:
        if entry.id in missed:
            return False
        told.add(entry.id)
        if entry.answers:
            missed.update([answered for answered in entry.answers if answered not in told])
    return True


def _mended(ordered: list[Entry]) -> list[Entry]:
    """The same with each answer moved behind what it answers. That has the earlier hybrid time, unless somebody
    forged an entry, it was answered, and the true one came under its name after all.
    """
    after = {entry.id: entry for entry in ordered}
    places: dict[EntryId, _Place] = {}
    for id_ in _answered_first(ordered):
        places[id_] = _place(after[id_], [places[one] for one in after[id_].answers if one in places])
    return sorted(ordered, key=lambda entry: (places[entry.id], entry.recorded, entry.id))


_Place: TypeAlias = tuple[float, int, int]
"""Central's position, hybrid time, and how many steps behind the first entry that has both."""


def _place(entry: Entry, answered: Sequence[_Place]) -> _Place:
    position = max([entry.order[0], *[place[0] for place in answered]])
    beside = [place[1:] for place in answered if place[0] == position]
    time = max([entry.recorded, *[time for time, _ in beside]])
    return position, time, max([steps + 1 for when, steps in beside if when == time], default=0)


def _answered_first(ordered: list[Entry]) -> list[EntryId]:
    """The entries in an order in which each comes after what it answers; of a ring, which only a forger can make,
    nobody can say what came first, and the times decide.
    """
    named = {entry.id for entry in ordered}
    answers = {entry.id: named.intersection(entry.answers) for entry in ordered}
    try:
        return list(TopologicalSorter(answers).static_order())
    except CycleError:
        return [entry.id for entry in sorted(ordered, key=_by_time)]


def encode(body: Body) -> bytes:
    """The canonical bytes of a body: sorted keys, no spaces, UTF-8. Refuses what Central would refuse."""
    try:
        raw = _encoder.encode(body)
    except UnicodeEncodeError:
        check(body)
        raise
    if b"\\u0000" in raw or _ODD_DAY.search(raw):
        check(body)
    if len(raw) > MOST_BYTES:
        raise BadInput("That is too long to keep as one piece.", "Split it into two notes.")
    return raw


def decode(kind: str, raw: bytes) -> Body | None:
    """The body of a kind we know; None when a newer version wrote it (the bytes are kept all the same). Whatever
    somebody's program sent, reading it never fails: one such entry would stop everybody who follows its stream.
    """
    if kind not in KINDS:
        return None
    try:
        body = _decoder(kind).decode(raw)
        if b"\\u0000" in raw or _ODD_DAY.search(raw):
            check(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, BadInput):
        return None
    return body


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Body]:
    """Made when a kind is first read: to make all of them takes milliseconds, and a start reads no entry."""
    return msgspec.json.Decoder(KINDS[kind])


def digest(raw: bytes, salt: bytes = b"") -> bytes:
    """SHA-256 of the salt and the exact bytes of a body."""
    return hashlib.sha256(salt + raw).digest()


def genuine(entry: Entry) -> bool:
    """Whether the words of an entry are those its digest was made of. Erased words cannot be asked."""
    return entry.body is None or digest(entry.body, entry.salt) == entry.digest


def chain(entry: Entry) -> bytes:
    """The chain digest of an entry: what the device's next entry names as `previous`, what the device signs and
    what Central's own chain is made of.
    """
    words = (
        f"{entry.id}\x1f{entry.contact}\x1f{entry.kind}\x1f{entry.author}\x1f{entry.device}\x1f{entry.seq}\x1f"
        f"{entry.happened.isoformat()}\x1f{entry.recorded}\x1f{','.join(entry.answers)}\x1f{entry.edition}"
    )
    if entry.stream != FRONT_DOOR:
        words = f"{words}\x1f{entry.stream}"
    return hashlib.sha256(entry.previous + entry.digest + words.encode()).digest()


def chains(
    stream: str, words: Sequence[Iterable[str]], previous: Iterable[Buffer], digests: Iterable[Buffer]
) -> list[bytes]:
    """The chain digests of many entries of a stream, given in columns: `words` are id, contact, kind, author,
    device, number, time, hybrid time, answers (with commas between) and edition, each as text. There is no step of
    Python's own for each entry: it would take longer than the rest. A `TypeError` when something is no text or no
    bytes.
    """
    columns = words if stream == FRONT_DOOR else (*words, repeat(stream))
    heads = map(str.encode, map("\x1f".join, zip(*columns, strict=False)))
    return list(digests_of(map(b"".join, zip(previous, digests, heads, strict=True))))


def digests_of(parts: Iterable[Buffer]) -> Iterator[bytes]:
    """SHA-256 of each of these."""
    return map(_told, map(hashlib.sha256, parts))


def broken_links(entries: Sequence[Entry], *, whole: bool = True) -> list[str]:
    """What is wrong in one device's entries, given in order of `seq`: nothing when the chain holds.

    Two entries may have one number (a copy of the file wrote on): then the chain is a tree, and each has to follow
    some entry with the number before. Without `whole` numbers may be missing: we see only some of the streams.
    """
    faults: list[str] = []
    ends: dict[int, set[bytes]] = {0: {b""}}
    for entry in entries:
        place, device = entry.seq, entry.device
        before = ends.get(place - 1)
        if before is None and whole:
            return [*faults, f"entry {place - 1} of device {device} is missing"]
        if before is not None and entry.previous not in before:
            faults.append(f"entry {place} of device {device} does not follow the one before it")
        if not genuine(entry):
            faults.append(f"the words of entry {place} of device {device} were changed")
        ends.setdefault(place, set()).add(chain(entry))
    return faults


def check(value: object) -> None:
    """Refuse text and dates that Central would refuse: NUL, lone surrogates, dates outside 1900-2200."""
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, datetime):
        _check_day(value.date())
    elif isinstance(value, date):
        _check_day(value)
    elif isinstance(value, tuple):
        for part in value:
            check(part)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if type(part) is str:
                _check_text(part)
            elif type(part) not in _HARMLESS:
                check(part)


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise BadInput("The words hold a hidden character (NUL) that cannot be kept.")
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput("The words hold half of a character that cannot be kept.") from None


def _check_day(day: date) -> None:
    if not times.in_range(day):
        raise BadInput(f"{day:%d %b} {day.year} is not a date we can keep.", "Use a year from 1900 to 2200.")
