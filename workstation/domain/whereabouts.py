"""What leads from one family to another: the door of an address and the number of a phone, however written."""

from __future__ import annotations

import re
from typing import Final

_POSTCODE: Final = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b")
_NUMBERS: Final = re.compile(r"\d+[a-z]?\b")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_PHONE: Final = re.compile(r"\+?\d[\d ()-]{7,}\d")
_SHORTEST: Final = 9
"""Digits of a phone number that can ring one house only."""


def door(lines: str, postcode: str) -> str:
    """One word for an address: its postcode and the numbers of its door, in any order (`Flat 2, 14 Mill Lane` is
    `14 Mill Lane, flat 2`). Empty when no door is named: half a town shares a postcode.
    """
    said = " ".join(lines.casefold().split())
    inside = _POSTCODE.search(said)
    code = "".join(postcode.casefold().split()) or ("".join(inside.groups()) if inside else "")
    said = _POSTCODE.sub(" ", said)
    if not said.strip():
        return ""
    street = " ".join(sorted(set(_WORDS.findall(said))))
    numbers = " ".join(sorted(set(_NUMBERS.findall(said))))
    if code:
        return f"{code}|{numbers or street}"
    return f"|{numbers} {street}" if numbers else ""


def phones(said: str) -> tuple[str, ...]:
    """The phone numbers in these words, as they can be compared: `+44 7700 900123` is `07700900123`."""
    found = (re.sub(r"\D", "", one.replace("+44", "0")) for one in _PHONE.findall(said))
    return tuple(dict.fromkeys(number for number in found if len(number) >= _SHORTEST))
