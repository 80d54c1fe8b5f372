"""What managers passed over, sent back and decided first, counted from the record (measures M17 to M20, R11,
R25).

For reports and quality work. Nothing is summed up about one person against another here; whose sign-offs
they are is kept, because the measure asks by gate and by signer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from statistics import median
from typing import Final, TypeVar

from workstation.domain import kinds
from workstation.domain.entries import Entry, decode
from workstation.domain.ids import AuthorId, ContactId
from workstation.domain.kinds import Body
from workstation.domain.people import may_read
from workstation.domain.times import LONDON, local
from workstation.services.desk import Desk
from workstation.trouble import NotYours

B = TypeVar("B", bound=Body)
_A_DAY: Final = 30_000
"""Entries that are more than a day's, among which the day is looked for: this is asked whenever the list is
read.
"""


@dataclass(frozen=True)
class Signature:
    """One sign-off: whose, when, what was passed over (rules and `criterion:…`), what else was accepted, how
    long it was read (None: not recorded).
    """

    contact: ContactId
    by: AuthorId
    at: datetime
    overrode: tuple[str, ...]
    accepted: tuple[str, ...]
    seconds: int | None


@dataclass(frozen=True)
class Oversight:
    """Everything managers did in a span of time.

    `first` and `agreed_first` are decisions made before the worker's was seen, and how many of them were the same.
    """

    signed: tuple[Signature, ...]
    sent_back: int
    first: int
    agreed_first: int
    held_open: int = 0
    """How often a contact was held open past its time, with a reason (R6): a state, not a failure."""

    @property
    def overrides(self) -> Counter[str]:
        """How often each hard gate or criterion was passed over."""
        return Counter(rule for one in self.signed for rule in one.overrode)

    @property
    def reasons_accepted(self) -> Counter[str]:
        """How often a manager went ahead although a softer gate or a warning stood."""
        return Counter(rule for one in self.signed for rule in one.accepted)

    @property
    def by_signer(self) -> dict[AuthorId, tuple[int, int]]:
        """For each signer: sign-offs with something passed over, and sign-offs in all."""
        found: dict[AuthorId, tuple[int, int]] = {}
        for one in self.signed:
            over, whole = found.get(one.by, (0, 0))
            found[one.by] = (over + bool(one.overrode), whole + 1)
        return found


def oversight(desk: Desk, since: datetime | None = None, until: datetime | None = None) -> Oversight:
    """What managers did from `since` to before `until`."""
    if not may_read(desk.worker):
        raise NotYours(f"{desk.worker.role} does not read contacts.")
    span = (since, until)
    signed = tuple(_signature(entry, body) for entry, body in _said(desk, kinds.SignedOff, span))
    first = {(entry.contact, entry.author): body for entry, body in _said(desk, kinds.DecidedFirst, span)}
    return Oversight(
        signed=signed,
        sent_back=sum(1 for _ in _said(desk, kinds.SentBack, span)),
        first=len(first),
        agreed_first=sum(_same(desk, contact, body) for (contact, _by), body in first.items()),
        held_open=sum(1 for _ in _said(desk, kinds.HeldOpen, span)),
    )


@dataclass(frozen=True)
class Day:
    """What one manager did today, for themselves: how many they signed and sent back, the middle of their
    reading.
    """

    signed: int
    sent_back: int
    middle_seconds: float = 0.0


def my_day(desk: Desk) -> Day:
    """The day of whoever sits here. Nobody else's is given out."""
    begin = datetime.combine(local(desk.now()).date(), time(), LONDON)
    signed = [b.reading_seconds for b in _mine(desk, kinds.SignedOff, begin)]
    back = [b.reading_seconds for b in _mine(desk, kinds.SentBack, begin)]
    read = [seconds for seconds in (*signed, *back) if seconds]
    return Day(len(signed), len(back), median(read) if read else 0.0)


def _mine(desk: Desk, kind: type[B], begin: datetime) -> Iterator[B]:
    for entry, body in _said(desk, kind, (begin, None), last=_A_DAY):
        if entry.author == desk.worker.id:
            yield body


def _said(
    desk: Desk, kind: type[B], span: tuple[datetime | None, datetime | None], last: int = 0
) -> Iterator[tuple[Entry, B]]:
    since, until = span
    for entry in desk.store.journal.of_kind(kind.__name__, last=last):
        body = decode(entry.kind, entry.body) if entry.body is not None else None
        inside = (since is None or entry.happened >= since) and (until is None or entry.happened < until)
        if isinstance(body, kind) and inside:
            yield entry, body


def _signature(entry: Entry, body: kinds.SignedOff) -> Signature:
    over = {request.gap for request in body.overrode}
    return Signature(
        entry.contact, entry.author, entry.happened,
        overrode=tuple(_rule(gap) for gap in (r.gap for r in body.overrode)),
        accepted=tuple(_rule(r.gap) for r in body.accepted if r.gap not in over),
        seconds=body.reading_seconds or None,
    )  # fmt: skip


def _rule(gap: str) -> str:
    """`B4` of `B4:agency:gp`; a criterion keeps its name."""
    rule, _, place = gap.partition(":")
    return gap if rule == "criterion" else f"{rule}:{place.partition(':')[0]}" if rule == "B4" else rule


def _same(desk: Desk, contact: ContactId, first: kinds.DecidedFirst) -> bool:
    """Whether the worker had recommended the same when it was sent."""
    file = desk.file(contact)
    sent = file.log(kinds.SentToManager)
    then = sent[-1].body.outcomes if sent else ()
    theirs = {d.child: d.outcome for d in then} or {o.body.child: o.body.outcome for o in file.outcomes}
    return theirs == {d.child: d.outcome for d in first.outcomes}
