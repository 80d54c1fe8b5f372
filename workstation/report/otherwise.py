"""Finds hidden words that are written otherwise: shortened in ways of their own, misspelt, or told without saying
which kind of place it is (`14 Sampel Str`, `on Quillet`, `BPS`). Links to maps too: they say where without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from workstation.report import needles
from workstation.report.known_words import listed, names, ordinary

Stretch = tuple[int, int]
"""Of a text: the first place and the last."""
_MISSPELT: Final = 5
"""From this many letters on a word with one letter more, less, other, or two turned round is that word."""
_MISSPELT_ALONE: Final = 7
_GONE: Final = re.compile(r"%[0-9A-Fa-f]{2}|&(?:#x?[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});")
"""What stands for a blank or a comma in links and web pages."""
_WHERE: Final = f"(?:{'|'.join(listed('where'))})"
_MAP: Final = re.compile(
    r"google\.[a-z.]{2,6}/maps|\bmaps\.(?:google|apple|app)\b|goo\.gl/maps|bing\.com/maps|openstreetmap\.org"
    r"|osm\.org|streetmap\.co|what3words\.com|w3w\.co|waze\.com|plus\.codes|citymapper\.com|\bgeo:[-\d]"
    r"|///[^\W\d_]{3,30}\.[^\W\d_]{3,30}\.[^\W\d_]{3,30}"
    r"|\b(?:what\s?3\s?words|w3w|what three words)\W{1,4}[^\W\d_]{3,30}[. ][^\W\d_]{3,30}[. ][^\W\d_]{3,30}"
    r"|(?<![\d.])[45]\d\.\d{3,20}°?\s?N?\s?[,;\s]\s?[-−]?\d\.\d{3,20}(?:°?\s?[EW]\b)?",
    re.IGNORECASE,
)
_TITLE_BEFORE: Final = re.compile(rf"(?<!\w)(?:(?:{'|'.join(listed('titles'))})\.?|[A-Z]\.)[ \u00a0]+\Z")
_SERVICE_AFTER: Final = re.compile(
    rf"(?:['’]s)?[ \u00a0]+(?:{'|'.join(listed('services'))})\b", re.IGNORECASE
)
_LONGEST: Final = 2_000
"""Characters of a link."""


class _Capital(Enum):
    """Which words of a line have a capital letter where it is the name of a place."""

    NONE = "any may be small"
    SECOND = "the second"
    EACH = "each of them"


class Otherwise:
    """Knows the hidden words as lines of words."""

    def __init__(
        self, hide: Iterable[str], told_anyway: str = "", people: frozenset[str] = frozenset()
    ) -> None:
        """`people` are the words of everybody's name here: no street is hidden where they stand for somebody."""
        words = tuple(hide)
        self._lines: dict[str, list[tuple[tuple[str, ...], _Capital]]] = {}
        for word in words:
            for line in needles.lines(word):
                self._lines.setdefault(line[0], []).append((line, _Capital.NONE))
            for line in needles.numbered(word):
                second = _Capital.SECOND if ordinary(line[1]) else _Capital.NONE
                self._lines.setdefault(line[0], []).append((line, second))
            for line in needles.long_streets(word):
                if not set(line) <= people and "".join(line) not in told_anyway:
                    self._lines.setdefault(line[0], []).append((line, _Capital.EACH))
        known = {part for of in self._lines.values() for line, _ in of for part in line}
        self._vocabulary = sorted(k for k in {*known, *needles.spellings()} if len(k) >= _MISSPELT)
        alone = {
            n for word in words for n in needles.needles(word) if n.isalpha() and len(n) >= _MISSPELT_ALONE
        }
        streets = {s for word in words for s in needles.streets(word) if s not in told_anyway}
        bare = streets - people
        self._alone = sorted(
            (alone | {s for s in bare if len(s) >= _MISSPELT_ALONE}) - {told_anyway} - people
        )
        said = sorted({i for word in words for i in needles.initials(word)})
        self._streets = _any(rf"\b{_WHERE}\s+(?:the\s+)?(", sorted(streets), r"s?)\b")
        kinds = "|".join(needles.kinds_of_street())
        self._of_streets = _any(r"\b((?:", sorted(streets), rf")\s+(?:{kinds})s?)\b")
        self._bare = _any(r"\b(", sorted(bare), r")(?:s|['’]s)?\b")
        self._initials = _any(r"(?<![\w.])(", [r"\.?\s?".join(i) for i in said], r")(?!\w)")
        self._forms: dict[str, str] = {}
        self._slips: dict[str, bool] = {}
        self._hides = bool(words)

    def found(self, text: str) -> Iterator[Stretch]:
        """Where they stand."""
        if not self._hides:
            return
        yield from (_whole_link(text, m.start(), m.end()) for m in _MAP.finditer(text))
        for pattern in filter(None, (self._streets, self._of_streets, self._initials)):
            for match in pattern.finditer(text):
                if match.group(1)[0].isupper():
                    yield match.start(1), match.end(1) - 1
        if self._bare is not None:
            for match in self._bare.finditer(text):
                if not _somebody_or_a_service(text, match.start(), match.end()):
                    yield match.start(), match.end() - 1
        yield from self._of_words(_GONE.sub(lambda gone: " " * len(gone.group()), text))

    def _of_words(self, text: str) -> Iterator[Stretch]:
        parts, forms = list[tuple[int, int]](), list[str]()
        for part in needles.parts_of(text):
            form = self._form(part.characters)
            if form:
                forms.append(form)
                parts.append((part.first, part.last))
                if self._misspelt(part.characters):
                    yield part.first, part.last
        for at, form in enumerate(forms):
            for line, capital in self._lines.get(form, ()):
                end = at + len(line)
                if tuple(forms[at:end]) == line and _as_named(text, parts[at:end], capital):
                    yield parts[at][0], parts[end - 1][1]

    def _form(self, token: str) -> str:
        """The short form of a word, or of the one that is meant by it."""
        known = self._forms.get(token)
        if known is None:
            known = needles.short(token)
            if len(known) >= _MISSPELT and not known.isdigit() and known not in self._vocabulary:
                near = process.extractOne(known, self._vocabulary, scorer=OSA.distance, score_cutoff=1)
                known = needles.short(near[0]) if near else known
            self._forms[token] = known
        return known

    def _misspelt(self, token: str) -> bool:
        """Whether it is a hidden word by itself but for a slip, and no word or name of its own."""
        if len(token) < _MISSPELT_ALONE - 1 or not token[0].isupper() or not self._alone:
            return False
        known = self._slips.get(token)
        if known is None:
            plain = token.casefold()
            near = process.extractOne(plain, self._alone, scorer=OSA.distance, score_cutoff=1)
            known = (
                near is not None
                and near[1] > 0  # as it is written it is found elsewhere, where it stands for a place
                and near[0][0] == plain[0]
                and not (ordinary(plain) or plain in names())
            )
            self._slips[token] = known
        return known


