"""HR6: coming back, from early help or after it was closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time

from workstation.domain import wording
from workstation.domain.contact import RETURN
from workstation.domain.guide import Guide
from workstation.domain.history_rules import counting
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, Present
from workstation.domain.times import local


def coming_back(
    present: Present, before: tuple[PastContact, ...], book: Rulebook, guide: Guide
) -> Fact | None:
    """Stepped down to early help, or else the latest that ended: which of it, and how long ago."""
    own = tuple(c for c in before if c.same_child)
    stepped = [c for c in own if any(guide.outcome(o).stepdown for o in c.outcomes)]
    edge = counting.months_back(local(present.at).date(), book.thresholds.coming_back)
    back = _latest(c for c in stepped if local(c.decided_at or c.at).date() >= edge)
    if back is not None:
        return _stepped_down(back, book)
    today = local(present.at).date()
    over = [(at, c.key, c) for c in own if (at := _end(c)) is not None and local(at).date() <= today]
    if not over:
        return None
    at, _, last = max(over, key=lambda one: one[:2])
    return _over(present, last, at, book, guide)


def _latest(found: Iterable[PastContact]) -> PastContact | None:
    return max(found, key=lambda c: (c.decided_at or c.at, c.key), default=None)


def _stepped_down(last: PastContact, book: Rulebook) -> Fact:
    return Fact(
        rule="HR6",
        tone="warning",
        headline=book.say("stepped_down", day=wording.day(last.decided_at or last.at)),
        detail="New information on a child who was stepped down comes back to the front door.",
        chip=book.chip("stepped_down"),
        icon="arrow-u-up-left",
        why=book.because("HR6"),
        tallies=(counting.tally("HR6", "stepped down to early help", [last]),),
    )


def _end(contact: PastContact) -> datetime | None:
    """When it came to an end, if it did: decided, or over by the list it comes from."""
    if contact.ended is not None:
        return datetime.combine(contact.ended, time(12), UTC)
    if contact.is_contact and contact.outcomes and not contact.open and not contact.of_another:
        return contact.decided_at or contact.at
    return None


def _over(present: Present, last: PastContact, at: datetime, book: Rulebook, guide: Guide) -> Fact:
    ago = counting.how_long_ago(at, present.at)
    if not last.is_contact:
        headline = book.say("event_ended", event=wording.sentence(last.event), ago=ago)
        chip = book.chip("known_before")
    elif set(last.outcomes) == {RETURN}:  # given back is not closed
        headline, chip = book.say("given_back", ago=ago), book.chip("known_before")
    elif all(guide.outcome(o).closes and o != RETURN for o in last.outcomes):
        known = at.date() != wording.NO_DAY
        headline = book.say("closed", ago=ago)
        chip = book.chip("closed", ago=ago) if known else book.chip("known_before")
    else:
        short = wording.listed([guide.outcome(o).words.lower() for o in last.outcomes])
        headline, chip = book.say("passed_on", ago=ago, outcome=short), book.chip("known_before")
    return Fact(
        rule="HR6",
        tone="information",
        headline=headline,
        chip=chip,
        icon="clock-counter-clockwise",
        why=book.because("HR6"),
        tallies=(counting.tally("HR6", "the latest that had ended", [last]),),
        flagged=False,
    )
