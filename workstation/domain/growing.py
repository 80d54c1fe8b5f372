"""Folding one more entry onto a contact file, for whoever writes: what was folded before is not folded again.

`grow` gives exactly what `fold` would give of all the entries (law test), or nothing where that would take more
than a look at the new one. Then fold them all.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from workstation.domain import kinds
from workstation.domain.contact import ContactFile, Said, digest_of, named_in_head
from workstation.domain.entries import Entry, decode
from workstation.domain.fold import fold, said_by
from workstation.domain.ids import ContactId, EntryId
from workstation.domain.kinds import Body, Question, question

_REACH_BACK: Final = frozenset(
    {
        # A secret address changes others.
        kinds.AddressRecorded, kinds.ConfidentialityChanged, kinds.AddressReleased, kinds.ChildNamed,
        kinds.Settled, kinds.Withdrawn, kinds.Redacted,
        kinds.SignedOff,  # it is void when its author had sent it (`fold`)
    }
)  # fmt: skip
"""Kinds that may change how the entries before them are read, when they come or when they are answered."""

Named = tuple[EntryId, bytes]
Standing = Mapping[Question, tuple[Said[Body], ...]]


class Grown(Struct, frozen=True):
    """A contact file, and what it takes to tell whether the next entry can be added at its end.

    `latest` is the greatest hybrid time in it; `spoken_of` are the entries that others answer or keep, here or not;
    `head` what its head digest is made of, in order.
    """

    file: ContactFile
    latest: int
    spoken_of: frozenset[EntryId]
    head: tuple[Named, ...]


def grown_of(contact: ContactId, entries: Sequence[Entry]) -> Grown:
    """The contact file of these entries, ready to grow."""
    file = fold(contact, entries)
    keeps = [said.body.keeps for said in file.log(kinds.Settled)]
    return Grown(
        file,
        latest=max((entry.recorded for entry in entries), default=0),
        spoken_of=frozenset([*(answered for entry in entries for answered in entry.answers), *keeps]),
        head=tuple(named_in_head(entries)),
    )


def grow(grown: Grown, fresh: Iterable[Entry]) -> Grown | None:
    """The same after these entries of the same contact, in their order; None when all have to be folded."""
    for entry in fresh:
        more = _grow(grown, entry)
        if more is None:
            return None
        grown = more
    return grown


def _grow(grown: Grown, entry: Entry) -> Grown | None:
    last = entry.position is None and entry.recorded > grown.latest
    if not last or entry.id in grown.spoken_of or entry.body is None:
        return None
    body = decode(entry.kind, entry.body)
    if body is None or type(body) in _REACH_BACK:
        return None
    said = said_by(entry, body)
    standing = _standing(grown.file.standing, said)
    if standing is None:
        return None
    head = _with(grown.head, entry)
    return Grown(
        ContactFile(
            contact=grown.file.contact,
            story=(*grown.file.story, said),
            standing=standing,
            unread=grown.file.unread,
            head=grown.file.head if head is grown.head else digest_of(head),
            unlike=grown.file.unlike,
        ),
        latest=entry.recorded,
        spoken_of=grown.spoken_of.union(entry.answers) if entry.answers else grown.spoken_of,
        head=head,
    )


def _with(head: tuple[Named, ...], entry: Entry) -> tuple[Named, ...]:
    for named in named_in_head([entry]):
        at = bisect(head, named)
        head = (*head[:at], named, *head[at:])
    return head


def _standing(before: Standing, said: Said[Body]) -> Standing | None:
    """What stands once this was said (the same object if nothing else does); None when that takes a look at all."""
    asked_now = question(said.body)
    if asked_now is None and not said.answers:
        return before
    after = dict(before)
    for asked, standing in before.items() if said.answers else ():
        if not any(one.entry in said.answers for one in standing):
            continue
        if len(standing) > 1 or type(standing[0].body) in _REACH_BACK:
            return None
        del after[asked]
    if asked_now is not None:
        after[asked_now] = (*after.get(asked_now, ()), said)
    return after
