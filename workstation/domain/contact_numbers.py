"""The number by which people call a contact over the phone: `C26-KQM-4127-K`.

The year, the letters of the computer that gave it, a number of four figures, and a letter that catches what was
misheard. No two computers have the same letters, so two that are both offline never give one number twice: nobody
has to be asked. The four figures are drawn, not counted: a computer that was put back to yesterday does not give
today's numbers again in their order.

Before computers had letters of their own, numbers were counted through the year: `C26-18412-K`. They stay right.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

_CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""Without I, O and S, which are misheard."""
LETTERS: Final = "BCDFGHJKLMNPQRTVWXYZ"
"""Of computers. Without vowels they make no words."""
_MANY: Final = 3
_RUDE: Final = frozenset({"BCH", "CNT", "DCK", "FCK", "FKN", "KKK", "TTS", "TWT", "WTF"})
_TRIES: Final = 1_000
_FIGURES, _MORE_FIGURES = 4, 5
_COUNTED: Final = 5
_GAP: Final = r"\s*[-–—/._ ]?\s*"
_ALPHABET: Final = f"[{LETTERS}]"
_OF_COMPUTER: Final = rf"({_ALPHABET}{{{_MANY}}})(?:{_GAP}(\d{{0,{_MORE_FIGURES}}})(?:{_GAP}([A-Z]))?)?"
_SPOKEN: Final = re.compile(rf"C{_GAP}(\d\d){_GAP}(\d{{1,6}})(?:{_GAP}([A-Z]))?|C{_GAP}(\d\d){_GAP}")
_SPOKEN_NEW: Final = re.compile(rf"C{_GAP}(\d\d){_GAP}{_OF_COMPUTER}")
_SAID_ALONE: Final = re.compile(rf"({_ALPHABET}{{{_MANY}}}){_GAP}(\d{{4,{_MORE_FIGURES}}})(?:{_GAP}([A-Z]))?")
_WHOLE: Final = re.compile(
    rf"C(\d\d)-(?:(\d{{{_COUNTED},}})|({_ALPHABET}{{{_MANY}}})-(\d{{{_FIGURES},{_MORE_FIGURES}}}))-([A-Z])"
)
_SHAPE: Final = re.compile(
    rf"\d\d(?:\d{{{_COUNTED}}}|{_ALPHABET}{{{_MANY}}}\d{{{_FIGURES},{_MORE_FIGURES}}})"
)


def contact_number(year: int, letters: str, figures: int) -> str:
    """`C26-KQM-4127-K`: year, letters, figures, and a letter that catches one wrong or two swapped."""
    return _written(f"{year % 100:02d}{letters}{figures:0{_FIGURES}d}")


def counted_number(year: int, serial: int) -> str:
    """`C26-18412-K`, as numbers were until computers had letters of their own."""
    return _written(f"{year % 100:02d}{serial:0{_COUNTED}d}")


def beginning(year: int, letters: str) -> str:
    """`C26-KQM-`: what all numbers of a year with these letters begin with."""
    return f"C{year % 100:02d}-{letters}-"


def fresh_number(year: int, letters: str, given: Collection[str], chance: Callable[[int], int]) -> str:
    """A number with these letters that is none of those that were `given`. `chance(n)` draws one of 0 to n-1; of
    the four figures it must be fit to draw each, or there is no end. Five figures when half of the others are gone.
    """
    first, last = (1, 10**_FIGURES) if len(given) < 10**_FIGURES // 2 else (10**_FIGURES, 10**_MORE_FIGURES)
    while True:
        number = contact_number(year, letters, first + chance(last - first))
        if number not in given:
            return number


