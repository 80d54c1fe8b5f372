"""Two contacts about one event, taken down by two people who did not know of each other.

When it looks so, a person is asked. Nothing is merged: both records stay as they are, the work goes on in one of
them, and what counts contacts counts the event once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from workstation.domain import wording
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.domain.line import ContactLine, PairLine

NEAR: Final = timedelta(days=3)
"""Further apart two contacts are two events, unless a person says otherwise."""
_LIVE: Final = frozenset({Stage.OPEN, Stage.WITH_MANAGER, Stage.SENT_BACK, Stage.TWO_ANSWERS})


def live(line: ContactLine) -> bool:
    """Whether somebody still works on it."""
    return line.stage in _LIVE


def looks_alike(here: ContactLine, other: ContactLine) -> tuple[str, ...]:
    """Why two contacts about the same child may be one event; nothing when they are not.

    Both are still open, they came within days, and two people took them down.
    """
    if here.received_at is None or other.received_at is None or here.contact == other.contact:
        return ()
    apart = abs(here.received_at - other.received_at)
    if apart > NEAR or here.taken_by == other.taken_by:
        return ()
    if not (live(here) and live(other)):
        return ()
    found = ["the same child", _how_near(apart)]
    if here.source and here.source == other.source:
        found.append("from the same kind of caller")
    if here.agency and here.agency == other.agency:
        found.append(f"from {here.agency}")
    return tuple(found)


def _how_near(apart: timedelta) -> str:
    minutes = int(apart.total_seconds()) // 60
    if minutes < 60:
        return f"received {wording.count(minutes, 'minute')} apart"
    if minutes < 24 * 60:
        return f"received {wording.count(minutes // 60, 'hour')} apart"
    return f"received {wording.count(minutes // (24 * 60), 'day')} apart"


def verdict_of(said: Iterable[PairLine]) -> str:
    """What several answers about the same two contacts come to: until they agree, not sure."""
    verdicts = {pair.verdict for pair in said}
    if not verdicts:
        return ""
    return verdicts.pop() if len(verdicts) == 1 else "not sure"


def counted_once(
    contacts: Iterable[ContactId], pairs: Iterable[PairLine], here: ContactId
) -> frozenset[ContactId]:
    """Which of these contacts are not counted: their event is counted with another one of them, or is the one of
    the contact that is open.
    """
    known = set(contacts) | {here}
    said = [p for p in _agreed(pairs) if p.contact in known and p.other in known]
    lead = {pair.goes_on for pair in said if pair.goes_on}
    left_out: set[ContactId] = set()
    for group in _groups(said):
        kept = here if here in group else min(group & lead or group)
        left_out |= group - {kept}
    return frozenset(left_out)


def same_as(pairs: Iterable[PairLine]) -> dict[ContactId, tuple[ContactId, ...]]:
    """For each contact, the others that people called the same event."""
    return {one: tuple(sorted(group - {one})) for group in _groups(_agreed(pairs)) for one in group}


def _agreed(pairs: Iterable[PairLine]) -> list[PairLine]:
    """Answers `same` that nobody else contradicts."""
    by_two: dict[frozenset[ContactId], list[PairLine]] = {}
    for pair in pairs:
        by_two.setdefault(frozenset({pair.contact, pair.other}), []).append(pair)
    return [pair for said in by_two.values() if verdict_of(said) == "same" for pair in said]


def _groups(said: Iterable[PairLine]) -> list[set[ContactId]]:
    groups: list[set[ContactId]] = []
    for pair in said:
        two = {pair.contact, pair.other}
        for group in [g for g in groups if g & two]:
            two |= group
            groups.remove(group)
        groups.append(two)
    return groups
