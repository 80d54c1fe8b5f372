"""Numbers and codes that name a child or a place: how they are written, and whether they can be right.

A fault is words for a person to read, empty when nothing is wrong. Nothing here refuses: a number with a wrong
check letter is kept and flagged, because files of real councils are full of them (`domain.md` 1.5).
"""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = re.compile(r"[\s\-]+")
_UPN: Final = re.compile(r"[A-Z]\d{11}[0-9A-Z]", re.ASCII)
_UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Without I, O and S, which are misread."""
_LA_CHILD_ID: Final = re.compile(r"[A-Za-z0-9]{1,20}", re.ASCII)
_UNKNOWN_UPN: Final = re.compile(r"UN[1-7]", re.ASCII)

# BS 7666: no Q, V, X as first letter; no I, J, Z as second; inward letters without C, I, K, M, O, V.
_POSTCODE: Final = re.compile(
    r"[A-PR-UWYZ](?:\d{1,2}|\d[A-Z]|[A-HK-Y]\d{1,2}|[A-HK-Y]\d[A-Z]) \d[ABD-HJLNP-UW-Z]{2}", re.ASCII
)
_NO_FIXED_ABODE: Final = "ZZ99 "
_POSTCODE_INSIDE: Final = re.compile(
    r"\b([A-Za-z]{1,2}\d[A-Za-z0-9]?)\s*(\d[A-Za-z]{2})\s*[.,]?\s*$", re.ASCII
)


def joined(text: str) -> str:
    """Without spaces and dashes, in capitals: how identifiers are compared."""
    return _SPACES.sub("", text).upper()


def upn(text: str) -> str:
    """A unique pupil number as it is kept."""
    return joined(text)


def upn_fault(text: str) -> str:
    """What is wrong with a unique pupil number. A temporary one ends in a letter, which counts A=0, B=1, ..."""
    number = joined(text)
    if not _UPN.fullmatch(number):
        return "is not a letter and 12 digits"
    last = number[12]
    if last.isalpha() and last not in _UPN_LETTERS:
        return "ends in a letter that is never used"
    wanted = upn_letter(number)
    return "" if number[0] == wanted else f"has the check letter {number[0]}, it would be {wanted}"


def upn_letter(number: str) -> str:
    """The check letter for the twelve characters behind it."""
    values = [_UPN_LETTERS.index(char) if char.isalpha() else int(char) for char in number[1:13]]
    return _UPN_LETTERS[sum(place * value for place, value in enumerate(values, start=2)) % 23]


def is_unknown_upn(text: str) -> bool:
    """Whether it is one of the codes that say why there is no UPN."""
    return _UNKNOWN_UPN.fullmatch(joined(text)) is not None


def nhs(text: str) -> str:
    """An NHS number as it is kept: ten digits without spaces."""
    return joined(text)


def nhs_fault(text: str) -> str:
    """What is wrong with an NHS number. A right check digit does not prove that it was ever issued."""
    number = joined(text)
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        return "is not ten digits"
    check = (
        11 - sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True)) % 11
    )
    if check == 10:
        return "can never have been given out: no check digit fits"
    return "" if number[9] == str(check % 11) else "has a wrong check digit"


def la_child_id_fault(text: str) -> str:
    """What is wrong with a council's own number of a child."""
    return "" if _LA_CHILD_ID.fullmatch(text) else "is not 1 to 20 letters and digits"


def postcode(text: str) -> str:
    """A postcode as it is kept: capitals, one space before the last three; other words as they are."""
    solid = _SPACES.sub("", text).upper()
    return (
        f"{solid[:-3]} {solid[-3:]}" if 5 <= len(solid) <= 7 and solid.isalnum() else " ".join(text.split())
    )


def postcode_fault(text: str) -> str:
    """What is wrong with a postcode. ZZ99 stands for no fixed abode; whether a place exists is not known here."""
    code = postcode(text)
    if code.startswith(_NO_FIXED_ABODE):
        return ""
    return "" if _POSTCODE.fullmatch(code) else "is not written like a postcode"


def parted(address: str) -> tuple[str, str]:
    """An address without the postcode at its end, and that postcode; empty when there is none."""
    found = _POSTCODE_INSIDE.search(address)
    if found is None:
        return address.strip(), ""
    return address[: found.start()].strip(" ,\n"), postcode(found.group(1) + found.group(2))
