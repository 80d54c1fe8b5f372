"""The bars above and below a contact being taken down."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.screens.taking.taken_down import Mode
from ui.widgets.buttons import pill, primary
from ui.widgets.chip import ChipLook, ChipMark
from ui.widgets.flow import Flow
from ui.widgets.mark import Mark
from ui.widgets.words import Words

_TITLES: Final[dict[Mode, str]] = {
    "phone": "New contact – on the phone",
    "paste": "New contact – pasted",
    "form": "New contact – from a form",
    "paper": "New contact – from a paper sheet",
}
_FINISH: Final[dict[Mode, str]] = {
    "phone": "Finish call and check history",
    "paste": "Save and check history",
    "form": "Save and check history",
    "paper": "Save and check history",
}
_MODES: Final[tuple[tuple[Mode, str], ...]] = (
    ("phone", "Phone"), ("paste", "Paste"), ("form", "Form"), ("paper", "Paper"),
)  # fmt: skip
_NEEDED: Final = (
    "Any order. Leave blank what you do not know. Only this is needed to save: one thing they told you."
)


class _Bar(QWidget):
    """A surface at the top or bottom of the screen, with a line towards the page."""

    def __init__(self, name: str, *, line_below: bool) -> None:
        super().__init__()
        self._below = line_below
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.row = QHBoxLayout(self)
        """What stands in it, from left to right."""
        self.row.setContentsMargins(16, 7, 14, 7)
        self.row.setSpacing(10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        at = self.height() - 1 if self._below else 0
        painter.fillRect(QRect(0, at, self.width(), 1), theme.colour("hairline"))


class HeadBar(_Bar):
    """What is being taken down, for how long, how it comes, and when it was last kept."""

    mode_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("New contact", line_below=True)
        self._icon = Mark("phone-incoming-fill", "settled", 22)
        self._title = Words(_TITLES["phone"], "h1", wrap=True)
        self.timer = ChipMark("00:00 on this call", "neutral", "clock-fill")
        self.saved = Words("Saved as you type", "secondary")
        left = QWidget()
        flow = Flow(left, gap=10, line_gap=4)
        flow.addWidget(self._icon)
        flow.addWidget(self._title)
        flow.addWidget(self.timer)
        self.modes = QButtonGroup(self)
        for mode, words in _MODES:
            button = pill(words, chosen=mode == "phone")
            button.setProperty("mode", mode)
            button.clicked.connect(self._choose)
            self.modes.addButton(button)
            flow.addWidget(button)
        self.row.addWidget(left, 1)
        self.row.addWidget(self.saved)

    def show_mode(self, mode: Mode, *, narrow: bool) -> None:
        """How it comes; in a narrow window in fewer words."""
        self._title.set_words("New contact" if narrow else _TITLES[mode])
        self._icon.set_icon("phone-incoming-fill" if mode == "phone" else "clipboard-text-fill")
        self.timer.setVisible(mode == "phone")
        self.saved.setVisible(not narrow)
        for button in self.modes.buttons():
            button.setChecked(button.property("mode") == mode)

    def show_timer(self, seconds: int) -> None:
        """How long they have been talking."""
        minutes, rest = divmod(seconds, 60)
        self.timer.set_chip(ChipLook(f"{minutes:02d}:{rest:02d} on this call", "neutral", "clock-fill"))

    def _choose(self) -> None:
        self.mode_chosen.emit(str(self.sender().property("mode")))


class FootBar(_Bar):
    """What is needed, which is little; and the way on."""

    def __init__(self) -> None:
        super().__init__("Finish", line_below=False)
        self._needed = Words(_NEEDED, "secondary", wrap=True)
        self.finish = primary(_FINISH["phone"], "arrow-right", "Ctrl+Enter")
        self.row.addWidget(self._needed, 1)
        self.row.addStretch(0)
        self.row.addWidget(self.finish)

    def show_mode(self, mode: Mode, *, narrow: bool) -> None:
        """What the button does next, in a narrow window without its key."""
        self._needed.setVisible(not narrow)
        self.finish.set_words("Save and next" if narrow else _FINISH[mode], "" if narrow else "Ctrl+Enter")
