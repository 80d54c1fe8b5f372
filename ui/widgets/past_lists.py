"""A history as a strip and a table of the same rows, with what is long ago folded away and counted between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.notices import announce
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.past_rows import PastRows, rows_of
from ui.widgets.past_strip import key_line, strip_of
from ui.widgets.past_table import PastTable
from ui.widgets.strip import Strip
from workstation.domain.guide import Guide
from workstation.domain.ids import ContactId
from workstation.domain.past import PastContact


class PastLists(QWidget):
    """Whoever cannot see the strip reads the table, and misses nothing: both are made of the same rows."""

    opened = Signal(str)
    """Open this contact."""
    unfolded = Signal()
    """What is long ago was unfolded, or folded away again."""

    def __init__(
        self,
        guide: Guide,
        here: ContactId,
        *,
        name: str = "Earlier contacts",
        years: bool = False,
        card: bool = True,
    ) -> None:
        super().__init__()
        self._guide, self._here = guide, here
        self._contacts: tuple[PastContact, ...] = ()
        self.linked: Collection[ContactId] = ()
        """The contacts that the reasons name."""
        self._today = date.min
        self._unfolded = self._story = False
        self.strip: Strip | None = None
        self.older = link("")
        """Shows what is long ago, or folds it away."""
        self.table = PastTable(guide, name, years=years)
        self._strip_card = Card(name="History strip") if card else QWidget()
        self._strip_room = (
            self._strip_card.body if isinstance(self._strip_card, Card) else _plain(self._strip_card)
        )
        self._strip_room.setSpacing(0)
        if card:
            self._strip_card.layout().setContentsMargins(14, 6, 14, 8)  # type: ignore[union-attr]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._strip_card)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table)
        self.table.opened.connect(self._open)
        self.older.clicked.connect(self._fold_or_unfold)
        self.rows = PastRows((), (), date.min, date.min)
        """What is shown."""

    def show_past(
        self,
        contacts: Sequence[PastContact],
        today: date,
        linked: Collection[ContactId] = (),
        *,
        story: bool = False,
    ) -> None:
        """Show these contacts, newest first; as a story the table begins with the oldest."""
        self._contacts, self._today, self.linked, self._story = tuple(contacts), today, tuple(linked), story
        self._show()

    def show_links(self, linked: Collection[ContactId]) -> None:
        """Mark the contacts that the reasons name."""
        self.linked = tuple(linked)
        self._show_table()

    def contact_of(self, key: object) -> PastContact | None:
        """The contact of a row."""
        return next((c for c in self._contacts if c.key == key), None)

    def go_to(self, key: str) -> None:
        """Put the focus of the table on a row, also when it is folded away."""
        if self.rows.folded and any(c.key == key for c in self.rows.older):
            self._fold_or_unfold()
        self.table.go_to(key)

    def _show(self) -> None:
        self.rows = rows_of(self._contacts, self._today, unfolded=self._unfolded)
        words = self.rows.fold_words()
        self.older.setVisible(bool(words))
        self.older.set_words(words)
        self._show_strip()
        self._show_table()

    def _show_strip(self) -> None:
        data = strip_of(self.rows, self._here, self._guide, self._today)
        if self.strip is not None:
            self.strip.set_data(data, key_line(data))
            return
        self.strip = Strip(data, key_line(data))
        self.strip.opened.connect(self._open)
        self.strip.moved.connect(self.table.go_to)
        self._strip_room.addWidget(self.strip)

    def _show_table(self) -> None:
        shown = self.rows.shown[::-1] if self._story else self.rows.shown
        self.table.show_past(shown, self._here, self.linked)

    def _open(self, key: object) -> None:
        self.opened.emit(self.table.contact_id(key))

    def _fold_or_unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._show()
        announce(self.older, f"{len(self.rows.shown)} contacts shown")
        self.unfolded.emit()


def _plain(room: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    return column
