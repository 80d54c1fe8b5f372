"""What was typed into the one box of a search, taken apart: names, dates, places, phones and numbers, in any order.

Words may be read in more than one way (`Mary Lane` is a street too), so there are readings. In a reading every
group has to fit a person, and of a group any one clue is enough: 14032016 is a date and may be a council's number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from workstation.domain.contact_numbers import contact_number_in, number_without_year
from workstation.history import numbers, places, spans
from workstation.history.folding import key
from workstation.history.spans import Span

LONGEST: Final = 200
"""Letters that are looked at: no search is longer, but a whole letter may be pasted by mistake."""
_MOST_TOKENS: Final = 24
_WIDEST: Final = 6
_GROWN: Final = 25
_POSTCODE: Final = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}")
_HALF: Final = re.compile(
    r"(?P<outer>[a-z]{1,2}\d[a-z\d]?)(?P<inner> \d[a-z]?)?|(?P<run>[a-z]{1,2}\d[a-z\d]?\d[a-z])"
)
_PHONE: Final = re.compile(r"(?:\+|00|\(?0)[\d ()./-]{5,}")
_NHS: Final = re.compile(r"(?:nhs ?(?:no\.?|number)?:? ?)?(\d{3}[ -]?\d{3}[ -]?\d{4})")
_UPN: Final = re.compile(r"(?:upn:? ?)?([a-z]\d{11}[a-z\d])")
_DIGITS: Final = re.compile(r"\d{4,14}")
_CODE: Final = re.compile(r"(?=.*\d)[a-z\d]+(?:[-/][a-z\d]+)*")
_SERIAL: Final = re.compile(r"\d{5}(?:-?[a-z])?")
_HOUSE: Final = re.compile(r"\d{1,4}[a-z]?")
_SIGNS: Final = str.maketrans(
    {",": " ", ";": " ", "\u201c": " ", "\u201d": " ", '"': " ", "\u2013": "-", "\u2014": "-"}
)


class Names(Struct, frozen=True):
    """Words of a name; `without`: one that was typed and left out, because nobody has it with the others."""

    words: str
    without: str = ""


class BornIn(Struct, frozen=True):
    """A date of birth, or when a baby is due, in any of these."""

    spans: tuple[Span, ...]


class Postcode(Struct, frozen=True):
    """A postcode as it is compared; `begun`: only its beginning, and whether the first half is whole (`NB4 7`)."""

    code: str
    begun: bool = False
    first_half: str = ""


class Street(Struct, frozen=True):
    """A street, with the number of the house or without."""

    number: str
    words: str


class Phone(Struct, frozen=True):
    """The digits of a phone that are compared."""

    digits: str


class Code(Struct, frozen=True):
    """An NHS number, a pupil number, the council's number for a child: whatever fits."""

    plain: str


Clue = Names | BornIn | Postcode | Street | Phone | Code
Group = tuple[Clue, ...]
Reading = tuple[Group, ...]


class Typed(Struct, frozen=True):
    """One search."""

    whole: str
    numbers: tuple[str, ...] = ()
    """Contact numbers, whole or begun, in the order in which they may be meant. Without the year: `-KQM-4127-`."""
    readings: tuple[Reading, ...] = ()
    born: str = ""
    """The date as it was typed, for whoever is to be added with it."""
    postcode: str = ""

    only_a_number: bool = False
    """Whether nothing but a contact number was typed, though it may be another number too."""

    @property
    def names(self) -> str:
        """The words that are names, in the first way to read it."""
        first = self.readings[0] if self.readings else ()
        return " ".join(clue.words for group in first for clue in group if isinstance(clue, Names))


class _Piece(Struct, frozen=True):
    """Some words that stand together: what they may be, and the contact number they may be."""

    text: str
    clues: Group = ()
    number: str = ""
    street: bool = False


