"""How like two words are, as people would say it: the same, a form of it, sounding the same, nearly the same."""

from __future__ import annotations

from rapidfuzz.distance import OSA, JaroWinkler

from workstation.history.folding import sound

SAME, SOUND, KIN, NEAR, INITIAL, OTHER = range(6)


def alike(one: str, other: str, kin: frozenset[str]) -> int:
    """The level of two folded words; `kin` are other forms of the first."""
    if one == other:
        return SAME
    if len(one) > 2 and len(other) > 2 and sound(one) == sound(other):
        return SOUND
    if other in kin:
        return KIN
    longest, slips = max(len(one), len(other)), OSA.distance(one, other, score_cutoff=2)
    if (slips == 1 and longest > 2) or (slips == 2 and longest >= 6):
        return NEAR
    if min(len(one), len(other)) >= 5 and JaroWinkler.similarity(one, other) >= 0.88:
        return NEAR
    return INITIAL if one[:1] == other[:1] and min(len(one), len(other)) == 1 else OTHER
