"""Addresses for comparing: house number, street and postcode, however they were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from workstation.domain.person_line import PersonLine
from workstation.history.folding import key, sound

_NUMBER: Final = re.compile(r"\b(\d{1,5}) ?([a-z]?)\b")
_FLAT: Final = re.compile(r"\b(?:flat|apartment|apt|unit|room|rm|no|number|block|floor)\b ?\w?\w?\w?\b")
KINDS: Final = frozenset(
    [
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "av",
        "close",
        "cl",
        "drive",
        "dr",
        "lane",
        "ln",
        "place",
        "pl",
        "terrace",
        "ter",
        "terr",
        "court",
        "ct",
        "crescent",
        "cres",
        "cr",
        "gardens",
        "gdns",
        "grove",
        "gr",
        "way",
        "walk",
        "square",
        "sq",
        "mews",
        "row",
        "view",
        "rise",
        "hill",
        "house",
        "circuit",
        "cct",
        "parade",
        "pde",
    ]
)
"""Words at the end of a street."""
_POSTCODE: Final = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b")
_OUTER: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


class Place(Struct, frozen=True):
    """One address as it is compared."""

    number: str = ""
    street: str = ""
    """How the words of the street sound, without `street`, `road` and the like."""
    postcode: str = ""
    """In capitals, without a blank."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What this address can be looked up by: house in postcode, house in street, street alone, postcode."""
        found = []
        if self.number and self.postcode:
            found.append(f"n:{self.number}:{self.postcode}")
        if self.street and (self.number or len(self.street) > 5):
            found.append(f"s:{self.number}:{self.street}")
        if self.postcode:
            found.append(f"p:{self.postcode}")
        return tuple(found)


@lru_cache(maxsize=20_000)
def place(lines: str, postcode: str = "") -> Place:
    """An address taken apart. A postcode among the lines is found there."""
    text = key(lines)
    if not postcode and (found := _POSTCODE.search(text)):
        postcode = found.group(0)
        text = text.replace(found.group(0), " ")
    number, street = _number_and_street(text)
    return Place(number, street, plain_postcode(postcode))


def places_of(line: PersonLine) -> tuple[Place, ...]:
    """Every address of a person line, and its bare postcode."""
    found = [place(p.lines, p.postcode) for p in line.places]
    if line.postcode and plain_postcode(line.postcode) not in {p.postcode for p in found}:
        found.append(Place(postcode=plain_postcode(line.postcode)))
    return tuple(found)


def plain_postcode(text: str) -> str:
    """`nb4 7xx` becomes `NB47XX`."""
    return key(text).replace(" ", "").upper()


def half_postcode(postcode: str) -> bool:
    """Whether this is only the first half of a postcode."""
    return bool(_OUTER.fullmatch(postcode)) and len(postcode) <= 4


def nearly(one: str, other: str) -> bool:
    """Whether two postcodes are one wrong letter or one swap apart (`near_postcodes`)."""
    if len(one) != len(other) or not 4 <= len(one) <= 7:
        return False
    wrong = [at for at in range(len(one)) if one[at] != other[at]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1 and one[wrong[0]].isalpha() == other[wrong[0]].isalpha()


def near_postcodes(postcode: str) -> Iterator[str]:
    """Those one wrong letter or one swap away."""
    if not 4 <= len(postcode) <= 7:
        return
    for at, now in enumerate(postcode):
        alike = _LETTERS[:26] if now.isalpha() else _LETTERS[26:]
        yield from (postcode[:at] + other + postcode[at + 1 :] for other in alike if other != now)
        if at and postcode[at - 1] != now:
            yield postcode[: at - 1] + now + postcode[at - 1] + postcode[at + 1 :]


def _number_and_street(text: str) -> tuple[str, str]:
    without_flat = _FLAT.sub(" ", text)
    found = _NUMBER.search(without_flat)
    if found is None:
        return "", _street(without_flat)
    return found.group(1) + found.group(2), _street(
        without_flat[found.end() :] or without_flat[: found.start()]
    )


def _street(text: str) -> str:
    """The words before `street`, `road` and the like; the first two when there is no such word."""
    words = [word for word in text.split() if not word.isdigit()]
    end = next((at for at, word in enumerate(words) if at and word in KINDS), 2)
    return "".join(sound(word) for word in words[: min(end, 3)] if word not in KINDS or end == 2)
