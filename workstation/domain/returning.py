"""Sent back and returned: what was asked for, what was done about it, and what is new since a manager last
saw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.contact import ContactFile, Said, digest_of, named_in_head
from workstation.domain.entries import Entry
from workstation.domain.ids import EntryId
from workstation.domain.kinds import Body

_STEPS = {
    "question": 1, "themes": 1, "children": 2, "where": 2, "heard": 2, "answer": 2, "match": 3, "history": 3,
    "clash": 3, "event": 3, "agency": 4, "adult": 5, "adults": 5, "agreement": 5, "declines": 5, "factor": 6,
}  # fmt: skip
_CRITERIA = {
    "safety": 2, "identity": 2, "history": 3, "checks": 4, "voice": 5, "consent": 5, "factors": 6, "level": 6,
    "answer": 6, "clear": 6,
}  # fmt: skip
CRITERION = "criterion"
"""How a request begins that is about one of the ten criteria: `criterion:voice`."""


class Asked(Struct, frozen=True):
    """One thing a manager asked for, and what the worker did about it (empty: nothing yet)."""

    request: kinds.Request
    met: Said[kinds.RequestMet] | None = None

    @property
    def done(self) -> bool:
        """Whether the worker said what they did."""
        return self.met is not None

    @property
    def place(self) -> str:
        """The field it is about, where there is one: `agency:gp`."""
        rule, _, place = self.request.gap.partition(":")
        return "" if rule == CRITERION else place

    @property
    def step(self) -> int:
        """The step it is about. What is about none is about the decision."""
        rule, _, place = self.request.gap.partition(":")
        word = place.partition(":")[0].partition(".")[0]
        return (_CRITERIA if rule == CRITERION else _STEPS).get(word, 6)


def checklist(file: ContactFile) -> tuple[Asked, ...]:
    """What the last manager who sent it back asked for, in their order. What was said about an earlier
    request for the same thing does not count for this one.
    """
    back = last_back(file)
    if back is None:
        return ()
    return tuple(Asked(request, _met(file, request, back)) for request in back.body.requests)


def last_back(file: ContactFile) -> Said[kinds.SentBack] | None:
    """The last time it was sent back, unless it was decided since."""
    back, signed = file.log(kinds.SentBack), file.log(kinds.SignedOff)
    if not back or (signed and signed[-1].recorded > back[-1].recorded):
        return None
    return back[-1]


def _met(
    file: ContactFile, request: kinds.Request, back: Said[kinds.SentBack]
) -> Said[kinds.RequestMet] | None:
    about = [
        s for s in file.log(kinds.RequestMet) if s.body.gap == request.gap and s.recorded > back.recorded
    ]
    return about[-1] if about else None


class Since(Struct, frozen=True):
    """What is new since a manager last saw a contact: what they had done then, and the entries that came since.

    `exact` is False when something that was written earlier came late, so that it cannot be told apart for sure.
    """

    seen: Said[Body]
    new: frozenset[EntryId]
    exact: bool = True


def since_seen(file: ContactFile, entries: Sequence[Entry]) -> Since | None:
    """What is new since a manager last sent it back or signed it; None when none ever did."""
    acts = [s for s in file.story if isinstance(s.body, kinds.SentBack | kinds.SignedOff)]
    if not acts:
        return None
    last = max(acts, key=lambda said: (said.recorded, said.entry))
    saw = getattr(last.body, "saw", "")
    for known in _known_then([e for e in entries if e.recorded < last.recorded]):
        if saw == digest_of(named_in_head(known)):
            return Since(last, _others(entries, known))
    return Since(last, _others(entries, [e for e in entries if e.recorded < last.recorded]), exact=False)


def _known_then(before: list[Entry]) -> Iterator[list[Entry]]:
    """What they may have had before them: everything that was written by then; or without the last that one
    computer had written, which was alone and sent it later.
    """
    yield before
    for device in sorted({e.device for e in before}):
        own = sorted((e for e in before if e.device == device), key=lambda e: e.seq)
        for at in range(len(own) - 1, -1, -1):
            late = {e.id for e in own[at:]}
            yield [e for e in before if e.id not in late]


def _others(entries: Iterable[Entry], known: Iterable[Entry]) -> frozenset[EntryId]:
    """Entries that change what a manager would be signing, and were not known."""
    had = {e.id for e in known}
    return frozenset(entry for entry, _ in named_in_head(e for e in entries if e.id not in had))
