"""Naming an agency that is not on the list, and why it should be asked."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.widgets.buttons import link, primary
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import LineField


class AddAgency(Card):
    """A name is enough; Enter in either line adds it."""

    added = Signal(str, str)
    """The agency, and why."""
    closed = Signal()

    def __init__(self, keep: Keep) -> None:
        super().__init__("Which other agency should be asked?")
        self.agency = LineField("Agency", "For example: dentist, probation, youth club")
        self.because = LineField("Why should they be asked?")
        keep(self.agency, "agency.new_name")
        keep(self.because, "agency.new_because")
        save, close = primary("Add to the list", "plus"), link("Close")
        save.clicked.connect(lambda _checked=False: self.commit())
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        for part in (self.agency, self.because, buttons_row(save, close)):
            self.add(part)
        for field in (self.agency, self.because):
            field.edit.returnPressed.connect(self.commit)
        self.setFocusProxy(self.agency)

    def started(self) -> bool:
        """Whether an agency is being named."""
        return not self.isHidden() and bool(self.agency.text().strip())

    def commit(self) -> None:
        """Tell it, or say that the name is missing."""
        name = self.agency.text().strip()
        self.agency.set_error("" if name else "Name the agency.")
        if name:
            self.added.emit(name, self.because.text().strip())

    def clear(self) -> None:
        """It is on the list now."""
        self.agency.set_text("")
        self.because.set_text("")
        self.hide()
