"""Addresses for comparing: house number, street and postcode, however they were written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct

from workstation.domain.person_line import PersonLine
from workstation.history.folding import key, sound

_NUMBER: Final = re.compile(r"\b(\d{1,5}) ?([a-z]?)\b")
_FLAT: Final = re.compile(r"\b(?:flat|apartment|apt|unit|room|rm)\b ?(\d{1,3}[a-z]?|[a-z]\d{0,2})\b")
_IN_THE_HOUSE: Final = re.compile(r"\b(?:flat|apartment|apt|unit|room|rm|block|floor)\b ?\w?\w?\w?\b")
"""What is inside a building and no number of a house."""
_NUMBER_SIGN: Final = re.compile(r"\b(?:no|number) (?=\d)")
_SLASHED: Final = re.compile(r"^\s*(\d{1,3}[A-Za-z]?)\s*/\s*(?=\d)")
"""`3/47 Mill Lane` is flat 3 of number 47."""
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
BUILDINGS: Final = frozenset(
    ["house", "cottage", "farm", "farmhouse", "lodge", "villa", "bungalow", "barn", "vicarage", "rectory", "hostel",
     "refuge"]
)  # fmt: skip
"""Words at the end of the name of a building, which has no number then."""
_NOT_ITS_NAME: Final = frozenset(["the", "c", "o", "co", "at"])
_NOWHERE: Final = frozenset(
    [
        "unknown",
        "not known",
        "nfa",
        "no fixed abode",
        "no fixed address",
        "homeless",
        "none",
        "withheld",
        "n a",
    ]
)
"""Said where an address should be; many people share it, and live nowhere together."""
_POSTCODE: Final = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b")
_OUTER: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_HEARD: Final = "abdfgjklmnprstChy"
"""What the words of a street may sound like (`folding.sound`)."""
_HEARD_ENOUGH: Final = 3
"""Shorter streets are all nearly the same."""


class Place(Struct, frozen=True):
    """One address as it is compared."""

    number: str = ""
    """Of the house; or its name, as it sounds, behind a `~`."""
    street: str = ""
    """How the words of the street sound, without `street`, `road` and the like."""
    postcode: str = ""
    """In capitals, without a blank."""
    flat: str = ""
    """Of the flat or the room: a block or a hostel is no household."""
    town: str = ""
    """How the words behind the street sound: many towns of one county have a Church Road."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What it can be looked up by: flat, house in postcode, house in street and town, house in street, street
        or name of the house alone, postcode.
        """
        found = []
        if self.flat and self.postcode:
            found.append(f"f:{self.flat}:{self.number}:{self.postcode}")
        if self.flat and (self.street or self.named):
            found.append(f"f:{self.flat}:{self.number}:{self.street}")
        if self.number and self.postcode:
            found.append(f"n:{self.number}:{self.postcode}")
        if self.number and self.street and self.town:
            found.append(f"h:{self.number}:{self.street}:{self.town}")
        if self.street and (self.number or len(self.street) > 5):
            found.append(f"s:{self.number}:{self.street}")
        if self.named:
            found.append(f"s::{self.named}")
        if self.postcode:
            found.append(f"p:{self.postcode}")
        return tuple(found)

    @property
    def named(self) -> str:
        """How the name of the house sounds, if it has one and no number."""
        return self.number[1:] if self.number.startswith("~") else ""


@lru_cache(maxsize=20_000)
def place(lines: str, postcode: str = "") -> Place:
    """An address taken apart. A postcode among the lines is found there."""
    text = key(_SLASHED.sub(r"flat \1 ", lines))
    if not postcode and (found := _POSTCODE.search(text)):
        postcode = found.group(0)
        text = text.replace(found.group(0), " ")
    if text.strip() in _NOWHERE:
        text = ""
    flat = _FLAT.search(text)
    number, (street, town) = _number_and_street(text)
    return Place(number, street, plain_postcode(postcode), flat.group(1) if flat else "", town)


def places_of(line: PersonLine) -> tuple[Place, ...]:
    """Every address of a person line that says where, and its bare postcode."""
    found = [known for p in line.places if (known := place(p.lines, p.postcode)) != Place()]
    if line.postcode and plain_postcode(line.postcode) not in {p.postcode for p in found}:
        found.append(Place(postcode=plain_postcode(line.postcode)))
    return tuple(found)


def plain_postcode(text: str) -> str:
    """`nb4 7xx` becomes `NB47XX`."""
    return key(text).replace(" ", "").upper()


def nearly_streets(street: str) -> frozenset[str]:
    """How the street may sound if one letter of it was misheard, left out or put in, or two were swapped."""
    return _one_slip_from(street, _HEARD) if len(street) >= _HEARD_ENOUGH else frozenset()


def nearly_numbers(number: str) -> frozenset[str]:
    """What the number or name of a house may be, if one sign was misheard, left out or put in, or two swapped."""
    if number.startswith("~"):
        return frozenset(f"~{named}" for named in nearly_streets(number[1:]))
    return _one_slip_from(number, "0123456789")


def _one_slip_from(text: str, letters: str) -> frozenset[str]:
    parts = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    less = {before + after[1:] for before, after in parts}
    turned = {before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1}
    other = {before + letter + after[1:] for before, after in parts if after for letter in letters}
    more = {before + letter + after for before, after in parts for letter in letters}
    return frozenset(less | turned | other | more) - {text}


def half_postcode(postcode: str) -> bool:
    """Whether this is only the first half of a postcode."""
    return bool(_OUTER.fullmatch(postcode)) and len(postcode) <= 4


def nearly(one: str, other: str) -> bool:
    """Whether two postcodes are one wrong letter or one swap apart (`vocabulary.near_postcode_keys`)."""
    if len(one) != len(other) or not 4 <= len(one) <= 7:
        return False
    wrong = [at for at in range(len(one)) if one[at] != other[at]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1 and one[wrong[0]].isalpha() == other[wrong[0]].isalpha()


def _number_and_street(text: str) -> tuple[str, tuple[str, str]]:
    without_flat = _IN_THE_HOUSE.sub(" ", _NUMBER_SIGN.sub("", text))
    found = _NUMBER.search(without_flat)
    if found is None:
        named, behind = _named_building(without_flat.split())
        return named, _street_and_town(behind)
    return found.group(1) + found.group(2), _street_and_town(
        without_flat[found.end() :] or without_flat[: found.start()]
    )


def _named_building(words: list[str]) -> tuple[str, str]:
    """The name of a building that has no number (`Rose Cottage, Church Lane`), and what comes behind it."""
    end = next((at for at, word in enumerate(words[:4]) if at and word in BUILDINGS), 0)
    name = [word for word in words[:end] if word not in _NOT_ITS_NAME]
    if not name:
        return "", " ".join(words)
    return f"~{''.join(map(sound, name))}", " ".join(words[end + 1 :])


def _street_and_town(text: str) -> tuple[str, str]:
    """The words before `street`, `road` and the like (the first two if there is no such word), and those behind."""
    words = [word for word in text.split() if not word.isdigit()]
    end = next((at for at, word in enumerate(words) if at and word in KINDS), 2)
    behind = words[end + 1 : end + 4] if end < len(words) and words[end] in KINDS else words[2:5]
    return "".join(map(sound, words[: min(end, 3)])), "".join(map(sound, behind))
