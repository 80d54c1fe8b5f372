"""What to look for when a word is hidden: the ways in which people write a street, a school, a phone number.

Two things come of a hidden word: *needles*, squashed, that are found whatever stands between their letters; and
*lines of words*, each word in the short form of all its forms (`street`, `str` and `st` are `st`), that are found
however the single words are shortened, misspelt or said (`otherwise`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from workstation.report import spoken
from workstation.report.known_words import groups, listed, names, of_trade, ordinary
from workstation.report.squashed import squash

SAME: Final = groups("same")
"""Words that are written in several ways, also where nothing stands between them."""
_SAME_ALONE: Final = groups("same alone")
_LEFT_OUT: Final = frozenset(listed("left out"))
_STREET: Final = frozenset(listed("streets"))
_BUILDING: Final = frozenset(listed("buildings"))
_SCHOOL: Final = frozenset(listed("schools"))
_LANDLORD: Final = frozenset(listed("landlords"))
_ANY_PLACE: Final = frozenset(listed("any place"))
_ENGLAND: Final = re.compile(r"\b(?:church\s+of\s+england|c\.?\s?(?:of|/)\s?e\.?)(?!\w)", re.IGNORECASE)
_KINDS: Final = _STREET | _SCHOOL | _BUILDING
_TWO_KINDS: Final = frozenset({"dr", "st"})
"""A drive or a doctor, a street or a saint."""
_BETWEEN: Final = re.compile(r"\s*[,;|()\[\]\n]\s*|(?<!\d)/|/(?!\d)|\s[-–—]+\s|(?<=\w{3})\.\s+(?=[A-Z])")
"""What keeps two places apart; not the stroke of `14/2`, nor the full stop of `St. Hild's`."""
_DOCTOR: Final = re.compile(r"\b(?:Dr|Doctor)\b\.?\s+[A-Z][\w’'-]+")
_MOST_NAMES: Final = 5
"""Words before the kind of place, its number among them."""
_NAME_OF_PLACE: Final = 5
PHONE: Final = re.compile(r"\+?\(?\d(?:[^\w\n]{0,3}\d){8,14}")
_ONE_OF_SEVERAL: Final = re.compile(r"(?<!\d)(?=((?:\+?44|0)(?:[^\w\n]{0,3}\d){9,10}))")
"""A number of this country wherever one may begin: two of them side by side read like a long one."""
POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[^\w\n]{0,2}\d[A-Z]{2}\b", re.IGNORECASE)
_HOUSE: Final = re.compile(
    r"^\W*(?:(?:flat|apartment|apt|unit|room|number|no)\b[\s.]*)?\d+\s*[a-z]?(?![^\W_])[\s,./–-]*",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"1st|2nd|3rd|\dth", re.IGNORECASE)
_MOST_WAYS: Final = 64
_INITIALS: Final = 3


def needles(word: str) -> set[str]:
    """A hidden word in every way it may be written, squashed; nothing that is too short to stand alone."""
    written = (word, spoken.in_digits(word)) if spoken.says_digits(word) else (word,)
    found = {squash(way)[0] for one in written for shorter in _shorter(one) for way in _ways(shorter)}
    return {needle for needle in found if _stands_alone(needle)}


def _stands_alone(needle: str) -> bool:
    """A house number does not: it is hidden only as part of its line."""
    if needle.isdigit():
        return len(needle) > 5
    if any(c.isdigit() for c in needle):
        return len(needle) > 3
    return len(needle) >= (3 if needle.isascii() else 2)


def _shorter(word: str) -> Iterator[str]:
    """`14 Sample Street` is also known as `Sample Street`, and `Brindle Primary School` as `Brindle Primary`."""
    yield word
    for piece in _pieces(word):
        yield from _shorter(piece)
    rest = word
    while (match := _HOUSE.match(rest)) and rest[match.end() :].strip():
        rest = rest[match.end() :]
        yield rest
    parts = _ENGLAND.sub("CofE", word).split()
    while len(parts) > 1 and (kind := squash(parts[-1])[0]) in _SCHOOL | _LANDLORD:
        parts = parts[:-1]
        if len(parts) > 1 or _a_name_by_itself(parts[0], school=kind in _SCHOOL):
            yield " ".join(parts)


def _pieces(word: str) -> Iterator[str]:
    """`The Old Vicarage, Church Lane` is two places, with the comma or without; `Dr Okafor` is who works at one.
    What follows a comma in other words is none.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(word)]
    for piece in pieces:
        tokens = piece.split()
        runs = [piece] if len(tokens) > 1 and _is_kind(tokens[-1]) else []
        runs += _places_in(tokens)
        runs += _DOCTOR.findall(piece)
        yield from (run for run in dict.fromkeys(runs) if run != word)


