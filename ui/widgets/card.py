"""A titled box on the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Role
from ui.widgets import ink
from ui.widgets.nesting import nest
from ui.widgets.words import Words


class Card(QGroupBox):
    """A surface with a border, a title, and room at the right of the title for a note or a button.

    It is a group box so that screen readers say its title when the focus goes into it.
    """

    def __init__(
        self,
        title: str = "",
        note: str = "",
        *,
        role: Role = "h3",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0; }")
        self._title = Words(title, role, wrap=True)
        self._note = Words(note, "small", wrap=True)
        self._active = False
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._note)
        self.body = QVBoxLayout()
        """Where the content goes."""
        self.body.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(8)
        nest(whole, self._head)
        nest(whole, self.body)
        self.set_title(title, name)
        self.set_note(note)
        theme.changed.connect(self.update)

    def set_title(self, title: str, name: str = "") -> None:
        """Head the card with these words; `name` is for a card whose title stands elsewhere."""
        self._title.set_words(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(name or title)

    def set_note(self, note: str) -> None:
        """Say something quiet at the right of the title."""
        self._note.set_words(note)
        self._note.setVisible(bool(note))

    def set_action(self, widget: QWidget) -> None:
        """Put a button or a chip at the right of the title."""
        self._head.addWidget(widget)

    def set_active(self, active: bool) -> None:
        """Draw the ring of the thing being worked on round the whole card."""
        self._active = active
        self.update()

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget under what is there already; answers the widget."""
        self.body.addWidget(widget)
        return widget

    def add_row(self, layout: QLayout) -> None:
        """Put a row under what is there already."""
        nest(self.body, layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and its border."""
        token, width = ("focus", theme.focus_width()) if self._active else ("hairline", 1)
        ink.rounded(
            QPainter(self), QRectF(self.rect()),
            fill=theme.colour("surface"), border=theme.colour(token), width=width,
        )  # fmt: skip
