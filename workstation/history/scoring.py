"""How likely each person of a segment is the one asked about: candidates by all evidence, then bits added up.

A candidate is whoever shares anything worth looking up. No field is required, so no wrong one hides anybody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workstation.history import days, evidence, kinship, levels, name_words, numbers, unborn
from workstation.history.asking import Asked
from workstation.history.kinship import Found, Kin, Sought
from workstation.history.room import NONE, Bits, Hits, Room
from workstation.history.segment import (
    ADULT,
    CHILD,
    FAMILY,
    FEMALE,
    GIVEN,
    LIGHT,
    MALE,
    NHS,
    NOBODY,
    PLACE,
    People,
    Segment,
    ranges,
)
from workstation.history.weighing import Scales
from workstation.history.weights import Weights

_MANY: Final = 3000
_BEST: Final = 40
_BEHIND: Final = 8.5
"""When there are very many candidates, those go whose names alone say so many bits less than the best forty's."""
_NOBODY_ELSE: Final = frozenset[str]()
_UNSEEN: Final = 13.0
"""What a name says that nobody on record has."""
_CLOSE_LOOK: Final = 1500
"""For how many of the best candidates the people named with them are looked at."""


# -- names ----------------------------------------------------------------------------------------------------


class Compared(NamedTuple):
    """What the names say, and of whom they say another given name with the same family name (twins, siblings)."""

    bits: Bits
    apart: NDArray[np.bool_]


def name_bits(
    room: Room, people: People, names: name_words.Names, asked: Asked, weights: Weights
) -> Compared:
    """What the names say, in the order given or the other way round, whichever fits better."""
    flags = room.segment.flags[people]
    given = {part: [room.column(people, word.given) for word in words] for part, words in names.items()}
    moved = [room.column(people, word.first) for word in names["middle"]]
    family = {
        part: [room.column(people, word.family) for word in names[part]] for part in ("given", "family")
    }
    spelt = asked.spelt
    if spelt.loose and len(spelt.given) == 1 and spelt.family == spelt.given:
        best = np.maximum(_best(given["given"]), _best(family["family"]))
        return Compared(np.where(best > NONE / 2, best, 0), np.zeros(len(people), bool))
    has_given, has_family = flags & GIVEN != 0, (flags & FAMILY != 0) & (flags & LIGHT == 0)
    light = asked.light
    first, no_first = _given(given["given"], given["middle"], moved, has_given, weights)
    other = np.where(
        flags & (GIVEN | CHILD) == CHILD,
        np.float32(weights.other_before_birth),
        np.float32(weights.other_family),
    )
    last = _family(family["family"], has_family & (not light), other, weights)
    turned_first, _ = _given(given["family"], given["middle"], moved, has_given, weights)
    turned = turned_first + _family(family["given"], has_family, other, weights)
    turned = np.minimum(turned, np.float32(_at_most(names)))
    turned += np.float32(weights.surname_first if spelt.loose else weights.swapped)
    straight = first + last
    return Compared(np.maximum(straight, turned), no_first & (last > 0) & (turned <= straight))


def _at_most(names: name_words.Names) -> float:
    """What the names say at most the other way round. Hardly anybody has `Singh` as a first name, but if it stands
    there in a record, then the surname was written first, and it is as common as ever.
    """
    first = sorted((_most(word.first) for word in names["given"]), reverse=True)
    last = sorted((_most(word.family) for word in names["family"]), reverse=True)
    return sum(first[:2]) + sum(last[:2]) if first and last else -float(NONE)


def _most(hits: Hits) -> float:
    return float(hits.bits[-1]) if len(hits.bits) else _UNSEEN


def _best(columns: Sequence[Bits]) -> Bits:
    return columns[0] if len(columns) == 1 else np.maximum.reduce(list(columns))


