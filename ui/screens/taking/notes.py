"""Their words, as they are said or sent: what the contact will be read from for years."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from ui import theme
from ui.screens.taking.taken_down import Mode
from ui.widgets.field import TextField
from ui.widgets.keycap import Keycap
from ui.widgets.nesting import let_go
from ui.widgets.words import Words


class Notes(TextField):
    """The big box: their words. On a wide screen it takes the height there is."""

    def __init__(self) -> None:
        self._tall = False
        super().__init__("What they are telling you", lines=7, most_lines=18)
        self.label.hide()
        self._title = Words("What they are telling you", "h2", wrap=True)
        self._title.setBuddy(self.edit)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(Keycap("F5"))
        head.addWidget(Words("time stamp", "secondary"))
        cast(QVBoxLayout, self.layout()).insertLayout(0, head)
        let_go(head)
        self.set_mode("phone")

    def set_mode(self, mode: Mode) -> None:
        """What the words will be."""
        sent = "What is on the sheet, word for word" if mode == "paper" else "What they sent, word for word"
        said = "What they are telling you" if mode == "phone" else sent
        self._title.set_words(said)
        self.edit.setAccessibleName(said)
        hint = "Their words become the record. Nothing is lost if the line drops."
        copied = "Type" if mode == "paper" else "Paste"
        self.set_hint(
            hint if mode == "phone" else f"{copied} all of it. It cannot be changed after you save."
        )

    def set_tall(self, tall: bool) -> None:
        """Take all the height there is, or only what the words need."""
        self._tall = tall
        across = QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Expanding if tall else QSizePolicy.Policy.Fixed)
        # It asks for no height of its own: what stands below it is not squeezed in a low window.
        down = QSizePolicy.Policy.Ignored if tall else QSizePolicy.Policy.Fixed
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, down)
        cast(QVBoxLayout, self.layout()).setStretchFactor(self.edit, 1 if tall else 0)
        # A box that moves into a page is dressed anew by Qt, in the letters it had before.
        self._dress()

    def _grow(self) -> None:
        if not self._tall:
            super()._grow()
            return
        self.edit.setMinimumHeight(theme.px(110))
        self.edit.setMaximumHeight(16_777_215)
        self.edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
