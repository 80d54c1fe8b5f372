"""What can be read of a damaged record goes on in a fresh one: the unsent entries and drafts above all, which are
nowhere else (`trust.md` R8). The rest comes back from the server, where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from workstation.access import anchor, desks, recovery, sign_in, slots
from workstation.access.anchor import Head
from workstation.access.keys import Keystore
from workstation.access.seals import Seals
from workstation.access.slots import Slots
from workstation.domain.entries import Entry
from workstation.domain.ids import DeviceId
from workstation.domain.people import Role, Worker
from workstation.domain.times import Clock
from workstation.domain.travel import DeviceKey
from workstation.services.recovering import slot_of
from workstation.store import salvage as files
from workstation.store.cipher import translated
from workstation.store.lock import FileLock
from workstation.store.loose_things import Things
from workstation.trouble import AccessTrouble, KeystoreMissing, StoreTrouble

Span = tuple[int, int]
"""Numbers from the first to the last."""


@dataclass(frozen=True)
class Salvaged:
    """What a salvage brought, in numbers; no words of the record are in it."""

    owners: tuple[str, ...]
    entries: int
    unsent: int
    """Of these, how many the server has not got (on a computer that works alone: all)."""
    drafts: int
    false: int
    """Entries that were there and are not what they say: they were left out."""
    pages: int
    damaged: int
    missing: dict[DeviceId, tuple[Span, ...]]
    """The numbers that lack among those that this computer gave, for each of its names."""
    guessed: tuple[str, ...]
    """Whose role could not be read, and is a social worker's until somebody says what it is."""
    kept: Path
    central: bool


def key_by_password(path: Path, password: str, who: str = "", *, clock: Clock | None = None) -> bytes:
    """The record's key, for its owner."""
    return sign_in.unlock(path, slot_of(path, who).worker, password, clock=clock)


def key_by_shares(path: Path, shares: tuple[str, str]) -> bytes:
    """The same for both custodians."""
    known = slots.load(path)
    if known is None or known.recovery is None:
        raise recovery.NoWayBack
    return recovery.unseal(known.recovery, shares, known.store)


def salvage(path: Path, key: bytes) -> Salvaged:
    """Put a fresh file with all that can be read in the place of this one, which is kept beside it. A
    `StoreTrouble` says why not; then nothing was changed.
    """
    known, seals = slots.load(path) or Slots("", ""), sign_in.seals_of(path)
    with translated():
        lock = FileLock(path)
    try:
        files.put_back(path)
        if not path.is_file():
            raise StoreTrouble("The file with the record is not in its place.")
        found = files.read(path, key)
        _learn_own(found.things, known, seals)
        guessed = _people_of(found.things, known)
        kept = files.put_in_place(path, key, found.things)
    finally:
        lock.release()
    made = Salvaged(
        owners=tuple(one.name for one in known.slots),
        entries=len(found.things.entries),
        unsent=len(_unsent(found.things)),
        drafts=len(found.things.drafts),
        false=found.things.false,
        pages=found.pages,
        damaged=len(found.damaged),
        missing=_missing(found.things, seals, _head(known)),
        guessed=guessed,
        kept=kept,
        central=any(one.login for one in known.slots),
    )
    if made.central:
        with suppress(AccessTrouble):  # it is written again when its owner has been here
            desks.put_tag(path, msgspec.structs.replace(desks.tag(path), waiting=made.unsent))
    return made


def _unsent(found: Things) -> list[Entry]:
    return [e for e in found.entries.values() if e.position is None and e.id not in found.doubts]


def _learn_own(found: Things, known: Slots, seals: Seals | None) -> None:
    """What waits is signed when it leaves, if its name is known to be ours: its page may be damaged."""
    here = {one.worker for one in known.slots}
    for entry in _unsent(found):
        if seals is not None and not entry.sig and entry.author in here:
            key = DeviceKey(entry.device, entry.author, seals.public(entry.device))
            found.devices.setdefault(entry.device, key)


def _people_of(found: Things, known: Slots) -> tuple[str, ...]:
    """See that everybody who signs in here is known to the file; whose role was guessed."""
    lost = [one for one in known.slots if one.worker not in found.people]
    for one in lost:
        found.people[one.worker] = Worker(one.worker, one.name, Role.SOCIAL_WORKER)
    return tuple(one.name for one in lost)


def _head(known: Slots) -> Head | None:
    """What this computer remembers of the end; nothing where it is another one."""
    try:
        return anchor.kept(Keystore(), known.store)
    except KeystoreMissing:
        return None


def _missing(found: Things, seals: Seals | None, head: Head | None) -> dict[DeviceId, tuple[Span, ...]]:
    """Which numbers lack, for each name that this file was ever written under."""
    own = found.own | {entry.device for entry in _unsent(found) if not entry.sig}
    own |= {d for d, key in found.devices.items() if seals is not None and seals.public(d) == key.key}
    given: dict[DeviceId, set[int]] = {device: set() for device in own}
    for entry in (*found.entries.values(), *found.aside.values()):
        if entry.device in given and entry.id not in found.doubts:
            given[entry.device].add(entry.seq)
    if head is not None:
        given.setdefault(head.device, set())
    ends = {device: max(seqs, default=0) for device, seqs in given.items()}
    if head is not None:
        ends[head.device] = max(ends[head.device], head.seq)
    lacking = {device: tuple(_spans(ends[device], seqs)) for device, seqs in given.items()}
    return {device: spans for device, spans in sorted(lacking.items()) if spans}


def _spans(end: int, there: set[int]) -> Iterator[Span]:
    first = None
    for number in range(1, end + 2):
        lacks = number <= end and number not in there
        if lacks and first is None:
            first = number
        elif not lacks and first is not None:
            yield first, number - 1
            first = None