def read(text: str, today: date) -> Typed:
    """Take apart what was typed."""
    whole = " ".join(unicodedata.normalize("NFC", text).replace("\x00", " ").split())[:LONGEST].strip()
    tokens = "".join(map(_digit, whole)).translate(_SIGNS).split()[:_MOST_TOKENS]
    pieces = tuple(_pieces(tokens, today))
    numbers_ = tuple(dict.fromkeys(piece.number for piece in pieces if piece.number))
    readings = tuple(dict.fromkeys(filter(None, _readings(pieces, today))))
    alone = len(pieces) == 1 and bool(pieces[0].number)
    return Typed(whole, numbers_, readings, _typed(pieces, BornIn), _typed(pieces, Postcode), alone)


def _digit(char: str) -> str:
    """Digits of every script as the ones that are on record; what only looks like one (²) is none."""
    if char.isascii():
        return char
    return str(unicodedata.decimal(char)) if char.isdecimal() else " " if char.isdigit() else char


def _typed(pieces: Sequence[_Piece], kind: type[Clue]) -> str:
    """What was typed of this kind, where it can be nothing else first."""
    return next((piece.text for piece in pieces if piece.clues and isinstance(piece.clues[0], kind)), "")


# -- one piece after the other -------------------------------------------------------------------------------------


def _pieces(tokens: Sequence[str], today: date) -> Iterator[_Piece]:
    """The widest stretch of words that means something, then the next; what means nothing is a name."""
    at = 0
    while at < len(tokens):
        for width in range(min(_WIDEST, len(tokens) - at), 0, -1):
            text = " ".join(tokens[at : at + width])
            piece = _piece(text, today)
            if piece is not None:
                yield piece
                at += width
                break
        else:
            yield _Piece(tokens[at])
            at += 1


def _piece(text: str, today: date) -> _Piece | None:
    plain = text.lower()
    if not any(char.isdigit() for char in plain) and not plain.startswith(("due", "edd", "expected")):
        return None
    number = contact_number_in(text)
    if number:
        return _Piece(text, _code(plain) if "-" not in plain and " " not in plain else (), number)
    for look in _LOOKS:
        piece = look(text, plain, today)
        if piece is not None:
            return piece
    return None


def _a_street(text: str, plain: str, _today: date) -> _Piece | None:
    """`14 Mill Lane`: a number, one to three words, a kind of street."""
    words = plain.split()
    named = 2 < len(words) <= 5 and _HOUSE.fullmatch(words[0]) and words[-1] in places.KINDS
    if not named or not all(word.replace("'", "").isalpha() for word in words[1:]):
        return None
    return _Piece(text, (Street(words[0], " ".join(words[1:])),), street=True)


def _a_phone(text: str, plain: str, _today: date) -> _Piece | None:
    digits = numbers.plain(plain)
    longest = 14 if plain.startswith(("+", "00")) or "(0)" in plain else 11
    if not _PHONE.fullmatch(plain) or not 7 <= len(digits) <= longest or not plain[-1].isdigit():
        return None
    return _Piece(text, (*_phone(plain), *_code(plain)) if digits == plain else _phone(plain))


def _an_nhs_number(text: str, plain: str, _today: date) -> _Piece | None:
    found = _NHS.fullmatch(plain)
    if found is None:
        return None
    digits = numbers.plain(found[1])
    return _Piece(text, (Code(digits), Phone(numbers.phone(digits))))


def _a_date(text: str, plain: str, today: date) -> _Piece | None:
    clues = _spans(plain, today)
    if not clues:
        return None
    return _Piece(text, (*clues, *_code(plain), *_phone(plain)) if plain.isdigit() else clues)


def _a_postcode(text: str, plain: str, _today: date) -> _Piece | None:
    if _POSTCODE.fullmatch(plain):
        return _Piece(text, (Postcode(places.plain_postcode(plain)),))
    found = _HALF.fullmatch(plain)
    if found is None:
        return None
    code = places.plain_postcode(plain)
    begun = Postcode(code, begun=True, first_half=(found["outer"] or "").upper() if found["inner"] else "")
    return _Piece(text, (begun,) if " " in plain else (begun, *_code(plain)))