def _as_named(text: str, parts: list[Stretch], capital: _Capital) -> bool:
    """Whether a line stands there as the name of a place, and not as words that happen to be the same."""
    if capital is _Capital.SECOND:
        return text[parts[1][0]].isupper()
    if capital is _Capital.EACH:
        return all(text[first].isupper() for first, _ in parts) and not _somebody_or_a_service(
            text, parts[0][0], parts[-1][1] + 1
        )
    return True


def _somebody_or_a_service(text: str, start: int, end: int) -> bool:
    """Whether these words with their neighbours are the name of somebody (`Mr Marlowe`, `J. Marlowe`), or of a
    service that is called so as well (`Marlowe Police`).
    """
    return bool(_TITLE_BEFORE.search(text, max(0, start - 12), start) or _SERVICE_AFTER.match(text, end))


def _any(before: str, ways: list[str], after: str) -> re.Pattern[str] | None:
    return re.compile(f"{before}{'|'.join(ways)}{after}", re.IGNORECASE) if ways else None


def _whole_link(text: str, start: int, end: int) -> Stretch:
    """From blank to blank."""
    before, after = text[max(0, start - _LONGEST) : start], text[end : end + _LONGEST]
    beside = len(before.split()[-1]) if before and not before[-1].isspace() else 0
    behind = len(after.split()[0]) if after and not after[0].isspace() else 0
    return start - beside, end - 1 + behind
