"""How everything looks now: colours, letters and sizes, from one person's choices.

`apply` is called at the start and whenever the choices change. Widgets ask `tokens()`, `font_for()` and
`px()` when they paint, and listen to `changed` to measure themselves again.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui import lettering, sheet
from ui.dressing import dress
from ui.lettering import Role
from ui.reading import FONTS, LARGEST, SMALLEST, THEMES, Reading, Tokens, bundled, from_system, palette_of

__all__ = [
    "FONTS", "LARGEST", "SMALLEST", "THEMES", "Reading", "Role", "Tokens",
    "apply", "changed", "colour", "focus_width", "font", "font_for", "icon_size", "px", "reading", "tokens",
]  # fmt: skip


class _Now(QObject):
    """What is shown now. One for the program, as there is one pair of eyes in front of it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        self.tokens = bundled("day")
        self.fonts: dict[tuple[str, str], QFont] = {}
        self.applying = False

    def follow_computer(self) -> None:
        """The computer's own colours changed: take them over if this person follows them."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self.applying and self.tokens.name == "system":
            apply(app, self.reading)


_now = _Now()
changed = _now.changed
"""Sent after colours, letters or sizes changed."""


def apply(app: QApplication, reading: Reading) -> None:
    """Show everything the way this person reads best."""
    _now.applying = True
    try:
        lettering.load()
        before, _now.reading = _now.tokens, reading
        _now.fonts.clear()
        if app.property("lintelLook") is None:
            app.setProperty("lintelLook", True)
            app.setStyle("Fusion")
            app.styleHints().colorSchemeChanged.connect(_now.follow_computer)
        if reading.theme == "system" or _system_asks_for_contrast():
            # An empty palette hands the choice back to the computer.
            app.setPalette(QPalette())
            _now.tokens = from_system(app.palette())
        else:
            _now.tokens = bundled(reading.theme)
            app.setPalette(palette_of(_now.tokens))
        app.setFont(font("body"))
        words = sheet.write(_now.tokens, px, wide_focus=reading.wide_focus)
        dress(app, words, colours=_now.tokens != before)
    finally:
        _now.applying = False
    _now.changed.emit()


def _system_asks_for_contrast() -> bool:
    """Whether a contrast theme is on in the system: it then wins over any theme of ours."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def reading() -> Reading:
    """The choices that are in force."""
    return _now.reading


def with_text(percent: int) -> Reading:
    """The present choices with another text size, kept within bounds."""
    return replace(_now.reading, text_percent=percent)


def tokens() -> Tokens:
    """The colours that are in force, by meaning."""
    return _now.tokens


def colour(token: str) -> QColor:
    """One colour that is in force, by meaning."""
    return _now.tokens.colour(token)


def px(base: float) -> int:
    """A size at 100 % text, at this person's text size."""
    return round(base * _now.reading.text_percent / 100)


def icon_size(base: float) -> QSize:
    """A square for an icon that grows with the text."""
    return QSize(px(base), px(base))


def focus_width() -> int:
    """How thick the ring round the thing with focus is. It does not shrink with small text."""
    return 5 if _now.reading.wide_focus else 3


def font(role: Role) -> QFont:
    """The font of a role for words of our own, which the chosen font always covers."""
    return font_for("", role)


def font_for(text: str, role: Role) -> QFont:
    """The font of a role for given words: one family that can write all of them."""
    family = lettering.family_for(text, _now.reading)
    known = _now.fonts.get((family, role))
    if known is None:
        known = _now.fonts[family, role] = lettering.font_of(role, _now.reading, family)
    return QFont(known)
