"""What the history shows beside an outcome that closes or steps down (W1, W2, W11), and old history (W12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from workstation.domain import wording
from workstation.domain.gates.gap import Gap
from workstation.domain.gates.seen import Seen, travels
from workstation.domain.history_rules import counting
from workstation.domain.past import PastContact
from workstation.domain.times import local

_NO_ACTION = "O07"


def repeats(seen: Seen) -> Iterator[Gap]:
    """W1: from so many contacts in so many months, or so many closed with no further action in so many days, where
    this one ends without anybody taking it on. A step-down is somebody's work: that one failed before is W11.
    """
    closing, limits = seen.ending, seen.rules.limits
    if closing is None:
        return
    own = _own(seen)
    recent = 1 + sum(_recent(seen, past) for past in own)
    closed = [
        c for c in own if _NO_ACTION in c.outcomes and not c.open and _days_ago(seen, c) <= limits.closed_days
    ]
    if recent >= limits.contacts:
        count = wording.count(recent, "contact")
        title = seen.rules.say("W1", "title", outcome=closing.words, contacts=count, months=limits.months)
    elif len(closed) >= limits.closed:
        count = wording.count(len(closed), "contact")
        title = seen.rules.say(
            "W1", "closed", outcome=closing.words, contacts=count, closed_days=limits.closed_days
        )
    else:
        return
    yield travels("W1", 3, "history.view", title, seen.rules.say("W1", "evidence", fact=_told(seen)))


def declined(seen: Seen) -> Iterator[Gap]:
    """W2: from so many refusals of support, those of this contact among them."""
    before = sum(bool(past.declines) for past in _before(seen))
    times = before + bool(seen.file.refusals)
    if seen.closing is None or times < seen.rules.limits.declines:
        return
    fact = seen.past.fact("HR4")
    said = [f"“{words.rstrip('.')}”" for one in seen.file.refusals if (words := one.body.words.strip())]
    now = seen.rules.say("W2", "now", words=wording.listed(said)) if said else ""
    told = " ".join(part for part in (fact.headline if fact else "", now) if part)
    evidence = seen.rules.say("W2", "evidence", fact=told)
    title = seen.rules.say("W2", "title", times=wording.times(times))
    yield travels("W2", 5, "declines", title, evidence)


def came_back(seen: Seen) -> Iterator[Gap]:
    """W11: stepped down to early help before, and here again."""
    fact = seen.past.fact("HR6")
    if seen.closing is None or fact is None or not fact.flagged:
        return
    evidence = seen.rules.say("W11", "evidence", fact=fact.headline)
    yield travels("W11", 3, "history.view", seen.rules.say("W11", "title"), evidence)


def opened_offline(seen: Seen) -> Iterator[Gap]:
    """W12: the history that was weighed was old, because the server was silent."""
    view = seen.file.history_view
    if view is None or view.body.up_to is None:
        return
    up_to = view.body.up_to
    title = seen.rules.say("W12", "title", clock=wording.clock(up_to))
    evidence = seen.rules.say("W12", "evidence", when=wording.moment(up_to))
    yield travels("W12", 3, "history.view", title, evidence)


def _before(seen: Seen) -> tuple[PastContact, ...]:
    """What went before of the same children, each event once."""
    at = seen.file.received_at
    return tuple(
        past
        for past in seen.past.contacts
        if past.contact != seen.file.contact
        and past.same_child
        and past.counts
        and (at is None or past.at <= at)
    )


def _own(seen: Seen) -> tuple[PastContact, ...]:
    """The contacts among them."""
    return counting.contacts(_before(seen))


def _recent(seen: Seen, past: PastContact) -> bool:
    at = seen.file.received_at
    months = seen.rules.limits.months
    return at is None or local(past.at).date() >= counting.months_back(local(at).date(), months)


def _days_ago(seen: Seen, past: PastContact) -> int:
    at = seen.file.received_at or past.at
    return (local(at).date() - local(past.decided_at or past.at).date()) // timedelta(days=1)


def _told(seen: Seen) -> str:
    """What the history says of it, in the words that stand in step 3."""
    repeat = seen.past.fact("HR1")
    fact = repeat if repeat is not None and repeat.flagged else seen.past.review
    return fact.headline if fact is not None else ""
