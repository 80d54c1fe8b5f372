"""Identities. All are text, made on the workstation, and never used again for anything else."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from typing import Final, NewType

EntryId = NewType("EntryId", str)
ContactId = NewType("ContactId", str)
PersonId = NewType("PersonId", str)
"""One person as named in one contact. Whether two are the same human being is a judgement (`Matched`)."""
AuthorId = NewType("AuthorId", str)
DeviceId = NewType("DeviceId", str)


def uuid7(milliseconds: int, chance: bytes | None = None) -> str:
    """A version 7 UUID (RFC 9562): 48 bits of Unix milliseconds, then chance (10 bytes, for replays)."""
    rest = int.from_bytes(chance if chance is not None else secrets.token_bytes(10), "big")
    high = (milliseconds & 0xFFFFFFFFFFFF) << 80
    value = high | (0x7 << 76) | (((rest >> 64) & 0xFFF) << 64) | (0b10 << 62) | (rest & 0x3FFFFFFFFFFFFFFF)
    return _dashed(value)


def uuid_of(*parts: str) -> str:
    """A version 8 UUID made of the parts: the same parts give the same identity (idempotent imports)."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    value = int.from_bytes(digest[:16], "big")
    value = value & ~(0xF << 76) | (0x8 << 76)
    value = value & ~(0b11 << 62) | (0b10 << 62)
    return _dashed(value)


def _dashed(value: int) -> str:
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


# Contact numbers are read over the phone: the check letter leaves out I, O and S, which are misheard.
_CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_GAP: Final = r"\s*[-–—/._ ]?\s*"
_SPOKEN: Final = re.compile(rf"C{_GAP}(\d\d){_GAP}(\d{{1,6}})(?:{_GAP}([A-Z]))?|C{_GAP}(\d\d){_GAP}")
_SERIAL: Final = 5


def contact_number(year: int, serial: int) -> str:
    """`C26-18412-K`: year, serial and a letter that catches one wrong or two swapped digits (mod 23)."""
    return f"C{year % 100:02d}-{serial:05d}-{_letter(f'{year % 100:02d}{serial:05d}')}"


def good_contact_number(text: str) -> bool:
    """Whether this is a whole contact number and its check letter fits its digits."""
    parts = text.strip().upper().split("-")
    if len(parts) != 3 or not parts[0].startswith("C") or len(parts[0]) != 3 or len(parts[1]) < _SERIAL:
        return False
    digits = parts[0][1:] + parts[1]
    return digits.isdigit() and _letter(digits) == parts[2]


def contact_number_in(text: str) -> str:
    """A contact number as people write it (`c26 18412k`), put in order: `C26-18412-K`. Without its letter, or only
    begun, it is `C26-18412`, `C26-1`, `C26`. Empty when this is none.
    """
    found = _SPOKEN.fullmatch(text.strip().upper())
    if found is None:
        return ""
    return "-".join(part for part in (f"C{found[1] or found[4]}", found[2], found[3]) if part)


def near_contact_numbers(number: str) -> Iterator[str]:
    """Good numbers that are one slip away from this one, which is not good: likeliest first, each once.

    Two neighbours swapped, another letter heard, one digit misread, one left out or put in twice; at last two
    neighbours swapped and another letter heard besides.
    """
    head, serial, letter = (*number.upper().split("-"), "", "")[:3]
    digits = head[1:] + serial
    if not digits.isdigit() or not letter or good_contact_number(number):
        return
    seen: set[str] = set()
    for near, told in _slips(digits, letter):
        if len(near) == 2 + _SERIAL and _letter(near) == told and near not in seen:
            seen.add(near)
            yield f"C{near[:2]}-{near[2:]}-{told}"


def _swapped(digits: str) -> Iterator[str]:
    return (digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1))


def _slips(digits: str, letter: str) -> Iterator[tuple[str, str]]:
    """What may have been meant: other digits with the letter that was said, or these with their own."""
    places = range(len(digits))
    for near in _swapped(digits):
        yield near, letter
    yield digits, _letter(digits)
    for at in places:
        for other in "0123456789":
            yield digits[:at] + other + digits[at + 1 :], letter
    for at in places:
        yield digits[:at] + digits[at + 1 :], letter
    for at in range(len(digits) + 1):
        for other in "0123456789":
            yield digits[:at] + other + digits[at:], letter
    for near in _swapped(digits):
        yield near, _letter(near)


def _letter(digits: str) -> str:
    total = sum(int(d) * weight for weight, d in enumerate(reversed(digits), start=2))
    return _CHECK_LETTERS[total % 23]
