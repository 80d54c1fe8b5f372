"""What counts: contacts and no other events, each once, within the months of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from workstation.domain import wording
from workstation.domain.guide import source_group
from workstation.domain.past import PastContact, Present, Tally
from workstation.domain.times import local


def earlier(present: Present, everything: Iterable[PastContact]) -> tuple[PastContact, ...]:
    """All but the contact in hand and what came after it, newest first; whatever order they came in."""
    before = (c for c in everything if c.contact != present.contact and c.at <= present.at)
    return tuple(sorted(before, key=lambda c: (c.at, c.key), reverse=True))


def at_hand(present: Present, everything: Iterable[PastContact]) -> tuple[PastContact, ...]:
    """What went before; and, while the contact in hand is not decided, what came since and is open: whoever decides
    has to know of it. Newest first.
    """
    every = tuple(everything)
    since = (c for c in every if present.undecided and c.open and c.at > present.at)
    found = (*earlier(present, every), *(c for c in since if c.contact != present.contact))
    return tuple(sorted(found, key=lambda c: (c.at, c.key), reverse=True))


def contacts(before: Iterable[PastContact]) -> tuple[PastContact, ...]:
    """Contacts alone. The same contact may stand here and on an imported list: it is counted once; and one that was
    closed as the same as another is counted with that one.
    """
    found = [c for c in before if c.is_contact and not c.of_another]
    own = {event_of(c) for c in found if not c.event}
    counted: set[object] = set()
    kept = []
    for contact in found:
        event = event_of(contact)
        if contact.event and (event in own or event in counted):
            continue
        if contact.event:
            counted.add(event)
        kept.append(contact)
    return tuple(kept)


def event_of(contact: PastContact) -> tuple[date, str]:
    """The same day from the same kind of source: a list has a row for every child of one contact. Of two of which
    nobody knows the day, nobody knows that they are one.
    """
    alone = "" if contact.dated else f" {contact.key}"
    return local(contact.at).date(), f"{source_group(contact.source)}{alone}"


def within(present: Present, before: Iterable[PastContact], months: int) -> tuple[PastContact, ...]:
    """Those of the last months, counted back from the day of the contact in hand."""
    edge = months_back(local(present.at).date(), months)
    return tuple(c for c in before if local(c.at).date() >= edge)


def months_back(day: date, months: int) -> date:
    """The same day some months before; the last of its month where that has no such day."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def tally(rule: str, what: str, counted: Sequence[PastContact]) -> Tally:
    """What a sentence was counted from."""
    return Tally(rule, what, tuple(c.key for c in counted))


def days_of(counted: Sequence[PastContact]) -> str:
    """`17 Jan 2026 and 09 Jun 2026`, oldest first."""
    return wording.listed([wording.day(c.at) for c in sorted(counted, key=lambda c: (c.at, c.key))])


def how_long_ago(then: datetime, now: datetime) -> str:
    """`today`, `3 days ago`, `4 months ago`, `2 years ago`: whole ones, as ages are counted."""
    first, last = local(then).date(), local(now).date()
    if first == wording.NO_DAY:
        return "on a day not on record"
    days = (last - first).days
    if days < 2:
        return "today" if days <= 0 else "yesterday"
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months < 2:
        return f"{days} days ago"
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"


def whose(counted: Iterable[PastContact], most: int = 3) -> str:
    """The children these contacts were about, each once, the most often named first."""
    times: dict[str, int] = {}
    for contact in counted:
        for name in contact.children:
            times[name] = times.get(name, 0) + 1
    names = sorted(times, key=lambda name: (-times[name], name))
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return wording.listed([*names[:most], *more])
