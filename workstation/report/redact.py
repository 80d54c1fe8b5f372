"""Leaving out the words that would give a confidential address away, however somebody wrote them.

Text and hidden words are compared *squashed*: without case, accents, spaces, line breaks, hyphens, punctuation
and invisible characters. A match is replaced by `[hidden]` in the text itself; nothing is covered up, because
what lies under a black box can be copied out of a PDF (`trust.md` X03).
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import Final

from workstation.report import spoken

HIDDEN: Final = "[hidden]"
MAYBE: Final = "[name?]"
"""Stands where a word may be a name, on the copy that names nobody (`recipients.likely`)."""

# Letters that no Unicode rule takes apart, and what people type for them.
_PLAIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ASCII: Final = str.maketrans("", "", string.punctuation + string.whitespace + "\x1c\x1d\x1e\x1f")
_LOOK_ALIKE: Final = str.maketrans("oils", "0115")
"""In a postcode or a phone number people write O for 0 and l for 1."""

_SAME: Final = (
    ("street", "st", "str"), ("saint", "st"), ("road", "rd"), ("avenue", "ave", "av"), ("close", "cl"),
    ("lane", "ln"), ("drive", "dr"), ("doctor", "dr"), ("crescent", "cres", "cresc"), ("court", "ct", "crt"),
    ("place", "pl"), ("gardens", "gdns", "gdn"), ("terrace", "terr", "ter"), ("square", "sq"), ("grove", "gr"),
    ("park", "pk"), ("house", "hse"), ("apartment", "apt"), ("mount", "mt"), ("and", ""), ("the", ""),
    ("primary", "prim"), ("surgery", "surg"), ("centre", "center", "ctr"), ("number", "no"),
)  # fmt: skip
_KIND_OF_PLACE: Final = frozenset(
    [
        "school",
        "academy",
        "nursery",
        "college",
        "surgery",
        "practice",
        "centre",
        "center",
        "clinic",
        "infants",
        "infant",
        "juniors",
        "junior",
        "primary",
        "secondary",
        "preschool",
        "playgroup",
        "medical",
        "health",
    ]
)
_ANY_PLACE: Final = frozenset({
    "central", "village", "health", "medical", "primary", "secondary", "community", "family", "children",
    "childrens", "children's", "street", "church", "north", "south", "river", "station", "catholic", "nursery",
    "school", "grammar", "special", "local", "first", "middle", "hospital", "county", "council", "walk-in",
})  # fmt: skip
"""What so many places are called that it gives none away. Every other name of a school hides by itself."""
_NAME_OF_PLACE: Final = 5
_PHONE: Final = re.compile(r"\+?\(?\d(?:[^\w\n]{0,3}\d){8,14}")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?[^\w\n]{0,2}\d[A-Z]{2}\b", re.IGNORECASE)
_HOUSE: Final = re.compile(
    r"^\W*(?:(?:flat|apartment|apt|unit|room|number|no)\b[\s.]*)?\d+\s*[a-z]?(?![^\W_])[\s,./–-]*",
    re.IGNORECASE,
)
_MOST_WAYS: Final = 64
_CERTAIN: Final = 6
"""From this many characters a match needs no edge: it is no accident inside a longer word."""


class Redactor:
    """Knows the hidden words, and cleans texts of them."""

    def __init__(self, hide: Iterable[str]) -> None:
        words = [word for word in dict.fromkeys(hide) if word.strip()]
        self._needles = sorted({n for w in words for n in _needles(w)}, key=lambda n: (-len(n), n))
        self._codes = sorted({c.translate(_LOOK_ALIKE) for w in words for c in _codes(w)})
        self._phones = sorted({p for w in words for p in (*_phones(w), *_phones(_said_as_digits(w)))})

    def clean(self, text: str) -> str:
        """The text with `[hidden]` in place of every hidden word."""
        if not (self._needles or self._codes or self._phones) or not text:
            return text
        found = list(self._found(*squash(text)))
        if spoken.says_digits(text):
            found += self._said(text)
        return _without(text, found) if found else text

    def clean_places(self, text: str) -> str:
        """The same, and without any phone number or postcode, known or not: for words shown to a room."""
        return _POSTCODE.sub(HIDDEN, _PHONE.sub(_not_a_date, self.clean(text)))

    def _said(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches in which a hidden word is said with its digits in words: `fourteen Sample Street`."""
        written, stands_for = "", list[tuple[int, int]]()
        for part in spoken.read(text):
            gap = bool(stands_for) and part.first > stands_for[-1][1] + 1
            written += f"{' ' * gap}{part.characters}"
            stands_for += stands_for[-1:] * gap
            same = text[part.first : part.last + 1] == part.characters
            stands_for += [
                (part.first + n,) * 2 if same else (part.first, part.last)
                for n in range(len(part.characters))
            ]
        for first, last in self._found(*squash(written)):
            yield stands_for[first][0], stands_for[last][1]

    def _found(self, squashed: str, places: list[int]) -> Iterator[tuple[int, int]]:
        """Stretches of the original text, as first and last place."""
        for needle in self._needles:
            free = len(needle) >= _CERTAIN or not needle.isascii()
            for start in _everywhere(squashed, needle):
                if free or at_edges(squashed, places, start, start + len(needle)):
                    yield places[start], places[start + len(needle) - 1]
        alike = squashed.translate(_LOOK_ALIKE)
        for code in self._codes:
            for start in _everywhere(alike, code):
                yield places[start], places[start + len(code) - 1]
        for phone in self._phones:
            for start in _everywhere(alike, phone):
                if len(phone) > 8 or at_edges(squashed, places, start, start + len(phone)):
                    yield places[_with_prefix(alike, start)], places[start + len(phone) - 1]


