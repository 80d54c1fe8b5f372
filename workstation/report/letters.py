"""Letters on paper: which font writes a word, and where each of its glyphs stands.

HarfBuzz shapes every word (accents on Yoruba vowels, joined Arabic letters, kerning) and reportlab sets the
glyphs exactly there. Ligatures that only please the eye are off: `fi` stays two letters for a reader's search,
and no part of an Arabic name becomes one sign (`dlig`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any, Final

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources
from workstation.trouble import PrintTrouble

_LATIN: Final = ("AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold")
_WIDE: Final = ("NotoSans-Regular", "NotoSans-Bold")
_ARABIC: Final = ("NotoSansArabic-Regular", "NotoSansArabic-Bold")
_HAN: Final = ("DroidSansFallbackFull", "DroidSansFallbackFull")
_BLOCKS: Final[tuple[tuple[int, int, str], ...]] = (
    (0x0530, 0x058F, "Armenian"), (0xFB13, 0xFB17, "Armenian"), (0x0590, 0x05FF, "Hebrew"),
    (0xFB1D, 0xFB4F, "Hebrew"), (0x0980, 0x09FF, "Bengali"), (0x0A00, 0x0A7F, "Gurmukhi"),
    (0x0A80, 0x0AFF, "Gujarati"), (0x0B80, 0x0BFF, "Tamil"), (0x0C00, 0x0C7F, "Telugu"),
    (0x0D00, 0x0D7F, "Malayalam"), (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"),
    (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"), (0x1C90, 0x1CBF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"), (0x2D80, 0x2DDF, "Ethiopic"), (0xAB00, 0xAB2F, "Ethiopic"),
    (0x1780, 0x17FF, "Khmer"), (0x19E0, 0x19FF, "Khmer"), (0xA9E0, 0xA9FF, "Myanmar"), (0xAA60, 0xAA7F, "Myanmar"),
    (0x3130, 0x318F, "KR"), (0xAC00, 0xD7A3, "KR"),
)  # fmt: skip
"""Blocks of letters with a font of their own, which is read when a paper has one of them."""
_BOLD: Final = ("Hebrew",)
"""The others are written in one weight."""
_FEATURES: Final = {"kern": True, "liga": False, "clig": False, "dlig": False}
_JOINERS: Final = "\u200c\u200d"


def _of_script(script: str) -> tuple[str, str]:
    plain = f"NotoSans{script}-Regular"
    return plain, f"NotoSans{script}-Bold" if script in _BOLD else plain


def _scripts(codes: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """The fonts of the scripts these characters are of, beyond those that every paper has at hand."""
    beyond = [code for code in codes if code >= _BLOCKS[0][0]]
    found = {script for code in beyond for first, last, script in _BLOCKS if first <= code <= last}
    return tuple(_of_script(script) for script in sorted(found))


_OF_SCRIPTS: Final = frozenset(name for _, _, script in _BLOCKS for name in _of_script(script))


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file: its name in the PDF, the characters it has, and the shaper's view of it."""

    name: str
    font: TTFont
    covers: frozenset[int]
    shaper: uharfbuzz.Font
    scale: float
    """From units of the font to thousandths of the type size."""

    def writes(self, words: str) -> bool:
        """Whether it has a glyph for everything here."""
        return all(ord(c) in self.covers or c in _JOINERS for c in words)


@cache
def face(name: str) -> Face:
    """The font of this name, read once."""
    folder = "fonts/paper" if name in _OF_SCRIPTS else "fonts"
    with resources.open_binary(f"{folder}/{name}.ttf") as opened:
        raw = opened.read()
    font = TTFont(name, BytesIO(raw))
    pdfmetrics.registerFont(font)
    shaping = uharfbuzz.Face(uharfbuzz.Blob(raw))
    covers = frozenset(font.face.charToGlyph)
    shaper = uharfbuzz.Font(shaping)
    _name_all_glyphs(font, shaper, shaping.glyph_count)
    return Face(name, font, covers, shaper, 1000 / shaping.upem)


def _name_all_glyphs(font: TTFont, shaper: uharfbuzz.Font, count: int) -> None:
    """Reportlab sets characters, not glyphs: give those that have none a private one, always the same."""
    tables: Any = font.face  # more than its types tell
    private = 0xE000
    for glyph in range(1, count):
        if glyph in tables.glyphToChar:
            continue
        while private in tables.charToGlyph:
            private += 1
        if private > 0xF8FF:
            return
        tables.charToGlyph[private] = glyph
        tables.glyphToChar[glyph] = [private]
        tables.charWidths[private] = tables._pdfScale(shaper.get_glyph_h_advance(glyph))  # noqa: SLF001


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph as reportlab wants it: a character, how far it moves the pen, and its offset (1/1000 size).

    `words` are the letters it stands for; none when the glyph beside it, of the same letter, has them.
    """

    character: str
    words: str
    advance: float
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a word in one font and one direction; `words` in the order of reading, glyphs left to right."""

    face: Face
    words: str
    glyphs: tuple[Glyph, ...]
    width: float
    """In thousandths of the type size."""
    level: int = 0

    @property
    def plain(self) -> bool:
        """Whether the glyphs spell the words by themselves, one after the other on the line."""
        spelling = "".join(g.character for g in self.glyphs)
        return spelling == self.words.replace("\u00a0", " ") and not any(g.x or g.y for g in self.glyphs)


