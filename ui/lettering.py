"""Letters: the bundled fonts, which of them can write a given name, and how large each kind of text is."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

import resources
from ui.reading import Reading

Role = Literal[
    "h1", "h2", "h3", "large", "large_bold", "body", "body_bold", "secondary", "secondary_bold", "small",
    "small_bold", "key"
]  # fmt: skip

_BOLD, _SEMI, _PLAIN = QFont.Weight.Bold, QFont.Weight.DemiBold, QFont.Weight.Normal
SIZES: dict[str, tuple[int, QFont.Weight]] = {
    "h1": (23, _BOLD),
    "h2": (18, _BOLD),
    "h3": (15, _BOLD),
    "large": (18, _PLAIN),
    "large_bold": (18, _SEMI),
    "body": (15, _PLAIN),
    "body_bold": (15, _BOLD),
    "secondary": (14, _PLAIN),
    "secondary_bold": (14, _BOLD),
    "small": (13, _PLAIN),
    "small_bold": (13, _SEMI),
    "key": (12, _PLAIN),
}

ATKINSON, NOTO, DYSLEXIC = "Atkinson Hyperlegible Next", "Noto Sans", "OpenDyslexic"
_COMPANIONS = ("Noto Sans Arabic", "Droid Sans Fallback")
_SAMPLE = {
    ATKINSON: "AtkinsonHyperlegibleNext-Regular.ttf",
    NOTO: "NotoSans-Regular.ttf",
    DYSLEXIC: "OpenDyslexic-Regular.ttf",
    "Noto Sans Arabic": "NotoSansArabic-Regular.ttf",
    "Droid Sans Fallback": "DroidSansFallbackFull.ttf",
}
_loaded: list[int] = []
_covered: dict[str, set[str]] = {}
"""The letters each family is known to have."""


def load() -> None:
    """Make the bundled fonts known to Qt. Safe to call again."""
    if _loaded:
        return
    names = (name for name in resources.names("fonts") if name.endswith(".ttf"))
    _loaded.extend(_load(f"fonts/{name}") for name in names)


def _load(name: str) -> int:
    place = resources.place(name)
    if place is not None:
        return QFontDatabase.addApplicationFont(str(place))  # Qt reads of it what it needs
    with resources.open_binary(name) as file:
        return QFontDatabase.addApplicationFontFromData(QByteArray(file.read()))


@cache
def _raw(family: str) -> QRawFont:
    with resources.open_binary(f"fonts/{_SAMPLE[family]}") as file:
        return QRawFont(QByteArray(file.read()), 16.0)


def covers(family: str, text: str) -> bool:
    """Whether one bundled font can write the whole of a text by itself."""
    known = _covered.setdefault(family, set())
    for letter in set(text) - known:
        # A symbol may come from another font: the rule is about names.
        symbol = letter.isspace() or unicodedata.category(letter).startswith("S")
        if not symbol and not _raw(family).supportsCharacter(ord(letter)):
            return False
        known.add(letter)
    return True


def family_for(text: str, reading: Reading) -> str:
    """The one family for a text, so that no name is ever written in two fonts."""
    if reading.font == "system":
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    chosen = DYSLEXIC if reading.font == "opendyslexic" else ATKINSON
    if text.isascii():
        return chosen
    return next((name for name in (chosen, NOTO, *_COMPANIONS) if covers(name, text)), NOTO)


def font_of(role: str, reading: Reading, family: str) -> QFont:
    """A font of the right size and weight; figures stand in columns."""
    size, weight = SIZES[role]
    font = QFont()
    font.setFamilies([family, NOTO, *_COMPANIONS])
    pixels = max(1, round(size * reading.text_percent / 100))
    font.setPixelSize(pixels)
    font.setWeight(weight)
    # Also when it is nothing: a new QFont starts as the application's font, spacing and all.
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, pixels * reading.letter_spacing)
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
