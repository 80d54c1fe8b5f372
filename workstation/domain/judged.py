"""What people judged about who is who: answers with their author, those that cannot all be right, and twins.

Nothing here joins or parts anybody: `store.clusters` follows the answers, people change them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from workstation.domain import wording
from workstation.domain.ids import PersonId
from workstation.domain.kinds import Name
from workstation.domain.line import MatchLine
from workstation.domain.person_line import PersonLine


def clashes(judged: Iterable[MatchLine]) -> tuple[tuple[MatchLine, tuple[MatchLine, ...]], ...]:
    """Each answer `different` between two whom answers `same` join, with those answers in the order they lead from
    one to the other.
    """
    lines = sorted(judged, key=lambda m: (m.contact, m.person, m.other))
    roads: dict[PersonId, list[tuple[PersonId, MatchLine]]] = {}
    for m in lines:
        if m.verdict == "same":
            roads.setdefault(m.person, []).append((m.other, m))
            roads.setdefault(m.other, []).append((m.person, m))
    found = ((m, _road(roads, m.person, m.other)) for m in lines if m.verdict == "different")
    return tuple((m, road) for m, road in found if road)


def _road(
    roads: Mapping[PersonId, list[tuple[PersonId, MatchLine]]], start: PersonId, end: PersonId
) -> tuple[MatchLine, ...]:
    """The shortest way from one person to another by answers `same`; nothing when there is none."""
    ways: dict[PersonId, tuple[MatchLine, ...]] = {start: ()}
    edge = [start]
    while edge and end not in ways:
        reached: list[PersonId] = []
        for person in edge:
            for there, line in roads.get(person, ()):
                if there not in ways:
                    ways[there] = (*ways[person], line)
                    reached.append(there)
        edge = reached
    return ways.get(end, ())


def remembered(
    people: Iterable[PersonId], judged: Iterable[MatchLine], mates: Mapping[PersonId, tuple[PersonId, ...]]
) -> tuple[MatchLine, ...]:
    """For each of these people, everybody they are known to be different from, because somebody said so of them or
    of anybody judged to be the same as they: as if it had been said here.
    """
    lines = [m for m in judged if m.verdict == "different"]
    found: list[MatchLine] = []
    for person in people:
        mine = {person, *mates.get(person, ())}
        for m in lines:
            if m.person in mine and m.other not in mine:
                found.append(MatchLine(m.contact, person, m.other, m.other_contact, "different"))
            elif m.other in mine and m.person not in mine:
                found.append(MatchLine(m.contact, person, m.person, m.contact, "different"))
    return tuple(dict.fromkeys(found))


def twins(one: PersonLine, others: Iterable[PersonLine]) -> str:
    """The question to answer before these two may be called the same; empty when nothing speaks of twins.

    The same surname and date of birth, and no forename in common: brothers and sisters born together live at one
    address, so where both addresses are known and differ, it is not asked. Names may have been typed in any order.
    """
    for other in others:
        if one.born_on is not None and one.born_on == other.born_on and _two_forenames(one, other):
            if _apart(one, other):
                continue
            mine = wording.full_name(Name(one.family, one.given))
            theirs = wording.full_name(Name(other.family, other.given))
            return (
                f"Twins? {mine} and {theirs} have the same surname and date of birth, but the first names "
                f"{one.given} and {other.given}. Is {one.given} really {other.given}?"
            )
    return ""


def _two_forenames(one: PersonLine, other: PersonLine) -> bool:
    """Whether they share a surname and no forename; a forename that nobody said is not another one."""
    mine, family = _words(f"{one.given} {one.family}"), _words(other.family)
    given, theirs = mine - family, _words(other.given)
    if not (mine & family) or not given or not theirs or given & theirs:
        return False
    return not (given & _words(" ".join(other.also)) or theirs & _words(" ".join(one.also)))


def _apart(one: PersonLine, other: PersonLine) -> bool:
    mine, theirs = _doors(one), _doors(other)
    return bool(mine and theirs and not mine & theirs)


def _doors(person: PersonLine) -> set[str]:
    found = {key for key in person.whereabouts if "|" in key}
    bare = "".join(person.postcode.casefold().split())
    return {key.partition("|")[0] or key for key in found} | ({bare} if bare else set())


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("-", " "))
    return set("".join(c for c in plain if c.isalpha() or c == " ").split())
