"""How the page of columns is laid out: the file and its columns at the left, what needs somebody at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.bringing.about_file import AboutFile
from ui.screens.bringing.beside_columns import FirstRows, Needs
from ui.screens.bringing.column_row import ColumnRow
from ui.screens.bringing.columns_card import ColumnsCard
from ui.screens.bringing.offers import Offers
from ui.widgets.buttons import primary, quiet
from ui.widgets.one_pane import OnePane
from ui.widgets.save_foot import SaveFoot
from ui.widgets.scroll import Page


class ColumnsView(QWidget):
    """Knows where everything stands, and nothing of what it means."""

    back_wanted = Signal()
    load_wanted = Signal()
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.card: ColumnsCard | None = None
        self.about: AboutFile | None = None
        self.offers, self.needs, self.first = Offers(), Needs(), FirstRows()
        self.left = Page("The columns", margin=18)
        self.right = Page("What needs you, and the first rows", margin=18)
        self.take = primary("Bring it in", "download-simple", "Ctrl+Enter")
        self.load, self.save = quiet("Load mapping…", "folder-open"), quiet("Save mapping…", "floppy-disk")
        self.back = quiet("Another file", "arrow-left")
        self.foot = SaveFoot("", self.take, self.back, self.load, self.save)
        self.panes = OnePane(
            (("columns", "The columns", self.left), ("needs", "What needs you, first rows", self.right)),
            shares=(3, 2), enough=980,
        )  # fmt: skip
        self._file = QWidget()
        for button, signal in (
            (self.back, self.back_wanted), (self.load, self.load_wanted), (self.save, self.save_wanted),
        ):  # fmt: skip
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        for part in (self.offers, self._file, self.foot.spare):
            self.left.add(part)
        for part in (self.needs, self.first):
            self.right.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.panes, 1)
        column.addWidget(self.foot)

    @property
    def rows(self) -> dict[str, ColumnRow]:
        """The columns that are shown, by heading."""
        return self.card.rows if self.card is not None else {}

    def whole(self) -> None:
        """Make the rows that are not there yet, at once."""
        if self.card is not None:
            self.card.whole()

    def enter(self) -> None:
        """To what is offered, else to the first question; F8 goes to what needs somebody."""
        self.panes.show_pane("columns")
        # What stands above is still being laid out when the page opens.
        QTimer.singleShot(0, self.left, lambda: self.left.verticalScrollBar().setValue(0))
        first = self.about.kind if self.about else self.take
        target = self.offers.use if self.offers.button_shown() else first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, about: AboutFile, card: ColumnsCard) -> None:
        """Show these in place of those of another file."""
        old, self._file = self._file, QWidget()
        self.about, self.card = about, card
        column = QVBoxLayout(self._file)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(about)
        column.addWidget(card)
        self.left.body.removeWidget(old)
        self.left.body.insertWidget(1, self._file)
        old.hide()
        old.deleteLater()
