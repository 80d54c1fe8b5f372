"""Settings (S15): how this person likes to read. Everything happens at once, beside the work, with no restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import lettering, theme
from ui.reading import LARGEST, SMALLEST, Reading
from ui.widgets.buttons import secondary
from ui.widgets.choice import Choice, Ticks
from ui.widgets.side_panel import SidePanel
from ui.widgets.words import Words

_THEMES = (
    ("system", "Follow my computer"), ("day", "Day"), ("cream", "Cream, less glare"), ("night", "Night"),
    ("contrast", "High contrast"),
)  # fmt: skip
_FONTS = (
    ("atkinson", "Atkinson Hyperlegible"),
    ("system", "My computer’s own"),
    ("opendyslexic", "OpenDyslexic"),
)
_LINES = (("1.0", "Normal"), ("1.2", "Wider"), ("1.5", "Widest"))
_LETTERS = (("0.0", "Normal"), ("0.05", "Wider"), ("0.12", "Widest"))
_REST = (
    ("wide_focus", "A thicker ring round the thing with the focus"),
    ("fewer_movements", "Fewer movements on the screen"),
    ("speak", "Let screen readers say what was saved and what changed"),
)
_STEP = 10


class Stepper(QWidget):
    """A number with a button for less and one for more. Its words say what it is."""

    chosen = Signal(int)

    def __init__(self, label: str, unit: str, smallest: int, largest: int, step: int) -> None:
        super().__init__()
        self._label, self._unit, self._step = label, unit, step
        self._smallest, self._largest, self._value = smallest, largest, smallest
        self.less, self.more = secondary("–"), secondary("+")
        self._shown = Words("", "body_bold")
        self.less.clicked.connect(lambda _checked=False: self._go(-step))
        self.more.clicked.connect(lambda _checked=False: self._go(step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for part in (self.less, self._shown, self.more):
            row.addWidget(part)
        row.addStretch(1)

    def set_value(self, value: int) -> None:
        """Show a number. Does not send `chosen`."""
        self._value = value
        said = f"{value} {self._unit}"
        self._shown.set_words(said)
        self.less.setAccessibleName(f"{self._label} smaller, now {said}")
        self.more.setAccessibleName(f"{self._label} larger, now {said}")

    def _go(self, by: int) -> None:
        value = max(self._smallest, min(self._largest, self._value + by))
        if value != self._value:
            self.chosen.emit(value)


class SettingsPanel(SidePanel):
    """The choices of one person. `read_as` shows and keeps them."""

    def __init__(self, read_as: Callable[[Reading], None], parent: QWidget | None = None) -> None:
        super().__init__("Settings", parent)
        self._read_as, self._showing = read_as, False
        self.colours = Choice(list(_THEMES), "Colours")
        self.text = Stepper("Text", "%", SMALLEST, LARGEST, _STEP)
        self.fonts = Choice(list(_FONTS), "Letters")
        self.lines = Choice(list(_LINES), "Room between lines")
        self.letters = Choice(list(_LETTERS), "Room between letters")
        self.rest = Ticks(list(_REST), "More")
        self.reset = secondary("As it was at first", "arrow-counter-clockwise")
        self.body.addWidget(self.colours)
        self.body.addWidget(Words("Text size", "body_bold"))
        self.body.addWidget(self.text)
        self.body.addWidget(Words("Ctrl+Plus and Ctrl+Minus do the same anywhere.", "small", wrap=True))
        for part in (self.fonts, self.lines, self.letters, self.rest, self.reset):
            self.body.addWidget(part)
        self.body.addWidget(
            Words("These stay with you on this computer. Nobody else sees them.", "small", wrap=True)
        )
        self._connect()
        self.show_reading()
        theme.changed.connect(self.show_reading)

    def _connect(self) -> None:
        self.colours.chosen.connect(lambda value: self._set(theme=value))
        self.text.chosen.connect(lambda value: self._set(text_percent=value))
        self.fonts.chosen.connect(lambda value: self._set(font=value))
        self.lines.chosen.connect(lambda value: self._set(line_spacing=float(value)))
        self.letters.chosen.connect(lambda value: self._set(letter_spacing=float(value)))
        self.rest.changed.connect(self._set_rest)
        self.reset.clicked.connect(lambda _checked=False: self._read_as(Reading()))

    def show_reading(self) -> None:
        """Show what is in force, whoever changed it."""
        now = theme.reading()
        self._showing = True
        self.colours.set_value(now.theme)
        self.text.set_value(now.text_percent)
        self.fonts.set_value(now.font)
        self.lines.set_value(str(now.line_spacing))
        self.letters.set_value(str(now.letter_spacing))
        self.rest.set_values([name for name, _words in _REST if getattr(now, name)])
        self._showing = False

    def first_focus(self) -> QWidget:
        """The first choice."""
        return self.colours.option(theme.reading().theme)

    def _set_rest(self) -> None:
        on = set(self.rest.values())
        self._set(**{name: name in on for name, _words in _REST})

    def _set(self, **changes: object) -> None:
        if not self._showing:
            lettering.load()
            self._read_as(replace(theme.reading(), **changes))  # type: ignore[arg-type]
