"""What brings a stepped-down family back to the front door (requirement R16): *Back from early help*.

Worked out each time from the lines of lists, so that it does not matter who wrote what where, nor in which order
it came: a new contact, a refusal, a review that was missed, a step that is overdue.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.after import watch as watches
from workstation.domain.after.book import AfterBook
from workstation.domain.after.watch import WatchLine
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine
from workstation.domain.times import LONDON, local


class Tripwire(Struct, frozen=True):
    """One thing that happened to a watched child. `key` is what `TripwireAnswered` names."""

    key: str
    words: str
    short: str
    at: datetime
    contact: ContactId
    """Where it happened: the new contact, or the watched one itself. That row of the queue is marked."""
    watched: ContactId
    """The contact that was stepped down: there a manager answers."""
    since: datetime
    """When it was stepped down."""


def tripwires(
    watched: ContactLine, others: Iterable[ContactLine], book: AfterBook, days: WorkingDays, today: date
) -> tuple[Tripwire, ...]:
    """What nobody has dealt with yet, the earliest first. `others` are contacts that name its children. A new
    contact is dealt with when a manager has signed it off: they saw that the family was stepped down (W11).
    """
    watch = watched.watch
    if watch is None:
        return ()
    found = [
        *(
            t
            for other in others
            if other.contact != watched.contact
            for t in _of_contact(watched, watch, other)
        ),
        *_refused(watched, watch, watched),
        *_steps(watched, watch, book, days, today),
    ]
    left = [t for t in found if t.key not in watch.answered]
    return tuple(sorted(left, key=lambda t: (t.at, t.key)))


def _of_contact(watched: ContactLine, watch: WatchLine, other: ContactLine) -> Iterable[Tripwire]:
    if other.received_at is None or not _came_while_watched(watched, watch, other):
        return
    if other.stage is Stage.DECIDED:
        return
    source = other.agency or "somebody"
    number = other.number or "no number yet"
    yield Tripwire(
        f"contact:{other.contact}",
        f"New contact {number} from {source}, received {wording.moment(other.received_at)}.",
        f"New contact from {source}",
        other.received_at,
        other.contact,
        watched.contact,
        watch.since,
    )
    yield from _refused(watched, watch, other)


def _came_while_watched(watched: ContactLine, watch: WatchLine, other: ContactLine) -> bool:
    """Received after the one that was stepped down, and not decided yet. One that came in before that decision
    counts too: whoever stepped down had not seen how it ends, or, when it came from another computer later, had
    not seen it at all.
    """
    received = other.received_at
    if received is None or local(received).date() > watch.last_day:
        return False
    return watched.received_at is not None and received > watched.received_at


def _refused(watched: ContactLine, watch: WatchLine, where: ContactLine) -> Iterable[Tripwire]:
    at = where.declined_at
    if at is None or at <= watch.since or local(at).date() > watch.last_day:
        return
    place = "" if where.contact == watched.contact else f", in contact {where.number or 'without a number'}"
    yield Tripwire(
        f"declined:{where.contact}:{at:%Y%m%d%H%M%S}",
        f"Support was declined {wording.moment(at)}{place}.",
        "Support declined",
        at,
        where.contact,
        watched.contact,
        watch.since,
    )


def _steps(
    watched: ContactLine, watch: WatchLine, book: AfterBook, days: WorkingDays, today: date
) -> Iterable[Tripwire]:
    here = watched.contact
    missed = watch.on("review missed")
    held = watch.on("review held")
    if missed is not None and (held is None or held < missed):
        words = f"The review of {wording.day(missed)} was missed."
        key, at = f"missed:{missed.isoformat()}", _noon(missed)
        yield Tripwire(key, words, "Review missed", at, here, here, watch.since)
    for step in watches.steps(watch, book, days) if watches.expects(watch) else ():
        if step.done is None and step.due < min(today, watch.until):
            words = f"{step.words}: this was due by {wording.day(step.due)} and is not recorded."
            short = f"{step.words}: overdue"
            yield Tripwire(f"overdue:{step.name}", words, short, _noon(step.due), here, here, watch.since)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)
