"""What to do when Central does not tell the story we know: find where the stories part, and offer ours again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workstation.domain.travel import Mark
from workstation.sync.carried import Carried
from workstation.sync.central import MOST_ENTRIES, Central, Proof

_AT_ONCE: Final = 32
"""Positions asked for in one call of the search: four calls find the place among a million."""


def heal(journal: Carried, central: Central, stream: str) -> int:
    """Go back to the last place both agree on; how many entries wait again because of it.

    What we read is one story, so its common part is found by halving. What was only promised to us (a position
    ahead of the mark) was never read, and is asked for one by one.
    """
    mark = journal.mark(stream)
    common = mark if _agreed(central, stream, mark) else _common(journal, central, stream)
    ahead = journal.beyond(stream)
    there = {proof.position: proof.entry for proof in _proofs(central, stream, list(ahead))}
    lost = [position for position, entry in ahead.items() if there.get(position) != entry]
    if common == mark and not lost:
        return 0
    return journal.forget(stream, common, lost)


def _agreed(central: Central, stream: str, mark: Mark) -> bool:
    """Whether Central has our chain at our mark. A stream that may be read no more is looked after in every round:
    then nearly always this is all there is to ask, and nothing of the record has to be read for it.
    """
    return not mark.cursor or [p.chain for p in central.proofs(stream, [mark.cursor])] == [mark.chain]


def _common(journal: Carried, central: Central, stream: str) -> Mark:
    """The furthest mark, not after ours, at which Central has our chain."""
    good, bad = 0, journal.mark(stream).cursor + 1  # Central agrees at `good`, and not at `bad`
    told = b""
    while bad - good > 1:
        step = -(-(bad - good) // _AT_ONCE)
        places = list(range(bad - 1, good, -step))[:_AT_ONCE][::-1]
        ours = dict(zip(places, journal.links(stream, places), strict=True))
        theirs = {proof.position: proof.chain for proof in central.proofs(stream, places)}
        for place in places:
            if theirs.get(place) != ours[place]:
                bad = place
                break
            good, told = place, ours[place]
        # The places end at `bad - 1`, so either end has moved.
    return Mark(good, told)


def _proofs(central: Central, stream: str, positions: Sequence[int]) -> list[Proof]:
    found: list[Proof] = []
    for start in range(0, len(positions), MOST_ENTRIES):
        found += central.proofs(stream, positions[start : start + MOST_ENTRIES])
    return found
