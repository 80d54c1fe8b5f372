"""What the loose rows of a damaged file say: entries and what else is nowhere but on this computer.

A row does not say of which table it is. Its shape does, and what is in it; what does not hold against its own
digest is not taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import msgspec

from workstation.domain.entries import FRONT_DOOR, Entry, chain, decode, genuine
from workstation.domain.ids import AuthorId, DeviceId, EntryId
from workstation.domain.kinds import Redacted
from workstation.domain.people import Role, Worker
from workstation.domain.travel import DeviceKey
from workstation.domain.wire import NotAnEntry, from_wire, to_wire
from workstation.store import rows
from workstation.store.earlier import OWED
from workstation.store.head import SEAT
from workstation.store.loose_rows import Row, Value

_FIRST_SHAPE: Final = 15
"""How many columns an entry had before there were streams."""
_SHAPE: Final = len(rows.NAMES) + 3
_KEY_BYTES: Final = 32
_OWN: Final = "device"
_NOTE: Final = "note "


@dataclass
class Things:
    """What was found. `order` is that in which the entries were written to the file."""

    entries: dict[EntryId, Entry] = field(default_factory=dict)
    order: dict[EntryId, int] = field(default_factory=dict)
    doubts: dict[EntryId, str] = field(default_factory=dict)
    aside: dict[bytes, Entry] = field(default_factory=dict)
    """What was set aside, by chain digest."""
    told: dict[bytes, int] = field(default_factory=dict)
    drafts: dict[tuple[str, str], tuple[str | None, str, str]] = field(default_factory=dict)
    people: dict[AuthorId, Worker] = field(default_factory=dict)
    devices: dict[DeviceId, DeviceKey] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    own: set[DeviceId] = field(default_factory=set)
    """Names under which this file was written last."""
    false: int = 0
    """Entries that were on a whole page and are not what they say."""

    @property
    def in_order(self) -> list[Entry]:
        """The entries as they were written down."""
        return sorted(self.entries.values(), key=lambda entry: self.order[entry.id])


def things(found: Iterable[Row]) -> Things:
    """What these rows say."""
    made = Things()
    for number, values in found:
        if number is not None and values and values[0] is None and len(values) in (_FIRST_SHAPE, _SHAPE):
            _entry(made, number, values[1:])
        elif number is None:
            _other(made, values)
    return made


def add_earlier(made: Things, earlier: Things) -> None:
    """Add what a copy from before an upgrade has and the file does not, but no words that were erased since."""
    erased = {target for entry in made.entries.values() if (target := _target(entry))}
    last = max(made.order.values(), default=0)
    for entry in earlier.in_order:
        if entry.id not in made.entries:
            bare = msgspec.structs.replace(entry, body=None, salt=b"") if entry.id in erased else entry
            made.entries[entry.id], made.order[entry.id] = bare, last + earlier.order[entry.id]
            if entry.id in earlier.doubts:
                made.doubts[entry.id] = earlier.doubts[entry.id]
    made.people = earlier.people | made.people
    made.devices = earlier.devices | made.devices
    made.own |= earlier.own


def _entry(made: Things, number: int, values: Sequence[Any]) -> None:
    if len(values) < len(rows.NAMES):
        values = (*values, FRONT_DOOR, b"", b"", "", "")
    entry = _checked(values[: len(rows.NAMES)])
    if entry is None:
        made.false += 1
        return
    known = made.entries.get(entry.id)
    if known is None or _later(known, entry):
        made.entries[entry.id], made.order[entry.id] = entry, number
        made.doubts.pop(entry.id, None)
        if values[len(rows.NAMES)]:
            made.doubts[entry.id] = str(values[len(rows.NAMES)])


def _checked(row: Sequence[Any]) -> Entry | None:
    """The entry in this row, if it can be sent as it is and its words are those of its digest."""
    try:
        entry = rows.of_row(row)
        return entry if from_wire(to_wire(entry)) == entry and genuine(entry) else None
    except (NotAnEntry, msgspec.MsgspecError, ValueError, TypeError):
        return None


def _later(known: Entry, other: Entry) -> bool:
    """Of an entry that is there twice, whether the other is its newer state: words go, numbers come."""
    return (other.body is None, other.position is not None) > (known.body is None, known.position is not None)


def _other(made: Things, values: Sequence[Value]) -> None:
    with suppress(ValueError, NotAnEntry):
        match values:
            case (str(worker), str(key), None | str() as contact, str(text), str(at)) if _is_time(at):
                made.drafts[worker, key] = (contact, text, at)
            case (str(id_), str(name), str(role), str(team), str(pronoun)):
                made.people[AuthorId(id_)] = Worker(AuthorId(id_), name, Role(role), team, pronoun)
            case (str(id_), bytes(digest), str(), bytes(wire), int(told)):
                entry = from_wire(wire)
                if (entry.id, chain(entry)) == (id_, digest) and genuine(entry):
                    made.aside[digest], made.told[digest] = entry, told
            case (str(device), str(worker), bytes(public)) if len(public) == _KEY_BYTES:
                made.devices[DeviceId(device)] = DeviceKey(DeviceId(device), AuthorId(worker), public)
            case (str(key), str(value)) if key == _OWN or key.startswith(SEAT):
                made.own.add(DeviceId(value))
            case (str(key), str(value)) if key.startswith(_NOTE) or key == OWED:
                made.notes[key] = value


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _target(entry: Entry) -> EntryId | None:
    body = decode(entry.kind, entry.body) if entry.kind == "Redacted" and entry.body else None
    return body.target if isinstance(body, Redacted) else None
