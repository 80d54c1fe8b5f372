"""How a person likes to read, and the colours that follow from it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec import Struct
from PySide6.QtGui import QColor, QPalette

import resources

ThemeName = Literal["system", "day", "cream", "night", "contrast"]
FontName = Literal["atkinson", "system", "opendyslexic"]

THEMES: tuple[ThemeName, ...] = ("system", "day", "cream", "night", "contrast")
FONTS: tuple[FontName, ...] = ("atkinson", "system", "opendyslexic")
SMALLEST, LARGEST = 90, 250


@dataclass(frozen=True)
class Reading:
    """What one person chose under Display and reading. It stays on their computer."""

    theme: ThemeName = "day"
    text_percent: int = 100
    font: FontName = "atkinson"
    line_spacing: float = 1.0
    letter_spacing: float = 0.0
    """Extra room between letters, as a share of the letter size: 0.12 is the most WCAG asks for."""
    wide_focus: bool = False
    fewer_movements: bool = False
    speak: bool = True

    def __post_init__(self) -> None:
        kept = max(SMALLEST, min(LARGEST, self.text_percent))
        object.__setattr__(self, "text_percent", kept)


class Tokens(Struct, frozen=True):
    """The colours of one theme, by what they are for. Widgets ask for a meaning, never for a colour."""

    name: str
    dark: bool
    window: str
    surface: str
    subtle: str
    text: str
    secondary: str
    border: str
    hairline: str
    action: str
    on_action: str
    danger: str
    danger_bg: str
    warning: str
    warning_bg: str
    settled: str
    settled_bg: str
    info: str
    info_bg: str
    confidential: str
    confidential_bg: str
    focus: str
    focus_fill: str
    on_focus: str
    selected: str
    on_selected: str
    bar: str
    on_bar: str
    bar_settled: str
    bar_warning: str
    chart_1: str
    chart_2: str
    chart_3: str
    chart_4: str
    chart_late: str

    def colour(self, token: str) -> QColor:
        """One colour by its name, as Qt wants it."""
        return QColor(getattr(self, token))


COLOURS: tuple[str, ...] = tuple(name for name in Tokens.__struct_fields__ if name not in {"name", "dark"})


@cache
def bundled(theme: ThemeName) -> Tokens:
    """The tokens of one of our own four themes."""
    table = tomllib.loads(resources.read_text(f"themes/{theme}.toml"))
    return Tokens(name=theme, dark=table["dark"], **table["colours"])


def from_system(palette: QPalette) -> Tokens:
    """Tokens taken from the computer's own colours, for people whose system already suits them.

    The meanings lose their colours here on purpose: shape and words carry them, and a contrast theme
    chosen in the system must win over every idea of ours (EN 301 549, 11.7).
    """
    role = QPalette.ColorRole

    def name_of(which: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, which).name()

    window, base, words = name_of(role.Window), name_of(role.Base), name_of(role.WindowText)
    chosen, on_chosen = name_of(role.Highlight), name_of(role.HighlightedText)
    colours = dict.fromkeys(COLOURS, words)
    colours.update(dict.fromkeys((name for name in COLOURS if name.endswith("_bg")), base))
    colours.update(
        window=window, surface=base, subtle=window, bar=window, hairline=name_of(role.Mid),
        action=name_of(role.Link), on_action=base, focus_fill=base,
        selected=chosen, on_selected=on_chosen,
    )  # fmt: skip
    return Tokens(name="system", dark=QColor(window).lightness() < 128, **colours)


def palette_of(tokens: Tokens) -> QPalette:
    """The Qt palette that says the same as the tokens, for everything Qt draws by itself."""
    role = QPalette.ColorRole
    palette = QPalette()
    for which, token in (
        (role.Window, "window"), (role.WindowText, "text"), (role.Base, "surface"),
        (role.AlternateBase, "subtle"), (role.Text, "text"), (role.Button, "surface"),
        (role.ButtonText, "text"), (role.BrightText, "danger"), (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"), (role.Highlight, "action"), (role.HighlightedText, "on_action"),
        (role.Link, "action"), (role.LinkVisited, "action"), (role.PlaceholderText, "secondary"),
        (role.Light, "surface"), (role.Midlight, "hairline"), (role.Mid, "border"),
        (role.Dark, "border"), (role.Shadow, "border"), (role.Accent, "action"),
    ):  # fmt: skip
        palette.setColor(which, tokens.colour(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, tokens.colour("secondary"))
    return palette
