"""Who fits every part of a search: each part is looked up in the arrays, and only who is in all of them stays.

Nothing is cut off before everything was compared: `Smith 2016` finds the Smiths of 2016, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history import days, name_words, places
from workstation.history.folding import key
from workstation.history.hashes import hash_of
from workstation.history.room import Bits, Hits, Room
from workstation.history.segment import NOBODY, People, Postings, Segment
from workstation.history.spans import Span
from workstation.history.typed import BornIn, Clue, Code, Group, Names, Phone, Postcode, Reading, Street
from workstation.history.weighing import Weighed

Weigh = Callable[[str], Weighed]
Words = Callable[[str], Sequence[str]]

_DAY: Final = 10.0
_SLIP: Final = 4.0
_MONTH: Final = 5.0
_YEAR: Final = 2.5
_VAGUE: Final = 0.5
"""Only a year is on record, and a day of it was typed."""
_HOUSE: Final = 8.0
_STREET: Final = 4.0
_NUMBERED: Final = 20.0
_PHONE: Final = 9.0
_POSTCODE: Final = 5.0
_BEGUN: Final = 2.0
_HOUSES: Final = 400
"""A street is kept with its house numbers only; so many are looked up when none was typed."""
_LETTERS: Final = ("", "a", "b")
_CODES: Final = ("i", "u", "l")
_EMPTY: Final = Hits(NOBODY, np.zeros(0, np.float32))


class Look(NamedTuple):
    """What a search needs to know of the names beside the arrays."""

    weigh: Weigh
    words: Words
    """The folded words of a name."""


def fitting(room: Room, reading: Reading, look: Look) -> Hits:
    """Who fits every group of a reading, and how well."""
    named = any(isinstance(clue, Names) for group in reading for clue in group)
    found: list[Hits] = []
    for group in reading:
        hits = _group(room, group, look, alone=not named)
        if not len(hits.people):
            return _EMPTY
        found.append(hits)
    return _in_all(room, sorted(found, key=lambda hits: len(hits.people))) if found else _EMPTY


def _in_all(room: Room, found: Sequence[Hits]) -> Hits:
    """Whoever is in every one of these, the shortest of which comes first."""
    people = room.marked([found[0].people])
    for hits in found[1:]:
        room.seen[people] = True
        both = hits.people[room.seen[hits.people]]
        room.seen[people] = False
        people = room.marked([both])
    room.settle(people)
    total = np.zeros(len(people), np.float32)
    for hits in found:
        total += room.column(people, hits)
    return Hits(people, total)


def _group(room: Room, group: Group, look: Look, *, alone: bool) -> Hits:
    """Who fits any clue of a group; what says most comes last, and wins."""
    found = [hits for clue in group for hits in _clue(room, clue, look, alone=alone) if len(hits.people)]
    if not found:
        return _EMPTY
    found.sort(key=lambda hits: float(hits.bits[0]))
    return Hits(np.concatenate([h.people for h in found]), np.concatenate([h.bits for h in found]))


def _clue(room: Room, clue: Clue, look: Look, *, alone: bool) -> Iterator[Hits]:
    segment = room.segment
    if isinstance(clue, Names):
        words = look.words(clue.words)
        if words:
            yield Hits(*name_words.having_all(room, [look.weigh(word) for word in words]))
    elif isinstance(clue, BornIn):
        yield from _born(segment, clue.spans, alone=alone)
    elif isinstance(clue, Postcode):
        yield _having(segment, f"p:{clue.code}", _POSTCODE) if not clue.begun else _begun(segment, clue)
    elif isinstance(clue, Street):
        yield from _street(segment, clue)
    elif isinstance(clue, Phone):
        yield _having(segment, f"t:{clue.digits}", _PHONE)
    elif isinstance(clue, Code):
        yield from (_having(segment, f"{kind}:{clue.plain}", _NUMBERED) for kind in _CODES)


def _alike(people: People, bits: float) -> Hits:
    return Hits(people, np.full(len(people), bits, np.float32))


def _having(segment: Segment, key_: str, bits: float) -> Hits:
    return _alike(segment.evidence.of(hash_of(key_)), bits)


# -- dates ---------------------------------------------------------------------------------------------------------


def _born(segment: Segment, spans: Sequence[Span], *, alone: bool) -> Iterator[Hits]:
    """Born in one of these; beside a name also a slip away, and those of whom only the year is known."""
    for span in spans:
        first, last = days.exact(span.first), days.exact(span.last)
        flag = days.DUE if span.due else 0
        bits = _DAY if span.exact else _MONTH if last - first < 32 else _YEAR
        yield _alike(_between(segment.births, first | flag, last | flag), bits)
        if span.exact and not span.due:
            slips = [segment.births.of(code) for code in days.slips(span.first)]
            yield from (
                _alike(people, _SLIP) for people in (slips[:1] if alone and len(slips) > 4 else slips)
            )
        if not span.due and (not alone or span.about or span.whole_year):
            yield from (_alike(people, _VAGUE) for people in _year_only(segment, span))


def _year_only(segment: Segment, span: Span) -> Iterator[People]:
    """Those of whom only the year is on record, or an age, which may be of the year before."""
    for year in range(span.first.year, span.last.year + 1):
        yield segment.births.of(year << 9)
    for year in range(span.first.year, span.last.year + 2):
        yield segment.births.of(year << 9 | days.GUESSED)


def _between(births: Postings, first: int, last: int) -> People:
    begin, end = np.searchsorted(births.keys, np.array([first, last + 1], births.keys.dtype))
    return births.people[births.starts[begin] : births.starts[end]]


# -- places --------------------------------------------------------------------------------------------------------


def _begun(segment: Segment, clue: Postcode) -> Hits:
    """Postcodes that begin like this: as numbers they stand side by side, those of one length together."""
    evidence, found = segment.evidence, [NOBODY]
    lengths = (len(clue.first_half) + 3,) if clue.first_half else (5, 6, 7)
    for length in lengths:
        left = length - len(clue.code)
        if left >= 0 and clue.code.isascii():
            ends = [hash_of(f"p:{clue.code}{fill * left}") for fill in "0Z"]
            begin, end = np.searchsorted(evidence.keys, np.array([ends[0], ends[1] + 1], evidence.keys.dtype))
            found.append(evidence.people[evidence.starts[begin] : evidence.starts[end]])
    return _alike(np.concatenate(found), _BEGUN)


def _street(segment: Segment, clue: Street) -> Iterator[Hits]:
    words = key(clue.words).split()
    read = [places.place(f"1 {' '.join(words[:end])}").street for end in (1, 2, len(words))]
    for street in filter(None, dict.fromkeys([*read, places.place(clue.words).named])):
        if clue.number:
            yield _having(segment, f"s:{clue.number}:{street}", _HOUSE)
        else:
            yield _alike(_all_houses(segment, street), _STREET)


def _all_houses(segment: Segment, street: str) -> People:
    keys = [f"s:{number}{letter}:{street}" for number in range(1, _HOUSES) for letter in _LETTERS]
    hashes = np.array([hash_of(each) for each in (f"s::{street}", *keys)], np.uint64)
    at = np.searchsorted(segment.evidence.keys, hashes)
    at[at == len(segment.evidence.keys)] = 0
    if not len(segment.evidence.keys):
        return NOBODY
    known = at[segment.evidence.keys[at] == hashes]
    return segment.evidence.gathered(known)[0] if len(known) else NOBODY


def best(found: Bits, most: int) -> NDArray[np.intp]:
    """The places of the best, and of those that are as good as the last of them, within reason."""
    if len(found) <= most:
        return np.arange(len(found))
    good = np.flatnonzero(found >= np.partition(found, -most)[-most])
    return good[np.argsort(-found[good], kind="stable")[: 4 * most]]
