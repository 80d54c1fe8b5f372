"""The ten history rules of `ux.md` B5: few, fixed, and each says why it speaks.

They are pure: the contact in hand, what went before, and a rulebook give facts. The order in which the past is
handed over does not matter, and one more earlier contact never takes a repeat away. Nothing scores or suggests.

repeats (HR1) · endings (HR2) · adults (HR3) · declines (HR4, HR5) · returning (HR6) · elsewhere (HR7) · known (HR8)
· searched (HR9, HR10) · review (the count rule)
· perhaps (not sure who it is). `counting` says what counts, `rulebook` has the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable

from workstation.domain.guide import Guide
from workstation.domain.history_rules import (
    adults,
    counting,
    declines,
    elsewhere,
    endings,
    known,
    perhaps,
    repeats,
    returning,
    review,
    searched,
)
from workstation.domain.history_rules.review import REVIEW
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, Present

__all__ = ["REVIEW", "Rulebook", "facts", "none_found", "stale", "up_to"]

none_found, stale, up_to = searched.none_found, searched.stale, searched.up_to


def facts(
    present: Present,
    everything: Iterable[PastContact],
    book: Rulebook,
    guide: Guide,
    unsure: tuple[PastContact, ...] = (),
) -> tuple[Fact, ...]:
    """What the rules say of these children, then of their household; the most telling first. `unsure` is what may
    be theirs.
    """
    every = tuple(everything)
    before = counting.earlier(present, every)
    repeated = repeats.children(present, before, book, guide)
    found = (
        repeated,
        declines.declined(present, before, book, guide),
        repeats.household(present, before, book),
        None if repeated else endings.alone(present, before, book),
        elsewhere.open_elsewhere(present, counting.at_hand(present, every), book),
        returning.coming_back(present, before, book, guide),
        None if repeated else review.alone(present, before, book),
        adults.same_adult(present, before, book),
        perhaps.perhaps_theirs(present, unsure, book),
        declines.in_household(before, book, guide),
        known.known_differently(present, before, book),
    )
    told = [fact for fact in found if fact is not None]
    return tuple(sorted(told, key=lambda fact: not fact.flagged))
