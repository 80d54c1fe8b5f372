"""Words into lines: where a line breaks, and in which order right-to-left words stand on it.

The order follows the Unicode bidirectional algorithm (UAX 9) as far as a contact record needs it: right-to-left
words, numbers between them, and the neutral signs beside them. Direction characters never get this far:
`visible` has made tokens of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from workstation.report.letters import Hand, Piece, clusters, shaped
from workstation.report.parts import Run

_RIGHT: Final = frozenset(("R", "AL"))
HANGUL: Final = ("\uac00", "\ud7a3")
"""The first syllable and the last. A name of three is not parted."""
_NUMBER: Final = frozenset(("EN", "AN"))
_NAMES: Final = 8
"""Words of a line written right to left; more are a text of its own, in which numbers go with them."""


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces from left to right, and their width in thousandths of the type size."""

    pieces: tuple[Piece, ...]
    width: float
    right: bool = False
    """Whether it belongs at the right edge."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """What a line cannot break inside: a word in one weight, or the spaces between two."""

    pieces: tuple[Piece, ...]
    width: float
    space: bool = False
    glued: bool = False
    """Follows the one before without a place to break."""


def broken(runs: Sequence[Run], room: float, hand: Hand) -> Iterator[Line]:
    """The lines of these runs in this much room (thousandths of the type size); never none."""
    for paragraph in _at_breaks(runs):
        text = "".join(run.words for run in paragraph)
        turned = any(unicodedata.bidirectional(c) in _RIGHT for c in text) if not text.isascii() else False
        base = _base(text) if turned else 0
        for atoms in _filled(_atoms(paragraph, hand, turned=turned), room):
            pieces = [piece for atom in atoms for piece in atom.pieces]
            if turned:
                pieces = _in_order(pieces, base)
            yield Line(tuple(pieces), sum(p.width for p in pieces), right=base == 1)


def _at_breaks(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs of each line that somebody began by hand."""
    now: list[Run] = []
    for run in runs:
        first, *others = run.words.split("\n")
        now.append(replace(run, words=first))
        for words in others:
            yield now
            now = [replace(run, words=words)]
    yield now


# -- atoms ----------------------------------------------------------------------------------------------------


def _atoms(runs: Iterable[Run], hand: Hand, *, turned: bool) -> Iterator[_Atom]:
    after_word = False
    for run in runs:
        for space, letters in groupby(run.words, key=lambda c: c == " "):
            if space:
                yield _atom("".join(letters), hand, strong=run.strong, space=True)
                after_word = False
                continue
            for number, word in enumerate(_breakable("".join(letters))):
                yield _atom(word, hand, strong=run.strong, glued=after_word and number == 0, turned=turned)
            after_word = True


def _atom(
    word: str, hand: Hand, *, strong: bool, space: bool = False, glued: bool = False, turned: bool = False
) -> _Atom:
    parts = _by_direction(word) if turned else [(word, 0)]
    pieces = tuple(
        shaped(face, run, level) for part, level in parts for face, run in hand.runs(part, strong=strong)
    )
    return _Atom(pieces, sum(p.width for p in pieces), space, glued)


def _breakable(word: str) -> Iterator[str]:
    """The parts of a word between which a line may break: around each Chinese character. Korean has spaces."""
    if word.isascii():
        yield word
        return
    part = ""
    for cluster in clusters(word):
        wide = _breaks(cluster[0]) and unicodedata.category(cluster[0]) == "Lo"
        if part and (wide or _breaks(part[-1])) and unicodedata.category(cluster[0])[0] != "P":
            yield part
            part = ""
        part += cluster
    yield part


