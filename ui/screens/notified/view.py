"""How the page of notifications looks: a file to choose, a card for each, one button for all of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.field import LineField
from ui.widgets.heading import Heading
from ui.widgets.mark_line import MarkLine
from ui.widgets.nesting import nest
from ui.widgets.save_foot import SaveFoot
from ui.widgets.scroll import Page

_HINT: Final = "Choose what the police sent. Nothing is saved before you have seen it."
_MAY_BE: Final = (
    ("paper-plane-tilt", "An email", "saved as .eml"),
    ("table", "A table", "CSV or Excel, one notification in each row"),
    ("note", "A text", "plain text or JSON, one notification or several"),
    ("clipboard-text", "No file", "Ctrl+Shift+N takes the words of an email or a form, pasted"),
)


class NotifiedView(QWidget):
    """Everything on the page. What it does is decided by the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.choose = secondary("Choose a file…", "folder-open")
        self.heading = Heading("Police notifications", "", self.choose)
        self.hint = Card(_HINT)
        for icon, what, how in _MAY_BE:
            self.hint.add(
                MarkLine("action", icon, f"{what}: {how}", role="body", word_token="text", strong=(what,))
            )
        self.wrong = MarkLine("danger", "warning-octagon-fill", role="body")
        self.wrong.hide()
        self.late = LineField("They came over an hour ago. Why are they logged now?")
        self.late.hide()
        self.save = primary("", "arrow-right", "Ctrl+Enter")
        self.foot = SaveFoot("Nothing is on record before you press this.", self.save)
        self.foot.hide()
        page = Page("Notifications", top=4)
        for part in (self.hint, self.wrong, self.late):
            page.add(part)
        self.room = QVBoxLayout()
        """Where the cards go."""
        self.room.setSpacing(12)
        nest(page.body, self.room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(4)
        self.heading.setContentsMargins(18, 0, 18, 0)
        column.addWidget(self.heading)
        column.addWidget(page, 1)
        column.addWidget(self.foot)
