"""The earlier contacts that a text names, each one press away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, link
from ui.widgets.flow import Flow
from ui.widgets.past_words import source_of
from workstation.domain import wording
from workstation.domain.past import PastContact


class LinkChips(QWidget):
    """A row of links, or nothing at all when no contact is named."""

    opened = Signal(str)
    """A contact was pressed; carries its id."""

    def __init__(self, about: str = "") -> None:
        super().__init__()
        self._about = about
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._line: QWidget | None = None
        self._shown: tuple[str, ...] = ()
        self.buttons: list[Button] = []
        self.hide()

    def show_contacts(self, contacts: Iterable[PastContact]) -> None:
        """Show these. Nothing moves when they are shown already."""
        found = tuple(contacts)
        keys = tuple(one.key for one in found)
        if keys == self._shown:
            return
        self._shown = keys
        self._clear()
        if found:
            self._line = QWidget()
            flow = Flow(self._line, gap=12, line_gap=2)
            for one in found:
                flow.addWidget(self._button(one))
            self._column.addWidget(self._line)
        self.setVisible(bool(found))

    def _button(self, one: PastContact) -> Button:
        words = f"{wording.day(one.at)} {source_of(one)}"
        button = link(words, "link")
        about = f", {one.about.lower()}" if one.about else ""
        button.setAccessibleName(f"Open the linked contact of {words}{about}")
        button.setAccessibleDescription(self._about)
        button.clicked.connect(partial(self._open, one.contact))
        self.buttons.append(button)
        return button

    def _open(self, contact: str, _checked: bool = False) -> None:
        self.opened.emit(contact)

    def _clear(self) -> None:
        self.buttons = []
        if self._line is not None:
            self._column.removeWidget(self._line)
            self._line.hide()
            self._line.deleteLater()
            self._line = None