def _breaks(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" and not HANGUL[0] <= character <= HANGUL[1]


# -- filling lines --------------------------------------------------------------------------------------------


def _filled(atoms: Iterable[_Atom], room: float) -> Iterator[list[_Atom]]:
    """Atoms line by line, as many as fit; spaces at a break are left out."""
    line: list[_Atom] = []
    used = 0.0
    for unit in _units(atoms):
        width = sum(a.width for a in unit)
        if line and used + width > room and not unit[0].space:
            yield _stripped(line)
            line, used = [], 0.0
        if width > room and not unit[0].space:
            *full, last = _cut(unit, room)
            yield from full
            line, used = last, sum(a.width for a in last)
            continue
        line += unit
        used += width
    yield _stripped(line)


def _units(atoms: Iterable[_Atom]) -> Iterator[list[_Atom]]:
    """Atoms that must stay together."""
    unit: list[_Atom] = []
    for atom in atoms:
        if unit and not (atom.glued and not unit[-1].space):
            yield unit
            unit = []
        unit.append(atom)
    if unit:
        yield unit


def _stripped(line: list[_Atom]) -> list[_Atom]:
    while len(line) > 1 and line[-1].space:
        line = line[:-1]
    return line


def _cut(unit: list[_Atom], room: float) -> list[list[_Atom]]:
    """A unit wider than the room, in parts that fit."""
    parts: list[list[_Atom]] = [[]]
    used = 0.0
    for piece in (p for atom in unit for p in atom.pieces):
        for small in _cut_piece(piece, room):
            if parts[-1] and used + small.width > room:
                parts.append([])
                used = 0.0
            parts[-1].append(_Atom((small,), small.width))
            used += small.width
    return parts


def _cut_piece(piece: Piece, room: float) -> Iterator[Piece]:
    if piece.width <= room:
        yield piece
        return
    advances = iter(_advances(piece))
    now, used = "", 0.0
    for cluster in clusters(piece.words):
        width = sum(next(advances) for _ in cluster)
        if now and used + width > room:
            yield shaped(piece.face, now, piece.level)
            now, used = "", 0.0
        now += cluster
        used += width
    yield shaped(piece.face, now, piece.level)


def _advances(piece: Piece) -> list[float]:
    """How far each character moves the pen, kerning included, in the order of reading."""
    letters: list[list[float]] = []
    for glyph in piece.glyphs:
        if glyph.words or not letters:
            letters.append([0.0] * max(len(glyph.words), 1))
        letters[-1][0] += glyph.advance
    return [advance for letter in (reversed(letters) if piece.level % 2 else letters) for advance in letter]


# -- direction ------------------------------------------------------------------------------------------------


def _base(text: str) -> int:
    """1 when the first letter is written right to left."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT:
            return 1
        if kind == "L":
            return 0
    return 0


def _by_direction(word: str) -> list[tuple[str, int]]:
    """Stretches of one direction. Signs and numbers get theirs in `_in_order`, from their neighbours."""
    return [
        ("".join(part), 1 if kind == "R" else 0)
        for kind, part in ((k, list(p)) for k, p in groupby(clusters(word), key=lambda c: _kind(c[0])))
    ]


def _kind(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    if kind in _RIGHT:
        return "R"
    return "N" if kind in _NUMBER else "L" if kind == "L" else "-"


def _in_order(pieces: list[Piece], base: int) -> list[Piece]:
    """The pieces of one line from left to right."""
    kinds = [_kind(p.words[0]) if p.words else "-" for p in pieces]
    levels = _levels(kinds, base, _within(pieces, kinds))
    turned = [
        shaped(p.face, p.words, 1) if level == 1 and kind == "-" else replace(p, level=level)
        for p, kind, level in zip(pieces, kinds, levels, strict=True)
    ]
    for level in (2, 1):
        turned = _reversed_from(turned, level)
    return turned


def _within(pieces: list[Piece], kinds: list[str]) -> frozenset[int]:
    """Which numbers stand right between two words written right to left."""
    told = [at for at, piece in enumerate(pieces) if piece.words.strip()]
    return frozenset(
        at for before, at, after in zip(told, told[1:], told[2:], strict=False)
        if (kinds[before], kinds[at], kinds[after]) == ("R", "N", "R")
    )  # fmt: skip


def _levels(kinds: list[str], base: int, within: frozenset[int]) -> list[int]:
    """UAX 9 in short: right-to-left letters 1, numbers among them 2, signs as their neighbours agree."""
    strong = "R" if base else "L"
    # Among a few names in a sentence a number stays where it was written: it is said of the name before it. Only
    # one right between two words of that writing is part of what they say.
    names = not base and kinds.count("R") <= _NAMES
    seen: list[str] = []
    for at, kind in enumerate(kinds):
        strong = "L" if names and kind == "N" and at not in within else kind if kind in "RL" else strong
        seen.append("number" if kind == "N" and strong == "R" else strong if kind == "N" else kind)
    levels: list[int] = []
    for at, kind in enumerate(seen):
        if kind == "-":
            before = next((k for k in reversed(seen[:at]) if k != "-"), "R" if base else "L")
            after = next((k for k in seen[at + 1 :] if k != "-"), "R" if base else "L")
            right = (before != "L") and (after != "L")
            levels.append(1 if right or (base and (before != "L" or after != "L")) else 2 * base)
        else:
            levels.append({"R": 1, "number": 2, "L": 2 * base}[kind])
    return levels


def _reversed_from(pieces: list[Piece], level: int) -> list[Piece]:
    """Every stretch at this level or above, turned round."""
    turned: list[Piece] = []
    for high, stretch in groupby(pieces, key=lambda p: p.level >= level):
        part = list(stretch)
        turned += reversed(part) if high else part
    return turned
