"""Whether two names that came under one number, or with one birth, are clearly those of two people.

Files give one number to two siblings by a slip, and twins share their birth. To write the one down as a new name of
the other would put somebody's history on another child, so whoever cannot be told apart for sure is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from itertools import takewhile
from typing import Final, Literal

from msgspec import Struct

from workstation.domain.kinds import AdultNamed, ChildNamed

Compared = Literal["same", "perhaps", "other"]
"""`perhaps`: another first name and nothing else that tells: a sibling, a twin, or a new name."""
Alike = Callable[[str, str], bool]
"""Whether two folded words may stand for one name, as lists of short forms and spellings say."""

_STAND_INS: Final = frozenset(
    ("unborn", "newborn", "baby", "bo", "infant", "child", "unknown", "not", "known", "unnamed", "foetus", "of",
     "fetus", "ub", "twin", "triplet", "named", "tba", "tbc")
)  # fmt: skip
"""Words that stand where a child has no first name yet."""
_COUNTED: Final = frozenset(
    ("one", "two", "three", "first", "second", "third", "boy", "girl", "male", "female")
)
_BETWEEN: Final = re.compile(r"[\W_]+")
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`´")
_LONG: Final = 6
"""So many letters bear two slips; a shorter word would be another name."""


class Who(Struct, frozen=True, gc=False):
    """What tells one person from another, as a file has it."""

    family: str
    given: str
    born: date | None = None


def who(body: ChildNamed | AdultNamed) -> Who:
    """The person of a body."""
    return Who(body.name.family, body.name.given, body.born.on)


def never(_one: str, _other: str) -> bool:
    """No two words are one name, where nobody has a list."""
    return False


def compared(before: Who, now: Who, alike: Alike = never) -> Compared:
    """Whether they are one person. Of two births, a slip in the name is no slip: siblings are called alike."""
    if before == now:
        return "same"
    born = before.born and now.born
    other_birth = bool(born) and before.born != now.born
    family = _differ(_words(before.family), _words(now.family), alike, slips=not other_birth)
    given = _other_given(before.given, now.given, alike, slips=not other_birth)
    if other_birth and (family or given):
        return "other"
    if given and family and not born:
        return "other"
    return "perhaps" if given else "same"


def _other_given(one: str, other: str, alike: Alike, *, slips: bool) -> bool:
    (names, counted), (others, other_counted) = _named(one), _named(other)
    if names and others:
        return _differ(names, others, alike, slips=slips)
    return not names and not others and bool(counted and other_counted) and counted != other_counted


def _named(given: str) -> tuple[list[str], list[str]]:
    """The words of a first name, and for a child without one what counts it: `Unborn twin 2`."""
    said = _words(given)
    if not _STAND_INS.intersection(said):
        return said, []
    rest = [word for word in said if word not in _STAND_INS]
    counted = [word for word in rest if len(word) == 1 or word in _COUNTED]
    return [word for word in rest if word not in counted], counted


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES)).casefold()
    without = "".join(char for char in plain if not unicodedata.combining(char))
    return [word for word in _BETWEEN.split(without) if word]


def _differ(one: list[str], other: list[str], alike: Alike, *, slips: bool) -> bool:
    """Whether the first word of neither is among those of the other: twins may share a second name."""
    if not one or not other or "".join(one) == "".join(other):
        return False
    pairs = [*((one[0], word) for word in other), *((other[0], word) for word in one)]
    return not any(_one_name(*pair, alike, slips=slips) for pair in pairs)


def _one_name(one: str, other: str, alike: Alike, *, slips: bool) -> bool:
    if one.startswith(other) or other.startswith(one) or alike(one, other):
        return True
    return slips and _is_slip(one, other)


def _is_slip(one: str, other: str) -> bool:
    """Whether they are one word but for a letter, two that changed places, or two together in a long word."""
    start = _together(one, other)
    end = _together(one[start:][::-1], other[start:][::-1])
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    rest = max(len(left), len(right))
    if rest <= 1:
        return min(len(one), len(other)) > 2
    return rest == 2 and (left == right[::-1] or min(len(one), len(other)) >= _LONG)


def _together(one: str, other: str) -> int:
    """How many letters they begin with together."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