def _places_in(tokens: list[str]) -> Iterator[str]:
    """The places in words that nothing keeps apart: `14 Quillet Row` of `Ash House 14 Quillet Row Ashbrook`. Each
    ends with the kind of place it is, where no other kind follows (`Church House Lane`).
    """
    kinds = [_is_kind(token) for token in tokens]
    if not any(kinds[2:]):
        yield from _after_a_number(tokens)
    for end, token in enumerate(tokens):
        after = kinds[end + 1 : end + 2] == [True] and short(tokens[end + 1]) not in _TWO_KINDS
        if kinds[end] and not after:
            first = _first_of(tokens, kinds, end)
            named = [n for n, kind in zip(tokens[first:end], kinds[first:end], strict=True) if not kind]
            if any(name[0].isalpha() for name in named) or (named and end - first > 1):
                yield " ".join((*tokens[first:end], token.strip(".")))


def _after_a_number(tokens: list[str]) -> Iterator[str]:
    """`14 Quillet Staithe` of a line that goes on, whatever a staithe is; not where the words are everybody's."""
    words = tokens[1:3] if len(tokens) > 3 and tokens[0][0].isdigit() else []
    if (
        words
        and all(word[0].isalpha() for word in words)
        and not all(ordinary(squash(word)[0]) for word in words)
    ):
        yield " ".join(tokens[:3])


def _first_of(tokens: list[str], kinds: list[bool], end: int) -> int:
    """Where the place that ends here begins: with its number, else with the first of its names."""
    names = end
    for first in range(end - 1, max(-1, end - 1 - _MOST_NAMES), -1):
        if tokens[first][0].isdigit():
            return first
        if kinds[first] and not kinds[first + 1] and short(tokens[first]) not in _TWO_KINDS:
            break  # another place ends here
        names = first if names == first + 1 and tokens[first][0].isupper() else names
    return names


def _is_kind(token: str) -> bool:
    """Whether it says what kind of place something is: `Row`, `School`, `House`."""
    return bool({squash(token)[0], short(token)} & _KINDS)


def _a_name_by_itself(part: str, *, school: bool) -> bool:
    """Whether one word tells which place it is: `Brindle`; not `Together`, though a landlord is called so."""
    plain = part.casefold()
    if len(part) < _NAME_OF_PLACE or plain in _ANY_PLACE:
        return False
    return school or not (ordinary(squash(part)[0]) or of_trade(squash(part)[0]))


def _ways(word: str) -> Iterator[str]:
    """A word with `Street` for `St` and the like, in every combination up to a limit."""
    tokens = re.findall(r"\w+", word.replace("&", " and "))
    choices = [_same_as(token) for token in tokens]
    yield word
    for number, way in enumerate(product(*choices)):
        if number >= _MOST_WAYS:
            return
        yield " ".join(way)


def _same_as(token: str) -> tuple[str, ...]:
    plain = token.casefold()
    others = [w for group in SAME if plain in group for w in group if w != plain]
    return (token, *dict.fromkeys(others))


# -- codes and numbers ----------------------------------------------------------------------------------------


def codes(word: str) -> Iterator[str]:
    """Postcodes in a hidden word."""
    for match in POSTCODE.finditer(word):
        yield squash(match.group())[0]


def ends_of_codes(word: str) -> Iterator[str]:
    """Of each postcode the end: with the town that everybody knows it is a street. `1st` is too much else."""
    for code in codes(word):
        if not _ORDINAL.fullmatch(code[-3:]):
            yield code[-3:]


def phones(word: str) -> Iterator[str]:
    """Phone numbers in a hidden word: without prefix, and the part that people in the same town leave over."""
    for written in (word, spoken.in_digits(word) if spoken.says_digits(word) else ""):
        whole = [match.group() for match in PHONE.finditer(written)]
        for number in (*whole, *(match[1] for match in _ONE_OF_SEVERAL.finditer(written))):
            digits = squash(number)[0].removeprefix("00").removeprefix("44").lstrip("0")
            if len(digits) >= 9:
                yield digits
                yield from (digits[-n:] for n in (8, 7, 6) if len(digits) > n)