def _given(
    first: Sequence[Bits],
    middle: Sequence[Bits],
    moved: Sequence[Bits],
    has: NDArray[np.bool_],
    weights: Weights,
) -> tuple[Bits, NDArray[np.bool_]]:
    """What the given names say, and whose first name is another. `moved`: the middle names now, as first names.
    That two have a middle name in common says little by itself: brothers and sisters share their father's name, and
    many share one by custom.
    """
    if not first:
        return np.zeros(len(has), np.float32), np.zeros(len(has), bool)
    found, more = _best(first), np.zeros(len(has), np.float32)
    if middle:
        more = np.float32(weights.second_word) * np.maximum(_best(middle), 0)
        turned = _best(moved) + np.float32(weights.moved)
        found = np.maximum(np.where(found > NONE / 2, found + more, NONE), turned)
    none = found <= NONE / 2
    another = np.where(has, np.float32(weights.other_given) + more, 0)
    return np.where(none, another, found).astype(np.float32), none & has


def _family(words: Sequence[Bits], has: NDArray[np.bool_], another: Bits, weights: Weights) -> Bits:
    if not words:
        return np.zeros(len(has), np.float32)
    found = _best(words)
    if len(words) > 1:
        second = np.partition(np.stack(list(words)), -2, axis=0)[-2]
        found = found + np.float32(weights.second_word) * np.maximum(second, 0)
    other = np.where(has, another, np.float32(0))
    return np.where(found <= NONE / 2, other, found).astype(np.float32)


# -- dates and facts -------------------------------------------------------------------------------------------


def date_bits(segment: Segment, people: People, asked: Asked, born: float, weights: Weights) -> Bits:
    """What the dates of birth say; of several on record the one that fits best. `born`: how many by chance."""
    found = np.zeros(len(people), np.float32)
    births = segment.births
    if not asked.born or not len(births.keys):
        return found
    first = segment.first_birth[people]
    known = first >= 0
    codes = births.keys[first[known]].astype(np.int32)
    found[known] = days.bits(asked.born, codes, _same_date(asked, len(codes), born, weights), weights)
    if len(segment.more_births):
        begin = np.searchsorted(segment.more_births, people, "left")
        more = np.searchsorted(segment.more_births, people, "right") - begin
        at = segment.more_births_at[ranges(begin.astype(np.int32), more)]
        codes = births.keys[at].astype(np.int32)
        bits = days.bits(asked.born, codes, _same_date(asked, len(codes), born, weights), weights)
        np.maximum.at(found, np.repeat(np.arange(len(people)), more), bits)
    return found


def _same_date(asked: Asked, size: int, born: float, weights: Weights) -> Bits:
    bits = min(max(float(np.log2(weights.same_date / born)), weights.least_date), weights.most_date)
    if asked.born & days.GUESSED:
        bits = weights.guessed_year
    elif not asked.born & 31:
        bits = weights.same_year
    return np.full(size, bits, np.float32)


def fact_bits(segment: Segment, people: People, asked: Asked, weights: Weights) -> Bits:
    """Sex, and whether a child or a grown-up."""
    found = _by_flags(asked.sex, asked.adult, weights)[segment.flags[people]]
    if asked.born_by and len(segment.births.keys):
        first = segment.first_birth[people]
        found[(first >= 0) & (days.year_of(segment.births.keys[first]) > asked.born_by)] += weights.too_young
    return found


@lru_cache(maxsize=32)
def _by_flags(sex: str, adult: bool | None, weights: Weights) -> Bits:  # noqa: FBT001 - of the one asked about
    """What each combination of flags says."""
    flags = np.arange(1 << 16, dtype=np.uint16)
    found = np.zeros(len(flags), np.float32)
    if sex in {"F", "M"}:
        own, other = (FEMALE, MALE) if sex == "F" else (MALE, FEMALE)
        found[flags & own != 0] = weights.same_sex
        found[(flags & other != 0) & (flags & own == 0)] = weights.other_sex
    if adult is False:
        found[(flags & ADULT != 0) & (flags & CHILD == 0)] += weights.adult
    elif adult:
        found[(flags & CHILD != 0) & (flags & ADULT == 0)] += weights.child
    return found


# -- everything together ---------------------------------------------------------------------------------------


class Scored(NamedTuple):
    """The candidates of one segment."""

    people: People
    bits: Bits
    apart: NDArray[np.bool_]
    pieces: list[evidence.Piece]
    """What else was given, as far as somebody has it."""


