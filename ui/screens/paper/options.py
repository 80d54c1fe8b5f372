"""The right of the print page: who the copy is for, what is hidden in it, and which printer takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.screens.drafting import really_left
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.evidence_row import buttons_row
from ui.widgets.field import LineField
from ui.widgets.heading import Heading
from ui.widgets.mark_line import MarkLine
from ui.widgets.scroll import Page
from ui.widgets.words import Words
from workstation.domain import wording
from workstation.services.prints import Preview

_WHOM = (
    ("case file", "Case file"), ("assessment team", "Assessment team"), ("police", "Police"),
    ("the family", "The family"), ("other", "Somebody else…"),
)  # fmt: skip
_HIDDEN = (
    "This copy has no confidential address, phone, school or GP. In this version of Lintel a copy with the "
    "address cannot be printed. The address can be shown on screen for 30 seconds, and that is recorded."
)
_OPEN = "No address of this contact is marked confidential, so nothing is left out."
_READ = (
    "Read these places in the preview. If something can still be read there, add it to the hidden words in "
    "step 2."
)


class Options(Page):
    """Nobody is chosen beforehand: a copy is always for somebody."""

    whom_changed = Signal()
    """The copy is for somebody else now."""

    def __init__(self, title: str = "Print and share") -> None:
        super().__init__("Choices")
        self._title = title
        self.whom = Choice(list(_WHOM), "Who is this copy for?")
        self.whom_else = LineField("Name and service")
        self.printer: Choice | None = None
        self.no_printer = Words("Looking for printers…", "secondary", wrap=True)
        self.address = MarkLine("confidential", "eye-slash-fill", word_token="text")
        self.checked, self.earlier = Card("Hidden words to check"), Card("Copies that exist already")
        self.unsent = MarkLine("warning", "cloud-slash-fill", word_token="text")
        self.print = primary("Print", "printer", "Ctrl+Enter")
        self.save = secondary("Save as PDF…", "floppy-disk")
        self.copy = secondary("Copy as text", "copy")
        self._lay_out()
        self.whom.chosen.connect(self._whom_chosen)
        self.whom_else.left.connect(lambda: self.whom_changed.emit() if really_left() else None)

    def _lay_out(self) -> None:
        self._printers = QVBoxLayout()
        self._printers.addWidget(self.no_printer)
        printer, whom, address = Card("Which printer?"), Card(name="Who is this copy for?"), Card("Address")
        printer.add_row(self._printers)
        whom.add(self.whom)
        whom.add(self.whom_else)
        address.add(self.address)
        buttons = buttons_row(self.print, self.save, self.copy)
        for part in (
            Heading(self._title),
            self.unsent,
            whom,
            address,
            self.checked,
            printer,
            buttons,
            self.earlier,
        ):
            self.add(part)
        for part in (self.whom_else, self.checked, self.earlier, self.unsent):
            part.hide()

    def offer(self, whom: str) -> None:
        """This paper is for somebody already; it can be for somebody else all the same."""
        self.whom_else.set_text(whom)
        self.whom.set_value("other")
        self.whom_else.show()

    def for_whom(self) -> str:
        """Who the copy is for; empty while nobody is said."""
        chosen = self.whom.value() or ""
        return self.whom_else.text().strip() if chosen == "other" else chosen

    def whom_said(self) -> bool:
        """Whether somebody is said; if not, ask where it is missing."""
        said = bool(self.for_whom())
        if not said and self.whom.value() == "other":
            self.whom_else.set_error("Write who this copy is for.")
            self.whom_else.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not said:
            self.whom.set_error("Choose who this copy is for.")
            self.whom.setFocus(Qt.FocusReason.OtherFocusReason)
        return said

    def show_preview(self, preview: Preview) -> None:
        """Say what the copy hides, where to look, and which copies there are."""
        hidden = bool(preview.hidden_found) or "hidden on this copy" in preview.text
        self.address.set_words(_HIDDEN if hidden else _OPEN)
        alone = preview.copy.alone
        self.unsent.setVisible(preview.copy.unsent or alone)
        self.unsent.set_words("On this computer only." if alone else "Not yet sent to your colleagues.")
        found = wording.count(len(preview.hidden_found), "hidden word")
        _list(self.checked, preview.hidden_found, f"{found} to check", "eye-slash", _READ)
        _list(self.earlier, preview.earlier, "Copies that exist already", "note", "")

    def show_printers(self, names: tuple[str, ...]) -> None:
        """Offer the printers of this computer, the usual one first and chosen."""
        if self.printer is not None:
            return
        self.no_printer.setVisible(not names)
        self.no_printer.set_words("This computer has no printer. Save the copy as a PDF instead.")
        if names:
            self.printer = Choice([(name, name) for name in names], name="Which printer?")
            self.printer.set_value(names[0])
            self._printers.addWidget(self.printer)

    def _whom_chosen(self, whom: str) -> None:
        self.whom_else.setVisible(whom == "other")
        if whom == "other":
            self.whom_else.setFocus(Qt.FocusReason.OtherFocusReason)
        self.whom_changed.emit()


def _list(card: Card, lines: Sequence[str], title: str, icon: str, below: str) -> None:
    """Fill a card with lines; without any it is not shown."""
    while (item := card.body.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    card.set_title(title)
    for words in lines:
        card.add(MarkLine("secondary", icon, words, word_token="text"))
    if lines and below:
        card.add(Words(below, "secondary", wrap=True))
    card.setVisible(bool(lines))
