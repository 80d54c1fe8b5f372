"""Naming an agency that is not on the list, and why it should be asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from ui.widgets.buttons import link, primary
from ui.widgets.card import Card
from ui.widgets.evidence_row import Keep, buttons_row
from ui.widgets.field import LineField
from ui.widgets.suggest import Suggest, Suggestion


class AddAgency(Card):
    """A name and a reason. Enter goes from the name to the reason, and from the reason adds it."""

    added = Signal(str, str)
    """The agency, and why."""
    closed = Signal()

    def __init__(self, keep: Keep) -> None:
        super().__init__("Which other agency should be asked?")
        self.agency = Suggest("Agency", "For example: dentist, probation, youth club")
        self.because = LineField("Why should they be asked?", "Your manager reads it beside the answer.")
        self._known: tuple[str, ...] = ()
        self._been_there = False
        keep(self.agency, "agency.new_name")
        keep(self.because, "agency.new_because")
        save, close = primary("Add to the list", "plus"), link("Close")
        save.clicked.connect(lambda _checked=False: self.commit())
        close.clicked.connect(lambda _checked=False: self.closed.emit())
        for part in (self.agency, self.because, buttons_row(save, close)):
            self.add(part)
        for field in (self.agency, self.because):
            field.edit.returnPressed.connect(self.commit)
        self.agency.took.connect(self.commit)
        self.agency.wanted.connect(self._offer)
        self.setFocusProxy(self.agency)

    def know(self, agencies: Sequence[str]) -> None:
        """Agencies to offer while a name is typed: those no rule put on the list."""
        self._known = tuple(agencies)

    def _offer(self, text: str) -> None:
        wanted = text.casefold().strip()
        self.agency.offer([Suggestion(words) for words in self._known if wanted in words.casefold()])

    def started(self) -> bool:
        """Whether an agency is being named."""
        return not self.isHidden() and bool(self.agency.text().strip())

    def commit(self) -> None:
        """Tell it, or go to what is missing."""
        name, because = self.agency.text().strip(), self.because.text().strip()
        self.agency.set_error("" if name else "Name the agency.")
        self.because.set_error(
            "" if because or not name or not self._been_there else "Say why, in a few words."
        )
        if name and because:
            self.added.emit(name, because)
            return
        self._been_there = bool(name)
        (self.because if name else self.agency).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """It is on the list now."""
        self.agency.set_text("")
        self.because.set_text("")
        self._been_there = False
        self.hide()