def score(
    room: Room, number: int, asked: Asked, kins: Sequence[Kin], scales: Scales, weights: Weights
) -> Scored:
    """The candidates of one segment, each with everything that is known."""
    segment = room.segment
    names = name_words.looked_up(room, asked, scales)
    pieces = list(evidence.pieces(segment, asked, scales.sharing, scales.people, weights))
    opened = [kinship.opened(segment, kin) for kin in kins]
    expected = unborn.expected(room, asked, lambda word: name_words.hits_of(room, scales.weigh(word)).family)
    surely = [
        *_same_births(segment, asked),
        *opened,
        *expected.people,
        *(piece.people for piece in pieces if piece.kind != "near"),
    ]
    people = room.marked([*name_words.named(names, asked), *surely])
    room.settle(people)
    compared = name_bits(room, people, names, asked, weights)
    if len(people) > _MANY:
        kept = _worth_more(room, people, compared.bits, surely)
        people, compared = people[kept], Compared(compared.bits[kept], compared.apart[kept])
        room.settle(people)
    dates = date_bits(segment, people, asked, scales.born(asked.born), weights)
    bits = unborn.named(room, people, _names_together(compared, weights), expected.mothers, weights)
    bits = bits + dates + fact_bits(segment, people, asked, weights)
    bits += _undated(segment, people, asked, dates, weights)
    bits += _piece_bits(room, people, asked, pieces, weights)
    bits += _home_of_family(room, people, pieces, weights)
    if kins and len(people):
        chosen = _worth_a_close_look(people, bits, [*opened, *expected.people])
        columns = _surnames(room, people, chosen, asked, scales)
        sought = [_sought(room, *each, scales) for each in zip(asked.others, kins, columns, strict=True)]
        bits[chosen] += kinship.support(room, number, people[chosen], sought, weights)
    bits = bits - np.float32(np.log2(max(scales.people, 1)))
    return Scored(people, bits, compared.apart & (dates > 0), pieces)


def _surnames(
    room: Room, people: People, chosen: NDArray[np.intp], asked: Asked, scales: Scales
) -> Iterator[Bits]:
    """For each relative named now, what their surname says of those chosen of the people, who are settled."""
    for other in asked.others:
        found = np.full(len(chosen), NONE, np.float32)
        for word in other.spelt.family:
            if not any(levels.alike(one, word, _NOBODY_ELSE) <= levels.NEAR for one in asked.spelt.family):
                hits = name_words.hits_of(room, scales.weigh(word)).family
                np.maximum(found, room.column(people, hits)[chosen], out=found)
        yield found


def _home_of_family(room: Room, people: People, pieces: Sequence[evidence.Piece], weights: Weights) -> Bits:
    """Of those who are not recorded at the address, whether somebody named with them is. The people are settled."""
    homes = [piece for piece in pieces if piece.kind == "place" and piece.bits > weights.postcode]
    there = Hits(*evidence.column(homes, ("place",)))
    if not len(there.people):
        return np.zeros(len(people), np.float32)
    home = kinship.contacts_of(room.segment, there.people, there.bits)
    found = kinship.of_relative(kinship.at_home(room.segment, people, home), weights)
    found[room.column(people, there) > NONE / 2] = 0
    return found


def _sought(room: Room, other: Asked, kin: Kin, surname: Bits, scales: Scales) -> Sought:
    """A relative named now, as they are looked for among those recorded with somebody."""
    first = other.spelt.given[:1]
    given = (
        name_words.hits_of(room, scales.weigh(first[0])).given
        if first
        else Hits(NOBODY, np.zeros(0, np.float32))
    )
    return Sought(kin, given, other.sex, parent=other.parent, child=other.adult is False, surname=surname)


def _names_together(compared: Compared, weights: Weights) -> Bits:
    """What the names say, given that they are not chance each by itself."""
    less = np.where(compared.bits > 0, np.float32(weights.together), np.float32(1))
    found: Bits = compared.bits * less + np.where(compared.apart, np.float32(weights.apart), np.float32(0))
    return found


