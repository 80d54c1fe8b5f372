"""The count rule (`domain.md` 4b, step 5): from so many contacts or closures on, a manager looks at the pattern."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from workstation.domain import wording
from workstation.domain.history_rules import counting
from workstation.domain.history_rules.endings import NO_ACTION, Ended
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, Present
from workstation.domain.times import local

REVIEW: Final = "review"


def reviewed(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Ended:
    """Which of the two thresholds is reached, and by what. It says who looks, not what they should find."""
    limits = book.thresholds
    own = counting.contacts(c for c in before if c.same_child)
    recent = counting.within(present, own, limits.months)
    closed = [
        c
        for c in own
        if NO_ACTION in c.outcomes and not c.open and _days(present, c) <= limits.review_nfa_days
    ]
    reasons, tallies = [], []
    if recent and len(recent) + 1 >= limits.review_contacts:
        contacts = wording.count(len(recent) + 1, "contact")
        reasons.append(book.say("review_contacts", contacts=contacts, months=limits.months))
        tallies.append(counting.tally(REVIEW, f"in {limits.months} months, before this one", recent))
    if len(closed) >= limits.review_nfa:
        contacts = wording.count(len(closed), "contact")
        reasons.append(book.say("review_nfa", contacts=contacts, days=limits.review_nfa_days))
        tallies.append(counting.tally(REVIEW, "closed with no further action", closed))
    if not reasons:
        return Ended()
    return Ended(book.say("review", reasons=wording.listed(reasons)), tuple(tallies))


def alone(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """The same where no repeat is told that it could stand with."""
    seen = reviewed(present, before, book)
    if not seen.words:
        return None
    return Fact(
        rule=REVIEW, tone="warning", headline=seen.words, icon="scales", why=book.because(REVIEW),
        tallies=seen.tallies,
    )  # fmt: skip


def _days(present: Present, past: PastContact) -> int:
    ended = past.decided_at or past.at
    return (local(present.at).date() - local(ended).date()) // timedelta(days=1)
