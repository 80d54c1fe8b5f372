"""A Central in a file: streams that are kept closed until whoever may read them says why (`central.Guards`).

Each question is a transaction of its own here, so what was asked is on the disk before anything is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from msgspec import Struct

from workstation.domain.ids import AuthorId, uuid7
from workstation.domain.times import milliseconds
from workstation.sync.central import LEAST_WHY, MOST_WHY, CentralOdd, CentralRefuses

_GOOD_FOR: Final = timedelta(minutes=5)
_OPEN_FOR: Final = timedelta(hours=12)
_READS: Final = """SELECT 1 FROM granted g WHERE g.worker = ? AND g.stream = ? AND g.may_read
    AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.worker = g.worker AND b.stream = g.stream)"""


def guard(raw: Any, stream: str) -> None:  # noqa: ANN401 - as in embedded
    """Keep a stream closed from now on."""
    raw.execute("INSERT OR IGNORE INTO guarded VALUES (?)", (stream,))


def bar(raw: Any, worker: AuthorId, stream: str) -> None:  # noqa: ANN401 - as in embedded
    """It is this person's own family: they never read it nor add to it, whatever else they were given."""
    raw.execute("INSERT OR IGNORE INTO barred VALUES (?, ?)", (worker, stream))


class Guarded(Struct, frozen=True):
    """How a stream stands for one person: whether it is kept closed, and until when it is open to them."""

    kept: bool
    until: datetime | None = None

    @property
    def shut(self) -> bool:
        return self.kept and self.until is None


def standing(raw: Any, worker: AuthorId, stream: str, now: datetime) -> Guarded:  # noqa: ANN401 - as in embedded
    """How it stands now."""
    if raw.execute("SELECT 1 FROM guarded WHERE stream = ?", (stream,)).fetchone() is None:
        return Guarded(kept=False)
    open_until = "SELECT max(ends) FROM look WHERE worker = ? AND stream = ? AND ends > ?"
    (ends,) = raw.execute(open_until, (worker, stream, milliseconds(now))).fetchone()
    return Guarded(True, None if ends is None else _time(ends))


def may_read(raw: Any, worker: AuthorId, stream: str, now: datetime) -> bool:  # noqa: ANN401 - as in embedded
    """Whether they may read it now."""
    return _granted(raw, worker, stream) and not standing(raw, worker, stream, now).shut


def ask(raw: Any, worker: AuthorId, stream: str, why: str, now: datetime) -> str:  # noqa: ANN401 - as in embedded
    """Write down why; the ticket (`Guards.ask`)."""
    if sum(map(str.isalnum, why)) < LEAST_WHY or len(why) > MOST_WHY or not why.isprintable():
        raise CentralOdd
    if not (_granted(raw, worker, stream) and standing(raw, worker, stream, now).kept):
        raise CentralRefuses
    ticket = uuid7(milliseconds(now))
    row = (ticket, worker, stream, why, milliseconds(now))
    raw.execute("INSERT INTO look (ticket, worker, stream, why, at) VALUES (?, ?, ?, ?, ?)", row)
    return ticket


def use(raw: Any, worker: AuthorId, ticket: str, now: datetime) -> datetime:  # noqa: ANN401 - as in embedded
    """Open a stream with a ticket (`Guards.open`)."""
    asked = "SELECT stream FROM look WHERE ticket = ? AND worker = ? AND opened IS NULL AND at > ?"
    found: Sequence[str] | None = raw.execute(
        asked, (ticket, worker, milliseconds(now - _GOOD_FOR))
    ).fetchone()
    if found is None or not _granted(raw, worker, found[0]):
        raise CentralRefuses
    ends = now + _OPEN_FOR
    row = (milliseconds(now), milliseconds(ends), ticket)
    raw.execute("UPDATE look SET opened = ?, ends = ? WHERE ticket = ?", row)
    return _time(milliseconds(ends))


def _granted(raw: Any, worker: AuthorId, stream: str) -> bool:  # noqa: ANN401 - as in embedded
    return raw.execute(_READS, (worker, stream)).fetchone() is not None


def _time(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