def _undated(segment: Segment, people: People, asked: Asked, dates: Bits, weights: Weights) -> Bits:
    """Against grown-ups whose date does not fit a child, and children of whom none is on record."""
    flags = segment.flags[people]
    grown = (flags & ADULT != 0) & (flags & CHILD == 0)
    found = np.zeros(len(people), np.float32)
    if asked.adult is False:
        found[grown & (dates <= 0)] = weights.undated_adult
    if asked.born:
        found[~grown & (segment.first_birth[people] < 0)] += np.float32(weights.no_date)
    return found


def relative(room: Room, asked: Asked, scales: Scales, weights: Weights) -> Found:
    """Who of a segment looks like a relative who was named: by names (both where both are known) and date."""
    segment = room.segment
    names = name_words.looked_up(room, asked, scales)
    people = _like_relative(room, asked, names)
    room.settle(people)
    compared = name_bits(room, people, names, asked, weights)
    known = date_bits(segment, people, asked, scales.born(asked.born), weights)
    known += fact_bits(segment, people, asked, weights)
    bits = compared.bits + known
    good = bits > weights.kin_from
    together = _names_together(compared._replace(apart=np.zeros(len(people), bool)), weights) + known
    return Found(people[good], bits[good], together[good])


def _like_relative(room: Room, asked: Asked, names: name_words.Names) -> People:
    """Who has both names of a relative, or what is known of them. Of a day of birth one name is enough: the first
    name of somebody who has married or parted since, or the surname of a child who was expected about that day.
    """
    spelt = asked.spelt
    if not spelt.given or not spelt.family or spelt.family == spelt.given:
        return room.marked(name_words.named(names, asked))
    both = name_words.in_both(room, names)
    if asked.born_on is None:
        return both
    born = room.marked(_same_births(room.segment, asked))
    born = born[name_words.fits(room, born, [word.given for word in names["given"]])]
    due = room.marked(unborn.due_about(room.segment, asked) if asked.adult is False else ())
    due = due[unborn.are(room.segment, due)]
    due = due[name_words.fits(room, due, [word.family for word in names["family"]])]
    return room.marked([both, born, due])


def _same_births(segment: Segment, asked: Asked) -> Iterator[People]:
    if asked.born_on is not None:
        for code in (asked.born, *days.slips(asked.born_on)):
            yield segment.births.of(code)


def _piece_bits(
    room: Room, people: People, asked: Asked, pieces: list[evidence.Piece], weights: Weights
) -> Bits:
    segment, total = room.segment, np.zeros(len(people), np.float32)
    flags = segment.flags[people]
    if asked.place.keys:
        found = room.column(people, Hits(*evidence.column(pieces, ("place", "near house"))))
        near = room.column(people, Hits(*evidence.column(pieces, ("near",))))
        found = np.where(near > NONE / 2, np.maximum(found, 0) + near, found)
        other = np.where(flags & PLACE != 0, np.float32(weights.other_place), np.float32(0))
        total += np.where(found > NONE / 2, found, other)
    for kind in ("phone", "council", "upn"):
        found = room.column(people, Hits(*evidence.column(pieces, (kind,))))
        total += np.where(found > NONE / 2, found, 0)
    if asked.nhs:
        found = room.column(people, Hits(*evidence.column(pieces, ("nhs",))))
        clash = (flags & NHS != 0) & numbers.good_nhs(asked.nhs)
        total += np.where(found > NONE / 2, found, np.where(clash, np.float32(weights.other_nhs), 0))
    return total


def _worth_more(room: Room, people: People, bits: Bits, surely: Sequence[People]) -> NDArray[np.intp]:
    """Of very many candidates those who share more than some common name; those found by anything else stay."""
    chosen = bits >= np.partition(bits, -_BEST)[-_BEST] - np.float32(_BEHIND)
    others = room.marked(surely)
    chosen[np.searchsorted(people, others)] = True
    return np.flatnonzero(chosen)


def _worth_a_close_look(people: People, bits: Bits, opened: Sequence[People]) -> NDArray[np.intp]:
    if len(people) <= _CLOSE_LOOK:
        return np.arange(len(people))
    least = np.partition(bits, -_CLOSE_LOOK)[-_CLOSE_LOOK]
    chosen = bits >= least
    found = np.concatenate([*opened, NOBODY])
    at = people.searchsorted(found)
    at[at == len(people)] = 0
    chosen[at[people[at] == found]] = True
    return np.flatnonzero(chosen)
