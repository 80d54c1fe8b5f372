"""HR9: nothing found, and what was searched. HR10: how far the history here goes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from workstation.domain import wording
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, Tally
from workstation.domain.times import local


def none_found(searched: tuple[str, ...], book: Rulebook, missing: tuple[str, ...] = ()) -> Fact:
    """HR9: an answer that counts, with what it rests on."""
    told = [book.say("searched", places=", ".join(searched))]
    if missing:
        told.append(book.say("missing", missing=wording.listed(list(missing))))
    return Fact(
        rule="HR9",
        about="record",
        tone="information",
        headline=book.say("none"),
        detail=" ".join(told),
        chip=book.chip("none"),
        icon="star",
        why=book.because("HR9"),
        flagged=False,
    )


def stale(
    before: tuple[PastContact, ...], as_of: datetime | None, now: datetime, book: Rulebook
) -> Fact | None:
    """HR10: until when colleagues' work is here, when that is a while ago; and how old imported lists are.

    `as_of` is when Central was last followed; the same as `now` where a computer works alone.
    """
    limits = book.thresholds
    quiet = as_of is None or now - as_of > timedelta(minutes=limits.stale_minutes)
    lists = lists_of(before)
    oldest = min(lists, default=None)
    old = oldest is not None and (local(now).date() - oldest).days > limits.old_list_days
    if not quiet and not old:
        return None
    told = [up_to(as_of, now, book)] if quiet else []
    if lists:
        told.append(book.say("lists", days=wording.listed([wording.day(day) for day in sorted(lists)])))
    return Fact(
        rule="HR10",
        about="record",
        tone="warning" if quiet else "information",
        headline=told[0],
        detail=" ".join(told[1:]),
        chip=book.chip("up_to", when=_when(as_of, now)) if quiet and as_of else "",
        icon="clock",
        why=book.because("HR10"),
        tallies=(Tally("HR10", "from lists", tuple(c.key for c in before if c.as_of)),) if lists else (),
        flagged=False,
    )


def up_to(as_of: datetime | None, now: datetime, book: Rulebook) -> str:
    """Until when colleagues' work is here: `10:05 today`."""
    return book.say("up_to", when=_when(as_of, now)) if as_of else book.say("never")


def lists_of(before: tuple[PastContact, ...]) -> frozenset[date]:
    """The days on which the lists were right that earlier records come from."""
    return frozenset(c.as_of for c in before if c.as_of is not None)


def _when(at: datetime, now: datetime) -> str:
    """`10:05 today`, else `16:40 on 23 Nov 2026`."""
    same = local(at).date() == local(now).date()
    return f"{wording.clock(at)} today" if same else f"{wording.clock(at)} on {wording.day(at)}"
