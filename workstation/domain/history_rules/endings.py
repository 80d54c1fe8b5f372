"""HR2: how earlier contacts ended, and whether the record shows that a parent was spoken to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workstation.domain import wording
from workstation.domain.history_rules import counting
from workstation.domain.history_rules.rulebook import Rulebook
from workstation.domain.past import Fact, PastContact, Present, Tally

NO_ACTION: Final = "O07"
WITHOUT: Final = frozenset({"O06", NO_ACTION})


class Ended(Struct, frozen=True):
    """A sentence, and what it was counted from; empty when there is nothing to say."""

    words: str = ""
    tallies: tuple[Tally, ...] = ()


def closed_without(contact: PastContact) -> bool:
    """Whether it ended with no further action, or advice only."""
    return bool(contact.outcomes) and set(contact.outcomes) <= WITHOUT and not contact.open


def how_they_ended(which: Sequence[PastContact], book: Rulebook) -> Ended:
    """How earlier ones were closed, where any of them was closed without action."""
    closed = [c for c in which if closed_without(c)]
    if not closed:
        return Ended()
    words = {"ending": _ending(closed)}
    if len(which) == 1:
        said = book.say("ended_one", **words)
    elif len(closed) == len(which):
        said = book.say("ended_all", all=wording.all_of(len(which)), **words)
    else:
        said = book.say("ended_some", some=len(closed), all=len(which), **words)
    return Ended(said, (counting.tally("HR2", f"closed with {words['ending']}", closed),))


def _ending(closed: Sequence[PastContact]) -> str:
    """Advice is not the same as no further action, and is not called so."""
    outcomes = {outcome for c in closed for outcome in c.outcomes}
    return {frozenset({NO_ACTION}): "no further action", frozenset({"O06"}): "advice only"}.get(
        frozenset(outcomes), "no further action or advice"
    )


def not_spoken_to(which: Sequence[PastContact], book: Rulebook) -> Ended:
    """How many records do not show that a parent was spoken to. Where nothing is known, nothing is said."""
    silent = [c for c in which if c.parents == "not spoken"]
    if not silent:
        return Ended()
    if len(silent) < len(which):
        said = book.say("silent_some", some=len(silent), all=len(which))
    else:
        said = book.say({1: "silent_one", 2: "silent_two"}.get(len(which), "silent_all"))
    return Ended(said, (counting.tally("HR2", "no parent spoken to on record", silent),))


def alone(present: Present, before: tuple[PastContact, ...], book: Rulebook) -> Fact | None:
    """Where there is no repeat to say it with: the latest contact of these children, if it ended without action."""
    own = counting.contacts(c for c in before if c.same_child)
    last = next(iter(counting.within(present, own, book.thresholds.months)), None)
    if last is None or not closed_without(last):
        return None
    ended, silent = how_they_ended((last,), book), not_spoken_to((last,), book)
    headline = book.say("ended_alone", last=f"The contact of {wording.day(last.at)}", ending=_ending([last]))
    return Fact(
        rule="HR2",
        tone="warning" if silent.words else "information",
        headline=headline,
        detail=silent.words,
        icon="clock-counter-clockwise",
        why=book.because("HR2"),
        tallies=(*ended.tallies, *silent.tallies),
        flagged=bool(silent.words),
    )
