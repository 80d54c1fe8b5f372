"""Numbers that tell people apart: NHS number, pupil number, the council's number, phones."""

from __future__ import annotations

import re
from typing import Final

from workstation.history.folding import digits

_PHONE_KEPT: Final = 10
"""Digits of a phone that are compared, from its end: whether a leading nought was typed does not matter."""


def good_nhs(number: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (modulus 11)."""
    if len(number) != 10 or not number.isdigit() or len(set(number)) == 1:
        return False
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    )
    return check != 10 and check % 11 == int(number[9])


def plain(number: str) -> str:
    """Without blanks and signs, in capitals: `x001-8000 1701a` is `X00180001701A`."""
    return re.sub(r"[^A-Z0-9]", "", number.upper())


def phone(text: str) -> str:
    """The last ten digits; empty when there are too few to tell anybody apart."""
    found = digits(text)
    return found[-_PHONE_KEPT:] if len(found) >= 7 else ""
