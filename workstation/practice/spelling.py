"""How names and numbers get onto a record: misspelt, in other letters, with the right check digits."""

from __future__ import annotations

import unicodedata
from typing import Final

from workstation.practice.dice import Dice
from workstation.practice.pieces import NameGroup

_SOUNDS: Final = (
    ("ph", "f"), ("ck", "k"), ("ie", "y"), ("ay", "ai"), ("ey", "y"), ("ee", "ea"), ("th", "t"), ("ll", "l"),
    ("nn", "n"), ("ss", "s"), ("tt", "t"), ("ou", "u"), ("c", "k"), ("y", "i"), ("z", "s"), ("oe", "o"),
)  # fmt: skip
_UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"


def misspelt(name: str, dice: Dice) -> str:
    """The name as somebody heard it or typed it: without accents, by ear, or with two letters swapped."""
    plain = without_accents(name)
    if plain != name and dice.chance(0.7):
        return plain
    start = dice.below(len(_SOUNDS))
    for turn in range(len(_SOUNDS)):
        heard, written = _SOUNDS[(start + turn) % len(_SOUNDS)]
        place = plain.find(heard, 1)
        if place > 0:
            return plain[:place] + written + plain[place + len(heard) :]
    return _swapped(plain, dice)


def _swapped(name: str, dice: Dice) -> str:
    if len(name) < 4:
        return name
    at = dice.between(1, len(name) - 3)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def without_accents(name: str) -> str:
    """The name in plain letters, as a form without accents would have it."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def own_letters(group: NameGroup, given: str, family: str) -> tuple[str, ...]:
    """The name in its own script, when the group has one."""
    first, last = group.script.get(given), group.script.get(family)
    if not first or not last:
        return ()
    return (last + group.join + first,) if group.family_first else (first + group.join + last,)


def nhs_number(serial: int) -> str:
    """A number from the range 999 000 0000 upwards, which is never given to a patient, with its check digit."""
    while True:
        digits = f"999{serial % 1_000_000:06d}"
        check = (11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
        if check < 10:
            return digits + str(check)
        serial += 500_000


def pupil_number(serial: int, year: int) -> str:
    """A unique pupil number of an authority that does not exist (899), with its check letter."""
    digits = f"899{2000 + serial % 40:04d}{year % 100:02d}{serial % 1000:03d}"
    total = sum(int(d) * place for place, d in enumerate(digits, start=2))
    return _UPN_LETTERS[total % 23] + digits
