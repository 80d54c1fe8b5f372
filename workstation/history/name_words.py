"""The words of a name looked up among the names of a segment: who has them, where in the name, what that says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from workstation.history.asking import Asked
from workstation.history.room import NONE, Bits, Hits, Room, Word
from workstation.history.segment import NOBODY, People, Postings
from workstation.history.weighing import CHAINED, FAMILY, GIVEN, KIN, MIDDLE, Scales, Weighed

Names = Mapping[str, Sequence[Word]]
"""The words of an enquiry by their places: given, middle, family."""
_NOTHING: Final = Hits(NOBODY, np.zeros(0, np.float32))


def hits_of(room: Room, weighed: Weighed) -> Word:
    """A word of the enquiry looked up in the names of a segment."""
    return room.word(weighed, lambda: _word(room, weighed))


def _word(room: Room, weighed: Weighed) -> Word:
    bits = weighed.bits
    names, at = room.segment.names, weighed.places[room]
    first, second = _having(names[0], at[0], bits[GIVEN]), _having(names[1], at[1], bits[MIDDLE])
    own, chained = _having(names[2], at[2], bits[FAMILY]), _having(names[1], at[1], bits[CHAINED])
    kin = _having(names[3], at[3], bits[KIN])
    return Word(_one_after_another(second, first), _one_after_another(kin, chained, own), first)


def _having(found: Postings, at: NDArray[np.int32], say: Bits) -> Hits:
    """Who has one of these words in this place of a name, those of whom it says most last."""
    known = (at >= 0).nonzero()[0]
    if not len(known):
        return _NOTHING
    bits = say[known]
    if len(known) > 1:
        order = bits.argsort(kind="stable")
        known, bits = known[order], bits[order]
    people, counts = found.gathered(at[known])
    return Hits(people, bits.repeat(counts))


def _one_after_another(*hits: Hits) -> Hits:
    some = [each for each in hits if len(each.people)]
    if len(some) < 2:
        return some[0] if some else _NOTHING
    return Hits(np.concatenate([each.people for each in some]), np.concatenate([each.bits for each in some]))


def looked_up(room: Room, asked: Asked, scales: Scales) -> Names:
    """The words of a name among those of a segment."""
    spelt = asked.spelt
    last = (spelt.family or spelt.given)[:1] if asked.typing else ()
    return {
        part: [hits_of(room, scales.weigh(word, begins=word in last)) for word in words]
        for part, words in (("given", spelt.given), ("middle", spelt.middle), ("family", spelt.family))
    }


def having_all(room: Room, words: Sequence[Weighed]) -> tuple[People, Bits]:
    """Who has every one of these words, or something like it, anywhere in their name."""
    found = [hits_of(room, word) for word in words]
    people = room.marked(found[0].everybody)
    for word in found[1:]:
        people = room.marked(room.among([people], word.everybody))
    room.settle(people)
    total = np.zeros(len(people), np.float32)
    for word in found:
        total += np.maximum(room.column(people, word.given), room.column(people, word.family))
    return people, total


def in_both(room: Room, names: Names) -> People:
    """Who has a word of each side, whichever way round."""
    one = [people for word in names["given"] for people in word.everybody]
    other = [people for word in names["family"] for people in word.everybody]
    if sum(map(len, one)) > sum(map(len, other)):
        one, other = other, one
    return room.marked(room.among(one, other))


def fits(room: Room, people: People, words: Sequence[Hits]) -> NDArray[np.bool_]:
    """Which of the people have one of these words, or something like it."""
    room.settle(people)
    found = np.zeros(len(people), bool)
    for hits in words:
        found |= room.column(people, hits) > NONE / 2
    return found


def named(names: Names, asked: Asked) -> Iterator[People]:
    """Who has one of the words. An initial leads to nobody by itself, unless there is nothing else."""
    spelt = asked.spelt
    said = {"given": spelt.given, "middle": spelt.middle, "family": spelt.family}
    whole = any(len(word) > 1 for words in said.values() for word in words)
    for part, words in names.items():
        for letters, word in zip(said[part], words, strict=True):
            if len(letters) > 1 or not whole:
                yield from word.everybody