@lru_cache(maxsize=20_000)
def shaped(of: Face, words: str, level: int = 0) -> Piece:
    """The glyphs of these words; an odd level is written right to left."""
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    uharfbuzz.shape(of.shaper, buffer, _FEATURES)
    starts = [info.cluster for info in buffer.glyph_infos]
    ends = dict(pairwise([*sorted(set(starts)), len(words)]))
    letters = ["" if s == before else words[s : ends[s]] for before, s in pairwise((-1, *starts))]
    glyphs = tuple(
        _glyph(of, words[info.cluster], of_glyph, info.codepoint, place)
        for of_glyph, info, place in zip(letters, buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )
    return Piece(of, words, glyphs, sum(g.advance for g in glyphs), level)


def _glyph(of: Face, first: str, words: str, glyph: int, place: uharfbuzz.GlyphPosition) -> Glyph:
    own = 0x20 if first == "\u00a0" else ord(first)
    known: Any = of.font.face
    code = own if known.charToGlyph.get(own) == glyph else known.glyphToChar.get(glyph, [own])[0]
    return Glyph(
        chr(code), words, place.x_advance * of.scale, place.x_offset * of.scale, place.y_offset * of.scale,
        known.getCharWidth(code),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """The fonts of one document, in the order in which they are asked."""

    regular: tuple[Face, ...]
    strong: tuple[Face, ...]

    def faces(self, *, strong: bool) -> tuple[Face, ...]:
        """The fonts of one weight."""
        return self.strong if strong else self.regular

    def runs(self, word: str, *, strong: bool = False) -> list[tuple[Face, str]]:
        """A word with the font for it: one font for the whole word if there is one."""
        faces = self.faces(strong=strong)
        whole = next((f for f in faces if f.writes(word)), None)
        if whole is not None:
            return [(whole, word)]
        runs: list[tuple[Face, str]] = []
        for cluster in clusters(word):
            if runs and runs[-1][0].writes(cluster):
                runs[-1] = (runs[-1][0], runs[-1][1] + cluster)
            else:
                runs.append((next((f for f in faces if f.writes(cluster)), faces[0]), cluster))
        return runs


def hand_for(characters: Iterable[str]) -> Hand:
    """The fonts for a document with these characters. Atkinson Hyperlegible if it can write all its Latin
    words, else Noto Sans throughout, so that no name stands out for being foreign.
    """
    codes = {ord(c) for c in characters}
    latin, wide = (face(_LATIN[0]).covers, face(_WIDE[0]).covers)
    order = (_WIDE, _LATIN) if any(c not in latin and c in wide for c in codes) else (_LATIN, _WIDE)
    names = (*order, _ARABIC, *_scripts(codes), _HAN)
    return Hand(tuple(face(n[0]) for n in names), tuple(face(n[1]) for n in names))


def clusters(word: str) -> list[str]:
    """The characters of a word, each with the accents and joiners on it."""
    found: list[str] = []
    for character in word:
        if found and (unicodedata.category(character)[0] == "M" or character in _JOINERS):
            found[-1] += character
        else:
            found.append(character)
    return found


@cache
def written(character: str) -> str:
    """What paper shows for a character that may have no glyph: itself, or for a picture its name in brackets.

    A letter without a glyph is `PrintTrouble`: a name must be right on paper or not be printed.
    """
    faces = [face(n[0]) for n in (_LATIN, _WIDE, _ARABIC, *_scripts((ord(character),)), _HAN)]
    if character in _JOINERS or any(f.writes(character) for f in faces):
        return character
    if unicodedata.category(character)[0] in "LMN":
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"


def must_write(characters: Iterable[str]) -> None:
    """Refuse letters that no font here has, by name."""
    missing = sorted({c for c in characters if not written(c)})
    if not missing:
        return
    shown = ", ".join(f"{c} ({unicodedata.name(c, f'U+{ord(c):04X}').lower()})" for c in missing[:6])
    more = f" and {len(missing) - 6} more" if len(missing) > 6 else ""
    raise PrintTrouble(
        f"Nothing was printed. The fonts for paper have no letters for {shown}{more}.",
        "Write that name or sentence in letters of the Latin alphabet as well, or read it from the screen. "
        "Tell the service desk which letters are missing.",
    )
