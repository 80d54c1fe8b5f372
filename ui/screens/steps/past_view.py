"""What is on record, seen three ways: facts in sentences, a strip over three years, and rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.notices import announce
from ui.widgets import past_words
from ui.widgets.fact_list import FactList
from ui.widgets.mark_line import MarkLine
from ui.widgets.past_lists import PastLists
from ui.widgets.strip import Strip
from workstation.domain.contact import ContactFile
from workstation.domain.guide import Guide
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact
from workstation.services.find import OpenContact


class PastView(QWidget):
    """The history of one contact. The table says everything the strip does, so that nobody needs to see it."""

    opened = Signal(str)
    """Open this contact."""

    def __init__(self, guide: Guide, here: ContactId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._born: tuple[tuple[str, date], ...] = ()
        self.facts = FactList(guide)
        self.lists = PastLists(guide, here)
        self.table = self.lists.table
        self.older = self.lists.older
        self.preview = MarkLine("action", "info-fill", role="body")
        self.preview.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.facts, self.lists, self.preview):
            column.addWidget(part)
        self.facts.opened.connect(self.opened)
        self.lists.opened.connect(self.opened)
        self.table.moved.connect(self._hide_preview)
        self.table.previewed.connect(self._preview)

    @property
    def strip(self) -> Strip | None:
        """The strip, once there is a history."""
        return self.lists.strip

    def show_contact(self, shown: OpenContact, today: date) -> None:
        """Show the history as it stands now."""
        self._born = born_of(shown.file)
        self.lists.setVisible(not any(f.rule == "HR9" for f in shown.past.facts))
        self.facts.show_past(shown.past)
        self.lists.show_past(shown.past.on_record, today, self.lists.linked)

    def show_links(self, linked: Collection[ContactId]) -> None:
        """Mark the contacts that the reasons name."""
        self.lists.show_links(linked)

    def contact_of(self, key: object) -> PastContact | None:
        """One contact of this history."""
        return self.lists.contact_of(key)

    def first(self) -> QWidget:
        """Where reading begins: why the first fact is shown, or the strip."""
        return self.facts.first() or self.lists.strip or self.table

    def _preview(self, key: object) -> None:
        """Space looks at a row; again puts it away."""
        found = self.contact_of(key)
        if found is None or not self.preview.isHidden():
            self.preview.hide()
            return
        words = past_words.in_full(found, self._guide, self._born)
        self.preview.set_words(words)
        self.preview.show()
        announce(self.table, words)

    def _hide_preview(self, _key: object) -> None:
        self.preview.hide()


def born_of(file: ContactFile) -> tuple[tuple[str, date], ...]:
    """When each child was born, where that is known: to say how old they were then."""
    return tuple((child.name.given or "the child", child.born.on) for child in file.children if child.born.on)