# -- lines of words -------------------------------------------------------------------------------------------


def _short_forms() -> dict[str, str]:
    """The shortest form of each word that has several."""
    found: dict[str, str] = {}
    for group in (*SAME, *_SAME_ALONE):
        least = next((found[word] for word in group if word in found), min(filter(None, group), key=len))
        found.update((word, least) for word in group if word not in found)
    return found | {"": ""}


_SHORT: Final = _short_forms()
_PLURAL: Final = 4
_APOSTROPHES: Final = frozenset("'’‘ʼ`´")


def short(token: str) -> str:
    """One word in the form that stands for all its forms; nothing for a word that may be left out."""
    plain = squash(token)[0]
    if plain in _LEFT_OUT:
        return ""
    if plain in _SHORT:
        return _SHORT[plain]
    bare = plain[:-1] if len(plain) > _PLURAL and plain.endswith("s") and plain.isalpha() else plain
    return _SHORT.get(bare, bare)


def spellings() -> Iterable[str]:
    """Words that are misspelt wherever they stand in a line: `Steet`, `Prmary`."""
    return _SHORT


def lines(word: str) -> set[tuple[str, ...]]:
    """A hidden word and its shorter forms as lines of short words. A word alone is in none: it is a needle."""
    found = {_line(shorter) for shorter in _shorter(_ENGLAND.sub("CofE", word))}
    return {line for line in found if len(line) > 1 and not all(map(str.isdigit, line))}


def _line(words: str) -> tuple[str, ...]:
    return tuple(form for part in parts_of(words.replace("&", " ")) if (form := short(part.characters)))


def parts_of(words: str) -> Iterator[spoken.Read]:
    """The words one by one, those that say digits as what they say, without the s of whose it is."""
    before = ""
    said = spoken.read(words) if spoken.says_digits(words) else spoken.single(words)
    for part in said:
        if not (part.characters in "sS" and before in _APOSTROPHES):
            yield part
        before = part.characters


def numbered(word: str) -> set[tuple[str, ...]]:
    """`14 Sample`, as people say it who live there, whatever flat stands before it."""
    lines_ = {_line(shorter) for shorter in _shorter(word)}
    return {
        line[:-1]
        for line in lines_
        if len(line) > 2 and line[0][0].isdigit() and line[-1] in _STREET and line[-2].isalpha()
    }


def streets(word: str) -> Iterator[str]:
    """The name of a street without what kind it is, where it is nothing else: `Quillet`."""
    for name in _without_kind(word):
        if len(name) == 1 and len(name[0]) >= _NAME_OF_PLACE and not _says_else(name[0]):
            yield name[0]


def long_streets(word: str) -> set[tuple[str, ...]]:
    """The same of streets whose name is two words or more: `Tansy Hill`, `St Oswald`."""
    return {name for name in _without_kind(word) if len(name) > 1 and sum(map(len, name)) >= _NAME_OF_PLACE}


def _says_else(name: str) -> bool:
    """Whether it is a word, or what people are called: `Garden`, `Thomas` (whose s is not that of many)."""
    return any(ordinary(way) or way in names() for way in (name, f"{name}s"))


def _without_kind(word: str) -> Iterator[tuple[str, ...]]:
    for line in {_line(shorter) for shorter in _shorter(word)}:
        names_ = tuple(part for part in line if not part[0].isdigit())
        if len(names_) > 1 and names_[-1] in _STREET:
            yield names_[:-1]


def kinds_of_street() -> Iterator[str]:
    """What a street may be called behind its name, in every way it is written: people take one for another."""
    written = _STREET | {long for long, form in _SHORT.items() if form in _STREET}
    yield from sorted(written, key=len, reverse=True)


def initials(word: str) -> Iterator[str]:
    """`Brindle Primary School` is also `BPS`, if that says nothing else."""
    parts = re.findall(r"[^\W\d_][^\W_]*", _ENGLAND.sub("CofE", word))
    if len(parts) < _INITIALS or squash(parts[-1])[0] not in _SCHOOL | _LANDLORD:
        return
    every = ["", ""]
    for part in parts:
        small = squash(part)[0] in _LEFT_OUT or len(part) == 1
        every = [every[0] + part[0], every[1] + ("" if small else part[0])]
    for letters in dict.fromkeys(every):
        plain = letters.casefold()
        if len(letters) >= _INITIALS and letters.isascii() and not (of_trade(plain) or ordinary(plain)):
            yield letters.upper()