def _not_a_date(found: re.Match[str]) -> str:
    """A day, a reference or a time in many digits is no phone number."""
    words = found.group()
    return words if re.search(r"[/:]", words) or not re.search(r"^\W*(?:0|\+|44)", words) else HIDDEN


def squash(text: str) -> tuple[str, list[int]]:
    """The letters and digits alone, plain and small, and where in the text each of them stands."""
    if text.isascii():
        places = [i for i, c in enumerate(text) if c.isalnum()]
        kept = text.lower().translate(_ASCII)
        if len(kept) == len(places):
            return kept, places
    plain = [(_squashed(c), i) for i, c in enumerate(text)]
    return "".join(p for p, _ in plain), [i for p, i in plain for _ in p]


@cache
def _squashed(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    apart = unicodedata.normalize("NFKD", character).casefold().translate(_PLAIN)
    return "".join(c for c in apart if c.isalnum() and not unicodedata.combining(c))


def _everywhere(text: str, needle: str) -> Iterator[int]:
    start = text.find(needle)
    while start >= 0:
        yield start
        start = text.find(needle, start + 1)


def at_edges(squashed: str, places: list[int], start: int, end: int) -> bool:
    """Whether a match begins and ends where a word does (a plural or genitive s may follow)."""

    def edge(at: int) -> bool:
        return at <= 0 or at >= len(places) or places[at] - places[at - 1] != 1

    return edge(start) and (edge(end) or (squashed[end] == "s" and edge(end + 1)))


def _with_prefix(digits: str, start: int) -> int:
    """Where a number begins, with the 0, +44 or 0044 before it."""
    for prefix in ("00440", "0044", "440", "44", "0"):
        if digits.endswith(prefix, 0, start):
            return start - len(prefix)
    return start


def _without(text: str, found: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    at = 0
    for first, last in _joined(text, sorted(found)):
        kept += [text[at:first].rstrip("+(") if text[first].isdigit() else text[at:first], HIDDEN]
        at = last + 1
        while at < len(text) and not _squashed(text[at]) and unicodedata.category(text[at]) in ("Mn", "Cf"):
            at += 1  # the accent of the last letter goes with it
    return "".join((*kept, text[at:]))


def _joined(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches that overlap, or that only a comma or a line break keeps apart, as one."""
    first, last = found[0]
    for start, end in found[1:]:
        if start <= last + 1 or (start - last <= 4 and not any(_squashed(c) for c in text[last + 1 : start])):
            last = max(last, end)
        else:
            yield first, last
            first, last = start, end
    yield first, last


# -- what to look for -----------------------------------------------------------------------------------------


def _needles(word: str) -> set[str]:
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
    rest = word
    while (match := _HOUSE.match(rest)) and rest[match.end() :].strip():
        rest = rest[match.end() :]
        yield rest
    parts = word.split()
    while len(parts) > 1 and parts[-1].strip(string.punctuation).casefold() in _KIND_OF_PLACE:
        parts = parts[:-1]
        if len(parts) > 1 or (len(parts[0]) >= _NAME_OF_PLACE and parts[0].casefold() not in _ANY_PLACE):
            yield " ".join(parts)


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
    others = [w for group in _SAME if plain in group for w in group if w != plain]
    return (token, *dict.fromkeys(others))


def _codes(word: str) -> Iterator[str]:
    """Postcodes in a hidden word."""
    for match in _POSTCODE.finditer(word):
        yield squash(match.group())[0]


def _said_as_digits(word: str) -> str:
    return spoken.in_digits(word) if spoken.says_digits(word) else ""


def _phones(word: str) -> Iterator[str]:
    """Phone numbers in a hidden word: without prefix, and the part that people in the same town leave over."""
    for match in _PHONE.finditer(word):
        digits = squash(match.group())[0].removeprefix("00").removeprefix("44").lstrip("0")
        if len(digits) >= 9:
            yield digits
            yield from (digits[-n:] for n in (8, 7, 6) if len(digits) > n)
