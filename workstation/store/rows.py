"""An entry as a row of the file and back. Times and bytes come back exactly: the chain covers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain as flattened
from itertools import islice
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from workstation.domain.entries import Entry
from workstation.domain.ids import AuthorId, ContactId, DeviceId, EntryId
from workstation.domain.travel import Prepared
from workstation.store.schema import entries

_NOT_THE_ENTRY: Final = ("no", "doubt", "refused")
COLUMNS: Final = tuple(column for column in entries.c if column.name not in _NOT_THE_ENTRY)
NAMES: Final = tuple(column.name for column in COLUMNS)
INSERT: Final = f"INSERT INTO entries ({', '.join(NAMES)}) VALUES ({', '.join('?' * len(NAMES))})"  # noqa: S608
"""Written out: building the statement anew would take longer than the disk does."""
_ONE_MORE: Final = f", ({', '.join('?' * len(NAMES))})"
AT_ONCE: Final = 500
"""Rows in one statement. SQLite takes 32,766 values; but with 1,900 rows it reads the statement a tenth longer."""
OF_CONTACT: Final = f"SELECT {', '.join(NAMES)} FROM entries WHERE contact = ? AND doubt = ''"  # noqa: S608
"""What is doubted (`domain.travel.Doubt`) is kept and passed on, but is nobody's story."""

AMONG: Final = f"SELECT {', '.join(NAMES)} FROM entries WHERE id IN"  # noqa: S608

_answers = msgspec.json.Decoder(tuple[str, ...])


def to_row(entry: Entry) -> tuple[Any, ...]:
    """The values of `INSERT`, in its order."""
    return (
        entry.id, entry.contact, entry.kind, entry.author, entry.device, entry.seq, entry.previous,
        entry.happened.isoformat(), entry.recorded,
        msgspec.json.encode(entry.answers).decode() if entry.answers else "[]", entry.edition, entry.digest,
        entry.body, entry.position, entry.stream, entry.salt, entry.sig,
    )  # fmt: skip


def rows_of(entries: Sequence[Entry]) -> Sequence[tuple[Any, ...]]:
    """A row for each of these entries."""
    known = entries.rows if isinstance(entries, Prepared) else ()
    return known or list(map(to_row, entries))


def lots(found: Iterable[Iterable[Any]]) -> Iterator[list[Any]]:
    """The values of these rows, one row after the other, in lots of `AT_ONCE` rows."""
    rest = iter(found)
    while lot := list(flattened.from_iterable(islice(rest, AT_ONCE))):
        yield lot


def insert_of(lot: Sequence[Any]) -> str:
    """The statement that adds a lot."""
    return INSERT + _ONE_MORE * (len(lot) // len(NAMES) - 1)


def of_row(row: Iterable[Any]) -> Entry:
    """The entry of one row of `COLUMNS`."""
    (id_, contact, kind, author, device, seq, previous, happened, recorded, answers, edition, digest, body,
     position, stream, salt, sig) = row  # fmt: skip
    return Entry(
        id=EntryId(id_), contact=ContactId(contact), kind=kind, author=AuthorId(author),
        device=DeviceId(device), seq=seq, previous=previous, happened=datetime.fromisoformat(happened),
        recorded=recorded, answers=() if answers == "[]" else _ids(answers), edition=edition, digest=digest,
        body=body, position=position, stream=stream, salt=salt, sig=sig,
    )  # fmt: skip


def _ids(text: str) -> tuple[EntryId, ...]:
    return tuple(EntryId(id_) for id_ in _answers.decode(text))


def chosen() -> sa.Select[Any]:
    """Select entries, ready for `of_row`."""
    return sa.select(*COLUMNS)