def _a_number(text: str, plain: str, _today: date) -> _Piece | None:
    if found := _UPN.fullmatch(plain):
        return _Piece(text, (Code(found[1].upper()),))
    if without := number_without_year(text):
        return _Piece(text, _code(plain) if "-" not in plain and " " not in plain else (), without)
    if _SERIAL.fullmatch(plain):
        return _Piece(text, _code(plain), f"-{numbers.plain(plain)[:5]}-{numbers.plain(plain)[5:]}")
    if _DIGITS.fullmatch(plain):
        return _Piece(text, (*_code(plain), *_phone(plain)))
    if _CODE.fullmatch(plain) and not _HOUSE.fullmatch(plain):
        return _Piece(text, _code(plain))
    return None


_LOOKS: Final[tuple[Callable[[str, str, date], _Piece | None], ...]] = (
    _a_street, _a_date, _a_phone, _an_nhs_number, _a_postcode, _a_number,
)  # fmt: skip


def _spans(plain: str, today: date) -> tuple[BornIn, ...]:
    found = spans.spans(plain.rstrip(".") if not plain.endswith("b.") else plain, today)
    return (BornIn(found),) if found else ()


def _code(plain: str) -> tuple[Code, ...]:
    code = numbers.plain(plain)
    return (Code(code),) if code else ()


def _phone(plain: str) -> tuple[Phone, ...]:
    digits = numbers.phone(plain)
    return (Phone(digits),) if digits else ()


# -- the ways to read it -------------------------------------------------------------------------------------------


def _readings(pieces: Sequence[_Piece], today: date) -> Iterator[Reading]:
    """As it most likely is; then words that may be a street; then a month that may be a girl."""
    yield _reading(pieces, today)
    for at, piece in enumerate(pieces):
        month, _, year = piece.text.lower().partition(" ")
        if month in _GIRLS and year.isdigit() and len(year) == 4:
            yield _reading([*pieces[:at], _Piece(month), *_pieces([year], today), *pieces[at + 1 :]], today)
    for first, last in _streets(pieces):
        words = " ".join(piece.text for piece in pieces[first:last])
        number = words.split()[0] if _HOUSE.fullmatch(words.split()[0].lower()) else ""
        street = _Piece(words, (Street(number.lower(), words[len(number) :].strip()),), street=True)
        yield _reading([*pieces[:first], street, *pieces[last:]], today)


_GIRLS: Final = frozenset({"april", "may", "june", "august"})


def _streets(pieces: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Where words may be a street: a house number and what follows, or words that end in a kind of street."""
    for at, piece in enumerate(pieces):
        word = piece.text.lower()
        if piece.clues and not _HOUSE.fullmatch(word):
            continue
        if _HOUSE.fullmatch(word) and at + 1 < len(pieces) and not pieces[at + 1].clues:
            yield from (
                (at, end) for end in (at + 2, at + 3) if end <= len(pieces) and not pieces[end - 1].clues
            )
        elif word in places.KINDS | places.BUILDINGS and at and not pieces[at - 1].clues:
            yield at - 1, at + 1
            if at > 1 and not pieces[at - 2].clues:
                yield at - 2, at + 1


def _reading(pieces: Sequence[_Piece], today: date) -> Reading:
    groups: list[Group] = []
    names = [piece.text for piece in pieces if _is_name(piece)]
    for piece in pieces:
        word = piece.text.lower()
        if piece.clues:
            groups.append(piece.clues)
        elif word.isdigit() and names and int(word) <= _GROWN:
            groups.append((BornIn(spans.age(int(word), today)), *_code(word)))
        elif _HOUSE.fullmatch(word):
            groups.append(_code(word))
    return (*(((Names(" ".join(names)),),) if names else ()), *groups)


def _is_name(piece: _Piece) -> bool:
    return not (piece.clues or piece.number or _HOUSE.fullmatch(piece.text.lower())) and bool(key(piece.text))