def computer_letters(device: str) -> str:
    """The letters in the numbers that are given under this name of a computer."""
    digest = int.from_bytes(hashlib.sha256(f"contact numbers\x1f{device}".encode()).digest(), "big")
    return "".join(LETTERS[(digest // len(LETTERS) ** at) % len(LETTERS)] for at in range(_MANY))


def same_letters(device: str, others: Iterable[str]) -> bool:
    """Whether another of these names of computers stands for the same letters. Then one of the two needs another
    name before it gives a number.
    """
    letters = computer_letters(device)
    return any(other != device and computer_letters(other) == letters for other in others)


def name_with_own_letters(made: Callable[[], str], others: Iterable[str]) -> str:
    """A name from `made` that has letters of its own beside these others, and none that annoy a family. Where
    nearly all letters are gone it may have another's: then only the figures tell their numbers apart.
    """
    taken = _RUDE.union(map(computer_letters, others))
    name = made()
    for _ in range(_TRIES):
        if computer_letters(name) not in taken:
            break
        name = made()
    return name


def good_contact_number(text: str) -> bool:
    """Whether this is a whole contact number and its check letter fits."""
    found = _WHOLE.fullmatch(text.strip().upper())
    return found is not None and _letter("".join(part or "" for part in found.groups()[:4])) == found[5]


def contact_number_in(text: str) -> str:
    """A contact number as people write it (`c26 kqm4127k`), put in order: `C26-KQM-4127-K`. Without its letter, or
    only begun, it is `C26-KQM-4127`, `C26-KQM`, `C26`. Empty when this is none.
    """
    said = text.strip().upper()
    found = _SPOKEN_NEW.fullmatch(said)
    if found is not None:
        return "-".join(part for part in (f"C{found[1]}", *found.groups()[1:]) if part)
    found = _SPOKEN.fullmatch(said)
    if found is None:
        return ""
    return "-".join(part for part in (f"C{found[1] or found[4]}", found[2], found[3]) if part)


def number_without_year(text: str) -> str:
    """`-KQM-4127-K` for somebody who says `kqm 4127k` and leaves out the year; empty for no number."""
    found = _SAID_ALONE.fullmatch(text.strip().upper())
    return f"-{found[1]}-{found[2]}-{found[3] or ''}" if found else ""


def is_whole(number: str) -> bool:
    """Whether a number that was put in order has all its parts, right or wrong."""
    return _WHOLE.fullmatch(number) is not None


def near_contact_numbers(number: str) -> Iterator[str]:
    """Good numbers that are one slip away from this one, which is not good: likeliest first, each once.

    Two neighbours swapped, another letter heard, one digit misread, one left out or put in twice; at last two
    neighbours swapped and another letter heard besides.
    """
    said = number.upper().split("-")
    plain, letter = "".join(said[:-1])[1:], said[-1]
    if not number.startswith("C") or len(letter) != 1 or good_contact_number(number):
        return
    seen: set[str] = set()
    for near, told in _slips(plain, letter):
        if _SHAPE.fullmatch(near) and _letter(near) == told and near not in seen:
            seen.add(near)
            yield _written(near)


def _written(plain: str) -> str:
    """`26KQM4127` as `C26-KQM-4127-K`."""
    year, rest = plain[:2], plain[2:]
    letters = rest[:_MANY] if rest[:1].isalpha() else ""
    parts = (f"C{year}", letters, rest[len(letters) :], _letter(plain))
    return "-".join(part for part in parts if part)


def _swapped(plain: str) -> Iterator[str]:
    return (plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :] for at in range(len(plain) - 1))


def _slips(plain: str, letter: str) -> Iterator[tuple[str, str]]:
    """What may have been meant: other digits with the letter that was said, or these with their own."""
    places = range(len(plain))
    for near in _swapped(plain):
        yield near, letter
    yield plain, _letter(plain)
    for at in places:
        for other in "0123456789" if plain[at].isdigit() else LETTERS:
            yield plain[:at] + other + plain[at + 1 :], letter
    for at in places:
        yield plain[:at] + plain[at + 1 :], letter
    for at in range(len(plain) + 1):
        for other in "0123456789":
            yield plain[:at] + other + plain[at:], letter
    for near in _swapped(plain):
        yield near, _letter(near)


def _letter(plain: str) -> str:
    """The check letter for digits and letters (mod 23): each counts by its place, from the end."""
    total = sum(_worth(char) * weight for weight, char in enumerate(reversed(plain), start=2))
    return _CHECK_LETTERS[total % 23]


def _worth(char: str) -> int:
    """Of a digit itself; of a letter its place among those that are used, none of which is worth as much as
    another.
    """
    return int(char) if char.isdigit() else _CHECK_LETTERS.find(char)
