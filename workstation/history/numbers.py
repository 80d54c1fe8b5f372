"""Numbers that tell people apart: NHS number, pupil number, the council's number, phones."""

from __future__ import annotations

import re
from typing import Final

from workstation.domain import identifiers
from workstation.history.folding import digits

_PHONE_KEPT: Final = 10
"""Digits of a phone that are compared, from its end: whether a leading nought was typed does not matter."""


def good_nhs(number: str) -> bool:
    """Whether its check digit fits. One digit ten times, which fits too, is what people type for none."""
    return len(set(number)) > 1 and not identifiers.nhs_fault(number)


def plain(number: str) -> str:
    """Without blanks and signs, in capitals: `x001-8000 1701a` is `X00180001701A`."""
    return re.sub(r"[^A-Z0-9]", "", number.upper()) if number else ""


def phone(text: str) -> str:
    """The last ten digits; empty when there are too few to tell anybody apart."""
    found = digits(text)
    return found[-_PHONE_KEPT:] if len(found) >= 7 else ""
