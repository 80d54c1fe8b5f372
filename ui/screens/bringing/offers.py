"""Above the columns: what headings like these meant before is offered; what was loaded says what does not fit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.evidence_row import buttons_row
from ui.widgets.mark_line import MarkLine
from workstation.domain import wording
from workstation.intake.mapping import Mapping
from workstation.services.explaining import Remembered


class Offers(Card):
    """One thing at a time: an offer, or what came of loading."""

    used = Signal(object)
    """The mapping to use."""

    def __init__(self) -> None:
        super().__init__(name="What was said of files like this one")
        self._mapping: Mapping | None = None
        self.line = MarkLine("info", "info-fill", role="body", word_token="text")
        self.gone = MarkLine("warning", "warning-fill", role="body", word_token="text")
        self.use = secondary("Use what was said then", "check")
        self.use.clicked.connect(lambda _checked=False: self._use())
        self._buttons: QWidget = buttons_row(self.use)
        for part in (self.line, self.gone, self._buttons):
            self.add(part)
        self.hide()

    def offer(self, found: Remembered) -> None:
        """Headings like these were explained before."""
        self._mapping = found.mapping
        name = f" for {found.mapping.system}" if found.mapping.system else ""
        self.line.set_words(
            f"Columns like these were explained on this computer before{name}, last on {wording.day(found.on)}."
        )
        self._suit(button=True, gone=False)

    def loaded(self, name: str, gone: list[str]) -> None:
        """A mapping was taken over; these headings of it are not in the file."""
        self._mapping = None
        self.line.set_words(f"This is what was said for {name}." if name else "This is what was said then.")
        if gone:
            one = len(gone) == 1
            columns, others = ("This column is", "another") if one else ("These columns are", "others")
            told = "; ".join(gone)
            self.gone.set_words(f"{columns} not in this file: {told}. Choose {others}, or go without.")
        self._suit(button=False, gone=bool(gone))

    def clear(self) -> None:
        """Nothing to offer."""
        self._mapping = None
        self.hide()

    def words(self) -> str:
        """What is said."""
        gone = "" if self.gone.isHidden() else self.gone.words()
        return f"{self.line.words()} {gone}".strip()

    def button_shown(self) -> bool:
        """Whether something is offered."""
        return not self.isHidden() and not self._buttons.isHidden()

    def _suit(self, *, button: bool, gone: bool) -> None:
        self._buttons.setVisible(button)
        self.gone.setVisible(gone)
        self.show()

    def _use(self) -> None:
        if self._mapping is not None:
            self.used.emit(self._mapping)
